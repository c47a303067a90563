import pytest

from filrouge.language.acronyms import acronyms


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Le trouble de stress post-traumatique (TSPT) dure.", [("tspt", "trouble de stress post traumatique")]),
        ("une thérapie cognitive et comportementale (TCC)", [("tcc", "therapie cognitive et comportementale")]),
        (
            "le comité d’éthique (CE) et le centre de soins (CDS)",
            [("ce", "comite d ethique"), ("cds", "centre de soins")],
        ),
        ("l’École supérieure (ÉS)", [("es", "ecole superieure")]),
    ],
)
def test_an_acronym_is_learnt_with_what_it_stands_for(text, told):
    """The letters are the initials of the words before it, small words counted or not."""
    assert list(acronyms(text)) == told


@pytest.mark.parametrize(
    "text", ["un chat (noir)", "la loi (2015)", "le patient (voir plus bas)", "(ABC)", "mon ami (AB)"]
)
def test_what_only_stands_in_brackets_is_no_acronym(text):
    """Its letters are not the initials of what precedes."""
    assert list(acronyms(text)) == []

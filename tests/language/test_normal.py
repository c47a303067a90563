import pytest
from hypothesis import given
from hypothesis import strategies as st

from filrouge.language import fold
from filrouge.language.normal import CHUNK, split


@pytest.mark.parametrize(
    ("chunk", "words"),
    [
        ("l’épreuve", ["epreuve"]),
        ("L'ŒUVRE", ["oeuvre"]),
        ("jusqu’au", ["au"]),
        ("lorsqu'il", ["il"]),
        ("aujourd'hui", ["aujourdhui"]),
        ("d’aujourd’hui", ["aujourdhui"]),
        ("prud'hommes", ["prudhommes"]),
        ("patient·e·s", ["patients"]),
        ("patient(e)s", ["patients"]),
        ("patient.e.s", ["patients"]),
        ("patient-e-s", ["patients"]),
        ("praticien·ne·s", ["praticiens"]),
        ("acteur·rice·s", ["acteurs"]),
        ("T.S.P.T", ["tspt"]),
        ("100 000", ["100000"]),
        ("14,2", ["14,2"]),
        ("post-traumatique", ["post", "traumatique"]),
        ("peut-être", ["peut", "etre"]),
        ("fin.Début", ["fin", "debut"]),
        ("l'", []),
        ("N’Diaye", ["ndiaye"]),
        ("n’attend", ["attend"]),
    ],
)
def test_a_chunk_holds_the_words_that_a_reader_sees_in_it(chunk, words):
    """Elision, ligatures, inclusive forms, acronyms and numbers are read as French reads them."""
    assert list(split(chunk)[0]) == words


def test_a_hyphenated_compound_is_also_known_joined():
    """“post-traumatique” can be met as “posttraumatique”."""
    assert split("post-traumatique")[1] == "posttraumatique"


def test_a_full_stop_ends_a_chunk():
    """The point of a sentence is no part of its last word."""
    assert CHUNK.findall("Le lien tient. Ou non ?") == ["Le", "lien", "tient", "Ou", "non"]


@given(st.text())
def test_folding_is_idempotent(text):
    """What is folded once stays as it is."""
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_any_text_can_be_split(text):
    """No chunk of any text raises, and no word of it is empty."""
    assert all(word for chunk in CHUNK.findall(text) for word in split(chunk)[0])

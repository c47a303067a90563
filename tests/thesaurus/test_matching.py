"""Labels found in running text."""

from functools import cache

import pytest

from filrouge.thesaurus.matching import Matcher
from tests.thesaurus.making import ours, thesaurus


@cache
def matcher() -> Matcher:
    return Matcher(ours(), "fr")


def found(text: str, using: Matcher | None = None) -> list[tuple[str, str]]:
    """Last part of each concept's address, and the words that named it."""
    using = using or matcher()
    return [
        (concept.rpartition("/")[2], text[one.start : one.end])
        for one in using.mentions(text)
        for concept in one.concepts
    ]


@pytest.mark.parametrize(
    "text",
    [
        "mise à l'épreuve du lien",
        "Mises à l’épreuve du lien",
        "MISE A L'EPREUVE DU LIEN",
        "une mise à l’épreuve de ce lien",
    ],
)
def test_the_longest_label_wins_however_it_is_written(text):
    """Inflected, elided, without accents, with other small words inside; the shorter label in it is not counted."""
    assert [concept for concept, _ in found(text)] == ["mise-a-l-epreuve-du-lien"]


def test_a_label_does_not_cross_a_mark_of_punctuation():
    """Words of two clauses are not one expression."""
    assert ("base-de-securite", "base de la sécurité") in found("la base de la sécurité")
    assert "base-de-securite" not in dict(found("Voilà la base. Sécurité d’abord."))
    assert "base-de-securite" not in dict(found("la base, sécurité comprise"))


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("trouver un lieu sûr", "lieu-sur"),
        ("l’effet d’après-coup", "apres-coup"),
        ("l’estime de soi", "estime-de-soi"),
        ("un fantasme de toute-puissance", "toute-puissance"),
        ("le Moi-peau", "moi-peau"),
        ("une attitude de non-jugement", "non-jugement"),
    ],
)
def test_small_words_count_where_the_label_would_be_nothing_without_them(text, concept):
    """Met whole."""
    assert concept in [name.removeprefix("exercice-du-") for name, _ in found(text)]


@pytest.mark.parametrize(
    "text", ["un lieu sur la place", "après le coup de fil", "l’estime des collègues", "toute la puissance", "la peau"]
)
def test_and_are_not_met_by_halves(text):
    """A part of such a label, or the same letters without the accent, is something else."""
    wrong = {"lieu-sur", "exercice-du-lieu-sur", "apres-coup", "estime-de-soi", "toute-puissance", "moi-peau"}
    assert not wrong & {concept for concept, _ in found(text)}


def test_set_phrases_are_nobodys():
    """“Dans le cadre de” frames nothing."""
    assert found("Dans le cadre de la loi") == []
    assert found("Au regard de ce qui précède") == []
    assert found("Le cadre tient.") == [("cadre", "cadre")]


def test_a_word_that_warns_of_other_meanings_changes_in_number_only():
    """“Retraite” has the stem of “retrait”, and nothing else of it."""
    assert [concept for concept, _ in found("les retraits")] == ["retrait-relationnel"]
    assert found("la retraite") == []


def test_a_label_of_several_concepts_is_doubtful_for_each():
    """And so is a short label whose concept warns of its ambiguity."""
    two = Matcher(
        thesaurus(
            ':a a skos:Concept ; skos:prefLabel "ancrage"@fr .'
            ':b a skos:Concept ; skos:prefLabel "ancrage corporel"@fr ; skos:altLabel "ancrage"@fr .'
            ':c a skos:Concept ; skos:prefLabel "lien"@fr ; skos:scopeNote "Non hypertexte."@fr .'
            ':d a skos:Concept ; skos:prefLabel "posture"@fr .'
        ),
        "fr",
    )
    read = list(two.mentions("L’ancrage, le lien, la posture, l’ancrage corporel."))
    assert [(len(one.concepts), one.doubtful) for one in read] == [(2, True), (1, True), (1, False), (1, False)]


def test_short_acronyms_are_read_in_capitals():
    """NET is a method; “net” is a word. Four letters are nobody's word."""
    method = Matcher(
        thesaurus(
            ':n a skos:Concept ; skos:prefLabel "exposition narrative"@fr ; skos:altLabel "NET"@fr .'
            ':e a skos:Concept ; skos:prefLabel "EMDR"@fr .'
        ),
        "fr",
    )
    assert found("La NET est un recul net ; emdr aussi.", method) == [("n", "NET"), ("e", "emdr")]


def test_only_labels_of_the_language_are_looked_for():
    """And those that state none."""
    both = thesaurus(':a a skos:Concept ; skos:prefLabel "cadre"@fr, "frame"@en ; skos:altLabel "setting" .')
    assert found("The frame and the setting: le cadre.", Matcher(both, "en")) == [("a", "frame"), ("a", "setting")]


@pytest.mark.parametrize("text", ["", "…", "de la du", "a" * 5000, "l’" * 300, "\x00\ud800 lien"])
def test_any_text_is_read(text):
    """Without a word, with only small ones, absurd: nothing breaks."""
    assert isinstance(found(text), list)

"""Phrases that a library uses and that no concept covers."""

from functools import partial

from filrouge.model import Passage
from filrouge.model.passage import Part
from filrouge.thesaurus.candidates import candidates
from filrouge.thesaurus.matching import Matcher
from tests.thesaurus.making import thesaurus

TREE = thesaurus(':c a skos:Concept ; skos:prefLabel "base de sécurité"@fr .')


def proposed(*texts: str, least: int = 2, **options) -> dict[str, int]:
    """Each text is a publication."""
    read = [
        (
            f"p{number}",
            "fr",
            [Passage(id=f"p{number}-1", publication=f"p{number}", ordinal=0, part=Part.SECTION, text=text)],
        )
        for number, text in enumerate(texts)
    ]
    found = candidates(read, partial(Matcher, TREE), least=least, **options)
    return {one.label: one.publications for one in found}


def test_a_phrase_of_several_publications_is_proposed():
    """Under its most frequent form, whatever its inflections, without the elided word before it."""
    texts = [
        "L’espace transitionnel.",
        "Un espace transitionnel, des espaces transitionnels.",
        "Espace transitionnel !",
    ]
    assert proposed(*texts) == {"espace transitionnel": 3}


def test_what_a_concept_covers_is_not():
    """Nor what crosses a mark of punctuation, nor what only one publication says."""
    assert proposed("Une base de sécurité.", "La base de sécurité.") == {}
    assert proposed("Un espace, transitionnel.", "Un espace ; transitionnel.") == {}
    assert proposed("Espace transitionnel.", "Autre chose ici.") == {}


def test_a_phrase_owes_nothing_to_the_longer_one_that_holds_it():
    """“Travail de deuil blanc” is proposed, and not its parts that never stand alone."""
    assert proposed(*["Le travail de deuil blanc."] * 3) == {"travail de deuil blanc": 3}


def test_numbers_orders_and_names_are_no_notions():
    """Spans of time, what one is told to do, and people."""
    texts = ["Trois semaines. Posez la question. Claire Vasseur parle."] * 3
    assert proposed(*texts, names={"Claire Vasseur"}) == {}


def test_as_many_as_are_wanted():
    """Best first."""
    texts = ["Espace transitionnel. Mémoire vive. Espace transitionnel."] * 2
    assert proposed(*texts, limit=1) == {"espace transitionnel": 2}

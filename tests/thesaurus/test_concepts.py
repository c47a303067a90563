"""The tree that concepts make, and how they are looked up."""

from filrouge.thesaurus.checking import Fault, examine
from tests.thesaurus.making import ours, thesaurus

TREE = """
:s a skos:ConceptScheme ; skos:hasTopConcept :a .
:a a skos:Concept ; skos:prefLabel "attachement"@fr ; skos:narrower :b .
:b a skos:Concept ; skos:prefLabel "attachement évitant"@fr ; skos:altLabel "style évitant"@fr ; skos:related :d .
:c a skos:Concept ; skos:prefLabel "évitement"@fr ; skos:broader :b, :d .
:d a skos:Concept ; skos:prefLabel "mode relationnel"@fr .
"""


def slugs(concepts) -> list[str]:
    return [one.slug for one in concepts]


def test_relations_are_known_from_both_sides():
    """Whichever of the two concepts states them."""
    tree = thesaurus(TREE)
    names = {address.rpartition("/")[2]: address for address in tree.concepts}
    assert slugs(tree.broader(names["b"])) == ["a"]
    assert slugs(tree.narrower(names["d"])) == slugs(tree.narrower(names["b"])) == ["c"]
    assert slugs(tree.related(names["d"])) == ["b"]
    assert tree.above(names["c"]) == (names["b"], names["d"], names["a"])
    assert tree.below(names["a"]) == (names["b"], names["c"])
    assert slugs(tree.tops) == ["a", "d"]


def test_a_concept_is_found_by_any_of_its_labels():
    """As an editor wrote it, inflected or not, and by the address that a label would make."""
    tree = thesaurus(TREE)
    for wording in ("Attachement évitant", "style évitant", "attachements évitants", "ATTACHEMENT EVITANT"):
        found = tree.labelled(wording)
        assert found is not None, wording
        assert found.slug == "b"
    assert tree.labelled("autre chose") is None
    assert tree.labelled("de la") is None
    named = tree.named("style-evitant")
    assert named is not None
    assert named.slug == "b"


def test_typing_finds_labels_that_begin_so_first():
    """Then those in which a word does."""
    assert slugs(thesaurus(TREE).looked_up("évit")) == ["c", "b"]
    assert slugs(thesaurus(TREE).looked_up("  ")) == []


def test_faults_are_told_and_stop_nothing():
    """A loop, something alone, no label, two labels, one label of two, a stranger: each is named once."""
    broken = thesaurus(
        ':a a skos:Concept ; skos:prefLabel "a"@fr ; skos:broader :b .'
        ':b a skos:Concept ; skos:prefLabel "b"@fr ; skos:broader :c .'
        ':c a skos:Concept ; skos:prefLabel "c"@fr ; skos:broader :a, :elsewhere .'
        ':seul a skos:Concept ; skos:prefLabel "Seul"@fr, "Unique"@fr .'
        ':muet a skos:Concept ; skos:broader :a ; skos:altLabel "SEUL"@fr .'
    )
    assert [one.fault for one in examine(broken)] == [
        Fault.CYCLE,
        Fault.ORPHAN,
        Fault.TWO_LABELS,
        Fault.MISSING_LABEL,
        Fault.CLASH,
        Fault.UNKNOWN,
    ]
    assert len(broken.above("http://voc.example/a")) == 2


def test_our_thesaurus_has_no_fault():
    """It holds 250 concepts at least, each with a French and an English label and a French definition."""
    tree = ours()
    assert list(examine(tree)) == []
    assert len(tree.concepts) >= 250
    for concept in tree.concepts.values():
        assert {label.language for label in concept.preferred} >= {"fr", "en"}
        assert any(words.language == "fr" for words in concept.definitions)

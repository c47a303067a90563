"""What every store of tags must hold: run against the one in memory and the one in SQLite."""

from filrouge.library.contract import Library
from filrouge.model import Status, TaggedPassage, ThemeTag
from filrouge.model.passage import Part
from tests.library.making import publication

CADRE, LIEN, CORPS = "urn:cadre", "urn:lien", "urn:corps"


def tag(concept: str, *, best: float = 1.0, shown: bool = True, given: bool = False) -> ThemeTag:
    passages = (TaggedPassage(passage=f"p-{best}", part=Part.SECTION, strength=best),) if best else ()
    return ThemeTag(concept=concept, weight=best, strength=best, given=given, shown=shown, passages=passages)


def keep(library: Library, key: str, *tags: ThemeTag, version: str = "v1", **fields) -> None:
    saved = library.save_import(publication(key, **fields))
    (stored,) = (one for one in library.tags.stale(version) if one.publication.id == saved.publication.id)
    assert library.tags.save(stored, tags, version, "+".join(one.concept for one in tags))


def stale(library: Library, version: str = "v1") -> list[str]:
    return [one.publication.slug for one in library.tags.stale(version)]


def test_what_is_tagged_comes_back_whole_and_in_order(library: Library):
    """Every field of every tag, in the order in which they were saved."""
    tags = (tag(LIEN, given=True), tag(CADRE, best=2.5), tag(CORPS, best=0.0, shown=False))
    keep(library, "un", *tags)
    assert library.tags.of("id-un") == tags
    assert library.tags.of("id-inconnu") == ()


def test_a_publication_is_stale_until_it_is_tagged(library: Library):
    """And again for another version of the thesaurus, or once its text has changed."""
    library.save_import(publication("deux"))
    keep(library, "un", tag(LIEN))
    assert stale(library) == ["deux"]
    assert sorted(stale(library, "v2")) == ["deux", "un"]
    library.save_import(publication("un", summary=("Autre chose.",)))
    assert sorted(stale(library)) == ["deux", "un"]


def test_stale_publications_may_be_saved_while_they_are_read(library: Library):
    """Each comes once, however many there are."""
    for number in range(120):
        library.save_import(publication(f"p{number}"))
    seen = []
    for stored in library.tags.stale("v1"):
        library.tags.save(stored, (tag(LIEN),), "v1", LIEN)
        seen.append(stored.publication.slug)
    assert sorted(seen) == sorted(f"p{number}" for number in range(120))
    assert stale(library) == []


def test_the_index_is_told_when_what_it_files_has_changed(library: Library):
    """A new change for the publication when other themes are shown; none when only strengths are other."""
    keep(library, "un", tag(LIEN))
    first = library.sequence
    assert [one.sequence for one in library.changes()] == [first]
    (stored,) = library.tags.stale("v2")
    library.tags.save(stored, (tag(LIEN, best=3.0), tag(CADRE, shown=False)), "v2", LIEN)
    assert library.sequence == first
    (stored,) = library.tags.stale("v3")
    library.tags.save(stored, (tag(CADRE),), "v3", CADRE)
    assert [one.sequence for one in library.changes(first)] == [first + 1]
    assert stale(library, "v3") == []


def test_tags_make_no_revision_and_leave_the_publication_alone(library: Library):
    """They are found, not edited."""
    keep(library, "un", tag(LIEN))
    assert len(library.revisions("un")) == 1
    assert library.get("un") == publication("un")


def test_tags_of_a_former_state_are_refused(library: Library):
    """The publication changed while it was being read: what was found in its former text is not kept."""
    library.save_import(publication("un"))
    (stored,) = library.tags.stale("v1")
    library.save_import(publication("un", summary=("Autre chose.",)))
    assert not library.tags.save(stored, (tag(LIEN),), "v1", LIEN)
    assert library.tags.of("id-un") == ()


def test_the_best_passages_of_several_concepts(library: Library):
    """Strongest first, one tag a publication, only what has a passage and is published."""
    keep(library, "un", tag(LIEN, best=1.0), tag(CADRE, best=3.0))
    keep(library, "deux", tag(LIEN, best=2.0))
    keep(library, "trois", tag(LIEN, best=0.0, given=True))
    keep(library, "quatre", tag(LIEN, best=9.0), status=Status.DRAFT)
    found = [(one.publication, one.tag.concept) for one in library.tags.best([LIEN, CADRE, "urn:autre"], 10)]
    assert found == [("id-un", CADRE), ("id-deux", LIEN)]
    assert len(library.tags.best([LIEN, CADRE], 1)) == 1
    many = [LIEN, *(f"urn:{number}" for number in range(40_000))]
    assert [one.publication for one in library.tags.best(many, 10)] == ["id-deux", "id-un"]


def test_concepts_are_counted_over_what_is_published(library: Library):
    """By how many publications speak of them, and by which are filed under them."""
    keep(library, "un", tag(LIEN), tag(CADRE, shown=False))
    keep(library, "deux", tag(CADRE), tag(CORPS, best=0.0, given=True))
    keep(library, "trois", tag(LIEN), status=Status.WITHDRAWN)
    assert library.tags.spread() == {LIEN: 1, CADRE: 2}
    assert library.tags.given() == {CORPS: 1}
    assert library.tags.filed() == {
        LIEN: frozenset({"id-un"}),
        CADRE: frozenset({"id-deux"}),
        CORPS: frozenset({"id-deux"}),
    }
    assert library.tags.publications == 3


def test_what_several_publications_are_filed_under(library: Library):
    """In the order in which it was saved; none for what is filed under nothing."""
    keep(library, "un", tag(LIEN), tag(CADRE, shown=False), tag(CORPS))
    keep(library, "deux", tag(CADRE))
    keep(library, "trois", tag(LIEN, shown=False))
    found = library.tags.shown(["id-un", "id-deux", "id-trois", "id-inconnu"])
    assert found == {"id-un": (LIEN, CORPS), "id-deux": (CADRE,)}


def test_what_passages_of_several_publications_speak_of(library: Library):
    """Each concept with its strength; of the passages asked about only, each in its own publication."""
    keep(library, "un", tag(LIEN, best=2.0), tag(CADRE, best=2.0), tag(CORPS, best=1.5))
    keep(library, "deux", tag(CADRE, best=2.0), tag(CORPS, best=0.0))
    assert library.tags.told({"id-un": ["p-2.0", "p-9.0"]}) == {"p-2.0": {LIEN: 2.0, CADRE: 2.0}}
    assert library.tags.told({"id-un": ["p-1.5"], "id-deux": ["p-2.0"]}) == {
        "p-1.5": {CORPS: 1.5},
        "p-2.0": {CADRE: 2.0},
    }
    assert library.tags.told({"id-deux": ["p-1.5"], "id-inconnu": ["p-2.0"]}) == {}

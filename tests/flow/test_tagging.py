"""Tags follow the library, and the index follows the tags."""

import shutil

import pytest

from filrouge.engine import Request
from filrouge.engine.memory import MemoryEngine
from filrouge.flow.indexing import Indexer
from filrouge.flow.themes.tagging import Tagger
from filrouge.library.memory import MemoryLibrary
from filrouge.library.sql import SqlLibrary
from filrouge.model import Filter, FilterField, Query, Section, Status
from filrouge.passages import cut
from filrouge.thesaurus.held import HeldThesaurus
from tests.library.making import publication
from tests.thesaurus.making import HEAD

TREE = (
    HEAD
    + """
:attachement a skos:Concept ; skos:prefLabel "attachement"@fr .
:evitant a skos:Concept ; skos:prefLabel "attachement évitant"@fr ; skos:altLabel "style évitant"@fr ;
    skos:broader :attachement .
:souffle a skos:Concept ; skos:prefLabel "respiration"@fr .
"""
)


@pytest.fixture
def file(tmp_path):
    written = tmp_path / "voix.ttl"
    written.write_text(TREE, encoding="utf-8")
    return written


@pytest.fixture(params=["memory", "sqlite"])
def indexer(request, tmp_path, file):
    library = MemoryLibrary() if request.param == "memory" else SqlLibrary.in_file(tmp_path / "library.sqlite")
    yield Indexer(library, MemoryEngine(), cut, tagger=Tagger(library, HeldThesaurus([file]), cut))
    if isinstance(library, SqlLibrary):
        library.close()


def keep(indexer: Indexer, key: str, text: str, **fields) -> None:
    section = Section(anchor="a", heading=text, html=f"<p>{text}</p>")
    indexer.library.save_import(publication(key, sections=(section,), **fields))


def facet(indexer: Indexer) -> dict[str, tuple[str, int]]:
    facets = indexer.engine.search(Request(Query())).facets
    (themes,) = (one for one in facets if one.field is FilterField.THEME)
    return {one.value: (one.label, one.count) for one in themes.values}


def under(indexer: Indexer, value: str) -> set[str]:
    query = Query(filters=(Filter(field=FilterField.THEME, values=(value,)),))
    return {match.card.slug for match in indexer.engine.search(Request(query)).found}


def test_what_is_imported_is_filed_under_its_themes_and_the_broader_ones(indexer):
    """A publication on avoidant attachment counts under attachment too."""
    keep(indexer, "un", "Le style évitant")
    keep(indexer, "deux", "L’attachement")
    indexer.refresh()
    assert facet(indexer) == {"attachement": ("attachement", 2), "evitant": ("attachement évitant", 1)}
    assert under(indexer, "attachement") == {"un", "deux"}


def test_an_editors_themes_win_and_meet_the_concepts_they_name(indexer):
    """By any label; what names no concept stays as it was written; nothing is added to them."""
    keep(indexer, "un", "La respiration", themes=("Styles évitants", "Journée d’étude"))
    keep(indexer, "deux", "La respiration", themes=("Journée d’étude",))
    indexer.refresh()
    assert facet(indexer) == {
        "attachement": ("attachement", 1),
        "evitant": ("attachement évitant", 1),
        "journee-d-etude": ("Journée d’étude", 2),
    }
    tags = {tag.concept.rpartition("/")[2]: tag for tag in indexer.library.tags.of("id-un")}
    assert (tags["evitant"].given, tags["souffle"].given, tags["souffle"].shown) == (True, False, False)
    assert indexer.library.get("un").themes == ("Styles évitants", "Journée d’étude")


def test_nothing_is_read_twice_until_something_changes(indexer):
    """A publication that changes is read again, alone."""
    keep(indexer, "un", "La respiration")
    keep(indexer, "deux", "La respiration")
    assert indexer.tagger.refresh() == 2
    assert indexer.tagger.refresh() == 0
    keep(indexer, "deux", "L’attachement")
    assert indexer.tagger.refresh() == 1
    indexer.refresh()
    assert under(indexer, "attachement") == {"deux"}


def test_another_thesaurus_changes_what_is_filed(indexer, file):
    """The index hears of a new label or a new broader concept, though no text has changed."""
    keep(indexer, "un", "Le style évitant")
    indexer.refresh()
    renamed = TREE.replace('"attachement"@fr', '"liens premiers"@fr')
    file.write_text(renamed + ":souffle skos:narrower :evitant .", encoding="utf-8")
    indexer.refresh()
    assert facet(indexer) == {
        "attachement": ("liens premiers", 1),
        "evitant": ("attachement évitant", 1),
        "souffle": ("respiration", 1),
    }


def test_everything_is_read_again_once_the_library_has_doubled(indexer):
    """What is rare among two publications may be everywhere among twenty."""
    keep(indexer, "un", "La respiration")
    assert indexer.tagger.refresh() == 1
    for number in range(3):
        keep(indexer, f"p{number}", "L’attachement")
    assert indexer.tagger.refresh() == 4
    assert indexer.tagger.refresh() == 0
    assert indexer.tagger.again() == 4


def test_drafts_are_tagged_but_not_counted(indexer):
    """They will be found as soon as they are published."""
    keep(indexer, "un", "La respiration", status=Status.DRAFT)
    indexer.refresh()
    assert indexer.library.tags.spread() == {}
    assert [tag.shown for tag in indexer.library.tags.of("id-un")] == [True]
    indexer.library.save_edit(indexer.library.get("un").model_copy(update={"status": Status.PUBLISHED}))
    indexer.refresh()
    assert under(indexer, "souffle") == {"un"}


def test_what_was_killed_between_saving_and_tagging_is_tagged_later(tmp_path, file):
    """Another process opens the library with a publication that has no tags, and a new index."""
    store = SqlLibrary.in_file(tmp_path / "library.sqlite")
    keep(Indexer(store, MemoryEngine(), cut), "un", "La respiration")
    store.close()
    shutil.copy(tmp_path / "library.sqlite", tmp_path / "copy.sqlite")
    again = SqlLibrary.in_file(tmp_path / "copy.sqlite")
    indexer = Indexer(again, MemoryEngine(), cut, tagger=Tagger(again, HeldThesaurus([file]), cut))
    indexer.refresh()
    assert under(indexer, "souffle") == {"un"}
    again.close()

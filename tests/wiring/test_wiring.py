"""A folder and its settings become parts that work together."""

import shutil

import pytest

from filrouge.errors import LibraryMissing
from filrouge.wiring import has_library, init_library, open_parts
from tests.flow.making import reading


@pytest.fixture
def folder(tmp_path):
    init_library(tmp_path / "library")
    return tmp_path / "library"


def test_a_folder_without_a_library_is_told(tmp_path):
    """Neither a missing folder nor an empty one is taken for an empty library, and nothing is made in it."""
    for place in (tmp_path, tmp_path / "nulle-part"):
        assert not has_library(place)
        with pytest.raises(LibraryMissing, match="init"), open_parts(place):
            pass
    assert list(tmp_path.iterdir()) == []


def test_what_is_imported_is_found_after_reopening(folder):
    """Store and index are both on the disk."""
    with open_parts(folder) as parts:
        parts.ingest(iter([reading()]))
    with open_parts(folder) as parts:
        assert [hit.publication.slug for hit in parts.search.search("le lien").hits] == ["lien"]


def test_a_server_finds_what_another_process_imports(folder):
    """Parts that stay open see each import without being opened again."""
    with open_parts(folder) as served, open_parts(folder) as importing:
        assert served.search.search("lien").total == 0
        importing.ingest(iter([reading("un")]))
        assert served.search.search("lien").total == 1
        importing.ingest(iter([reading("deux")]))
        assert served.search.search("lien").total == 2
        assert served.library.get("deux").slug == "deux"


def test_a_deleted_index_is_made_again_on_opening(folder):
    """The index holds nothing of its own: a backup may leave it out."""
    with open_parts(folder) as parts:
        parts.ingest(iter([reading()]))
    shutil.rmtree(folder / "index")
    counted: list[int] = []
    with open_parts(folder, counted.append) as parts:
        assert parts.search.search("lien").total == 1
    assert counted == [1]


def test_the_settings_of_the_folder_are_those_of_its_parts(folder):
    """The store may be named there, and how text is cut."""
    (folder / "filrouge.toml").write_text(
        f'database = "sqlite:///{folder}/elsewhere.sqlite"\n[passages]\ntarget_words = 40\n', encoding="utf-8"
    )
    long = "<p>" + "Le patient teste le lien avec patience. " * 60 + "</p>"
    section = {"anchor": "a", "heading": "Long", "html": long}
    with open_parts(folder) as parts:
        parts.ingest(iter([reading(sections=(section,))]))
        assert parts.engine.state.passages > 8
    assert (folder / "elsewhere.sqlite").exists()

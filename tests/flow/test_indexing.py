"""The index follows the library."""

import shutil
from dataclasses import replace

import pytest
from filelock import FileLock

from filrouge.engine import Request
from filrouge.engine.tantivy import TantivyEngine
from filrouge.errors import IndexBusy, IndexOutdated
from filrouge.flow.doctor import examine
from filrouge.flow.files import FileStore
from filrouge.flow.indexing import Indexer, Refreshed
from filrouge.library.memory import MemoryLibrary
from filrouge.model import Figure, Query, Status
from filrouge.passages import cut
from tests.library.making import publication


@pytest.fixture
def indexer(tmp_path):
    return Indexer(MemoryLibrary(), TantivyEngine(tmp_path / "index"), cut)


def findings(indexer: Indexer, tmp_path) -> list[tuple[str, str]]:
    return [(one.organ.value, one.text) for one in examine(indexer, FileStore(tmp_path / "files"))]


def fill(indexer: Indexer, count: int = 3) -> None:
    for number in range(count):
        indexer.library.save_import(publication(f"p{number}"))


def slugs(indexer: Indexer) -> set[str]:
    return {match.card.slug for match in indexer.engine.search(Request(Query(), size=100)).found}


def test_a_missing_index_is_built_and_then_only_followed(indexer):
    """The first refresh builds, the next has nothing to do, the one after a save puts that save in."""
    fill(indexer)
    assert indexer.refresh() is Refreshed.REBUILT
    assert indexer.refresh() is Refreshed.CURRENT
    indexer.library.save_import(publication("nouveau"))
    assert indexer.refresh() is Refreshed.CAUGHT_UP
    assert slugs(indexer) == {"p0", "p1", "p2", "nouveau"}


def test_a_catching_up_longer_than_a_batch_is_whole(indexer):
    """Batch after batch, up to the last change, withdrawn ones taken out; progress counts every change."""
    indexer = replace(indexer, batch=4)
    indexer.refresh()
    fill(indexer, 11)
    indexer.library.save_edit(publication("p3", status=Status.WITHDRAWN))
    counted: list[int] = []
    indexer.refresh(counted.append)
    assert counted[-1] == 11
    assert slugs(indexer) == {f"p{number}" for number in range(11)} - {"p3"}


@pytest.mark.parametrize("damage", ["emptied", "cut short", "state lost", "pointer lost"])
def test_a_damaged_index_is_rebuilt_by_itself(indexer, tmp_path, damage):
    """Whatever happened to its files, another process that opens the library finds everything again."""
    fill(indexer)
    indexer.refresh()
    root = tmp_path / "index"
    build = root / (root / "current").read_text().strip()
    match damage:
        case "emptied":
            shutil.rmtree(build / "publications")
        case "cut short":
            (build / "publications" / "meta.json").write_text('{"segm')
        case "state lost":
            (build / "state.json").unlink()
        case "pointer lost":
            (root / "current").unlink()
    again = Indexer(indexer.library, TantivyEngine(root), cut)
    assert again.refresh() is Refreshed.REBUILT
    assert slugs(again) == {"p0", "p1", "p2"}
    assert findings(again, tmp_path) == []


def test_an_index_ahead_of_the_library_is_rebuilt(indexer, tmp_path):
    """A library put back from a backup is not searched through what it no longer holds."""
    fill(indexer)
    indexer.refresh()
    backup = MemoryLibrary()
    backup.save_import(publication("ancien"))
    restored = Indexer(backup, indexer.engine, cut)
    with pytest.raises(IndexOutdated, match="backup"):
        restored.catch_up()
    assert restored.refresh() is Refreshed.REBUILT
    assert slugs(restored) == {"ancien"}


def test_an_index_that_another_writes_is_searched_as_it_is(indexer, tmp_path, monkeypatch):
    """Opening goes on with the index there is; when there is none yet, the other is to be waited for."""
    monkeypatch.setattr("filrouge.engine.folder.LOCK_SECONDS", 0.05)
    fill(indexer)
    indexer.refresh()
    indexer.library.save_import(publication("nouveau"))
    with FileLock(tmp_path / "index" / "lock"):
        assert indexer.refresh() is Refreshed.BUSY
        (tmp_path / "index" / "current").unlink()
        with pytest.raises(IndexBusy):
            indexer.refresh()


def test_what_changes_during_a_rebuild_is_in_it_once(indexer):
    """A publication saved while the index is built anew stands in the new index with its last words."""
    fill(indexer)
    changed = publication("p0", title="Changé pendant la reconstruction")
    indexer.rebuild(lambda count: count == 1 and indexer.library.save_edit(changed) and None)
    found = indexer.engine.search(Request(Query(), size=100)).found
    assert sorted(match.card.title for match in found) == [
        "Changé pendant la reconstruction",
        "Le titre de p1",
        "Le titre de p2",
    ]


def test_a_whole_library_has_no_finding(indexer, tmp_path):
    """Nothing is said when nothing is wrong."""
    fill(indexer)
    indexer.refresh()
    assert findings(indexer, tmp_path) == []


def test_an_index_behind_or_absent_is_a_finding(indexer, tmp_path):
    """The doctor changes nothing: it says what is missing, and the command that makes it."""
    assert [organ for organ, text in findings(indexer, tmp_path) if "reindex" in text] == ["index"]
    indexer.refresh()
    fill(indexer)
    told = [text for organ, text in findings(indexer, tmp_path)]
    assert len(told) == 3
    assert all("reindex" in text for text in told)


def test_a_missing_file_is_a_finding(indexer, tmp_path):
    """It is named with the publication that shows it and the source to import again."""
    indexer.library.save_import(publication(figures=(Figure(source="files/phare-000000000000.svg"),)))
    indexer.refresh()
    [(organ, text)] = findings(indexer, tmp_path)
    assert organ == "files"
    assert "phare-000000000000.svg" in text
    assert "file:///archives/lien.md" in text


def test_a_catching_up_that_was_killed_in_its_midst_is_done_again(indexer, tmp_path):
    """What it had written and not yet committed does not stand in the way of the same changes."""
    fill(indexer)
    indexer.refresh()
    root = tmp_path / "index"
    build = root / (root / "current").read_text().strip()
    committed = [build / "publications" / "meta.json", build / "passages" / "meta.json", build / "state.json"]
    committed += (build / "shelf").glob("*-*.npz")
    before = [file.read_bytes() for file in committed]
    indexer.library.save_import(publication("p1", title="Un titre changé"))
    indexer.refresh()
    for file, content in zip(committed, before, strict=True):  # what a process killed before its commit leaves
        file.write_bytes(content)
    again = Indexer(indexer.library, TantivyEngine(root), cut)
    assert again.refresh() is Refreshed.CAUGHT_UP
    assert slugs(again) == {"p0", "p1", "p2"}
    assert findings(again, tmp_path) == []

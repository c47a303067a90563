import os

import pytest

from filrouge.engine import Request
from filrouge.engine.tantivy import TantivyEngine
from filrouge.errors import IndexDamaged, IndexOutdated
from filrouge.search import parse
from tests.engine.test_contract import SHELF, entry, found


def test_without_an_index_it_asks_for_a_rebuild(tmp_path):
    """A folder that holds nothing is outdated, not an error of its own."""
    with pytest.raises(IndexOutdated, match="reindex"):
        _ = TantivyEngine(tmp_path).state


def test_another_version_asks_for_a_rebuild(tmp_path):
    """A pointer to a build of another schema is outdated."""
    engine = TantivyEngine(tmp_path)
    engine.rebuild(SHELF, sequence=1)
    (tmp_path / "current").write_text("v0-abc")
    with pytest.raises(IndexOutdated):
        _ = TantivyEngine(tmp_path).state


@pytest.mark.parametrize("victim", ["meta.json", "*.store", "*.term", "*.fast", "state.json"])
@pytest.mark.parametrize("damage", ["removed", "emptied", "garbled"])
def test_damaged_files_are_told(tmp_path, victim, damage):
    """A file of the index that is missing, empty or garbled at its end asks for a rebuild, which mends it."""
    engine = TantivyEngine(tmp_path)
    engine.rebuild(SHELF, sequence=1)
    file = next(tmp_path.rglob(victim))
    content = file.read_bytes()
    if damage == "removed":
        file.unlink()
    else:
        file.write_bytes(b"" if damage == "emptied" else content[: len(content) // 2] + os.urandom(7))
    with pytest.raises(IndexDamaged, match="reindex"):
        _ = TantivyEngine(tmp_path).state
    again = TantivyEngine(tmp_path)
    again.rebuild(SHELF, sequence=1)
    assert found(again, "retard") == ["lien"]


def test_another_process_sees_the_change(tmp_path):
    """A reader opened before an update answers from it afterwards."""
    writer, reader = TantivyEngine(tmp_path), TantivyEngine(tmp_path)
    writer.rebuild(SHELF, sequence=1)
    assert found(reader, "retard") == ["lien"]
    writer.update([], removed=["lien"], sequence=2)
    assert found(reader, "retard") == []
    writer.rebuild(SHELF, sequence=3)
    assert found(reader, "retard") == ["lien"]


def test_a_rebuild_leaves_no_other_build(tmp_path):
    """Old builds and leftovers are removed once the new one is in use."""
    engine = TantivyEngine(tmp_path)
    (tmp_path / "v1-leftover").mkdir(parents=True)
    engine.rebuild(SHELF, sequence=1)
    engine.rebuild(SHELF, sequence=2)
    assert len([path for path in tmp_path.iterdir() if path.is_dir()]) == 1


def test_best_passages_are_those_of_the_page(tmp_path):
    """Every publication of a page has its passages, however many others matched better."""
    engine = TantivyEngine(tmp_path)
    engine.rebuild(SHELF, sequence=1)
    assert all(match.passages for match in engine.search(Request(parse("lien patient"))).found)


def test_an_index_ahead_of_its_state_still_answers(tmp_path):
    """Killed between the commit of the index and its state: what is new waits for the next state, the rest is found."""
    engine = TantivyEngine(tmp_path)
    engine.rebuild(SHELF[:1], sequence=1)
    build = tmp_path / (tmp_path / "current").read_text()
    before = {file: file.read_bytes() for file in (build / "state.json", *(build / "shelf").glob("*-*.npz"))}
    engine.update(SHELF[1:], sequence=2)
    for file, content in before.items():
        file.write_bytes(content)
    behind = TantivyEngine(tmp_path)
    assert found(behind, "lien cadre trauma") == ["lien"]
    behind.update(SHELF[1:], sequence=2)
    assert set(found(behind, "lien cadre trauma")) == {"lien", "cadre", "trauma"}


def test_what_was_learnt_before_is_removed(tmp_path):
    """A library that has outgrown what it was learnt from keeps one set of axes, and answers."""
    engine = TantivyEngine(tmp_path)
    words = "lien cadre patient retard souffle corps deuil colère honte enfant".split()
    said = [" ".join(words[(at * step) % 10] for step in (1, 3, 7)) for at in range(20)]
    some = [entry(f"a{at}", f"Titre {at}", text) for at, text in enumerate(said)]
    engine.rebuild(some[:9], sequence=1)
    before = {file.name for file in tmp_path.rglob("meaning-*")}
    engine.update(some[9:], sequence=2)
    after = {file.name for file in tmp_path.rglob("meaning-*")}
    assert (len(before), len(after)) == (3, 3)
    assert not before & after
    assert len(found(engine, "lien", size=30)) == sum("lien" in text for text in said)

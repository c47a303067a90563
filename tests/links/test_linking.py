"""Links follow what is put in and taken out, both ways, and cost nothing of what did not change."""

import sqlite3

import pytest

from filrouge.errors import IndexDamaged
from filrouge.links import Linking, Links
from filrouge.links.strength import strength
from tests.links.making import SUBJECTS, text, texts

ALL = texts(60)


@pytest.fixture
def links(tmp_path):
    made = Links(tmp_path / "links")
    made.update(ALL, 60)
    yield made
    made.close()


def near(links: Links, key: str, depth: int = 9) -> list[str]:
    return [one.publication for one in links.ranked(key, depth)]


def test_publications_of_one_subject_are_linked_first(links):
    """Each of the sixty: the nine others of its subject come before all else."""
    for number, (key, _) in enumerate(ALL):
        same = {f"p{other}" for other in range(number % len(SUBJECTS), 60, len(SUBJECTS))} - {key}
        assert set(near(links, key)) == same


def test_one_that_is_added_is_linked_both_ways(links):
    """It finds the others, and they find it, without their being put in again."""
    links.update([("nouveau", text("nouveau", "corps", 99))], 61)
    found = near(links, "nouveau")
    assert set(found) <= {f"p{number}" for number in range(1, 60, 6)}
    assert all("nouveau" in near(links, key, 20) for key in found)


def test_one_that_is_taken_out_is_in_no_list(links):
    """And has no list of its own any more."""
    links.update([("p1", None)], 61)
    assert near(links, "p1") == []
    assert all("p1" not in near(links, key, 100) for key, _ in ALL)
    assert all("p1" not in edge[:2] for edge in links.edges(10))
    assert links.count() == 59


def test_one_that_changes_its_subject_changes_its_links(links):
    """On both sides."""
    links.update([("p1", text("p1", "rêve", 77))], 61)
    assert set(near(links, "p1", 5)) <= {f"p{number}" for number in range(5, 60, 6)}
    assert "p1" in near(links, "p5", 20)
    assert "p1" not in near(links, "p7")


def test_linking_one_by_one_comes_to_the_same_as_linking_together(tmp_path, links):
    """But for how rare words were when they came: the same links, nearly in the same order."""
    apart = Links(tmp_path / "apart")
    for number, one in enumerate(ALL, start=1):
        apart.update([one], number)
    for key, _ in ALL:
        assert set(near(apart, key)) == set(near(links, key))


def test_what_did_not_change_is_not_linked_again(links):
    """Put in with the same words, it only moves the number of the last change."""
    before = {key: links.ranked(key, 20) for key, _ in ALL}
    assert links.update(ALL[:5], 65) == 0
    assert links.sequence == 65
    assert {key: links.ranked(key, 20) for key, _ in ALL} == before


def test_an_update_that_fails_changes_nothing(links):
    """Neither lists nor the number of the last change."""

    def failing():
        yield "p1", None
        raise RuntimeError("the disk is full")

    before = near(links, "p7", 20)
    with pytest.raises(RuntimeError):
        links.update(failing(), 61)
    assert (links.sequence, near(links, "p7", 20), links.count()) == (60, before, 60)


def test_a_file_that_cannot_be_read_is_made_again(tmp_path, links):
    """It holds nothing that the library does not: the next update is of a library never seen."""
    links.close()
    for file in links.file.parent.iterdir():
        file.unlink()
    links.file.write_bytes(b"not a database" * 500)
    again = Links(links.file.parent)
    assert (again.sequence, again.count()) == (0, 0)
    again.update(ALL, 60)
    assert again.count() == 60
    again.close()


def test_what_is_made_anew_is_read_by_those_who_had_the_file_open(links):
    """A site that is served sees it, and never half of it."""
    reader = Links(links.file.parent)
    assert near(reader, "p1")

    def renewed():
        for key, one in ALL[:30]:
            assert reader.count() == 60
            yield key, one

    links.update(renewed(), 30, anew=True)
    assert (reader.sequence, reader.count()) == (30, 30)
    assert near(reader, "p31") == []
    reader.close()


def test_a_damaged_page_is_told_with_what_to_do(links):
    """As an index that must be rebuilt, wherever it is met."""
    links.close()
    content = bytearray(links.file.read_bytes())
    content[8192:] = b"\x07" * (len(content) - 8192)
    for file in links.file.parent.iterdir():
        file.unlink()
    links.file.write_bytes(content)
    with pytest.raises(IndexDamaged, match="links --rebuild"):
        links.edges(10)


def test_a_file_of_other_rules_is_made_again(links):
    """What another version of the program wrote is not read."""
    links.close()
    with sqlite3.connect(links.file) as connection:
        connection.execute("update about set value = '{\"rules\": 0}'")
    connection.close()
    assert (links.sequence, links.count()) == (0, 0)


def test_weights_can_be_tried_without_linking_again(links):
    """Our own give the list that is kept; others give another."""
    kept = links.ranked("p1", 20)
    tried = links.ranked("p1", 20, Linking())
    assert [one.publication for one in tried] == [one.publication for one in kept]
    assert links.ranked("p1", 20, Linking(title=3.0)) != kept


def test_a_hub_is_damped(tmp_path):
    """A long text that says a little of everything would be first everywhere; its own subject is not its merit."""
    everything = tuple(tuple(f"{subject}{number}" for number in range(30)) for subject in SUBJECTS)
    hub = text("hub", "cadre", 1, title=SUBJECTS, passages=(everything,))
    made = Links(tmp_path / "links")
    made.update([*ALL, ("hub", hub)], 61)
    assert all("hub" not in near(made, key, 3) for key, _ in ALL)
    made.close()


def test_a_library_of_one_has_no_links(tmp_path):
    """Nor has an empty one."""
    made = Links(tmp_path / "links")
    assert (made.ranked("p0", 10), made.edges(10)) == ([], [])
    made.update(ALL[:1], 1)
    assert (made.ranked("p0", 10), made.edges(10), made.count()) == ([], [], 1)
    made.close()


def test_strength_grows_with_the_score_and_falls_with_the_size():
    """From next to nothing to next to certainty, in a library of any size."""
    for size in (1, 30, 3_000, 100_000):
        values = [strength(score, size) for score in (-0.5, 0.0, 0.1, 0.3, 0.6, 1.2)]
        assert values == sorted(values)
        assert 0 <= values[0] <= values[-1] <= 1
    assert strength(0.4, 30) > strength(0.4, 3_000)

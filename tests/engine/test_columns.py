import numpy as np
import pytest

from filrouge.engine.columns import Columns, ColumnsWriter
from filrouge.model import FilterField

THEME = FilterField.THEME


def columns(*changes, before=None):
    """`changes`: (number, its themes, each with its label), or a number to be removed."""
    writer = ColumnsWriter(before or Columns.empty())
    for change in changes:
        if isinstance(change, int):
            writer.remove(change)
        else:
            writer.put(change[0], {THEME: change[1]})
    return writer.columns()


def counts(held, *numbers, limit=10, besides=()):
    return held.most(THEME, np.isin(held.numbers, numbers), limit, besides)


FIRST = columns((11, {"lien": "Lien", "cadre": "Cadre"}), (12, {"lien": "lien"}), (13, {"lien": "lien"}))


def test_a_set_of_publications_is_counted_by_value():
    """Values that none of them has are left out; of equals, the first by name come first."""
    assert counts(FIRST, 11, 12) == {"lien": 2, "cadre": 1}
    assert counts(FIRST, 12, 13) == {"lien": 2}
    assert counts(FIRST, 11, limit=1) == {"cadre": 1}
    assert counts(FIRST, 11, limit=1, besides=["lien"]) == {"cadre": 1, "lien": 1}


def test_a_value_bears_its_most_frequent_label():
    """However a single publication writes it."""
    assert FIRST.labels[THEME] == {"lien": "lien", "cadre": "Cadre"}


def test_a_seat_that_was_left_is_taken_again():
    """By the next publication, and what was said there is forgotten."""
    later = columns(11, (14, {"deuil": "Deuil"}), before=FIRST)
    assert len(later.numbers) == 3
    assert later.labels[THEME] == {"lien": "lien", "deuil": "Deuil"}
    assert counts(later, 12, 14) == {"deuil": 1, "lien": 1}


def test_those_of_a_set_are_told_from_others():
    """What is unknown is in no set; nothing is asked of nobody."""
    which = np.isin(FIRST.numbers, [11, 13])
    assert FIRST.among([13, 12, 99, 11], which) == [13, 11]
    assert FIRST.among([], which) == []
    assert Columns.empty().among([11], np.zeros(0, dtype=np.bool_)) == []


def test_what_is_saved_is_what_is_loaded(tmp_path):
    """Whatever a label holds; a file cut short is told."""
    held = columns((7, {"ligne": "Deux\nlignes « \x1f »"}), before=FIRST)
    held.save(tmp_path / "columns.npz")
    loaded = Columns.load(tmp_path / "columns.npz")
    assert (loaded.labels, counts(loaded, 7, 11)) == (held.labels, counts(held, 7, 11))
    (tmp_path / "columns.npz").write_bytes((tmp_path / "columns.npz").read_bytes()[:300])
    with pytest.raises(ValueError, match="columns"):
        Columns.load(tmp_path / "columns.npz")

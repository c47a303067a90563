import numpy as np
import pytest

from filrouge.ranking.growing import HELD_BYTES, Growing


@pytest.mark.parametrize("on_disk", [False, True])
def test_what_was_added_is_read_back_in_its_order(tmp_path, on_disk):
    """In memory or in a file, however much there is, and between additions too."""
    file = tmp_path / "rows.bin" if on_disk else None
    rows = np.arange(HELD_BYTES // 2, dtype=np.int32).reshape(-1, 2)
    grown = Growing(np.zeros((0, 2), dtype=np.int32), file)
    grown.add(rows[:3])
    assert grown.whole.tolist() == rows[:3].tolist()
    for part in np.array_split(rows[3:], 5):
        grown.add(part)
    grown.sync()
    assert len(grown) == len(rows)
    assert np.array_equal(grown.whole, rows)


def test_a_file_is_gone_on_with_from_where_it_counts(tmp_path):
    """What a writer that died had added is written over."""
    file = tmp_path / "tokens.bin"
    first = Growing(np.zeros(0, dtype=np.int32), file)
    first.add(np.array([1, 2, 3, 4], dtype=np.int32))
    first.sync()
    second = Growing(first.whole[:2].copy(), file)
    second.add(np.array([9], dtype=np.int32))
    second.sync()
    assert np.fromfile(file, dtype=np.int32).tolist() == [1, 2, 9]

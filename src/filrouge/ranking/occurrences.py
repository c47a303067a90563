"""Where in the candidates stands what is sought: one entry an occurrence, counted in many ways."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from filrouge.ranking.asking import Sought
from filrouge.ranking.lexicon import Ids
from filrouge.ranking.shelf import Longs, Shelf

Floats = NDArray[np.floating[Any]]
Which = NDArray[np.bool_] | slice
EVERY = slice(None)


class Occurrences(NamedTuple):
    """In the order of the candidates, and of what each says."""

    owner: Longs
    """Which candidate."""
    word: Longs
    """Which of the words sought."""
    part: Longs
    """Which passage, over all candidates; -1 in a title."""
    position: Longs
    """Counted over all candidates."""
    depth: Longs
    """Tokens from the end of the title."""
    lengths: Longs
    titles: Longs
    part_lengths: Longs
    part_at: Longs


def occurrences(sought: Sought, shelf: Shelf, places: Longs) -> Occurrences:
    """In the publications that stand in these rows of the shelf."""
    rows = shelf.rows
    counts = rows.bounds_at[places + 1] - rows.bounds_at[places]
    at = np.cumsum(counts) - counts
    bounds = rows.bounds[np.repeat(rows.bounds_at[places] - at, counts) + np.arange(counts.sum())].astype(np.int64)
    lengths = bounds[at + counts - 1]
    starts = np.cumsum(lengths) - lengths
    spans = zip(rows.offsets[places].tolist(), lengths.tolist(), strict=True)
    tokens = np.concatenate([shelf.tokens[offset : offset + size] for offset, size in spans])
    position = np.flatnonzero(sought.known.take(tokens))
    # What stands between two bounds is counted rather than looked up: positions are in order.
    segments = np.diff(np.searchsorted(position, bounds + np.repeat(starts, counts)), prepend=0)
    segment = np.repeat(np.arange(len(segments)), segments)
    owner = np.repeat(np.repeat(np.arange(len(places)), counts), segments)
    inside = np.ones(len(bounds), dtype=np.bool_)
    inside[at] = False
    return Occurrences(
        owner,
        sought.numbered[tokens[position]],
        np.where(inside[segment], segment - owner - 1, -1),
        position,
        position - (starts + bounds[at])[owner],
        lengths,
        bounds[at],
        np.diff(bounds, prepend=0)[inside],
        np.concatenate(([0], np.cumsum(counts - 1))),
    )


class Pairs(NamedTuple):
    """Two stems of the query side by side: in which row, and which two, by their place in the query."""

    rows: Longs
    left: Ids
    right: Ids


def pairs(found: Occurrences, sought: Sought, where: NDArray[np.bool_], rows: Longs) -> Pairs:
    """Those that follow each other in the query too, among the occurrences `where`, within one row."""
    slots = sought.stem_slot[found.word]
    first = np.flatnonzero((np.diff(found.position) == 1) & where[:-1] & where[1:] & (rows[:-1] == rows[1:]))
    left, right = slots[first], slots[first + 1]
    wanted = (left >= 0) & (right >= 0) & sought.pairs[left, right]
    return Pairs(rows[first][wanted], left[wanted], right[wanted])

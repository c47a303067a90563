"""Where in the candidates stands what is sought: one entry an occurrence, counted in many ways."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from filrouge.ranking.asking import Sought
from filrouge.ranking.lexicon import Ids, Tables
from filrouge.ranking.shelf import Longs, Shelf

Floats = NDArray[np.floating[Any]]
Which = NDArray[np.bool_]


class Occurrences(NamedTuple):
    """Of the stems and forms of the query, in the order of the candidates and of what each says. Many more words hold
    one of its grams: how often they stand in each candidate is all that is kept of them.
    """

    owner: Longs
    """Which candidate."""
    stem: Ids
    """Which stem of the query; -1 for none."""
    form: Ids
    """Which form, likewise."""
    part: Longs
    """Which passage, over all candidates; -1 in a title."""
    position: Longs
    """Counted over all candidates."""
    depth: Longs
    """Tokens from the end of the title."""
    grams: Floats
    """`grams[candidate, gram]`"""
    title_grams: Floats
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
    lengths, titles = bounds[at + counts - 1], bounds[at]
    ends = np.cumsum(lengths)
    starts = ends - lengths
    tokens = tokens_of(shelf, places, lengths)
    position = np.flatnonzero(sought.known.take(tokens))
    words, word = _numbered(tokens[position], len(sought.known))
    held = _grams_of(words, sought.grams, shelf.lexicon.tables)
    # What stands between two bounds is counted rather than looked up: positions are in order.
    owner = np.repeat(np.arange(len(places)), np.diff(np.searchsorted(position, ends), prepend=0))
    titled = position < (starts + titles)[owner]
    grams = _counted(word, owner, held, len(places))
    title_grams = _counted(word[titled], owner[titled], held, len(places))
    stems, forms = _slots(shelf.lexicon.tables.stem_of[words], sought.stems), _slots(words, sought.exacts)
    close = np.flatnonzero(((stems >= 0) | (forms >= 0))[word])
    position, word, owner = position[close], word[close], owner[close]
    segments = np.diff(np.searchsorted(position, bounds + np.repeat(starts, counts)), prepend=0)
    segment = np.repeat(np.arange(len(segments)), segments)
    depth = position - (starts + titles)[owner]
    part = np.where(depth < 0, -1, segment - owner - 1)
    part_at = np.concatenate(([0], np.cumsum(counts - 1)))
    part_lengths = np.delete(np.diff(bounds, prepend=0), at)
    found = stems[word], forms[word]
    return Occurrences(owner, *found, part, position, depth, grams, title_grams, lengths, titles, part_lengths, part_at)


def tokens_of(shelf: Shelf, places: Longs, lengths: Longs) -> Ids:
    """The first ones of each of these publications, so many of each, end to end."""
    spans = zip(shelf.rows.offsets[places].tolist(), lengths.tolist(), strict=True)
    return np.concatenate([shelf.tokens[offset : offset + length] for offset, length in spans])


def _numbered(words: Ids, size: int) -> tuple[Ids, Ids]:
    """The different ones, in order, and the place among them of each. `size`: one more than the highest could be.
    Sorting them would cost more than a table of all."""
    there = np.zeros(size, dtype=np.bool_)
    there[words] = True
    different = np.flatnonzero(there).astype(np.int32)
    place = np.empty(size, dtype=np.int32)
    place[different] = np.arange(len(different))
    return different, place[words]


def _grams_of(words: Ids, grams: Ids, tables: Tables) -> Floats:
    """How often each word (rows) holds each of these grams (columns)."""
    column = np.full(tables.gram_count, -1, dtype=np.int32)
    column[grams] = np.arange(len(grams))
    columns = column[tables.grams_of(words)]
    rows = np.repeat(np.arange(len(words)), tables.gram_counts[words])
    kept = columns >= 0
    held = np.bincount(rows[kept] * len(grams) + columns[kept], minlength=len(words) * len(grams))
    return held.reshape(len(words), len(grams)).astype(np.float32)


def _counted(word: Ids, owner: Longs, held: Floats, count: int) -> Floats:
    """How often each gram stands in each of so many candidates, whose words these are, in their order."""
    at = np.searchsorted(owner, np.arange(count + 1))
    counts: Floats = csr_array((np.ones(len(word), dtype=np.float32), word, at), shape=(count, len(held))) @ held
    return counts


def _slots(values: Ids, wanted: Ids) -> Ids:
    """The place in `wanted` of each value; -1 when it is not there."""
    slots = np.full(len(values), -1, dtype=np.int32)
    for place, number in enumerate(wanted):
        slots[values == number] = place
    return slots


class Pairs(NamedTuple):
    """Two stems of the query side by side: in which row, and which two, by their place in the query."""

    rows: Longs
    left: Ids
    right: Ids


def pairs(found: Occurrences, sought: Sought, where: Which, rows: Longs) -> Pairs:
    """Those that follow each other in the query too, among the occurrences `where`, within one row."""
    first = np.flatnonzero((np.diff(found.position) == 1) & where[:-1] & where[1:] & (rows[:-1] == rows[1:]))
    left, right = found.stem[first], found.stem[first + 1]
    wanted = (left >= 0) & (right >= 0) & sought.pairs[left, right]
    return Pairs(rows[first][wanted], left[wanted], right[wanted])

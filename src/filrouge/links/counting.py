"""How rare each word and each pair of words is in the library, counted anew from all of it."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from filrouge.links.tokens import Ids, Keys, Tokens
from filrouge.links.vectors import Counts

BUCKETS = 1 << 24
"""A byte each, in which pairs are first counted roughly: those that stand in one publication, which are most, never
become numbers of their own, and memory does not grow with them."""
MERGED = 4_000_000
"""Keys held before equal ones are joined."""

Reading = Callable[[], Iterator[Tokens]]
"""Reads every publication; called twice."""


def counted(reading: Reading, words: int) -> Counts:
    """`words`: one more than the highest id there is."""
    text, opening, body, title = (np.zeros(words, np.int32) for _ in range(4))
    buckets = np.zeros(BUCKETS, np.uint8)
    publications = stems = 0
    for tokens in reading():
        publications += 1
        stems += len(tokens.title) + len(tokens.words)
        text[np.unique(np.concatenate((tokens.title, tokens.words)))] += 1
        opening[np.unique(np.concatenate((tokens.title, tokens.opening)))] += 1
        body[np.unique(tokens.words)] += 1
        title[np.unique(tokens.title)] += 1
        at = np.unique(_bucket(np.unique(np.concatenate(tokens.pairs()))))
        buckets[at] = np.minimum(buckets[at], 1) + 1
    pairs, pair_text, pair_title = _pairs(reading, buckets)
    known = np.flatnonzero(text).astype(np.int32)
    return Counts(
        publications=publications,
        length=stems / max(publications, 1),
        words=known,
        text=text[known],
        opening=opening[known],
        body=body[known],
        title=title[known],
        pairs=pairs,
        features=np.arange(words, words + len(pairs), dtype=np.int32),
        pair_text=pair_text,
        pair_title=pair_title,
    )


def _pairs(reading: Reading, buckets: NDArray[np.uint8]) -> tuple[Keys, Ids, Ids]:
    """Pairs that stand in several publications, sorted, with their counts in the whole and in titles."""
    whole, titles = _Tally(), _Tally()
    for tokens in reading():
        titled, said = tokens.pairs()
        both = np.unique(np.concatenate((titled, said)))
        whole.add(both[buckets[_bucket(both)] > 1])
        titles.add(np.unique(titled))
    keys, often = whole.total()
    keys, often = keys[often > 1], often[often > 1]
    in_titles, titles_often = titles.total()
    at = np.searchsorted(in_titles, keys).clip(max=max(len(in_titles) - 1, 0))
    in_title = np.where(in_titles[at] == keys, titles_often[at], 0) if len(in_titles) else np.zeros(len(keys))
    return keys, often.astype(np.int32), in_title.astype(np.int32)


class _Tally:
    """Counts keys that come in small arrays."""

    def __init__(self) -> None:
        self._keys, self._counts = np.zeros(0, np.int64), np.zeros(0, np.int64)
        self._waiting: list[Keys] = []
        self._size = 0

    def add(self, keys: Keys) -> None:
        self._waiting.append(keys)
        self._size += len(keys)
        if self._size > MERGED:
            self.total()

    def total(self) -> tuple[Keys, NDArray[np.int64]]:
        keys = np.concatenate((self._keys, *self._waiting))
        counts = np.concatenate((self._counts, np.ones(self._size, np.int64)))
        self._keys, inverse = np.unique(keys, return_inverse=True)
        self._counts = np.bincount(inverse, weights=counts, minlength=len(self._keys)).astype(np.int64)
        self._waiting, self._size = [], 0
        return self._keys, self._counts


def _bucket(keys: Keys) -> NDArray[np.int64]:
    mixed = keys.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    return np.asarray(mixed >> np.uint64(40), dtype=np.int64)

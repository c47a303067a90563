"""A moment of one and a moment of the other: the passages in which two publications speak to each other."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from filrouge.links.tokens import Ids
from filrouge.links.vectors import UNTITLED, Counts, Vectors

SHOWN = 3
"""Pairs of a link, at most, each of other passages."""
LEAST = 0.24
"""Cosine from which two passages are worth being read together."""
SHARED = 2
"""Rare words that both must say, at least."""
LOOKED_AT = 40
"""Pairs that are looked at, from the nearest on."""
COMMON = 0.25
"""A word that more of the library uses than this is not rare."""


class Pair(NamedTuple):
    """Ordinals of the passages, their cosine, and the rare words they share, the most telling first."""

    one: int
    other: int
    cosine: float
    words: tuple[int, ...]

    @property
    def worth_showing(self) -> bool:
        return self.cosine >= LEAST and len(self.words) >= SHARED


class Weighed(NamedTuple):
    """The passages of a publication: a row each, words in columns."""

    matrix: csr_matrix
    words: Ids


def weigh(vectors: Vectors, counts: Counts) -> Weighed:
    """By how often and how rare their words are, to unit length."""
    sentences = len(vectors.sentences)
    sentence = np.repeat(np.arange(sentences), np.diff(vectors.sentences, prepend=0))
    passage = np.searchsorted(vectors.passages, np.arange(sentences), side="right")
    keys, often = np.unique((passage[sentence].astype(np.int64) << 32) | vectors.said, return_counts=True)
    rows, words = keys >> 32, (keys & 0xFFFFFFFF).astype(np.int32)
    known = counts.of_words(counts.text, words)
    titled = np.where(counts.of_words(counts.title, words) > 0, 1, UNTITLED)
    values = np.sqrt(often) * counts.rarity(known) * titled * (known != 1)
    size = len(vectors.passages)
    lengths = np.sqrt(np.bincount(rows, weights=values**2, minlength=size))
    values = values / np.maximum(lengths, 1e-9)[rows]
    columns, at = np.unique(words, return_inverse=True)
    return Weighed(csr_matrix((values, (rows, at)), shape=(size, len(columns))), columns)


def telling(one: Vectors, other: Vectors, counts: Counts) -> dict[int, float]:
    """The rare words that both say, by how much they bring the two texts together."""
    common, mine, theirs = np.intersect1d(one.text_ids, other.text_ids, assume_unique=True, return_indices=True)
    known = counts.of_words(counts.text, common)
    weights = one.text[mine] * other.text[theirs]
    rare = (known > 0) & (known <= rare_limit(counts)) & (weights > 0)
    return dict(zip(common[rare].tolist(), weights[rare].tolist(), strict=True))


def rare_limit(counts: Counts) -> float:
    """Publications that a rare word stands in, at most."""
    return max(3.0, COMMON * counts.publications)


def pairs(
    one: Weighed, other: Weighed, rare: Mapping[int, float], taken: Mapping[int, int] | None = None
) -> list[Pair]:
    """The best, each passage once, those worth showing first; there is one at least, if the two share a rare word.

    `taken`: how often passages of the first were shown for other links, which are told apart by showing others where
    they are nearly as good.
    """
    common, mine, theirs = np.intersect1d(one.words, other.words, return_indices=True)
    if not len(common) or not rare:
        return []
    left, right = one.matrix[:, mine], other.matrix[:, theirs]
    cosines = np.asarray((left @ right.T).todense())
    wanted = cosines.copy()
    for row, times in (taken or {}).items():
        wanted[row] *= 0.85**times
    found: list[Pair] = []
    for flat in np.argsort(-wanted, axis=None, kind="stable")[:LOOKED_AT]:
        row, column = divmod(int(flat), wanted.shape[1])
        if len(found) == SHOWN or (found and cosines[row, column] < LEAST):
            break
        if any(row == pair.one or column == pair.other for pair in found):
            continue
        shared = (int(common[at]) for at in _shared(left[row], right[column]))
        words = tuple(word for word in shared if word in rare)
        if words:
            found.append(Pair(row, column, float(cosines[row, column]), words))
    return found


def _shared(left: csr_matrix, right: csr_matrix) -> NDArray[np.int64]:
    """Columns that both have, by what they add to the cosine."""
    product = left.multiply(right).tocoo()
    return np.asarray(product.col[np.argsort(-product.data, kind="stable")], dtype=np.int64)

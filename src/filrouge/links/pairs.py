"""A moment of one and a moment of the other: the passages in which two publications speak to each other."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags, eye

from filrouge.links.tokens import Ids
from filrouge.links.vectors import UNTITLED, Counts, Vectors

SHOWN = 3
"""Pairs of a link, at most, each of other passages."""
LEAST, MORE = 0.5, 0.7
"""How likely two passages must be to speak to each other, to be worth being read together; and beside better ones."""
LOOKED_AT = 40
"""Pairs that are looked at, from the likeliest on."""
COMMON = 0.25
"""A word that more of the library uses than this is not rare."""
BESIDE = 0.3
"""What the passages before and after count, beside a passage: half of an idea may stand in them."""
AGAIN = 0.85
"""Of how likely a pair is, each time that another link showed its passage first."""
CONSTANT, COSINE, THEMES, STRENGTH = -4.1, 16.6, 1.9, 0.7
"""Of the logarithm of the odds, by logistic regression on judged pairs of passages (docs/links.md)."""
SURE = 0.999
"""Strength above which a link makes its pairs no likelier."""


class Pair(NamedTuple):
    """Ordinals of the passages, how likely they speak to each other, and the rare words they share, the most telling
    first."""

    one: int
    other: int
    likely: float
    words: tuple[int, ...]

    @property
    def worth_showing(self) -> bool:
        return self.likely >= LEAST


class Weighed(NamedTuple):
    """The passages of a publication: a row each, words in columns. `around`: with those that stand beside each."""

    matrix: csr_matrix
    around: csr_matrix
    words: Ids
    themes: Sequence[Mapping[str, float]]
    """Of each passage, the concepts it speaks of, by how rare each is."""


def weigh(vectors: Vectors, counts: Counts, headings: Sequence[Ids], themes: Sequence[Mapping[str, float]]) -> Weighed:
    """By how often and how rare their words are, those of their headings among them, to unit length."""
    size = len(vectors.passages)
    sentences = len(vectors.sentences)
    sentence = np.repeat(np.arange(sentences), np.diff(vectors.sentences, prepend=0))
    passage = np.searchsorted(vectors.passages, np.arange(sentences), side="right")
    rare = [one[counts.of_words(counts.text, one) <= rare_limit(counts)] for one in headings]
    headed = np.repeat(np.arange(len(rare)), [len(one) for one in rare])
    said = np.concatenate((vectors.said, *rare))
    where = np.concatenate((passage[sentence], headed)).astype(np.int64)
    keys, often = np.unique((where << 32) | said, return_counts=True)
    rows, words = keys >> 32, (keys & 0xFFFFFFFF).astype(np.int32)
    known = counts.of_words(counts.text, words)
    titled = np.where(counts.of_words(counts.title, words) > 0, 1, UNTITLED)
    columns, at = np.unique(words, return_inverse=True)
    values = np.sqrt(often) * counts.rarity(known) * titled * (known != 1)
    matrix = _unit(csr_matrix((values, (rows, at)), shape=(size, len(columns))))
    beside = eye(size) + BESIDE * (eye(size, k=1) + eye(size, k=-1))
    return Weighed(matrix, _unit(csr_matrix(beside @ matrix)), columns, themes)


def _unit(matrix: csr_matrix) -> csr_matrix:
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return csr_matrix(diags(1 / np.maximum(lengths, 1e-9)) @ matrix)


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
    one: Weighed, other: Weighed, rare: Mapping[int, float], strength: float, taken: Mapping[int, int] | None = None
) -> list[Pair]:
    """The likeliest, each passage once; there is one at least, if the two share a rare word. `strength` is that of the
    link.

    `taken`: how often passages of the first were shown for other links, which are told apart by showing others where
    they are nearly as likely.
    """
    common, mine, theirs = np.intersect1d(one.words, other.words, return_indices=True)
    if not len(common) or not rare:
        return []
    cosines = np.asarray((one.around[:, mine] @ other.around[:, theirs].T).todense())
    likelihoods = likely(cosines, _shared_themes(one, other), strength)
    wanted = likelihoods.copy()
    for row, times in (taken or {}).items():
        wanted[row] *= AGAIN**times
    left, right = one.matrix[:, mine], other.matrix[:, theirs]
    found: list[Pair] = []
    for flat in np.argsort(-wanted, axis=None, kind="stable")[:LOOKED_AT]:
        row, column = divmod(int(flat), wanted.shape[1])
        if len(found) == SHOWN or (found and likelihoods[row, column] < MORE):
            break
        if any(row == pair.one or column == pair.other for pair in found):
            continue
        shared = (int(common[at]) for at in _shared(left[row], right[column]))
        words = tuple(word for word in shared if word in rare)
        if words:
            found.append(Pair(row, column, float(likelihoods[row, column]), words))
    return found


def likely(cosines: NDArray[np.float64], themes: NDArray[np.float64], strength: float) -> NDArray[np.float64]:
    """How likely each two passages speak to each other: by their words, by the themes of both, and by how likely their
    publications do."""
    sure = min(strength, SURE)
    prior = STRENGTH * np.log(max(sure, 1e-9) / (1 - sure))
    odds = CONSTANT + COSINE * cosines + THEMES * np.sqrt(np.maximum(cosines, 0) * themes) + prior
    return np.asarray(1 / (1 + np.exp(-odds)))


def _shared_themes(one: Weighed, other: Weighed) -> NDArray[np.float64]:
    """How much the themes of each two passages tell that both speak of."""
    found = np.zeros((one.matrix.shape[0], other.matrix.shape[0]))
    for row, mine in enumerate(one.themes):
        for column, theirs in enumerate(other.themes) if mine else ():
            found[row, column] = sum(mine[concept] ** 2 for concept in mine.keys() & theirs.keys())
    return np.sqrt(found)


def _shared(left: csr_matrix, right: csr_matrix) -> NDArray[np.int64]:
    """Columns that both have, by what they add to the cosine."""
    product = left.multiply(right).tocoo()
    return np.asarray(product.col[np.argsort(-product.data, kind="stable")], dtype=np.int64)

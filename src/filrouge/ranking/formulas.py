"""How much what is found is worth."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from filrouge.ranking.rarity import Counts

Floats = NDArray[np.floating[Any]]
FIELD_K1, FIELD_B = 1.2, 0.75
"""Of titles and of forms: BM25's usual ones."""


def idf(found: Counts, among: int) -> Floats:
    """The rarity of what so many texts hold (Robertson & Spärck Jones, never negative)."""
    rarity: Floats = np.log(1 + (among - found + 0.5) / (found + 0.5))
    return rarity


def bm25(counts: Floats, idf: Floats, share: Floats, k1: float, b: float) -> Floats:
    """Robertson & Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond*, 2009. `counts[text, term]`;
    `share` is each text's length over the average.
    """
    held = k1 * (1 - b + b * share)[:, None]
    score: Floats = (counts * (k1 + 1) / (counts + held)) @ idf
    return score


def dph(counts: Floats, lengths: Floats, times: Floats, average: float, texts: int) -> Floats:
    """Amati et al., “FUB, IASI-CNR and University of Tor Vergata at TREC 2007 Blog Track”: how much more often a term
    stands in a text than chance would have it, without parameters. `lengths` of the texts and `times` of the terms in
    all of them count tokens.
    """
    held = lengths.clip(min=1.0)[:, None]
    part = np.minimum(counts / held, 0.999)
    present = counts.clip(min=1.0)
    gain = present * np.log2(present * (average / held) * (texts / times.clip(min=1.0)))
    worth = (1 - part) ** 2 / (present + 1) * (gain + 0.5 * np.log2(2 * np.pi * present * (1 - part)))
    score: Floats = np.where(counts > 0, worth, 0.0).clip(min=0.0).sum(axis=1)
    return score


def best(scores: Floats, at: Counts, weights: Sequence[float]) -> Floats:
    """For each group, its best scores, weighted in order; group i is `scores[at[i]:at[i + 1]]`."""
    sizes = np.diff(at)
    filled = np.flatnonzero(sizes)
    groups = np.repeat(np.arange(len(filled)), sizes[filled])
    left = scores.astype(np.float32)
    total = np.zeros(len(sizes), dtype=np.float32)
    for weight in weights if len(filled) else ():
        top = np.maximum.reduceat(left, at[:-1][filled])
        total[filled] += np.where(np.isfinite(top), weight * top, 0.0)
        if weight == weights[-1]:
            break
        found = np.flatnonzero(left == top[groups])
        left[found[np.diff(groups[found], prepend=-1) > 0]] = -np.inf
    return total

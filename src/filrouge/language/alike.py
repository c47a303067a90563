"""Which texts are the same text again: the sheet and its older state, the talk and what was written of it.

A text is known by the smallest hashes of its runs of words (Broder, *On the resemblance and containment of documents*,
1997; bottom-k sketches: Cohen & Kaplan, *Summarizing data using bottom-k sketches*, 2007): a few kilobytes whatever
its length, compared in microseconds.
"""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

RUN = 4
"""Words of a run. Texts on one subject share words, and pairs of them; runs of four only by citing each other."""
SIZE = 512
"""Hashes kept: what is contained is told within about 4 %."""
SAME = 0.5
"""From this share of the shorter text on, it is the other again."""

Hashes = NDArray[np.uint64]


class Sketch(NamedTuple):
    """The smallest hashes of a text's runs, in their order, and how many different runs it has."""

    hashes: Hashes
    runs: int


def sketch(words: Sequence[str]) -> Sketch:
    """Of a text as its words, in their order: folded words or stems, but the same for all that are compared."""
    if len(words) < RUN:
        return Sketch(np.zeros(0, np.uint64), 0)
    hashed = np.array([_hash(word) for word in words], dtype=np.uint64)
    runs = np.zeros(len(words) - RUN + 1, dtype=np.uint64)
    for at in range(RUN):
        runs = runs * np.uint64(0x9E3779B97F4A7C15) + hashed[at : at + len(runs)]
    unique = np.unique(_mixed(runs))
    return Sketch(unique[:SIZE], len(unique))


def contained(one: Sketch, other: Sketch) -> float:
    """How much of the shorter text stands in the longer, from 0 to 1."""
    shorter = min(one.runs, other.runs)
    if not shorter:
        return 0.0
    union = np.union1d(one.hashes, other.hashes)
    cut = [len(known.hashes) for known in (one, other) if known.runs > len(known.hashes)]
    whole = not cut  # every run is known of both
    kept = union if whole else union[: min(cut)]
    both = np.isin(kept, one.hashes, assume_unique=True) & np.isin(kept, other.hashes, assume_unique=True)
    if whole:
        return float(both.sum()) / shorter
    resemblance = float(both.mean())
    return min(1.0, resemblance / (1 + resemblance) * (one.runs + other.runs) / shorter)


@lru_cache(maxsize=262_144)
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest())


def _mixed(values: Hashes) -> Hashes:
    """So that near values are far apart (the finaliser of SplitMix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))

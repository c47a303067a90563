"""How much one publication speaks to others: a sum of few features, each of which can be told from the two texts.

The weights were found on link sets of editors (docs/links.md); none of them is of a language or a subject.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from filrouge.links.tokens import Ids
from filrouge.links.vectors import Floats, Vectors

Scores = NDArray[np.float64]


@dataclass(frozen=True)
class Linking:
    """Weights. The cosine of whole texts weighs 1.

    `title`, `lead`: cosines of titles and openings. `asks`: how well the other answers what this one opens with, and
    `asked` the reverse. `names`: this one's best sentence holds the other's title, and `named` the reverse. `length`:
    difference of lengths, for a note leads to the full treatment and back. `series`: both of one series. `hub`: of
    how near the other is to everything.
    """

    text: float = 1.0
    title: float = 0.2
    lead: float = 0.1
    asks: float = 0.1
    asked: float = 0.05
    names: float = 0.1
    named: float = 0.05
    length: float = 0.015
    series: float = 0.05
    hub: float = 0.3


@dataclass(frozen=True)
class Compared:
    """Of one publication with others: a value each."""

    text: Scores
    title: Scores
    lead: Scores
    asks: Scores
    asked: Scores
    names: Scores
    named: Scores
    length: Scores
    series: Scores

    def there(self, linking: Linking) -> Scores:
        """Scores from the one to the others, before hubs are damped."""
        both = self._both_ways(linking)
        asking = linking.asks * self.asks + linking.asked * self.asked
        return both + asking + linking.names * self.names**2 + linking.named * self.named**2

    def back(self, linking: Linking) -> Scores:
        """From the others to the one."""
        both = self._both_ways(linking)
        asking = linking.asks * self.asked + linking.asked * self.asks
        return both + asking + linking.names * self.named**2 + linking.named * self.names**2

    def nearness(self, linking: Linking, naming: Scores) -> Scores:
        """What makes a hub of a publication that has it with many; `naming` is how the many name it."""
        return linking.text * self.text + linking.title * self.title + linking.names * naming**2

    def _both_ways(self, linking: Linking) -> Scores:
        return (
            linking.text * self.text
            + linking.title * self.title
            + linking.lead * self.lead
            + linking.length * self.length
            + linking.series * self.series
        )


class Comparing:
    """Compares publications through one array of all words, which is taken as it was found and left so."""

    def __init__(self) -> None:
        self._dense: Floats = np.zeros(0, np.float32)

    def compared(self, one: Vectors, others: Sequence[Vectors], series: Scores) -> Compared:
        if not others:
            return Compared(*(np.zeros(0) for _ in fields(Compared)))
        lead = [other.lead_ids for other in others]
        asked = np.maximum([other.asked for other in others], 1e-9)
        named = np.maximum([other.named for other in others], 1e-9)
        return Compared(
            text=self._dot(one.text_ids, one.text, [o.text_ids for o in others], [o.text for o in others]),
            title=self._dot(one.title_ids, one.title, [o.title_ids for o in others], [o.title for o in others]),
            lead=self._dot(one.lead_ids, one.lead, lead, [o.lead for o in others]),
            asks=self._dot(one.lead_ids, one.asks, [o.bm_ids for o in others], [o.bm for o in others])
            / max(one.asked, 1e-9),
            asked=self._dot(one.bm_ids, one.bm, lead, [o.asks for o in others]) / asked,
            names=self._names(one, others) / named,
            named=self._named(one, others) / max(one.named, 1e-9),
            length=np.abs(np.array([other.length for other in others]) - one.length),
            series=series,
        )

    def _dot(self, ids: Ids, values: Floats, others: Sequence[Ids], weights: Sequence[Floats]) -> Scores:
        """Of one vector with many."""
        flat = np.concatenate(others)
        dense = self._scattered(ids, values, flat)
        products = dense[flat] * np.concatenate(weights)
        dense[ids] = 0
        return _sums(products, np.array([len(one) for one in others]))

    def _named(self, one: Vectors, others: Sequence[Vectors]) -> Scores:
        """The most of this one's title that a sentence of each other holds."""
        flat = np.concatenate([other.said for other in others])
        dense = self._scattered(one.name_ids, one.name, flat)
        values = dense[flat]
        dense[one.name_ids] = 0
        return np.array([*_best_each(values, others)])

    def _names(self, one: Vectors, others: Sequence[Vectors]) -> Scores:
        """The most of each other's title that a sentence of this one holds."""
        rows = np.repeat(np.arange(len(one.sentences)), np.diff(one.sentences, prepend=0))
        order = np.argsort(one.said, kind="stable")
        words, rows = one.said[order], rows[order]
        titles = np.concatenate([other.name_ids for other in others])
        first, last = np.searchsorted(words, titles), np.searchsorted(words, titles, side="right")
        runs = last - first
        owner = np.repeat(np.arange(len(others)), [len(other.name_ids) for other in others])
        owner = np.repeat(owner, runs)
        values = np.repeat(np.concatenate([other.name for other in others]), runs)
        at = np.repeat(first, runs) + np.arange(runs.sum()) - np.repeat(np.cumsum(runs) - runs, runs)
        if not len(at):
            return np.zeros(len(others))
        cells, inverse = np.unique(owner.astype(np.int64) * len(one.sentences) + rows[at], return_inverse=True)
        sums = np.bincount(inverse, weights=values)
        best = np.zeros(len(others))
        np.maximum.at(best, cells // len(one.sentences), sums)
        return best

    def _scattered(self, ids: Ids, values: Floats, flat: Ids) -> Floats:
        most = max(int(ids.max(initial=0)), int(flat.max(initial=0))) + 1
        if len(self._dense) < most:
            self._dense = np.zeros(2 * most, np.float32)
        self._dense[ids] = values
        return self._dense


def _sums(values: NDArray[np.float32], sizes: NDArray[np.int64]) -> Scores:
    """Of each run of `values`; an empty one is 0."""
    ends = np.cumsum(values, dtype=np.float64)
    ends = np.concatenate(([0.0], ends))
    stops = np.cumsum(sizes)
    return np.asarray(ends[stops] - ends[stops - sizes])


def _best_each(values: Floats, others: Sequence[Vectors]) -> list[float]:
    """The best sentence of each: its sentences' sums stand end to end in `values`."""
    sizes = [len(other.said) for other in others]
    starts = np.cumsum([0, *sizes])
    ends = np.concatenate([start + other.sentences for start, other in zip(starts, others, strict=False)])
    sums = np.diff(np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))[ends], prepend=0.0)
    counts = [len(other.sentences) for other in others]
    firsts = np.cumsum([0, *counts])
    return [float(sums[first : first + count].max(initial=0.0)) for first, count in zip(firsts, counts, strict=False)]

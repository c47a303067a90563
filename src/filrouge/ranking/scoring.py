"""Scores candidates: a weighted sum of scores of what a publication and its passages hold.

The sum is of raw scores, on the scale of rarities, not normalised by query, so that weights mean the same in every
library. Each weight was measured (docs/relevance.md); one that helps nothing has no place here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from filrouge.ranking.asking import Asking, Sought, sought
from filrouge.ranking.feedback import titled_alike
from filrouge.ranking.formulas import FIELD_B, FIELD_K1, best, bm25, dph, idf
from filrouge.ranking.lexicon import Ids
from filrouge.ranking.meaning import STEPS
from filrouge.ranking.occurrences import Occurrences, occurrences, pairs
from filrouge.ranking.shelf import Longs, Shelf

Floats = NDArray[np.floating[Any]]
_BLAS = ThreadpoolController()
"""Held to one thread: products of some hundred rows are over before a second one has begun to help, and waking and
waiting for it costs as much as all the rest.
"""


@dataclass(frozen=True)
class Ranking:
    """The weight of each ingredient. `k1` and `b` are BM25's: the grams of long texts saturate late and are held to
    their length, passages, all of one size, are not. `surprise` is of grams too, by DPH; `more` of acronyms.
    """

    exact: float = 0.6
    grams: float = 0.4
    surprise: float = 0.07
    lead: float = 0.2
    title: float = 0.35
    title_pairs: float = 0.8
    title_grams: float = 0.2
    subject: float = 0.5
    passage: float = 1.0
    pairs: float = 0.4
    names: float = 0.5
    coverage: float = 0.3
    more_title: float = 1.0
    more_passage: float = 0.3
    meaning: float = 0.9
    near: float = 1.0
    alike: float = 0.8
    firsts: int = 10
    """Candidates whose neighbours in meaning follow them, and what is titled like them."""
    lead_tokens: int = 30
    """Content words of the opening: about sixty words of text."""
    grams_k1: float = 2.5
    grams_b: float = 0.9
    passage_k1: float = 0.9
    passage_b: float = 0.5
    best: tuple[float, ...] = (1.0, 0.5, 0.25)
    """How much the first, second, third best passages count for pairs and for meaning."""


class Scores(NamedTuple):
    """`publications[i]` scores candidate i; its passages' scores are `passages[at[i]:at[i + 1]]`, 0 for a passage that
    holds nothing of what is asked, whatever the title of its publication holds.
    """

    publications: Floats
    passages: Floats
    at: Longs
    scale: float
    """What a whole match scores, about: the sum of the rarities of what is asked."""


def score(asking: Asking, shelf: Shelf, numbers: Sequence[int], ranking: Ranking, near: Floats | float = 0.0) -> Scores:
    """Scores of these publications, all of which must be on the shelf, and of their passages. `near`: what else is
    known of how near each is, from 0 to 1 times its weight.
    """
    with _BLAS.limit(limits=1, user_api="blas"):
        return _scored(asking, shelf, shelf.rows.find(np.array(numbers, dtype=np.int64)), ranking, near)


def _scored(asking: Asking, shelf: Shelf, places: Longs, ranking: Ranking, near: Floats | float) -> Scores:
    wanted = sought(asking, shelf)
    scorer = _Scorer(wanted, occurrences(wanted, shelf, places), shelf, places, ranking)
    total: Floats = scorer.whole() + scorer.title() + scorer.best_passages() + scorer.scale * near
    learnt = bool(shelf.understanding.by_publication.dimensions)
    if learnt:
        total += scorer.meaning()
    firsts = np.argsort(-total, kind="stable")[: ranking.firsts]
    alike = ranking.alike * scorer.scale * titled_alike(shelf, places, firsts)
    if learnt:
        total = _followed(total, firsts, shelf.understanding.publications[places].astype(np.float32), ranking)
    total += alike
    return Scores(total.astype(np.float32), scorer.shown().astype(np.float32), scorer.part_at, scorer.scale)


def _followed(scores: Floats, firsts: Longs, vectors: Floats, ranking: Ranking) -> Floats:
    """What is near one of the first follows it (van Rijsbergen's cluster hypothesis, *Information Retrieval*, 1979)."""
    near = (vectors @ vectors[firsts].T).clip(min=0.0)
    followed: Floats = scores + ranking.near * (near * scores[firsts]).max(axis=1)
    return followed


class _Scorer:
    """What every ingredient says of each candidate, or of each of their passages."""

    def __init__(self, wanted: Sought, found: Occurrences, shelf: Shelf, places: Longs, ranking: Ranking) -> None:
        rarity = shelf.rarity
        self._sought = wanted
        self._found = found
        self._shelf = shelf
        self._places = places
        self._rarity = rarity
        self._ranking = ranking
        self._count = len(places)
        self.part_at = found.part_at
        self._owners = np.repeat(np.arange(self._count), np.diff(found.part_at))
        self._asked = slice(0, wanted.asked)
        self._stem_idf = idf(rarity.with_stem[wanted.stems], rarity.publications)
        self._exact_idf = idf(rarity.with_word[wanted.exacts], rarity.publications)
        self._gram_idf = idf(rarity.with_gram[wanted.grams], rarity.publications)
        self._passage_idf = idf(rarity.passages_with_stem[wanted.stems], rarity.passages)

    @property
    def scale(self) -> float:
        """Of words that are all unknown, as if there were one, in no publication."""
        known = float(self._stem_idf[self._asked].sum())
        return known or float(idf(np.zeros(1, np.int64), self._rarity.publications)[0])

    def whole(self) -> Floats:
        """The publication as one text: forms as they are, and grams."""
        found, ranking, rarity, wanted = self._found, self._ranking, self._rarity, self._sought
        average = rarity.tokens / max(1, rarity.publications)
        share = found.lengths / max(1.0, average)
        exact = self._slots(found.owner, found.form, len(wanted.exacts))
        score = ranking.exact * bm25(exact, self._exact_idf, share, FIELD_K1, FIELD_B)
        grams, each = found.grams, rarity.grams / max(1, rarity.tokens)
        score += ranking.grams * bm25(grams, self._gram_idf, share, ranking.grams_k1, ranking.grams_b)
        times = rarity.gram_times[wanted.grams].astype(np.float64)
        score += ranking.surprise * dph(grams, found.lengths * each, times, average * each, rarity.publications)
        return score

    def title(self) -> Floats:
        """The title and the opening, divided among the publications that share the title."""
        found, ranking, rarity, wanted = self._found, self._ranking, self._rarity, self._sought
        titled = found.depth < 0
        opening = ~titled & (found.depth < ranking.lead_tokens)
        lead = self._slots(found.owner[opening], found.form[opening], len(wanted.exacts))
        stems = self._slots(found.owner[titled], found.stem[titled], len(wanted.stems))
        share = found.titles / max(1.0, rarity.title_tokens / max(1, rarity.publications))
        rare = idf(rarity.titles_with_stem[wanted.stems], rarity.publications)

        def of(columns: slice | Ids) -> Floats:
            return bm25(stems[:, columns], rare[columns], share, FIELD_K1, FIELD_B)

        score = ranking.title * of(self._asked)
        score += ranking.title_grams * bm25(found.title_grams, self._gram_idf, share, FIELD_K1, FIELD_B)
        score += ranking.title_pairs * self._pairs(titled, found.owner, self._count, rare)
        score += ranking.lead * bm25(lead, self._exact_idf, np.ones(self._count), FIELD_K1, 0.0)
        score /= self._shelf.sharing[self._places]
        score += ranking.subject * of(wanted.subject) + ranking.more_title * of(slice(wanted.asked, None))
        return score

    def best_passages(self) -> Floats:
        """How well the best passages answer, each by its own."""
        ranking, at, held, wanted, found = self._ranking, self.part_at, self._held, self._sought, self._found
        more, rare = slice(wanted.asked, None), self._passage_idf
        once = (1.0,)
        score = ranking.passage * best(self._passages, at, once)
        score += ranking.pairs * best(self._passage_pairs, at, ranking.best)
        if wanted.asked:
            unknown = wanted.unknown * float(idf(np.zeros(1, np.int64), self._rarity.passages)[0])
            covered = (held[:, self._asked] > 0) @ rare[self._asked] / (rare[self._asked].sum() + unknown)
            score += ranking.coverage * self.scale * best(covered, at, once)
        if wanted.asked < len(wanted.stems):
            score += ranking.more_passage * best(self._passage_bm25(held[:, more], rare[more]), at, once)
        if len(wanted.names):
            named = self._with_titles(found.form, len(wanted.exacts))[:, wanted.names]
            score += ranking.names * best(self._passage_bm25(named, self._exact_idf[wanted.names]), at, once)
        return score

    def meaning(self) -> Floats:
        """How near its best passages are to what is asked, on the scale of what a whole match would score."""
        known, at = self._shelf.understanding, self.part_at
        starts = self._shelf.rows.passages[self._places]
        places = np.repeat(starts - at[:-1], np.diff(at)) + np.arange(at[-1])
        asked = known.by_passage.vector(self._sought.stems[self._asked].tolist())
        # of integers: a product would make floating copies of them all first
        near = np.einsum("ij,j->i", known.passages[places], asked / STEPS)
        return self._ranking.meaning * self.scale * best(near, at, self._ranking.best)

    def shown(self) -> Floats:
        """Of each passage that holds a stem of the query, how well it answers."""
        found = self._found
        holding = (found.part >= 0) & (found.stem >= 0)
        answering = np.bincount(found.part[holding], minlength=len(found.part_lengths)) > 0
        return np.where(answering, self._passages + self._ranking.pairs * self._passage_pairs, 0.0)

    @cached_property
    def _held(self) -> Floats:
        """How often each stem stands in each passage with the title of its publication."""
        return self._with_titles(self._found.stem, len(self._sought.stems))

    @cached_property
    def _passages(self) -> Floats:
        return self._passage_bm25(self._held[:, self._asked], self._passage_idf[self._asked])

    @cached_property
    def _passage_pairs(self) -> Floats:
        found = self._found
        return self._pairs(found.part >= 0, found.part, len(found.part_lengths), self._passage_idf)

    def _with_titles(self, slots: Ids, width: int) -> Floats:
        found, inside = self._found, self._found.part >= 0
        own = self._slots(found.part[inside], slots[inside], width, len(found.part_lengths))
        titles = self._slots(found.owner[~inside], slots[~inside], width)
        counts: Floats = own + titles[self._owners]
        return counts

    def _passage_bm25(self, counts: Floats, rare: Floats) -> Floats:
        return bm25(counts, rare, self._passage_share, self._ranking.passage_k1, self._ranking.passage_b)

    @cached_property
    def _passage_share(self) -> Floats:
        """How long each passage is, with the title, over the average."""
        found, rarity = self._found, self._rarity
        average = rarity.passage_tokens / max(1, rarity.passages)
        share: Floats = (found.part_lengths + found.titles[self._owners]) / max(1.0, average)
        return share

    def _slots(self, rows: Longs, slots: Ids, width: int, height: int | None = None) -> Floats:
        """How often each stem (or form) of the query stands in each row."""
        height = self._count if height is None else height
        kept = slots >= 0
        counts = np.bincount(rows[kept] * width + slots[kept], minlength=height * width)
        return counts.reshape(height, width).astype(np.float32)

    def _pairs(self, where: NDArray[np.bool_], rows: Longs, count: int, rare: Floats) -> Floats:
        """Adjacent stems of the query that are adjacent there, each pair once, worth the rarities of its two words."""
        size = len(self._sought.stems)
        kept = pairs(self._found, self._sought, where, rows)
        held = np.unique((kept.rows * size + kept.left) * size + kept.right)
        worth = rare[held // size % size] + rare[held % size]
        return np.bincount(held // size // size, weights=worth, minlength=count).astype(np.float64)

"""Scores candidates: a weighted sum of BM25 scores of what a publication and its passages hold.

BM25 is Robertson & Zaragoza's (*The Probabilistic Relevance Framework: BM25 and Beyond*, 2009). The sum is of raw
scores, not normalised by query, so that weights mean the same in every library. Each weight was measured
(docs/relevance.md); one that helps nothing has no place here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from filrouge.ranking.lexicon import Ids, grams_of, key_of
from filrouge.ranking.shelf import Longs, Shelf

Floats = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Ranking:
    """The weight of each ingredient. `k1` and `b` are BM25's: long texts saturate late and are held to their length,
    passages, all of one size, are not.
    """

    whole: float = 0.2
    exact: float = 0.6
    grams: float = 0.4
    lead: float = 0.2
    title: float = 0.35
    title_pairs: float = 0.8
    title_grams: float = 0.2
    passage: float = 1.0
    pairs: float = 0.4
    meaning: float = 0.5
    near: float = 1.0
    firsts: int = 10
    """Candidates whose neighbours in meaning follow them."""
    lead_tokens: int = 30
    """Content words of the opening: about sixty words of text."""
    whole_k1: float = 2.5
    whole_b: float = 0.9
    passage_k1: float = 0.9
    passage_b: float = 0.5
    best: tuple[float, ...] = (1.0, 0.5, 0.25)
    """How much the first, second, third best passages count for pairs and for meaning."""


class Asking(NamedTuple):
    """The content words of a query (folded, in order), one reading a language of the library."""

    readings: tuple[tuple[str, tuple[str, ...]], ...]
    """(language, words); the words of every reading stand at the same places."""


class Scores(NamedTuple):
    """`publications[i]` scores candidate i; its passages' scores are `passages[at[i]:at[i + 1]]`, 0 for a passage that
    holds nothing of what is asked, whatever the title of its publication holds.
    """

    publications: Floats
    passages: Floats
    at: Longs
    scale: float
    """What a whole match scores, about: the sum of the rarities of what is asked."""


class _Sought(NamedTuple):
    """What is looked for, as numbers: by word of the lexicon, the place in the query of its stem and of its form (or
    -1), and how many of each of the query's grams it holds (`held`, a row for each of `words`).
    """

    words: Ids
    stem_slot: Ids
    exact_slot: Ids
    held: Floats
    stems: Ids
    exacts: Ids
    grams: Ids
    pairs: NDArray[np.bool_]


@lru_cache(maxsize=8)  # candidates and the page of results are scored one after the other for the same query
def _sought(asking: Asking, shelf: Shelf) -> _Sought:
    lexicon, tables = shelf.lexicon, shelf.lexicon.tables
    size = max((len(words) for _, words in asking.readings), default=0)
    stem_place: dict[int, int] = {}
    exact_place: dict[int, int] = {}
    slots = np.full(size, -1, dtype=np.int32)
    exacts: list[int] = []
    for language, words in asking.readings:
        for place, word in enumerate(words):
            number = lexicon.stem_id(word, language)
            if number is not None:
                slots[place] = stem_place.setdefault(number, len(stem_place))
            exact = lexicon.ids.get(key_of(word, language))
            if exact is not None and exact not in exact_place:
                exact_place[exact] = len(exact_place)
                exacts.append(exact)
    wanted = {gram for _, words in asking.readings for word in words for gram in grams_of(word)}
    grams = sorted(number for gram in wanted if (number := lexicon.gram_id(gram)) is not None)
    groups = [tables.words_of_stem(number) for number in stem_place] + [tables.words_of_gram(one) for one in grams]
    found = np.unique(np.concatenate([*groups, np.array(exacts, dtype=np.int32)]))
    stems = np.array(list(stem_place), dtype=np.int32)
    held = np.zeros((len(found), len(grams)), dtype=np.float32)
    for column, gram in enumerate(grams):
        np.add.at(held[:, column], np.searchsorted(found, tables.words_of_gram(gram)), 1.0)
    pairs = np.zeros((len(stems) + 1, len(stems) + 1), dtype=np.bool_)
    for first, second in pairwise(slots.tolist()):
        if first >= 0 and second >= 0:
            pairs[first, second] = True
    return _Sought(
        found,
        _slots(tables.stem_of[found], stems),
        _slots(found, np.array(exacts, dtype=np.int32)),
        held,
        stems,
        np.array(exacts, dtype=np.int32),
        np.array(grams, dtype=np.int32),
        pairs,
    )


def _slots(values: Ids, wanted: Ids) -> Ids:
    """The place in `wanted` of each value; -1 when it is not there."""
    slots = np.full(len(values), -1, dtype=np.int32)
    for place, number in enumerate(wanted):
        slots[values == number] = place
    return slots


class _Found(NamedTuple):
    """Where in the candidates what is sought stands: one entry an occurrence, in order."""

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


def _find(sought: _Sought, shelf: Shelf, places: Longs) -> _Found:
    rows = shelf.rows
    bounds = [rows.bounds_of(int(place)) for place in places]
    titles = np.array([one[0] for one in bounds], dtype=np.int64)
    lengths = np.array([one[-1] for one in bounds], dtype=np.int64)
    starts = np.cumsum(lengths) - lengths
    tokens = np.concatenate(
        [shelf.tokens[offset : offset + size] for offset, size in zip(rows.offsets[places], lengths, strict=True)]
    )
    index = np.full(len(shelf.lexicon), -1, dtype=np.int32)
    index[sought.words] = np.arange(len(sought.words))
    word = index[tokens]
    position = np.flatnonzero(word >= 0)
    owner = np.searchsorted(starts, position, side="right") - 1
    ends = np.concatenate([one[1:] + start for one, start in zip(bounds, starts, strict=True)])
    part_counts = np.array([len(one) - 1 for one in bounds], dtype=np.int64)
    part_at = np.concatenate(([0], np.cumsum(part_counts)))
    depth = position - starts[owner] - titles[owner]
    part = np.where(depth < 0, -1, np.searchsorted(ends, position, side="right"))
    part_lengths = np.concatenate([np.diff(one) for one in bounds])
    return _Found(owner, word[position], part, position, depth, lengths, titles, part_lengths, part_at)


def score(asking: Asking, shelf: Shelf, numbers: Sequence[int], ranking: Ranking, near: Floats | float = 0.0) -> Scores:
    """Scores of these publications, all of which must be on the shelf, and of their passages. `near`: what else is
    known of how near each is, from 0 to 1 times its weight.
    """
    places = shelf.rows.find(np.array(numbers, dtype=np.int64))
    sought = _sought(asking, shelf)
    found = _find(sought, shelf, places)
    scorer = _Scorer(sought, found, shelf, places, ranking)
    passages, pairs = scorer.passages(), scorer.pairs()
    total: Floats = scorer.whole() + scorer.title() + scorer.best_passages(passages, pairs)
    total = total + scorer.scale * near
    if shelf.understanding.by_publication.dimensions:
        vectors = shelf.understanding.publications[places].astype(np.float32)
        total = _followed(total + scorer.meaning(), vectors, ranking)
    shown = np.where(scorer.answering(), passages + ranking.pairs * pairs, 0.0)
    return Scores(total.astype(np.float32), shown.astype(np.float32), found.part_at, scorer.scale)


def _followed(scores: Floats, vectors: Floats, ranking: Ranking) -> Floats:
    """What is near one of the first follows it (van Rijsbergen's cluster hypothesis, *Information Retrieval*, 1979)."""
    firsts = np.argsort(-scores, kind="stable")[: ranking.firsts]
    near = (vectors @ vectors[firsts].T).clip(min=0.0)
    followed: Floats = scores + ranking.near * (near * scores[firsts]).max(axis=1)
    return followed


class _Scorer:
    def __init__(self, sought: _Sought, found: _Found, shelf: Shelf, places: Longs, ranking: Ranking) -> None:
        self._sought = sought
        self._found = found
        self._shelf = shelf
        self._places = places
        self._rarity = shelf.rarity
        self._ranking = ranking
        self._count = len(places)
        self._shared = shelf.sharing[places]
        self._gram_lengths = found.lengths * (shelf.rarity.grams / max(1, shelf.rarity.tokens))
        rarity = shelf.rarity
        self._stem_idf = _idf(rarity.with_stem[sought.stems], rarity.publications)
        self._gram_idf = _idf(rarity.with_gram[sought.grams], rarity.publications)
        self._passage_idf = _idf(rarity.passages_with_stem[sought.stems], rarity.passages)

    @property
    def scale(self) -> float:
        """Of words that are all unknown, as if there were one, in no publication."""
        return float(self._stem_idf.sum()) or float(_idf(np.zeros(1, np.int64), self._rarity.publications)[0])

    def whole(self) -> Floats:
        """The publication as one text: stems, forms as they are, grams, and its opening."""
        found, ranking, rarity = self._found, self._ranking, self._rarity
        every = slice(None)
        opening = (found.depth >= 0) & (found.depth < ranking.lead_tokens)
        stems = self._slots(found.owner, every, self._sought.stem_slot, len(self._sought.stems))
        exact = self._slots(found.owner, every, self._sought.exact_slot, len(self._sought.exacts))
        lead = self._slots(found.owner, opening, self._sought.exact_slot, len(self._sought.exacts))
        exact_idf = _idf(rarity.with_word[self._sought.exacts], rarity.publications)
        k1, b = ranking.whole_k1, ranking.whole_b
        share = found.lengths / max(1.0, rarity.tokens / max(1, rarity.publications))
        gram_share = self._gram_lengths / max(1.0, rarity.grams / max(1, rarity.publications))
        score = ranking.whole * _bm25(stems, self._stem_idf, share, k1, b)
        score += ranking.exact * _bm25(exact, exact_idf, share, 1.2, 0.75)
        score += ranking.grams * _bm25(self._grams(every), self._gram_idf, gram_share, k1, b)
        score += ranking.lead * _bm25(lead, exact_idf, np.ones(self._count), 1.2, 0.0)
        return score

    def title(self) -> Floats:
        """Divided among the publications that share it."""
        found, ranking, rarity = self._found, self._ranking, self._rarity
        titled = found.depth < 0
        stems = self._slots(found.owner, titled, self._sought.stem_slot, len(self._sought.stems))
        average = rarity.title_tokens / max(1, rarity.publications)
        share = found.titles / max(1.0, average)
        idf = _idf(rarity.titles_with_stem[self._sought.stems], rarity.publications)
        score = ranking.title * _bm25(stems, idf, share, 1.2, 0.75)
        score += ranking.title_grams * _bm25(self._grams(titled), self._gram_idf, share, 1.2, 0.75)
        score += ranking.title_pairs * self._pairs(titled, found.owner, self._count, idf)
        return score / self._shared

    def passages(self) -> Floats:
        """Each passage with the title of its publication."""
        found, ranking, rarity = self._found, self._ranking, self._rarity
        inside = found.part >= 0
        size = len(self._sought.stems)
        own = self._slots(found.part, inside, self._sought.stem_slot, size, len(found.part_lengths))
        titles = self._slots(found.owner, ~inside, self._sought.stem_slot, size)
        owners = np.repeat(np.arange(self._count), np.diff(found.part_at))
        average = rarity.passage_tokens / max(1, rarity.passages)
        share = (found.part_lengths + found.titles[owners]) / max(1.0, average)
        return _bm25(own + titles[owners], self._passage_idf, share, ranking.passage_k1, ranking.passage_b)

    def meaning(self) -> Floats:
        """How near its best passages are to what is asked, on the scale of what a whole match would score."""
        known, at = self._shelf.understanding, self._found.part_at
        starts = self._shelf.rows.passages[self._places]
        counts = np.diff(at)
        places = np.repeat(starts - at[:-1], counts) + np.arange(at[-1])
        asked = known.by_passage.vector(self._sought.stems.tolist())
        near = known.passages[places].astype(np.float32) @ asked
        return self._ranking.meaning * self.scale * _best(near, at, self._ranking.best)

    def pairs(self) -> Floats:
        found = self._found
        return self._pairs(found.part >= 0, found.part, len(found.part_lengths), self._passage_idf)

    def answering(self) -> NDArray[np.bool_]:
        """Which passages hold a stem of the query."""
        found = self._found
        holding = (found.part >= 0) & (self._sought.stem_slot[found.word] >= 0)
        return np.bincount(found.part[holding], minlength=len(found.part_lengths)) > 0

    def best_passages(self, passages: Floats, pairs: Floats) -> Floats:
        ranking, at = self._ranking, self._found.part_at
        return ranking.passage * _best(passages, at, (1.0,)) + ranking.pairs * _best(pairs, at, ranking.best)

    def _slots(
        self, rows: Longs, where: NDArray[np.bool_] | slice, slots: Ids, width: int, height: int | None = None
    ) -> Floats:
        """How often each stem (or form) of the query stands in each row, among the occurrences `where`."""
        height = self._count if height is None else height
        slot = slots[self._found.word[where]]
        kept = slot >= 0
        counts = np.bincount(rows[where][kept] * width + slot[kept], minlength=height * width)
        return counts.reshape(height, width).astype(np.float32)

    def _grams(self, where: NDArray[np.bool_] | slice) -> Floats:
        """How often each gram of the query stands in each candidate."""
        owner, word = self._found.owner[where], self._found.word[where]
        shape = (self._count, len(self._sought.words))
        occurrences = csr_array((np.ones(len(word), dtype=np.float32), (owner, word)), shape=shape)
        counts: Floats = occurrences @ self._sought.held
        return counts

    def _pairs(self, where: NDArray[np.bool_], owners: Longs, count: int, idf: Floats) -> Floats:
        """Adjacent stems of the query that are adjacent there, each pair once, worth the rarities of its two words."""
        slots = self._sought.stem_slot[self._found.word]
        first = np.flatnonzero(
            (np.diff(self._found.position) == 1) & where[:-1] & where[1:] & (owners[:-1] == owners[1:])
        )
        size = len(self._sought.stems)
        left, right = slots[first], slots[first + 1]
        wanted = (left >= 0) & (right >= 0) & self._sought.pairs[left, right]
        held = np.unique((owners[first][wanted] * size + left[wanted]) * size + right[wanted])
        worth = idf[held // size % size] + idf[held % size]
        return np.bincount(held // size // size, weights=worth, minlength=count).astype(np.float64)


def _idf(found: Longs, among: int) -> Floats:
    rarity: Floats = np.log(1 + (among - found + 0.5) / (found + 0.5))
    return rarity


def _bm25(counts: Floats, idf: Floats, share: Floats, k1: float, b: float) -> Floats:
    """`share` is each text's length over the average."""
    held = k1 * (1 - b + b * share)[:, None]
    score: Floats = (counts * (k1 + 1) / (counts + held)) @ idf
    return score


def _best(scores: Floats, at: Longs, weights: Sequence[float]) -> Floats:
    """For each group, its best scores, weighted in order."""
    groups = np.repeat(np.arange(len(at) - 1), np.diff(at))
    order = np.lexsort((-scores, groups))
    rank = np.arange(len(scores)) - at[:-1][groups]
    kept = rank < len(weights)
    worth = np.array(weights)[rank[kept]] * scores[order][kept]
    return np.bincount(groups[kept], weights=worth, minlength=len(at) - 1).astype(np.float64)

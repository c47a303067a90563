"""Which sentence answers: from results, extracts of their passages, word for word. Pure.

An extract has LONGEST words at most. It holds the whole sentence that answers; what is left of the words goes to what
stands beside it, whole sentences or parts of them cut at a pause. A sentence longer than that is cut at its pauses, and
so is speech without punctuation, which has no sentences. Nothing is composed.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from filrouge.language import stems
from filrouge.model import Passage, Place, PublicationCard, Results
from filrouge.model.passage import Part
from filrouge.search.evidence import Standing, scores
from filrouge.search.excerpts import Marker, Rarity
from filrouge.search.pieces import Reading, read
from filrouge.search.sought import Sought

LONGEST = 40
"""Words (between white space) of an extract."""
SHARED = 0.5
"""Of an extract: what it may share with another one at most."""
PARTLY = 0.8
"""What belief is worth in a sentence that is cut: an answer is better read whole."""
LEAST = 1e-9
"""Of belief: what a word must add to be worth showing."""


@dataclass(frozen=True)
class Extract:
    """`text` is `passage.text[start:end]`; `html` the same escaped, with `<mark>` on the words that were asked for.

    `place` is that of the passage; of a moment, narrowed to the seconds when the extract is said. `score` is the share
    of belief, from 0 to 1, that it answers rather than any other part of the candidates. `held` is how much of what is
    asked the extract and its titles say, words weighted by rarity, from 0 to 1: how much it is about the question at
    all, which compares between questions as `score` does not.
    """

    text: str
    html: str
    start: int
    end: int
    passage: Passage
    publication: PublicationCard
    place: Place
    score: float
    held: float

    @property
    def url(self) -> str:
        return self.publication.url + self.place.suffix


@dataclass(frozen=True)
class Candidate:
    """A passage that may answer. `score` is its publication’s, `own` its own: above 0, each on one scale for all."""

    passage: Passage
    publication: PublicationCard
    score: float
    own: float


def candidates(results: Results) -> tuple[Candidate, ...]:
    """The passages of these results, in their order."""
    return tuple(
        Candidate(found.passage, hit.publication, hit.score, found.score)
        for hit in results.hits
        for found in hit.passages
    )


def answers(asked: str, found: Sequence[Candidate], *, rarity: Rarity, limit: int = 3) -> tuple[Extract, ...]:
    """The extracts that answer best, best first; several may be of one passage, none mostly of the same words.

    `asked` is the running text of what is asked (`Query.words`). All that is found is read, which costs a millisecond a
    passage. Empty without candidates. Never raises.
    """
    sought = {name: Sought(asked, name, rarity) for name in {one.publication.language for one in found}}
    read_ones = [read(one.passage.text, one.publication.language) for one in found]
    stretches = [
        _Stretch(number, *bounds, reading) for number, reading in enumerate(read_ones) for bounds in _whole(reading)
    ]
    beliefs = _beliefs(found, read_ones, sought)
    marker = Marker(asked, rarity)
    return tuple(
        _extract(found[one.candidate], one, score, sought[found[one.candidate].publication.language], marker)
        for one, score in _chosen(stretches, beliefs, limit)
    )


@dataclass(frozen=True)
class _Stretch:
    """Tokens `first` to `after`, which is no more of it, of a candidate; `begin` to `end` are its whole sentences."""

    candidate: int
    first: int
    after: int
    begin: int
    end: int
    reading: Reading

    @property
    def span(self) -> tuple[int, int]:
        return self.reading.tokens[self.first][0], self.reading.tokens[self.after - 1][1]


def _beliefs(
    found: Sequence[Candidate], read_ones: Sequence[Reading], sought: dict[str, Sought]
) -> list[NDArray[np.float64]]:
    """For each candidate, the probability of each of its tokens, a share of that of its piece; all together 1."""
    scored = [
        scores(reading, sought[one.publication.language], standing)
        for one, reading, standing in zip(found, read_ones, _standings(found), strict=True)
    ]
    highest = max((one.max() for one in scored if len(one)), default=0.0)
    grown = [np.exp(one - highest) for one in scored]
    total = sum(one.sum() for one in grown) or 1.0
    sizes = [np.array([piece.size for piece in reading.pieces], dtype=np.int64) for reading in read_ones]
    return [np.repeat(one / total / size, size) for one, size in zip(grown, sizes, strict=True)]


def _standings(found: Sequence[Candidate]) -> Iterator[Standing]:
    scores = {one.publication.id: one.score for one in found}
    first, second = _two(scores.values())
    foremost, next_one = _two(one.own for one in found)
    best: dict[str, float] = {}
    for one in found:
        best[one.publication.id] = max(best.get(one.publication.id, 0.0), one.own)
    for one in found:
        yield Standing(
            rank=_over(one.score, first) - 1,
            margin=1 - _over(second, first) if one.score == first else 0.0,
            lead=1 - _over(next_one, foremost) if one.own == foremost else 0.0,
            own=_over(one.own, best[one.publication.id]) - 1,
            titles=frozenset(stems(f"{one.publication.title}\n{one.passage.heading}", one.publication.language)),
            question=frozenset(
                stems(one.passage.heading, one.publication.language) if one.passage.part is Part.QUESTION else ()
            ),
        )


def _two(scores: Iterable[float]) -> tuple[float, float]:
    first, second, *_ = (*sorted(scores, reverse=True), 0.0, 0.0)
    return first, second


def _over(score: float, highest: float) -> float:
    return score / highest if highest > 0 else 1.0


def _whole(reading: Reading) -> Iterator[tuple[int, int, int, int]]:
    """The runs of tokens that may be shown, cut where they may be: within LONGEST words, they hold a whole sentence or
    are inside a longer one. Those that could be longer are left out, unless they are whole sentences and nothing else.
    """
    cuts = reading.cuts
    opens = [
        place for place, one in enumerate(reading.sentence_of) if not place or reading.sentence_of[place - 1] != one
    ]
    opens.append(len(reading.sentence_of))
    allowed = set()
    for one, first in enumerate(cuts[:-1]):
        following = bisect_left(opens, first)
        whole = opens[following + 1] if following + 1 < len(opens) else first + LONGEST + 1
        begin, end = opens[bisect_right(opens, first) - 1], opens[bisect_right(opens, first)]
        inside = end if end - begin > LONGEST else 0
        for other in range(one + 1, bisect_right(cuts, first + LONGEST)):
            if cuts[other] >= whole or cuts[other] <= inside:
                allowed.add((one, other))
    edges = frozenset(opens)
    for one, other in sorted(allowed):
        widest = (one - 1, other) not in allowed and (one, other + 1) not in allowed
        if widest or (cuts[one] in edges and cuts[other] in edges):
            begin = opens[bisect_left(opens, cuts[one])]
            end = opens[bisect_right(opens, cuts[other]) - 1]
            yield cuts[one], cuts[other], *((begin, end) if begin < end else (cuts[one], cuts[other]))


def _chosen(
    stretches: Sequence[_Stretch], beliefs: Sequence[NDArray[np.float64]], limit: int
) -> Iterator[tuple[_Stretch, float]]:
    """One after the other, that which adds most belief to those before it; of equals, the shortest."""
    offsets = np.cumsum([0, *(len(one) for one in beliefs)])
    bounds = np.array([(one.first, one.after, one.begin, one.end) for one in stretches], dtype=np.int64).reshape(-1, 4)
    first, after, begins, ends = (bounds + offsets[[one.candidate for one in stretches]][:, None]).T
    every = np.concatenate([*beliefs, np.zeros(0)])
    left, sizes, free = every.copy(), after - first, np.ones(len(stretches), dtype=bool)
    for _ in range(limit):
        if not free.any():
            return
        sums = np.concatenate([[0.0], np.cumsum(left)])
        added = PARTLY * (sums[after] - sums[first]) + (1 - PARTLY) * (sums[ends] - sums[begins])
        best = int(np.argmax(np.where(free, added - LEAST * sizes, -1.0)))
        begin, end = first[best], after[best]
        yield stretches[best], float(every[begin:end].sum())
        left[begin:end] = 0.0
        common = np.minimum(after, end) - np.maximum(first, begin)
        free &= common <= SHARED * np.minimum(sizes, end - begin)


def _extract(one: Candidate, stretch: _Stretch, score: float, sought: Sought, marker: Marker) -> Extract:
    start, end = stretch.span
    text = one.passage.text[start:end]
    language = one.publication.language
    said = frozenset(stems(f"{text}\n{one.publication.title}\n{one.passage.heading}", language))
    return Extract(
        text=text,
        html=marker.html(one.passage.text, start, end, language),
        start=start,
        end=end,
        passage=one.passage,
        publication=one.publication,
        place=narrowed(one.passage, start, end),
        score=score,
        held=min(1.0, sought.share(said)),
    )


def narrowed(passage: Passage, start: int, end: int) -> Place:
    """Where these characters of it are said: its moment, by proportion; a place in a text is what it is."""
    place = passage.place
    if place.start is None or place.end is None:
        return place
    each = (place.end - place.start) / max(1, len(passage.text))
    begins, ends = (round(place.start + each * at, 3) for at in (start, end))
    return place.model_copy(update={"start": begins, "end": ends})

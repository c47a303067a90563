"""Which sentence answers: from results, extracts of their passages, word for word. Pure.

An extract has LONGEST words at most. It holds the whole sentence that answers; what is left of the words goes to what
stands beside it, whole sentences or parts of them cut at a pause. A sentence longer than that is cut at its pauses, and
so is speech without punctuation, which has no sentences. Nothing is composed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from filrouge.language import words
from filrouge.model import Passage, Place, PublicationCard, Results
from filrouge.model.passage import Part
from filrouge.search.evidence import WEIGHTS, Sought, Standing, evidence, weights
from filrouge.search.excerpts import Marker, Rarity
from filrouge.search.pieces import Piece, Reading, read

LONGEST = 40
"""Words (between white space) of an extract."""
CLOSELY = 24
"""Passages that are read, those that stand best: an answer is seldom beyond, and each costs a millisecond."""
SHARED = 0.5
"""Of an extract: what it may share with another one at most."""


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

    `asked` is the running text of what is asked (`Query.words`). Empty without candidates. Never raises.
    """
    found = _foremost(found)
    sought = {name: Sought(asked, name, rarity) for name in {one.publication.language for one in found}}
    read_ones = [read(one.passage.text, one.publication.language) for one in found]
    stretches = [
        _Stretch(number, first, last, reading)
        for number, reading in enumerate(read_ones)
        for first, last in _whole(reading)
    ]
    beliefs = _beliefs(found, read_ones, sought)
    marker = Marker(asked, rarity)
    return tuple(
        _extract(found[one.candidate], one, score, sought[found[one.candidate].publication.language], marker)
        for one, score in _chosen(stretches, beliefs, limit)
    )


@dataclass(frozen=True)
class _Stretch:
    """Pieces `first` to `last` of a candidate."""

    candidate: int
    first: int
    last: int
    reading: Reading

    @property
    def span(self) -> tuple[int, int]:
        return self.reading.pieces[self.first].start, self.reading.pieces[self.last].end

    def shares(self, other: "_Stretch") -> float:
        """The part of the shorter of both that they have in common."""
        if self.candidate != other.candidate:
            return 0.0
        (start, end), (begin, stop) = self.span, other.span
        return (min(end, stop) - max(start, begin)) / min(end - start, stop - begin)


def _beliefs(
    found: Sequence[Candidate], read_ones: Sequence[Reading], sought: dict[str, Sought]
) -> list[NDArray[np.float64]]:
    """For each candidate, the probability of each of its pieces; all together 1."""
    scores = [
        np.array(evidence(reading, sought[one.publication.language], standing)).reshape(-1, len(weights())) @ weights()
        for one, reading, standing in zip(found, read_ones, _standings(found), strict=True)
    ]
    highest = max((one.max() for one in scores if len(one)), default=0.0)
    grown = [np.exp(one - highest) for one in scores]
    total = sum(one.sum() for one in grown) or 1.0
    return [one / total for one in grown]


def _foremost(found: Sequence[Candidate]) -> Sequence[Candidate]:
    """The CLOSELY that stand best, by what is known of them before they are read."""
    if len(found) <= CLOSELY:
        return found
    worth = [WEIGHTS["rank"] * one.rank + WEIGHTS["own"] * one.own for one in _standings(found)]
    best = sorted(range(len(found)), key=lambda number: (-worth[number], number))[:CLOSELY]
    return [found[number] for number in sorted(best)]


def _standings(found: Sequence[Candidate]) -> Iterator[Standing]:
    scores = {one.publication.id: one.score for one in found}
    first, second, *_ = (*sorted(scores.values(), reverse=True), 0.0, 0.0)
    best: dict[str, float] = {}
    for one in found:
        best[one.publication.id] = max(best.get(one.publication.id, 0.0), one.own)
    for one in found:
        yield Standing(
            rank=_over(one.score, first) - 1,
            margin=1 - _over(second, first) if one.score == first else 0.0,
            own=_over(one.own, best[one.publication.id]) - 1,
            titles=_stems(f"{one.publication.title}\n{one.passage.heading}", one.publication.language),
            question=_stems(one.passage.heading if one.passage.part is Part.QUESTION else "", one.publication.language),
        )


def _over(score: float, highest: float) -> float:
    return score / highest if highest > 0 else 1.0


def _stems(text: str, language: str) -> frozenset[str]:
    return frozenset(word.stem for word in words(text, language) if not word.stop)


def _whole(reading: Reading) -> Iterator[tuple[int, int]]:
    """The runs of pieces that may be shown: within LONGEST words, they hold a whole sentence or are inside a longer
    one. Those that could be longer are left out, unless they are whole sentences and nothing else.
    """
    pieces = reading.pieces
    opens = [not number or pieces[number - 1].sentence != piece.sentence for number, piece in enumerate(pieces)]
    closes = [*opens[1:], True]
    allowed = {
        (first, last)
        for first in range(len(pieces))
        for last in _within_length(pieces, first)
        if _readable(pieces, opens, closes, first, last)
    }
    for first, last in sorted(allowed):
        widest = (first - 1, last) not in allowed and (first, last + 1) not in allowed
        if widest or (opens[first] and closes[last]):
            yield first, last


def _within_length(pieces: Sequence[Piece], first: int) -> Iterator[int]:
    for last in range(first, len(pieces)):
        if pieces[last].to - pieces[first].at > LONGEST:
            return
        yield last


def _readable(pieces: Sequence[Piece], opens: Sequence[bool], closes: Sequence[bool], first: int, last: int) -> bool:
    starts = [number for number in range(first, last + 1) if opens[number]]
    if any(any(closes[number] for number in range(start, last + 1)) for start in starts):
        return True
    sentence = [piece for piece in pieces if piece.sentence == pieces[first].sentence]
    return pieces[first].sentence == pieces[last].sentence and sentence[-1].to - sentence[0].at > LONGEST


def _chosen(
    stretches: Sequence[_Stretch], beliefs: Sequence[NDArray[np.float64]], limit: int
) -> Iterator[tuple[_Stretch, float]]:
    """One after the other, that which adds most belief to those before it; of equals, the shortest."""
    left = [one.copy() for one in beliefs]
    shown: list[_Stretch] = []
    while len(shown) < limit:
        sums = [list(accumulate(one, initial=0.0)) for one in left]
        free = [one for one in stretches if all(one.shares(other) <= SHARED for other in shown)]
        if not free:
            return

        def added(one: _Stretch, sums: Sequence[Sequence[float]] = sums) -> tuple[float, int]:
            start, end = one.span
            return round(sums[one.candidate][one.last + 1] - sums[one.candidate][one.first], 9), start - end

        best = max(free, key=added)
        yield best, float(beliefs[best.candidate][best.first : best.last + 1].sum())
        left[best.candidate][best.first : best.last + 1] = 0.0
        shown.append(best)


def _extract(one: Candidate, stretch: _Stretch, score: float, sought: Sought, marker: Marker) -> Extract:
    start, end = stretch.span
    text = one.passage.text[start:end]
    language = one.publication.language
    said = _stems(f"{text}\n{one.publication.title}\n{one.passage.heading}", language)
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

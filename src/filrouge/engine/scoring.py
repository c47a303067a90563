"""From a query to the order of its candidates, and to the passages that are shown: the same for every engine."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from filrouge.engine.asked import Asked
from filrouge.ranking import Asking, Ranking, Scores, Shelf, score
from filrouge.semantic import Near

Floats = NDArray[np.floating[Any]]
BestPassages = dict[int, list[tuple[int, float]]]
"""By publication number: (ordinal, score) of the passages that answer, best first."""
REWORDED = 0.7
"""Of what a match is worth, when it is one of a synonym."""


class Scored(NamedTuple):
    """Publications as they were scored: their numbers with their score, best first; where each stands in `scores`."""

    ranked: list[tuple[int, float]]
    places: dict[int, int]
    scores: Scores | None = None
    near: Near | None = None

    def best(self, shown: Iterable[int]) -> BestPassages:
        """Of each publication shown, its passages that hold something of what is asked or are near it. One ordinal more
        than it has passages is what it is known by (`fields.py`), which is no passage: the engine leaves it out.
        """
        return {
            number: self._passages(number, self.scores) for number in shown if self.scores and number in self.places
        }

    def _passages(self, number: int, scores: Scores) -> list[tuple[int, float]]:
        place = self.places[number]
        mine = scores.passages[scores.at[place] : scores.at[place + 1]]
        if self.near:
            mine = _with_meaning(mine, self.near.answering(number), self.near.weight * scores.scale)
        return [(int(at), float(mine[at])) for at in np.argsort(-mine, kind="stable") if mine[at] > 0]


def scored(
    terms: Asked,
    languages: Sequence[str],
    shelf: Shelf,
    candidates: Sequence[int],
    ranking: Ranking,
    near: Near | None = None,
) -> Scored:
    """Nothing is known of what is not on the shelf, nor for a question that holds no telling word."""
    candidates = _on_shelf(shelf, candidates)
    if not candidates or not any(word.stems for word in terms.wanted):
        return Scored([], {})
    nearness = near.weight * near.best(np.array(candidates, dtype=np.int64)) if near else 0.0
    scores = _scored(terms, languages, shelf, candidates, ranking, nearness)
    order = np.argsort(-scores.publications, kind="stable").tolist()
    ranked = [(candidates[place], float(scores.publications[place])) for place in order]
    return Scored(ranked, {number: place for place, number in enumerate(candidates)}, scores, near)


def _scored(
    terms: Asked,
    languages: Sequence[str],
    shelf: Shelf,
    numbers: Sequence[int],
    ranking: Ranking,
    nearness: Floats | float = 0.0,
) -> Scores:
    """What was typed and each of its readings in other words are scored alone, on the scale of what was typed; what
    counts is the best. Summed, a long name would drown the words beside it, and many names what has one."""
    readings = [terms._replace(wanted=reading, subject=0, more=()) for reading in terms.readings]
    first, *others = [terms, *readings][terms.instead :]
    best = score(_asking(first, languages), shelf, numbers, ranking, nearness)
    for reading in others:
        other = score(_asking(reading, languages), shelf, numbers, ranking, nearness)
        share = (1.0 if terms.instead else REWORDED) * best.scale / other.scale
        best = best._replace(
            publications=np.maximum(best.publications, share * other.publications),
            passages=np.maximum(best.passages, share * other.passages),
        )
    return best


def _on_shelf(shelf: Shelf, numbers: Sequence[int]) -> list[int]:
    """What the shelf knows of them. An index committed a moment before the state that names its shelf, or by a process
    killed in between, holds publications that come with the next state.
    """
    places = shelf.rows.find(np.array(numbers, dtype=np.int64))
    return [number for number, place in zip(numbers, places, strict=True) if place >= 0]


def _with_meaning(scores: Floats, near: Floats, worth: float) -> Floats:
    """`near` has the passages alone, in the same order; nothing is known of one that came since."""
    size = min(len(scores), len(near))
    summed: Floats = scores.copy()
    summed[:size] += worth * near[:size]
    return summed


def _asking(terms: Asked, languages: Sequence[str]) -> Asking:
    telling = [word for word in terms.wanted if word.stems]
    words, more = tuple(word.exact for word in telling), tuple(word.exact for word in terms.more)
    return Asking(
        tuple((language, words) for language in languages),
        frozenset(place for place, word in enumerate(telling) if word.name),
        terms.subject,
        tuple((language, more) for language in languages if more),
    )

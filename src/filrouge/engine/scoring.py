"""From a query to the order of its candidates, and to the passages that are shown: the same for every engine."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from filrouge.engine.asked import Asked
from filrouge.ranking import Asking, Ranking, Shelf, score
from filrouge.semantic import Near

Floats = NDArray[np.floating[Any]]
BestPassages = dict[int, list[tuple[int, float]]]
"""By publication number: (ordinal, score) of the passages that answer, best first."""


def ordered(
    terms: Asked,
    languages: Sequence[str],
    shelf: Shelf,
    candidates: Sequence[int],
    ranking: Ranking,
    near: Near | None = None,
) -> list[tuple[int, float]]:
    """Publication numbers with their score, best first."""
    candidates = _on_shelf(shelf, candidates)
    if not candidates:
        return []
    nearness = near.weight * near.best(np.array(candidates, dtype=np.int64)) if near else 0.0
    scores = score(_asking(terms, languages), shelf, candidates, ranking, nearness).publications
    return [(candidates[place], float(scores[place])) for place in np.argsort(-scores, kind="stable")]


def best_passages(
    terms: Asked,
    languages: Sequence[str],
    shelf: Shelf,
    shown: Sequence[int],
    ranking: Ranking,
    near: Near | None = None,
) -> BestPassages:
    """Of each publication shown, its passages that hold something of what is asked or are near it. One ordinal more
    than it has passages is what it is known by (`fields.py`), which is no passage: the engine leaves it out.
    """
    shown = _on_shelf(shelf, shown)
    if not shown or not any(word.stems for word in terms.wanted):
        return {}
    scores = score(_asking(terms, languages), shelf, shown, ranking)
    best: BestPassages = {}
    for place, number in enumerate(shown):
        mine = scores.passages[scores.at[place] : scores.at[place + 1]]
        if near:
            mine = _with_meaning(mine, near.answering(number), near.weight * scores.scale)
        best[number] = [(int(at), float(mine[at])) for at in np.argsort(-mine, kind="stable") if mine[at] > 0]
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
    words = tuple(word.exact for word in terms.wanted if word.stems)
    return Asking(tuple((language, words) for language in languages))

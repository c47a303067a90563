"""From a query to the order of its candidates, and to the passages that are shown: the same for every engine."""

from collections.abc import Sequence

import numpy as np

from filrouge.engine.asked import Asked
from filrouge.ranking import Asking, Ranking, Shelf, score

BestPassages = dict[int, tuple[list[tuple[int, float]], int]]
"""By publication number: (ordinal, score) of its best passages, and how many more match."""


def ordered(
    terms: Asked, languages: Sequence[str], shelf: Shelf, candidates: Sequence[int], ranking: Ranking
) -> list[tuple[int, float]]:
    """Publication numbers with their score, best first."""
    if not candidates:
        return []
    scores = score(_asking(terms, languages), shelf, candidates, ranking).publications
    return [(candidates[place], float(scores[place])) for place in np.argsort(-scores, kind="stable")]


def best_passages(
    terms: Asked, languages: Sequence[str], shelf: Shelf, shown: Sequence[int], wanted: int, ranking: Ranking
) -> BestPassages:
    """Of each publication shown, its passages that hold something of what is asked, best first."""
    if not shown or not any(word.stems for word in terms.wanted):
        return {}
    scores = score(_asking(terms, languages), shelf, shown, ranking)
    best: BestPassages = {}
    for place, number in enumerate(shown):
        mine = scores.passages[scores.at[place] : scores.at[place + 1]]
        order = [int(at) for at in np.argsort(-mine, kind="stable") if mine[at] > 0]
        best[number] = [(at, float(mine[at])) for at in order[:wanted]], max(0, len(order) - wanted)
    return best


def _asking(terms: Asked, languages: Sequence[str]) -> Asking:
    words = tuple(word.exact for word in terms.wanted if word.stems)
    return Asking(tuple((language, words) for language in languages))

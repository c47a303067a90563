"""How scores of publications and of passages become one ranking. Pure: the same for every engine."""

from collections.abc import Mapping

PASSAGE_WEIGHT = 1.0
"""Of the best passage's score beside the whole publication's."""


def fused(publications: Mapping[int, float], passages: Mapping[int, float]) -> list[tuple[int, float]]:
    """Publication numbers with their score, best first; `passages` gives the best passage's score of each."""
    scores = {number: score + PASSAGE_WEIGHT * passages.get(number, 0.0) for number, score in publications.items()}
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))

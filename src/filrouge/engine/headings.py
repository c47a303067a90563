"""Queries of small words alone, as questions often are (“Et après ?”): what answers is what is headed so."""

from collections.abc import Iterable, Mapping

from filrouge.engine.asked import Asked
from filrouge.engine.scoring import BestPassages
from filrouge.language import words
from filrouge.model import Passage

LOOKED_AT = 300
"""Passages that hold all of the words, and whose headings are read."""


def only_links(terms: Asked) -> bool:
    return bool(terms.wanted) and not any(word.stems for word in terms.wanted)


def headed(terms: Asked, passages: Iterable[tuple[int, Passage]]) -> BestPassages:
    """Of passages with the number of their publication, those whose heading holds the words side by side; the less it
    holds besides, the better."""
    asked = tuple(word.exact for word in terms.wanted)
    best: BestPassages = {}
    for number, passage in passages:
        heading = tuple(word.exact for word in words(passage.heading))
        starts = range(len(heading) - len(asked) + 1)
        if any(heading[at : at + len(asked)] == asked for at in starts):
            best.setdefault(number, []).append((passage.ordinal, len(asked) / len(heading)))
    for those in best.values():
        those.sort(key=lambda one: -one[1])
    return best


def first(best: BestPassages, scores: Mapping[int, float]) -> list[tuple[int, float]]:
    """Publications by how well they are headed, which is their score, then as they were."""
    worth = {number: max((worth for _, worth in best.get(number, ())), default=0.0) for number in scores}
    return sorted(worth.items(), key=lambda item: -item[1])

"""What a page of results says once: a passage that repeats one shown above it gives way to another."""

from collections.abc import Sequence

from filrouge.engine import ScoredPassage

ALIKE = 0.8
"""Of all the different words of two passages, the share in common from which one repeats the other (Jaccard)."""
SPARE = 2
"""Passages asked for beyond those shown, to take the place of repetitions."""


class Shown:
    """The passages of a page, in the order they are read."""

    def __init__(self) -> None:
        self._held: list[frozenset[str]] = []

    def choose(self, passages: Sequence[ScoredPassage], count: int, *, every: bool) -> tuple[ScoredPassage, ...]:
        """`count` at most of those that answer, best first, without repetitions unless `every` one is wanted; one at
        least, even so, for a result that shows nothing of itself would not be understood."""
        chosen: list[ScoredPassage] = []
        for found in passages:
            if len(chosen) == count:
                break
            held = frozenset(found.passage.text.lower().split())
            if every or not any(_alike(held, other) for other in self._held):
                chosen.append(found)
                self._held.append(held)
        return tuple(chosen) or tuple(passages[: min(1, count)])


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    size, others = len(one), len(other)
    if size < ALIKE * others or others < ALIKE * size:
        return False
    common = len(one & other)
    return common >= ALIKE * (size + others - common)

"""What a page of results says once: a passage that repeats one shown above it gives way to another."""

from collections.abc import Sequence
from itertools import filterfalse, islice

from filrouge.engine import ScoredPassage

ALIKE = 0.8
"""Of all the different words of two passages, the share in common from which one repeats the other (Jaccard)."""
ROUNDING = 1e-9
"""So that no pair is parted by the last digit of a product."""
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
            if every or not self._repeats(held):
                chosen.append(found)
                self._held.append(held)
        return tuple(chosen) or tuple(passages[: min(1, count)])

    def _repeats(self, held: frozenset[str]) -> bool:
        size = len(held)
        for other in self._held:
            both = size + len(other)
            lacking = int(size - ALIKE / (1 + ALIKE) * both + ROUNDING)
            # Nearly every pair of a page parts here, at the first words of one that the other has not.
            if lacking < 0 or next(islice(filterfalse(other.__contains__, held), lacking, None), None) is not None:
                continue
            common = len(held & other)
            if common >= ALIKE * (both - common):
                return True
        return False

"""What is near one question."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from filrouge.semantic.vectors import Longs, Vectors

NEAREST = 400
"""Passages that a question brings at most, whatever filters then leave of them: a facet's count is what it yields."""
LEAST = 0.3
"""Nearness below which a passage is no answer."""


@dataclass(frozen=True)
class Near:
    """Nearness: 0 for what is as near as any passage, 1 for what says the same. Cosines themselves mean something else
    in each model: what two strangers share is 0.1 in one and 0.8 in another.

    `publications`: those of the nearest passages, by number.
    """

    publications: Mapping[int, float]
    weight: float
    _vectors: Vectors
    _question: NDArray[np.float32]
    _typical: float

    @classmethod
    def of(cls, vectors: Vectors, question: NDArray[np.float32], weight: float) -> Self:
        typical = vectors.typical(question)
        numbers, cosines = vectors.nearest(question, NEAREST)
        near = _rescaled(cosines, typical)
        best: dict[int, float] = {}
        for number, nearness in zip(numbers.tolist(), near.tolist(), strict=True):
            if nearness >= LEAST:
                best.setdefault(number, nearness)
        return cls(best, weight, vectors, question, typical)

    def best(self, numbers: Longs) -> NDArray[np.float32]:
        """The nearness of each of these publications: that of its nearest passage."""
        near, at = self.passages(numbers)
        best = np.zeros(len(numbers), dtype=np.float32)
        some = at[:-1] < at[1:]
        if some.any():
            best[some] = np.maximum.reduceat(near, at[:-1][some])
        return best

    def answering(self, number: int) -> NDArray[np.float32]:
        """The nearness of each passage of that publication; 0 for one that is no answer."""
        near, _ = self.passages(np.array([number], dtype=np.int64))
        return np.where(near < LEAST, np.float32(0), near)

    def passages(self, numbers: Longs) -> tuple[NDArray[np.float32], Longs]:
        """The nearness of every passage of these publications, and where those of each begin, with the end."""
        cosines, at = self._vectors.cosines(self._question, numbers)
        return _rescaled(cosines, self._typical), at


def _rescaled(cosines: NDArray[np.float32], typical: float) -> NDArray[np.float32]:
    """Never above 1, which half precision exceeds by a hair."""
    room = max(1e-3, 1 - typical)
    near: NDArray[np.float32] = ((cosines - typical) / room).clip(0.0, 1.0).astype(np.float32)
    return near

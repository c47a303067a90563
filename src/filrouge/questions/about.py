"""What a question is about, told by what answers it: a direction of the meaning that the library's passages teach.

Questions that one answer serves seldom share words; what is found for each does (docs/questions.md). The directions are
those of latent semantic analysis (`ranking/meaning.py`), learnt from passages.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from filrouge.language import words
from filrouge.ranking.meaning import Meaning

if TYPE_CHECKING:
    from sklearn.feature_extraction import DictVectorizer

DIMENSIONS = 100
COMMON = 0.3
"""Share of the passages that hold a word, from which it tells nothing."""
CROWD = 10
"""Passages around a direction that tell how crowded it is."""
FOUND_SHARE = 0.5
"""What is found counts so much beside what answers where it is asked, when that is known."""

Direction = NDArray[np.float32]


@dataclass(frozen=True)
class About:
    """`direction` has length 1; `crowd` is how near the nearest passages of the library stand to it, on average."""

    direction: Direction
    crowd: float

    def likeness(self, other: "About") -> float:
        """The cosine of both, less what is due to where they point: in a region of which everything speaks, all
        questions are near. After Conneau et al., “Word Translation Without Parallel Data”, ICLR 2018 (CSLS)."""
        return float(self.direction @ other.direction) - (self.crowd + other.crowd) / 2


class Space:
    """The directions of texts."""

    def __init__(self, meaning: Meaning, stems: "DictVectorizer", passages: Mapping[str, Direction]) -> None:
        self._meaning = meaning
        self._stems = stems
        self._directions = dict(passages)
        self._every = np.array(list(passages.values()), dtype=np.float32)

    @classmethod
    def learn(cls, passages: Mapping[str, tuple[str, str]], publications: int) -> Self:
        """From texts by their ids, each with its language; of so many publications: with few, nothing is learnt."""
        # scikit-learn takes a third of a second to import, and only an import of publications learns.
        from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415

        stems = DictVectorizer(dtype=np.float32, sort=False)
        counted = [_counted(*one) for one in passages.values()]
        if not any(counted):
            return cls(Meaning.none(), stems, {})
        bags = csr_array(stems.fit_transform(counted))
        meaning = Meaning.learn(bags, publications, size=DIMENSIONS, common=COMMON)
        if not meaning.dimensions:
            return cls(meaning, stems, {})
        return cls(meaning, stems, dict(zip(passages, meaning.vectors(bags), strict=True)))

    def about(
        self, found: Mapping[str, float], answers: Sequence[str], texts: Mapping[str, tuple[str, str]]
    ) -> About | None:
        """Of what is `found` (ids and weights) and what answers where it is asked (ids); their `texts` with their
        languages, for those that were not learnt from. None where nothing tells."""
        if not self._meaning.dimensions:
            return None
        sought = _unit(self._sum(found, texts))
        own = _unit(self._sum(dict.fromkeys(answers, 1.0), texts))
        direction = _unit(own + FOUND_SHARE * sought)
        if not direction.any():
            return None
        size = min(CROWD, len(self._every))
        crowd = np.partition(self._every @ direction, -size)[-size:].mean()
        return About(direction, float(crowd))

    def _sum(self, weights: Mapping[str, float], texts: Mapping[str, tuple[str, str]]) -> Direction:
        total = np.zeros(self._meaning.dimensions, dtype=np.float32)
        for key, weight in weights.items():
            if key not in self._directions and key in texts:
                self._fold(key, texts[key])
            if key in self._directions:
                total += weight * self._directions[key]
        return total

    def _fold(self, key: str, text: tuple[str, str]) -> None:
        """What was not learnt from has a direction too; it changes no other."""
        self._directions[key] = self._meaning.vectors(csr_array(self._stems.transform([_counted(*text)])))[0]


def _counted(text: str, language: str) -> Counter[str]:
    return Counter(word.stem for word in words(text, language) if not word.stop)


def _unit(vector: Direction) -> Direction:
    length = np.linalg.norm(vector)
    unit: Direction = vector / length if length else vector
    return unit

"""What publications are about, learnt from the library itself: latent semantic analysis.

Deerwester et al., “Indexing by Latent Semantic Analysis”, JASIS 1990: words that keep the same company get vectors that
point the same way, without a model to download. Learnt when the index is built; a publication that comes later is
folded in, until the library has outgrown what was learnt.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from filrouge.ranking.lexicon import Ids

DIMENSIONS = 150
FEWEST = 8
"""Publications below which there is no company to learn from."""
MOST = 5_000
"""Publications that are learnt from, evenly drawn: more would cost time and change nothing."""
OUTGROWN = 1.5
"""Times the publications that were there when it was learnt."""
TITLE_TIMES = 3
"""A word of the title counts as so many of the body."""

Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class Meaning:
    """`axes[stem]` is the direction of a stem, its weight included; `learnt_from` counts publications then; `file` is
    the one that holds the axes, once they are on disk.
    """

    axes: Vectors
    learnt_from: int
    file: str = ""

    @classmethod
    def none(cls) -> Self:
        return cls(np.zeros((0, 0), dtype=np.float32), 0)

    @classmethod
    def learn(cls, bags: csr_array, publications: int) -> Self:
        """From how often each stem (columns) is in each publication (rows)."""
        # scikit-learn takes a third of a second to import, and a search never needs it.
        from sklearn.decomposition import TruncatedSVD  # noqa: PLC0415
        from sklearn.preprocessing import normalize  # noqa: PLC0415

        if publications < FEWEST:
            return cls.none()
        found = np.bincount(bags.indices, minlength=bags.shape[1])
        telling = (found >= 2) & (found <= max(2, bags.shape[0] // 2))
        weights = np.where(telling, np.log(bags.shape[0] / found.clip(min=1)), 0.0).astype(np.float32)
        weighted = normalize(_weighted(bags, weights))
        size = min(DIMENSIONS, weighted.shape[0] - 1, weighted.shape[1] - 1)
        if size < 1 or not telling.any():
            return cls.none()
        learnt = TruncatedSVD(size, n_iter=3, random_state=0).fit(weighted)
        return cls((learnt.components_.T * weights[:, None]).astype(np.float32), publications)

    def outgrown(self, publications: int) -> bool:
        return publications > OUTGROWN * max(FEWEST, self.learnt_from) or (
            not self.learnt_from and publications >= FEWEST
        )

    @property
    def dimensions(self) -> int:
        return int(self.axes.shape[1])

    def vectors(self, bags: csr_array) -> Vectors:
        """Of length 1, or 0 for what holds no word that was learnt. One a row."""
        known = bags[:, : len(self.axes)]
        logged = csr_array((1 + np.log(known.data), known.indices, known.indptr), shape=known.shape)
        return _unit(logged @ self.axes[: known.shape[1]])

    def vector(self, stems: Sequence[int]) -> Vectors:
        """Of a query."""
        known = [stem for stem in stems if stem < len(self.axes)]
        vector: Vectors = _unit(self.axes[known].sum(axis=0)[None])[0]
        return vector


def bags_of(rows: Iterable[tuple[Ids, int]], stem_of: Ids, stems: int) -> csr_array:
    """How often each stem is in each row, given its tokens and how many of them are its title."""
    indices, counts, ends = [], [], [0]
    for tokens, title in rows:
        read = stem_of[np.concatenate((tokens, *[tokens[:title]] * (TITLE_TIMES - 1)))]
        found, times = np.unique(read, return_counts=True)
        indices.append(found)
        counts.append(times)
        ends.append(ends[-1] + len(found))
    return csr_array(
        (
            np.concatenate([np.zeros(0), *counts]).astype(np.float32),
            np.concatenate([np.zeros(0, dtype=np.int32), *indices]),
            np.array(ends),
        ),
        shape=(len(ends) - 1, stems),
    )


def _weighted(bags: csr_array, weights: Vectors) -> csr_array:
    return csr_array(((1 + np.log(bags.data)) * weights[bags.indices], bags.indices, bags.indptr), shape=bags.shape)


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return unit.astype(np.float32)

"""What publications are about, learnt from the library itself: latent semantic analysis.

Deerwester et al., “Indexing by Latent Semantic Analysis”, JASIS 1990: words that keep the same company get vectors that
point the same way, without a model to download. Learnt when the index is built; a publication that comes later is
folded in, until the library has outgrown what was learnt.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from filrouge.ranking.lexicon import Ids

PUBLICATION_DIMENSIONS = 150
PUBLICATION_COMMON = 0.5
PASSAGE_DIMENSIONS = 150
PASSAGE_COMMON = 0.3
FEWEST = 8
"""Publications below which there is no company to learn from."""
MOST = 5_000
"""Publications that are learnt from, evenly drawn: more would cost time and change nothing."""
MOST_PASSAGES = 20_000
OUTGROWN = 1.5
"""Times the publications that were there when it was learnt."""
STEPS = 32_767
TITLE_TIMES = 3
"""A word of the title counts as so many of the body."""

Vectors = NDArray[np.float32]
Short = NDArray[np.int16]


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
    def learn(cls, bags: csr_array, publications: int, *, size: int, common: float) -> Self:
        """From how often each stem (columns) is in each text (rows): `size` dimensions at most, without the stems that
        more than a share `common` of the texts hold.
        """
        # scikit-learn takes a third of a second to import, and a search never needs it.
        from sklearn.decomposition import TruncatedSVD  # noqa: PLC0415
        from sklearn.preprocessing import normalize  # noqa: PLC0415

        if publications < FEWEST:
            return cls.none()
        found = np.bincount(bags.indices, minlength=bags.shape[1])
        telling = (found >= 2) & (found <= max(2.0, common * bags.shape[0]))
        weights = np.where(telling, np.log(bags.shape[0] / found.clip(min=1)), 0.0).astype(np.float32)
        weighted = normalize(_weighted(bags, weights))
        size = min(size, weighted.shape[0] - 1, weighted.shape[1] - 1)
        if size < 1 or not telling.any():
            return cls.none()
        # exact: an approximation would turn with the order of texts, which is that of their ids
        learnt = TruncatedSVD(size, algorithm="arpack", random_state=0).fit(weighted)
        # by row, for texts are read stem by stem
        axes = (learnt.components_.T * weights[:, None]).astype(np.float32, order="C")
        return cls(axes, publications)

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


def shortened(vectors: Vectors) -> Short:
    """Unit vectors in two bytes a dimension: read back in a quarter of the time that half floats take."""
    return np.rint(vectors * STEPS).astype(np.int16)


class Said(NamedTuple):
    """Tokens of a publication, the ends of its title and of its passages, as the shelf has them."""

    tokens: Ids
    bounds: Ids


def publication_bags(said: Iterable[Said], stem_of: Ids, stems: int) -> csr_array:
    """How often each stem is in each publication."""
    read = list(said)
    owners = [np.full(len(one.tokens), place) for place, one in enumerate(read)]
    times = [np.where(np.arange(len(one.tokens)) < one.bounds[0], TITLE_TIMES, 1) for one in read]
    return _bags([one.tokens for one in read], owners, times, stem_of, (len(read), stems))


def passage_bags(said: Iterable[Said], stem_of: Ids, stems: int) -> csr_array:
    """How often each stem is in each passage, the title of its publication counted with each."""
    tokens: list[Ids] = []
    owners: list[NDArray[np.int64]] = []
    count = 0
    for one in said:
        title, lengths = one.tokens[: one.bounds[0]], np.diff(one.bounds)
        places = np.arange(count, count + len(lengths))
        tokens += [one.tokens[one.bounds[0] :], np.tile(title, len(lengths))]
        owners += [np.repeat(places, lengths), np.repeat(places, len(title))]
        count += len(lengths)
    return _bags(tokens, owners, [np.ones(len(one)) for one in tokens], stem_of, (count, stems))


def _bags(
    tokens: Sequence[Ids],
    owners: Sequence[NDArray[np.int64]],
    times: Sequence[NDArray[Any]],
    stem_of: Ids,
    shape: tuple[int, int],
) -> csr_array:
    nothing = np.zeros(0, dtype=np.int64)
    columns = stem_of[np.concatenate((nothing, *tokens)).astype(np.int64)]
    bags = csr_array(
        (np.concatenate((nothing, *times)).astype(np.float32), (np.concatenate((nothing, *owners)), columns)),
        shape=shape,
    )
    bags.sum_duplicates()
    return bags


def _weighted(bags: csr_array, weights: Vectors) -> csr_array:
    return csr_array(((1 + np.log(bags.data)) * weights[bags.indices], bags.indices, bags.indptr), shape=bags.shape)


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return unit.astype(np.float32)

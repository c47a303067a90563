"""The vectors of a library's passages, as of one state, and the nearest of them.

On disk: `rows.bin` holds a vector a passage (half precision) and only grows; a `vectors-….npz` says how much of it
counts and whose each row is, so that what a killed process added is as if it had never been. A `graph-….usearch` finds
the nearest among the first rows without looking at all; those that came later are all looked at.
"""

from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any, Self
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

Longs = NDArray[np.int64]
Halves = NDArray[np.float16]
HALF = np.dtype("<f2")
SAMPLE = 1024
"""Passages, evenly drawn, that tell how near just anything is to a question."""
EXPANSION = 512
"""Candidates of a search in the graph: more than are ever asked for."""


@dataclass(frozen=True)
class Owners:
    """One entry a publication, sorted by `numbers`: its passages are `counts[i]` rows from `offsets[i]`."""

    numbers: Longs
    offsets: Longs
    counts: Longs

    @classmethod
    def of(cls, owners: dict[int, tuple[int, int]]) -> Self:
        """From number: (offset, count)."""
        rows = np.array([(number, *owners[number]) for number in sorted(owners)], dtype=np.int64).reshape(-1, 3)
        return cls(*(np.ascontiguousarray(column) for column in rows.T))

    def find(self, numbers: Longs) -> Longs:
        """Their places; -1 for what is not there."""
        if not len(self.numbers):
            return np.full(len(numbers), -1, dtype=np.int64)
        at = np.searchsorted(self.numbers, numbers).clip(max=len(self.numbers) - 1)
        return np.where(self.numbers[at] == numbers, at, -1)

    def span(self, place: int) -> tuple[int, int]:
        """Its first row, and how many."""
        return int(self.offsets[place]), int(self.counts[place])

    def rows(self) -> Longs:
        """Every row that is somebody's, publication by publication."""
        first = np.cumsum(self.counts) - self.counts
        rows: Longs = np.arange(int(self.counts.sum())) + np.repeat(self.offsets - first, self.counts)
        return rows


@dataclass(frozen=True)
class Vectors:
    """`identity` is the model's that made them, `failed` that of one which could not make them all.

    `digests[i]` is of the text of row i; `graph` knows the first `graphed` rows and lies in `file`.
    """

    identity: str
    failed: str
    owners: Owners
    digests: Longs
    rows: Halves
    graphed: int = 0
    file: str = ""
    graph: Any = None

    @cached_property
    def _owner(self) -> Longs:
        """The place in `owners` of each row; -1 for what is no more."""
        owner = np.full(len(self.rows), -1, dtype=np.int64)
        owner[self.owners.rows()] = np.repeat(np.arange(len(self.owners.numbers)), self.owners.counts)
        return owner

    @cached_property
    def _sample(self) -> NDArray[np.float32]:
        alive = self.owners.rows()
        drawn = alive[np.linspace(0, len(alive) - 1, min(len(alive), SAMPLE)).astype(np.int64)]
        sample: NDArray[np.float32] = self.rows[drawn].astype(np.float32)
        return sample

    @classmethod
    def empty(cls, identity: str = "") -> Self:
        return cls(identity, "", Owners.of({}), np.zeros(0, np.int64), np.zeros((0, 0), HALF))

    @classmethod
    def load(cls, folder: Path, name: str) -> Self:
        """Raises OSError or ValueError when its files are not whole."""
        try:
            with (folder / name).open("rb") as stream, np.load(stream) as held:
                owners = Owners(**{one.name: held[one.name] for one in fields(Owners)})
                identity, failed, file = str(held["identity"]), str(held["failed"]), str(held["graph"])
                digests, graphed, width = held["digests"], int(held["graphed"]), int(held["width"])
        except (BadZipFile, EOFError, KeyError) as error:
            raise ValueError(f"{name} is not whole: {error}") from error
        shape = (len(digests), width)
        rows = np.memmap(folder / "rows.bin", HALF, "r", shape=shape) if len(digests) else np.zeros(shape, HALF)
        return cls(identity, failed, owners, digests, rows, graphed, file, read_graph(folder / file) if file else None)

    def whole(self, identity: str, publications: int) -> bool:
        """Whether they are all there, of that model."""
        return bool(identity) and self.identity == identity and len(self.owners.numbers) == publications

    def nearest(self, question: NDArray[np.float32], count: int) -> tuple[Longs, NDArray[np.float32]]:
        """The publications of the nearest passages with the cosine of each passage, nearest first."""
        rows, cosines = self._tail(question, count)
        if self.graph is not None:
            found = self.graph.search(question, min(count, self.graphed))
            rows = np.concatenate((rows, found.keys.astype(np.int64)))
            cosines = np.concatenate((cosines, 1 - found.distances))
        owner = self._owner[rows]
        order = np.argsort(-cosines, kind="stable")
        order = order[owner[order] >= 0][:count]
        return self.owners.numbers[owner[order]], cosines[order].astype(np.float32)

    def _tail(self, question: NDArray[np.float32], count: int) -> tuple[Longs, NDArray[np.float32]]:
        gone = int((self._owner[self.graphed :] < 0).sum())
        rows, cosines = _look_at_all(self.rows[self.graphed :], question, count + gone)
        return rows + self.graphed, cosines

    def typical(self, question: NDArray[np.float32]) -> float:
        """The cosine of just any passage. One that says nothing is added: the only passage of a library may answer."""
        cosines = self._sample @ question if len(self._sample) else np.zeros(0)
        return float(cosines.sum()) / (len(cosines) + 1)

    def cosines(self, question: NDArray[np.float32], numbers: Longs) -> tuple[NDArray[np.float32], Longs]:
        """Of every passage of these publications; those of publication i are at `[at[i]:at[i + 1]]`, none when it is
        unknown.
        """
        spans = [(0, 0) if place < 0 else self.owners.span(place) for place in self.owners.find(numbers).tolist()]
        at = np.cumsum([0, *(count for _, count in spans)], dtype=np.int64)
        cosines = np.zeros(at[-1], dtype=np.float32)
        if len(cosines):
            held = np.concatenate([self.rows[offset : offset + count] for offset, count in spans])
            rows, found = _look_at_all(held, question, len(held))
            cosines[rows] = found
        return cosines, at


def _look_at_all(rows: Halves, question: NDArray[np.float32], count: int) -> tuple[Longs, NDArray[np.float32]]:
    """The nearest of them and their cosines. Five times as fast as making single precision of them first."""
    from usearch.index import search  # noqa: PLC0415

    if not len(rows):
        return np.zeros(0, np.int64), np.zeros(0, np.float32)
    found = search(rows, question.astype(HALF), min(count, len(rows)), "cos", exact=True, threads=1)
    return found.keys.astype(np.int64), (1 - found.distances).astype(np.float32)


def read_graph(file: Path) -> Any:
    """Mapped, not read: several processes share it. Raises ValueError when it is not whole."""
    from usearch.index import Index  # noqa: PLC0415

    try:
        graph = Index.restore(str(file), view=True, expansion_search=EXPANSION)
    except RuntimeError as error:
        raise ValueError(f"{file.name} is not whole: {error}") from error
    if graph is None:
        raise ValueError(f"{file.name} is not there, or not whole")
    return graph

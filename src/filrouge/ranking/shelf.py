"""What every publication says, token by token, kept so that candidates are scored closely and fast.

A publication is one row of tokens (numbers of the lexicon's words, stop words left out): its title, then each of its
passages, heading first. Everything that ranking needs is counted from it, for the few publications that are candidates.

On disk `tokens.bin` only grows; a `shelf-….npz` says how much of it counts, so that what a killed process added is as
if it had never been. `writing.py` makes the next state.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from filrouge.ranking import arrays
from filrouge.ranking.growing import mapped
from filrouge.ranking.lexicon import Ids, Lexicon
from filrouge.ranking.meaning import Meaning
from filrouge.ranking.neighbours import COUNT, NONE
from filrouge.ranking.rarity import Rarity

Longs = NDArray[np.int64]
TOKEN = np.dtype("<i4")
VECTOR = np.dtype("<i2")
DIGEST_BYTES = 7
LEXICON = "lexicon_"
"""Before the names of the lexicon's arrays."""
TOKENS = "tokens.bin"
TOTALS = tuple(one.name for one in fields(Rarity) if one.type is int)
ARRAYS = tuple(one.name for one in fields(Rarity) if one.type is not int)


class Texts(NamedTuple):
    """The content words (folded, stop words left out) of a publication: its title's, then each passage's."""

    title: Sequence[str]
    passages: Sequence[Sequence[str]]
    language: str


class Row(NamedTuple):
    """A publication: where its tokens start, where the vectors of its passages do, a digest of its title, and the ends
    of its title and of each passage, in tokens from its start.
    """

    number: int
    offset: int
    passages: int
    title: int
    bounds: Ids


@dataclass(frozen=True)
class Rows:
    """Rows as arrays, sorted by `numbers`; `bounds[bounds_at[i]:bounds_at[i + 1]]` are those of entry i."""

    numbers: Longs
    offsets: Longs
    passages: Longs
    titles: Longs
    bounds: Ids
    bounds_at: Longs

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Self:
        ordered = sorted(rows, key=lambda row: row.number)
        return cls(
            np.array([row.number for row in ordered], dtype=np.int64),
            np.array([row.offset for row in ordered], dtype=np.int64),
            np.array([row.passages for row in ordered], dtype=np.int64),
            np.array([row.title for row in ordered], dtype=np.int64),
            np.concatenate([np.zeros(0, dtype=np.int32), *(row.bounds for row in ordered)]),
            np.concatenate(([0], np.cumsum([len(row.bounds) for row in ordered]))).astype(np.int64),
        )

    def find(self, numbers: Longs) -> Longs:
        """Their places; -1 for what is not there."""
        if not len(self.numbers):
            return np.full(len(numbers), -1, dtype=np.int64)
        at = np.searchsorted(self.numbers, numbers).clip(max=len(self.numbers) - 1)
        return np.where(self.numbers[at] == numbers, at, -1)

    def some(self, places: Iterable[int]) -> Iterator[Row]:
        for place in places:
            offset, passages = int(self.offsets[place]), int(self.passages[place])
            yield Row(int(self.numbers[place]), offset, passages, int(self.titles[place]), self.bounds_of(place))

    def bounds_of(self, place: int) -> Ids:
        return self.bounds[self.bounds_at[place] : self.bounds_at[place + 1]]

    def __iter__(self) -> Iterator[Row]:
        return self.some(range(len(self.numbers)))


@dataclass(frozen=True)
class Understanding:
    """What publications and passages are about (`meaning.py`). `publications[i]` is the vector of row i; those of its
    passages follow each other in `passages`, in steps of 1 / STEPS; `neighbours[i]` has the numbers of the publications
    nearest to it, when anything was learnt.
    """

    by_publication: Meaning
    by_passage: Meaning
    publications: NDArray[np.float16]
    passages: NDArray[np.int16]
    neighbours: Longs

    @classmethod
    def none(cls) -> Self:
        publications, passages = np.zeros((0, 0), dtype=np.float16), np.zeros((0, 0), dtype=VECTOR)
        return cls(Meaning.none(), Meaning.none(), publications, passages, np.zeros((0, COUNT), dtype=np.int64))


@dataclass(frozen=True, eq=False)
class Shelf:
    """One state of a library's tokens, for searches. `sharing[i]` counts the publications with the title of row i."""

    lexicon: Lexicon
    rarity: Rarity
    rows: Rows
    sharing: Longs
    tokens: Ids
    understanding: Understanding

    def near(self, numbers: Sequence[int]) -> set[int]:
        """The publications nearest to these in what they are about."""
        if not len(self.understanding.neighbours):
            return set()
        places = self.rows.find(np.array(numbers, dtype=np.int64))
        neighbours = self.understanding.neighbours[places[places >= 0]]
        return set(neighbours[neighbours != NONE].tolist())

    @classmethod
    def load(cls, folder: Path, name: str) -> Self:
        """Raises OSError or ValueError when its files are not whole."""
        held = arrays.load(folder / name)
        try:
            rarity: dict[str, Any] = dict(zip(TOTALS, held["totals"].tolist(), strict=True))
            rarity |= {one: held[f"rarity_{one}"] for one in ARRAYS}
            rows = Rows(**{one.name: held[f"rows_{one.name}"] for one in fields(Rows)})
            tokens, vectors = held["sizes"].tolist()
            lexicon = Lexicon.of({name.removeprefix(LEXICON): one for name, one in held.items()})
            learnt, axes = int(held["learnt_from"]), str(held["axes"])
            understanding = _understanding(folder, axes, learnt, held, vectors)
        except KeyError as error:
            raise ValueError(f"{name} is not whole: {error}") from error
        kept = mapped(folder / TOKENS, TOKEN, (tokens,))
        return cls(lexicon, Rarity(**rarity), rows, sharing(rows), kept, understanding)

    @classmethod
    def empty(cls) -> Self:
        rows = Rows.of(())
        return cls(Lexicon(), Rarity(), rows, sharing(rows), np.zeros(0, TOKEN), Understanding.none())


def files_of(folder: Path, name: str) -> frozenset[str]:
    """The files that a shelf needs besides those that only grow."""
    axes = str(arrays.load(folder / name, "axes")["axes"])
    return frozenset((name, f"{axes}-publications.npy", f"{axes}-passages.npy", f"{axes}.bin"))


def _understanding(folder: Path, axes: str, learnt: int, held: dict[str, NDArray[Any]], count: int) -> Understanding:
    if not axes:
        return Understanding.none()
    by_publication = Meaning(np.load(folder / f"{axes}-publications.npy", mmap_mode="r"), learnt, axes)
    by_passage = Meaning(np.load(folder / f"{axes}-passages.npy", mmap_mode="r"), learnt, axes)
    shape = (count, by_passage.dimensions)
    passages = mapped(folder / f"{axes}.bin", VECTOR, shape)
    return Understanding(by_publication, by_passage, held["vectors"], passages, held["neighbours"])


def sharing(rows: Rows) -> Longs:
    """How many publications have the title of each."""
    _, inverse, counts = np.unique(rows.titles, return_inverse=True, return_counts=True)
    return counts[inverse].astype(np.int64)

"""What every publication says, token by token, kept so that candidates are scored closely and fast.

A publication is one row of tokens (numbers of the lexicon's words, stop words left out): its title, then each of its
passages, heading first. Everything that ranking needs is counted from it, for the few publications that are candidates.

On disk `words.txt` and `tokens.bin` only grow; a `shelf-….npz` says how much of them counts, so that what a killed
process added is as if it had never been.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Self
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from filrouge.ranking.lexicon import Ids, Lexicon
from filrouge.ranking.meaning import (
    MOST,
    MOST_PASSAGES,
    PASSAGE_COMMON,
    PASSAGE_DIMENSIONS,
    PUBLICATION_COMMON,
    PUBLICATION_DIMENSIONS,
    Meaning,
    Said,
    passage_bags,
    publication_bags,
)
from filrouge.ranking.rarity import Rarity

Longs = NDArray[np.int64]
TOKEN = np.dtype("<i4")
VECTOR = np.dtype("<f2")


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
    passages follow each other in `passages`.
    """

    by_publication: Meaning
    by_passage: Meaning
    publications: NDArray[np.float16]
    passages: NDArray[np.float16]

    @classmethod
    def none(cls) -> Self:
        nothing = np.zeros((0, 0), dtype=np.float16)
        return cls(Meaning.none(), Meaning.none(), nothing, nothing)


@dataclass(frozen=True, eq=False)
class Shelf:
    """One state of a library's tokens, for searches. `sharing[i]` counts the publications with the title of row i."""

    lexicon: Lexicon
    rarity: Rarity
    rows: Rows
    sharing: Longs
    tokens: Ids
    understanding: Understanding

    @classmethod
    def load(cls, folder: Path, name: str) -> Self:
        """Raises OSError or ValueError when its files are not whole."""
        try:
            with (folder / name).open("rb") as stream, np.load(stream) as held:
                arrays = {key: held[key] for key in held.files}
            rarity = Rarity(
                **dict(zip(_TOTALS, arrays["totals"].tolist(), strict=True)),
                **{one: arrays[f"rarity_{one}"] for one in _ARRAYS},
            )
            rows = Rows(**{one.name: arrays[f"rows_{one.name}"] for one in fields(Rows)})
            words_size, tokens, vectors = arrays["sizes"].tolist()
            learnt, axes = int(arrays["learnt_from"]), str(arrays["axes"])
        except (BadZipFile, EOFError, KeyError) as error:
            raise ValueError(f"{name} is not whole: {error}") from error
        words = (folder / "words.txt").read_bytes()[:words_size]
        if len(words) < words_size:
            raise ValueError("words.txt is shorter than it was")
        understanding = _understanding(folder, axes, learnt, arrays["vectors"], vectors)
        lexicon = Lexicon(words.decode().splitlines())
        return cls(
            lexicon, rarity, rows, _sharing(rows), _mapped(folder / "tokens.bin", TOKEN, (tokens,)), understanding
        )

    @classmethod
    def empty(cls) -> Self:
        rows = Rows.of(())
        return cls(Lexicon(), Rarity(), rows, _sharing(rows), np.zeros(0, TOKEN), Understanding.none())


def _understanding(
    folder: Path, axes: str, learnt: int, publications: NDArray[np.float16], count: int
) -> Understanding:
    if not axes:
        return Understanding.none()
    by_publication = Meaning(np.load(folder / f"{axes}-publications.npy", mmap_mode="r"), learnt, axes)
    by_passage = Meaning(np.load(folder / f"{axes}-passages.npy", mmap_mode="r"), learnt, axes)
    shape = (count, by_passage.dimensions)
    return Understanding(by_publication, by_passage, publications, _mapped(folder / f"{axes}.bin", VECTOR, shape))


def _mapped(file: Path, kind: np.dtype[Any], shape: tuple[int, ...]) -> NDArray[Any]:
    return np.memmap(file, kind, "r", shape=shape) if all(shape) else np.zeros(shape, kind)


class ShelfWriter:
    """Makes the next state of a shelf: `shelf()` in memory, `save()` on disk.

    It takes over the lexicon of the one given, which is not to be searched any more.
    """

    def __init__(self, before: Shelf) -> None:
        self.lexicon = before.lexicon
        self._before = before
        self._rarity = before.rarity.copy()
        self._gone: set[int] = set()
        self._added: dict[int, Row] = {}
        self._tokens: list[Ids] = []
        self._size = len(before.tokens)
        self._uncounted: list[Said] = []

    def put(self, number: int, texts: Texts) -> None:
        """In place of what the publication said before, if it was there."""
        self.remove(number)
        parts = [self.lexicon.encode(part, texts.language) for part in (texts.title, *texts.passages)]
        tokens = np.array([token for part in parts for token in part], dtype=TOKEN)
        bounds = np.cumsum([len(part) for part in parts], dtype=np.int32)
        self._added[number] = Row(number, self._size, 0, _digest(texts.title), bounds)
        self._tokens.append(tokens)
        self._uncounted.append(Said(tokens, bounds))
        self._size += len(tokens)
        if len(self._uncounted) >= BATCH:
            self._count()

    def remove(self, number: int) -> None:
        """Nothing happens when it is not there."""
        (place,) = self._before.rows.find(np.array([number]))
        if number in self._added:
            row = self._added.pop(number)
        elif place >= 0 and number not in self._gone:
            self._gone.add(number)
            row = next(iter(self._before.rows.some([int(place)])))
        else:
            return
        self._count()
        self._rarity.count(*self._said(row), self.lexicon, -1)

    def _said(self, row: Row) -> Said:
        base = len(self._before.tokens)
        tokens, start = (self._fresh(), row.offset - base) if row.offset >= base else (self._before.tokens, row.offset)
        return Said(np.asarray(tokens[start : start + int(row.bounds[-1])]), row.bounds)

    def _fresh(self) -> Ids:
        """The tokens added, end to end: joined once, for slices keep what they are cut from."""
        if len(self._tokens) != 1:
            self._tokens = [np.concatenate((np.zeros(0, TOKEN), *self._tokens))]
        return self._tokens[0]

    def _count(self) -> None:
        """Many at once: the tables of the lexicon are made anew each time it has grown."""
        self._rarity.fit(self.lexicon)
        for said in self._uncounted:
            self._rarity.count(*said, self.lexicon, 1)
        self._uncounted = []

    def _next(self, name: str) -> tuple[Rows, Understanding]:
        """The next rows and what they are about: read anew for those added, and for all when the library has outgrown
        what was learnt.
        """
        before = self._before.understanding
        kept = [row for row in self._before.rows if row.number not in self._gone]
        everything = [*kept, *self._added.values()]
        anew = before.by_publication.outgrown(len(everything))
        learnt = self._learnt(everything, name) if anew else (before.by_publication, before.by_passage)
        by_publication, by_passage = learnt
        fresh = everything if anew else list(self._added.values())
        passages = [] if anew else [before.passages]
        publications: dict[int, NDArray[np.float16]] = {}
        at = 0 if anew else len(before.passages)
        placed = {} if anew else {row.number: row for row in kept}
        for start in range(0, len(fresh), BATCH):
            chunk = fresh[start : start + BATCH]
            vectors, found = self._vectors(chunk, by_publication, by_passage)
            passages.append(found)
            publications |= {row.number: vector for row, vector in zip(chunk, vectors, strict=True)}
            for row in chunk:
                placed[row.number] = row._replace(passages=at)
                at += len(row.bounds) - 1
        rows = Rows.of(placed.values())
        vectors = np.zeros((len(rows.numbers), by_publication.dimensions), dtype=np.float16)
        if by_publication.dimensions:
            known = self._before.rows.find(rows.numbers)
            for place, number in enumerate(rows.numbers.tolist()):
                vectors[place] = publications[number] if number in publications else before.publications[known[place]]
        empty = np.zeros((0, by_passage.dimensions), dtype=np.float16)
        return rows, Understanding(by_publication, by_passage, vectors, np.concatenate([empty, *passages]))

    def _learnt(self, rows: Sequence[Row], name: str) -> tuple[Meaning, Meaning]:
        size, stem_of, stems = len(rows), self.lexicon.tables.stem_of, self.lexicon.stem_count
        drawn = [rows[at] for at in np.linspace(0, size - 1, min(size, MOST)).astype(int)]
        each = max(1, sum(len(row.bounds) - 1 for row in drawn) // MOST_PASSAGES)
        whole = publication_bags((self._said(row) for row in drawn), stem_of, stems)
        parts = passage_bags((self._said(row) for row in drawn[::each]), stem_of, stems)
        learnt = (
            Meaning.learn(whole, size, size=PUBLICATION_DIMENSIONS, common=PUBLICATION_COMMON),
            Meaning.learn(parts, size, size=PASSAGE_DIMENSIONS, common=PASSAGE_COMMON),
        )
        if not all(one.dimensions for one in learnt):
            return Meaning.none(), Meaning.none()
        return replace(learnt[0], file=f"meaning-{name}"), replace(learnt[1], file=f"meaning-{name}")

    def _vectors(
        self, rows: Sequence[Row], by_publication: Meaning, by_passage: Meaning
    ) -> tuple[NDArray[np.float16], NDArray[np.float16]]:
        stem_of, stems = self.lexicon.tables.stem_of, self.lexicon.stem_count
        said = [self._said(row) for row in rows]
        if not by_publication.dimensions:
            count = sum(len(row.bounds) - 1 for row in rows)
            return np.zeros((len(rows), 0), dtype=np.float16), np.zeros((count, 0), dtype=np.float16)
        whole = by_publication.vectors(publication_bags(said, stem_of, stems))
        parts = by_passage.vectors(passage_bags(said, stem_of, stems))
        return whole.astype(np.float16), parts.astype(np.float16)

    def shelf(self) -> Shelf:
        """The next state, in memory."""
        self._count()
        rows, understanding = self._next("memory")
        tokens = np.concatenate((self._before.tokens, *self._tokens))
        return Shelf(self.lexicon, self._rarity, rows, _sharing(rows), tokens, understanding)

    def save(self, folder: Path, name: str) -> None:
        """Write the next state, in `name`. Durable when it returns; what `folder` held before still loads."""
        self._count()
        rows, understanding = self._next(Path(name).stem)
        axes = understanding.by_publication.file
        before = self._before.understanding
        if axes and axes != before.by_publication.file:
            for meaning, kind in (
                (understanding.by_publication, "publications"),
                (understanding.by_passage, "passages"),
            ):
                with (folder / f"{axes}-{kind}.npy").open("wb") as stream:
                    np.save(stream, meaning.axes)
                    _flush(stream)
            _append(folder / f"{axes}.bin", 0, understanding.passages.tobytes())
        elif axes:
            known = len(before.passages)
            size = known * before.passages.shape[1] * VECTOR.itemsize
            _append(folder / f"{axes}.bin", size, understanding.passages[known:].tobytes())
        fresh = b"".join(tokens.tobytes() for tokens in self._tokens)
        _append(folder / "tokens.bin", len(self._before.tokens) * TOKEN.itemsize, fresh)
        words = "".join(f"{word}\n" for word in self.lexicon.words).encode()
        aside = folder / ".words.txt"
        _append(aside, 0, words)
        aside.replace(folder / "words.txt")
        arrays: dict[str, Any] = {
            "sizes": np.array([len(words), self._size, len(understanding.passages)], dtype=np.int64),
            "totals": np.array([getattr(self._rarity, one) for one in _TOTALS], dtype=np.int64),
            "vectors": understanding.publications,
            "learnt_from": np.array(understanding.by_publication.learnt_from),
            "axes": np.array(axes),
            **{f"rarity_{one}": getattr(self._rarity, one) for one in _ARRAYS},
            **{f"rows_{one.name}": getattr(rows, one.name) for one in fields(Rows)},
        }
        with (folder / name).open("wb") as stream:
            np.savez(stream, **arrays)
            _flush(stream)


BATCH = 256
"""Publications counted at once."""
_TOTALS = tuple(one.name for one in fields(Rarity) if one.type is int)
_ARRAYS = tuple(one.name for one in fields(Rarity) if one.type is not int)


def _digest(title: Sequence[str]) -> int:
    return int.from_bytes(sha256(" ".join(title).encode()).digest()[:7])


def _sharing(rows: Rows) -> Longs:
    _, inverse, counts = np.unique(rows.titles, return_inverse=True, return_counts=True)
    return counts[inverse].astype(np.int64)


def _append(file: Path, size: int, content: bytes) -> None:
    """Keep its first `size` bytes and add `content`."""
    with file.open("r+b" if file.exists() else "w+b") as stream:
        stream.truncate(size)
        stream.seek(size)
        stream.write(content)
        _flush(stream)


def _flush(stream: BinaryIO) -> None:
    stream.flush()
    os.fsync(stream.fileno())

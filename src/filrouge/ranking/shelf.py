"""What every publication says, token by token, kept so that candidates are scored closely and fast.

A publication is one row of tokens (numbers of the lexicon's words, stop words left out): its title, then each of its
passages, heading first. Everything that ranking needs is counted from it, for the few publications that are candidates.

On disk `words.txt` and `tokens.bin` only grow; a `shelf-….npz` says how much of them counts, so that what a killed
process added is as if it had never been.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Self
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from filrouge.ranking.lexicon import Ids, Lexicon
from filrouge.ranking.meaning import MOST, Meaning, bags_of
from filrouge.ranking.rarity import Rarity

Longs = NDArray[np.int64]
TOKEN = np.dtype("<i4")


class Texts(NamedTuple):
    """The content words (folded, stop words left out) of a publication: its title's, then each passage's."""

    title: Sequence[str]
    passages: Sequence[Sequence[str]]
    language: str


@dataclass(frozen=True)
class Rows:
    """One entry a publication, sorted by `numbers`; `bounds[bounds_at[i]:bounds_at[i + 1]]` are the ends of the title
    and of each passage of entry i, in tokens from its offset. `titles` are digests, to tell titles that are shared.
    """

    numbers: Longs
    offsets: Longs
    titles: Longs
    bounds: Ids
    bounds_at: Longs

    @classmethod
    def of(cls, rows: Sequence[tuple[int, int, int, Ids]]) -> Self:
        """From (number, offset, title, bounds) in any order."""
        ordered = sorted(rows, key=lambda row: row[0])
        sizes = [len(bounds) for *_, bounds in ordered]
        return cls(
            np.array([number for number, *_ in ordered], dtype=np.int64),
            np.array([offset for _, offset, *_ in ordered], dtype=np.int64),
            np.array([title for _, _, title, _ in ordered], dtype=np.int64),
            np.concatenate([bounds for *_, bounds in ordered] or [np.zeros(0, dtype=np.int32)]),
            np.concatenate(([0], np.cumsum(sizes))).astype(np.int64),
        )

    def find(self, numbers: Longs) -> Longs:
        """Their places; -1 for what is not there."""
        if not len(self.numbers):
            return np.full(len(numbers), -1, dtype=np.int64)
        at = np.searchsorted(self.numbers, numbers).clip(max=len(self.numbers) - 1)
        return np.where(self.numbers[at] == numbers, at, -1)

    def bounds_of(self, place: int) -> Ids:
        return self.bounds[self.bounds_at[place] : self.bounds_at[place + 1]]

    def __iter__(self) -> Iterator[tuple[int, int, int, Ids]]:
        for place, number in enumerate(self.numbers.tolist()):
            yield number, int(self.offsets[place]), int(self.titles[place]), self.bounds_of(place)


@dataclass(frozen=True)
class Shelf:
    """One state of a library's tokens, for searches. `sharing[i]` counts the publications with the title of row i,
    `vectors[i]` says what it is about (`meaning.py`).
    """

    lexicon: Lexicon
    rarity: Rarity
    rows: Rows
    sharing: Longs
    tokens: Ids
    meaning: Meaning
    vectors: NDArray[np.float16]

    @classmethod
    def load(cls, folder: Path, name: str) -> Self:
        """Raises OSError or ValueError when its files are not whole."""
        try:
            with (folder / name).open("rb") as stream, np.load(stream) as held:
                sizes, numbers = held["sizes"], held["numbers"]
                arrays = {one: held[f"rarity_{one}"] for one in _ARRAYS}
                rows = Rows(**{one.name: held[f"rows_{one.name}"] for one in fields(Rows)})
                vectors, learnt_from, axes = held["vectors"], int(held["learnt_from"]), str(held["axes"])
            meaning = Meaning(np.load(folder / axes, mmap_mode="r"), learnt_from, axes) if axes else Meaning.none()
        except (BadZipFile, EOFError, KeyError) as error:
            raise ValueError(f"{name} is not whole: {error}") from error
        totals = dict(zip(_TOTALS, numbers.tolist(), strict=True))
        words = (folder / "words.txt").read_bytes()[: int(sizes[0])]
        if len(words) < sizes[0]:
            raise ValueError("words.txt is shorter than it was")
        count = int(sizes[1])
        tokens = np.memmap(folder / "tokens.bin", TOKEN, "r", shape=(count,)) if count else np.zeros(0, TOKEN)
        lexicon = Lexicon(words.decode().splitlines())
        return cls(lexicon, Rarity(**totals, **arrays), rows, _sharing(rows), tokens, meaning, vectors)

    @classmethod
    def empty(cls) -> Self:
        rows = Rows.of(())
        nothing = Meaning.none()
        return cls(Lexicon(), Rarity(), rows, _sharing(rows), np.zeros(0, TOKEN), nothing, _no_vectors(0, nothing))


class ShelfWriter:
    """Makes the next state of a shelf: `shelf()` in memory, `save()` on disk.

    It takes over the lexicon of the one given, which is not to be searched any more.
    """

    def __init__(self, before: Shelf) -> None:
        self.lexicon = before.lexicon
        self._before = before
        self._rarity = before.rarity.copy()
        self._gone: set[int] = set()
        self._added: dict[int, tuple[int, int, int, Ids]] = {}
        self._tokens: list[Ids] = []
        self._size = len(before.tokens)
        self._uncounted: list[tuple[Ids, Ids]] = []

    def put(self, number: int, texts: Texts) -> None:
        """In place of what the publication said before, if it was there."""
        self.remove(number)
        parts = [self.lexicon.encode(part, texts.language) for part in (texts.title, *texts.passages)]
        tokens = np.array([token for part in parts for token in part], dtype=TOKEN)
        bounds = np.cumsum([len(part) for part in parts], dtype=np.int32)
        self._added[number] = (number, self._size, _digest(texts.title), bounds)
        self._tokens.append(tokens)
        self._uncounted.append((tokens, bounds))
        self._size += len(tokens)
        if len(self._uncounted) >= BATCH:
            self._count()

    def remove(self, number: int) -> None:
        """Nothing happens when it is not there."""
        (place,) = self._before.rows.find(np.array([number]))
        if number in self._added:
            self._count()
            _, offset, _, bounds = self._added.pop(number)
            after = np.concatenate(self._tokens)
            self._take_away(after, offset - len(self._before.tokens), bounds)
        elif place >= 0 and number not in self._gone:
            self._gone.add(number)
            self._count()
            offset = int(self._before.rows.offsets[place])
            self._take_away(self._before.tokens, offset, self._before.rows.bounds_of(place))

    def _take_away(self, tokens: Ids, offset: int, bounds: Ids) -> None:
        self._rarity.count(np.asarray(tokens[offset : offset + int(bounds[-1])]), bounds, self.lexicon, -1)

    def _count(self) -> None:
        """Many at once: the tables of the lexicon are made anew each time it has grown."""
        self._rarity.fit(self.lexicon)
        for tokens, bounds in self._uncounted:
            self._rarity.count(tokens, bounds, self.lexicon, 1)
        self._uncounted = []

    def _rows(self) -> Rows:
        kept = [row for row in self._before.rows if row[0] not in self._gone]
        return Rows.of([*kept, *self._added.values()])

    def _understood(self, rows: Rows) -> tuple[Meaning, NDArray[np.float16]]:
        """What each row is about: read anew for those added, and for all when the library has outgrown it."""
        meaning = self._before.meaning
        anew = meaning.outgrown(len(rows.numbers))
        if anew:
            drawn = np.linspace(0, len(rows.numbers) - 1, min(len(rows.numbers), MOST)).astype(np.int64)
            meaning = Meaning.learn(self._bags(rows, drawn), len(rows.numbers))
        vectors = _no_vectors(len(rows.numbers), meaning)
        if not meaning.dimensions:
            return meaning, vectors
        before = self._before.rows.find(rows.numbers)
        known = (before >= 0) & ~np.isin(rows.numbers, list(self._added)) & (not anew)
        if known.any():
            vectors[known] = self._before.vectors[before[known]]
        missing = np.flatnonzero(~known)
        for chunk in np.array_split(missing, len(missing) // BATCH + 1):
            vectors[chunk] = meaning.vectors(self._bags(rows, chunk))
        return meaning, vectors

    def _bags(self, rows: Rows, places: Longs) -> csr_array:
        base = len(self._before.tokens)
        fresh = np.concatenate((np.zeros(0, TOKEN), *self._tokens))

        def said(place: int) -> tuple[Ids, int]:
            bounds, offset = rows.bounds_of(place), int(rows.offsets[place])
            tokens, start = (fresh, offset - base) if offset >= base else (self._before.tokens, offset)
            return np.asarray(tokens[start : start + int(bounds[-1])]), int(bounds[0])

        return bags_of((said(int(place)) for place in places), self.lexicon.tables.stem_of, self.lexicon.stem_count)

    def shelf(self) -> Shelf:
        """The next state, in memory."""
        self._count()
        rows = self._rows()
        tokens = np.concatenate((self._before.tokens, *self._tokens))
        return Shelf(self.lexicon, self._rarity, rows, _sharing(rows), tokens, *self._understood(rows))

    def save(self, folder: Path, name: str) -> None:
        """Write the next state, in `name`. Durable when it returns; what `folder` held before still loads."""
        self._count()
        rows = self._rows()
        meaning, vectors = self._understood(rows)
        axes = meaning.file
        if meaning.dimensions and not axes:
            axes = f"axes-{Path(name).stem}.npy"
            with (folder / axes).open("wb") as stream:
                np.save(stream, meaning.axes)
                _flush(stream)
        fresh = b"".join(tokens.tobytes() for tokens in self._tokens)
        _append(folder / "tokens.bin", len(self._before.tokens) * TOKEN.itemsize, fresh)
        words = "".join(f"{word}\n" for word in self.lexicon.words).encode()
        aside = folder / ".words.txt"
        _append(aside, 0, words)
        aside.replace(folder / "words.txt")
        arrays: dict[str, Any] = {
            "sizes": np.array([len(words), self._size], dtype=np.int64),
            "numbers": np.array([getattr(self._rarity, one) for one in _TOTALS], dtype=np.int64),
            "vectors": vectors,
            "learnt_from": np.array(meaning.learnt_from),
            "axes": np.array(axes),
            **{f"rarity_{one}": getattr(self._rarity, one) for one in _ARRAYS},
            **{f"rows_{one.name}": getattr(rows, one.name) for one in fields(Rows)},
        }
        with (folder / name).open("wb") as stream:
            np.savez(stream, **arrays)
            _flush(stream)


def _no_vectors(count: int, meaning: Meaning) -> NDArray[np.float16]:
    return np.zeros((count, meaning.dimensions), dtype=np.float16)


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

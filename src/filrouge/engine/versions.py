"""Which publications are one another again: a webinar and the article written from it, a sheet and its older state.

Found when the index is written, by the runs of words that they share (`language/alike.py`); a search shows one of them
and names the others. Texts alone do not tell: sheets of one model share nine tenths of their words, and answer other
questions (“… pour une voiture”, “… pour une camionnette”). So versions are of different kinds, or bear the same title.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import combinations
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from filrouge.engine.contract import Entry
from filrouge.language import analyse
from filrouge.language.alike import Hashes, Sketch, contained, sketch
from filrouge.ranking import arrays

SAME = 0.5
"""How much of the shorter text must stand in the other."""
KEPT = 128
"""Hashes of a publication, a kilobyte: what is contained is told within about 6 %."""
FEWEST = 16
"""Runs of words: what is shorter is the same by chance."""
SHARED = 4
"""Hashes in common that are worth a closer look: versions have some thirty."""
COPIES = 32
"""A run that stands in more publications than that is a formula, and tells nothing."""
_NONE = np.iinfo(np.uint64).max


class Folded(NamedTuple):
    """A publication among results, with its score and the versions of it that it stands for."""

    number: int
    score: float
    others: tuple[int, ...]


class _Known(NamedTuple):
    """A publication as it is compared; `kind` and `title` (its content words) are digests."""

    sketch: Sketch
    kind: int
    title: int

    def again(self, other: "_Known") -> bool:
        forms = self.kind != other.kind or self.title == other.title
        return forms and contained(self.sketch, other.sketch) >= SAME


class Versions:
    """Of one state of the index. `pairs` are publications by number, two that are versions of each other a row."""

    def __init__(self, pairs: Iterable[Sequence[int]] = ()) -> None:
        self._members: dict[int, tuple[int, ...]] = {}
        for one, other in pairs:
            joined = tuple(sorted({*self._members.get(one, (one,)), *self._members.get(other, (other,))}))
            self._members |= dict.fromkeys(joined, joined)
        self.numbers = frozenset(self._members)
        """Every publication that has another version."""

    @classmethod
    def load(cls, file: Path) -> Self:
        """Raises OSError or ValueError when it is not whole."""
        return cls(arrays.load(file, "pairs")["pairs"].tolist())

    def others(self, number: int) -> tuple[int, ...]:
        members = self._members.get(number)
        return tuple(one for one in members if one != number) if members else ()

    def fold(self, ranked: Iterable[tuple[int, float]]) -> Iterator[Folded]:
        """In the same order, the first of each with its versions; they are not found again after it."""
        seen: set[int] = set()
        for number, score in ranked:
            if number not in seen:
                others = self.others(number)
                seen.update(others)
                yield Folded(number, score, others)

    def hidden(self, matching: Iterable[int]) -> int:
        """How many of these publications are shown under another of them."""
        found = [number for number in matching if number in self._members]
        return len(found) - len({self._members[number] for number in found})


class VersionsWriter:
    """Sketches of all publications; a new one is compared with those that share some of its runs."""

    def __init__(self, file: Path | None = None) -> None:
        """Goes on from a file. Raises OSError or ValueError when it is not whole."""
        self._known: dict[int, _Known] = {}
        self._pairs: set[tuple[int, int]] = set()
        self._fresh: set[int] = set()
        if file is not None:
            names = ("pairs", "numbers", "hashes", "runs", "kinds", "titles")
            pairs, numbers, hashes, *columns = arrays.load(file, *names).values()
            self._pairs = {(one, other) for one, other in pairs.tolist()}
            kept = (row[row != _NONE] for row in hashes)
            rows = zip(numbers.tolist(), kept, *(column.tolist() for column in columns), strict=True)
            self._known = {number: _Known(Sketch(row, run), kind, title) for number, row, run, kind, title in rows}

    def put(self, number: int, entry: Entry, texts: Iterable[Sequence[str]]) -> None:
        """`texts`: the folded words of that publication, part by part."""
        self.remove(number)
        found = sketch([word for text in texts for word in text])
        if found.runs >= FEWEST:
            title = analyse(entry.publication.title, entry.publication.language).content
            kept = Sketch(found.hashes[:KEPT], found.runs)
            self._known[number] = _Known(kept, _digest(entry.publication.kind), _digest(*title))
            self._fresh.add(number)

    def remove(self, number: int) -> None:
        if self._known.pop(number, None) is not None:
            self._fresh.discard(number)
            self._pairs = {pair for pair in self._pairs if number not in pair}

    def versions(self) -> Versions:
        self._settle()
        return Versions(sorted(self._pairs))

    def save(self, file: Path) -> None:
        """Durable when it returns."""
        self._settle()
        every = list(self._known.values())
        hashes = np.full((len(every), KEPT), _NONE, dtype=np.uint64)
        for row, one in zip(hashes, every, strict=True):
            row[: len(one.sketch.hashes)] = one.sketch.hashes
        held = {
            "pairs": np.array(sorted(self._pairs), dtype=np.int64).reshape(-1, 2),
            "numbers": np.array(list(self._known), dtype=np.int64),
            "hashes": hashes,
            "runs": np.array([one.sketch.runs for one in every], dtype=np.int64),
            "kinds": np.array([one.kind for one in every], dtype=np.uint64),
            "titles": np.array([one.title for one in every], dtype=np.uint64),
        }
        arrays.save(file, held)

    def _settle(self) -> None:
        for one, other in self._near():
            if self._known[one].again(self._known[other]):
                self._pairs.add((min(one, other), max(one, other)))
        self._fresh = set()

    def _near(self) -> Iterable[tuple[int, int]]:
        """Pairs with a new publication in them that share some runs, formulas left out."""
        if not self._fresh:
            return ()
        fresh = np.unique(np.concatenate([self._known[number].sketch.hashes for number in self._fresh]))
        holders: dict[int, list[int]] = defaultdict(list)
        for number, known in self._known.items():
            hashes = known.sketch.hashes
            for shared in hashes[_among(hashes, fresh)].tolist():
                holders[shared].append(number)
        shared_by: dict[tuple[int, int], int] = defaultdict(int)
        for numbers in holders.values():
            for pair in combinations(numbers, 2) if len(numbers) <= COPIES else ():
                if not self._fresh.isdisjoint(pair):
                    shared_by[pair] += 1
        return [pair for pair, count in shared_by.items() if count >= SHARED]


def _digest(*words: str) -> int:
    return int.from_bytes(blake2b("\n".join(words).encode(), digest_size=8).digest())


def _among(hashes: Hashes, known: Hashes) -> NDArray[np.bool_]:
    """Which of these are among the known ones, which are sorted."""
    places = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    found: NDArray[np.bool_] = known[places] == hashes
    return found

"""The words of a library: completed while they are typed, corrected when nobody wrote them.

Made when the index is written and kept beside it, so that a search finds it ready.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from filrouge.language import fold
from filrouge.language.analysis import stem
from filrouge.language.sound import sound
from filrouge.ranking import arrays
from filrouge.ranking.arrays import packed, unpacked

SHORTEST = 4
"""Letters: a shorter word has too many neighbours to be corrected."""
TWO_SLIPS = 8
"""Letters from which two slips are forgiven."""
MOST = 20
"""Completions of one beginning."""
_KINDS = 32
_CHUNK = 65_536


class Vocabulary:
    """Words sorted by their folded form, and for each how it is most often written and the number of publications that
    hold it in any spelling; `stems` of them all; `sounds` are those of the names of people, with the folded name.
    """

    def __init__(
        self,
        folded: Sequence[str] = (),
        written: Sequence[str] = (),
        counts: Sequence[int] | NDArray[np.int64] = (),
        stems: Iterable[str] = (),
        sounds: Mapping[str, str] | None = None,
    ) -> None:
        self._folded = folded
        self._written = written
        self._counts = np.asarray(counts, dtype=np.int64)
        self._stems = frozenset(stems)
        self._sounds = dict(sounds or {})
        self._places = {word: place for place, word in enumerate(folded)}
        self._lengths = np.fromiter((len(word) if word.isalpha() else 0 for word in folded), np.int16, len(folded))
        self._letters = _letters(folded)

    @classmethod
    def of(cls, words: Iterable[tuple[str, int]], names: Iterable[str] = ()) -> Self:
        """`words` are (as written, lower case, number of publications); `names` are those of people."""
        spellings: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for word, count in words:
            spellings[word if word.isascii() else fold(word)].append((count, word))
        folded = sorted(spellings)
        parts = (part for name in names for part in name.split())
        return cls(
            folded,
            [max(spellings[word])[1] for word in folded],
            [sum(count for count, _ in spellings[word]) for word in folded],
            {stem(word) for word in folded},
            {sound(part): fold(part) for part in parts if sound(part)},
        )

    def save(self, file: Path) -> None:
        """Durable when it returns."""
        held = {
            "folded": packed(self._folded),
            "written": packed(self._written),
            "counts": self._counts,
            "stems": packed(sorted(self._stems)),
            "sounds": packed(self._sounds),
            "names": packed(self._sounds.values()),
        }
        arrays.save(file, held)

    @classmethod
    def load(cls, file: Path) -> Self:
        """Raises OSError or ValueError when it is not whole."""
        held = arrays.load(file, "folded", "written", "counts", "stems", "sounds", "names")
        sounds = dict(zip(unpacked(held["sounds"]), unpacked(held["names"]), strict=True))
        return cls(unpacked(held["folded"]), unpacked(held["written"]), held["counts"], unpacked(held["stems"]), sounds)

    def complete(self, prefix: str, limit: int = 8) -> tuple[str, ...]:
        """Words that begin so, accents optional, as they are written, the most frequent first."""
        folded = fold(prefix)
        if not folded:
            return ()
        low = bisect_left(self._folded, folded)
        high = bisect_left(self._folded, folded + "\U0010ffff")
        wanted = min(limit, MOST, high - low)
        # Of equally frequent words the first: no two have the same key, so that a part of them can be sorted alone.
        keys = self._counts[low:high] * len(self._folded) - np.arange(low, high)
        best = np.argpartition(-keys, max(0, wanted - 1))[:wanted] if wanted else np.zeros(0, dtype=np.int64)
        return tuple(self._written[low + place] for place in best[np.argsort(-keys[best])])

    def __contains__(self, word: str) -> bool:
        """Whether the library holds it, in any form: accents, plural and the like do not matter."""
        folded = fold(word)
        return folded in self._places or stem(folded) in self._stems

    def count(self, word: str) -> int:
        """How many publications hold it in that form, accents aside."""
        place = self._places.get(fold(word))
        return 0 if place is None else int(self._counts[place])

    def joined(self, words: Iterable[str]) -> tuple[str, ...]:
        """Of neighbouring words, those that the library writes as one: “post traumatique” as “posttraumatique”."""
        return tuple(whole for whole in map("".join, pairwise(words)) if whole in self._places)

    def correct(self, word: str) -> str | None:
        """The nearest word, as it is written; None when none is near enough or the word is known.

        Nearness is the optimal string alignment distance (insertion, deletion, substitution, transposition); of
        equally near words, one that begins alike, then the most frequent. A name that sounds alike comes first.
        """
        folded = fold(word)
        if len(folded) < SHORTEST or not folded.isalpha() or word in self:
            return None
        alike = self._places.get(self._sounds.get(sound(folded), ""))
        if alike is not None:
            return self._written[alike]
        slips = 1 if len(folded) < TWO_SLIPS else 2
        places = self._alike(folded, slips)
        near = [
            (distance, candidate[0] != folded[0], -int(self._counts[places[at]]), candidate)
            for candidate, distance, at in process.extract(
                folded,
                [self._folded[place] for place in places],
                scorer=OSA.distance,
                score_cutoff=slips,
                limit=None,
            )
        ]
        return self._written[self._places[min(near)[3]]] if near else None

    def _alike(self, folded: str, slips: int) -> NDArray[np.int64]:
        """Words of about its length, with about its letters: all that are so few slips away, and few others."""
        differing = np.bitwise_count(self._letters ^ _letters([folded])[0])
        return np.flatnonzero((differing <= 2 * slips) & (abs(self._lengths - len(folded)) <= slips))


def _letters(words: Sequence[str]) -> NDArray[np.uint64]:
    """Of each word, which letters it has (a bit each), and which it has twice or more (another bit). A letter more or
    less changes one bit, and another in its place two: words that differ in more bits are farther apart (signature
    hashing: Boytsov, “Indexing methods for approximate dictionary searching”, JEA 2011).
    """
    found = [np.zeros(0, dtype=np.uint64)]
    for start in range(0, len(words), _CHUNK):
        chunk = words[start : start + _CHUNK]
        codes = np.frombuffer("".join(chunk).encode("utf-32-le"), dtype="<u4").astype(np.int64) % _KINDS
        owners = np.repeat(np.arange(len(chunk)), [len(word) for word in chunk])
        counts = np.bincount(owners * _KINDS + codes, minlength=len(chunk) * _KINDS).reshape(-1, _KINDS)
        found.append(np.packbits(np.hstack((counts > 0, counts > 1)), axis=1).view(np.uint64).ravel())
    return np.concatenate(found)

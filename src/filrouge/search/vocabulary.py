"""The words of a library: completed while they are typed, corrected when nobody wrote them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from filrouge.language import fold
from filrouge.language.analysis import stem
from filrouge.language.sound import sound

SHORTEST = 4
"""Letters: a shorter word has too many neighbours to be corrected."""
TWO_SLIPS = 8
"""Letters from which two slips are forgiven."""


class Spelling(NamedTuple):
    """A word as it is most often written, and the number of publications that hold it in any spelling."""

    written: str
    publications: int


class Vocabulary:
    """`words` are (as written, lower case, number of publications); `names` are those of people."""

    def __init__(self, words: Iterable[tuple[str, int]], names: Iterable[str] = ()) -> None:
        spellings: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for word, count in words:
            spellings[fold(word)].append((count, word))
        self._spellings = {
            folded: Spelling(max(those)[1], sum(count for count, _ in those)) for folded, those in spellings.items()
        }
        self._sorted = sorted(self._spellings)
        self._stems = {stem(folded) for folded in self._sorted}
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for folded in self._sorted:
            if folded.isalpha():
                self._by_length[len(folded)].append(folded)
        self._by_sound = {sound(part): fold(part) for name in names for part in name.split() if sound(part)}
        self._short = {
            prefix: self._best(prefix) for prefix in sorted({word[:size] for word in self._sorted for size in (1, 2)})
        }

    def complete(self, prefix: str, limit: int = 8) -> tuple[str, ...]:
        """Words that begin so, accents optional, as they are written, the most frequent first."""
        folded = fold(prefix)
        if not folded:
            return ()
        found = self._short[folded] if folded in self._short else self._best(folded)
        return found[:limit]

    def _best(self, prefix: str) -> tuple[str, ...]:
        low = bisect_left(self._sorted, prefix)
        high = bisect_left(self._sorted, prefix + "\U0010ffff")
        found = [self._spellings[word] for word in self._sorted[low:high]]
        found.sort(key=lambda spelling: (-spelling.publications, spelling.written))
        return tuple(spelling.written for spelling in found[:20])

    def __contains__(self, word: str) -> bool:
        """Whether the library holds it, in any form: accents, plural and the like do not matter."""
        folded = fold(word)
        return folded in self._spellings or stem(folded) in self._stems

    def joined(self, words: Iterable[str]) -> tuple[str, ...]:
        """Of neighbouring words, those that the library writes as one: “post traumatique” as “posttraumatique”."""
        return tuple(whole for whole in map("".join, pairwise(words)) if whole in self._spellings)

    def correct(self, word: str) -> str | None:
        """The nearest word, as it is written; None when none is near enough or the word is known.

        Nearness is the optimal string alignment distance (insertion, deletion, substitution, transposition); of
        equally near words, one that begins alike, then the most frequent. A name that sounds alike comes first.
        """
        folded = fold(word)
        if len(folded) < SHORTEST or not folded.isalpha() or word in self:
            return None
        alike = self._by_sound.get(sound(folded))
        if alike is not None and alike in self._spellings:
            return self._spellings[alike].written
        slips = 1 if len(folded) < TWO_SLIPS else 2
        near = [
            (distance, candidate[0] != folded[0], -self._spellings[candidate].publications, candidate)
            for size in range(len(folded) - slips, len(folded) + slips + 1)
            for candidate, distance, _ in process.extract(
                folded, self._by_length.get(size, ()), scorer=OSA.distance, score_cutoff=slips, limit=None
            )
        ]
        return self._spellings[min(near)[3]].written if near else None

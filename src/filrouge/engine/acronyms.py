"""What the acronyms of a library stand for, and which acronym an expression has: as its own texts tell."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from filrouge.language import words

Stems = tuple[str, ...]
"""Of the words of an expression that tell something, in order."""


class Acronyms:
    """Read from (acronym, expression), both folded, with in how many publications each is told: an acronym stands for
    what it does most often.
    """

    def __init__(self, told: Iterable[tuple[str, str, int]] = ()) -> None:
        counts = Counter[tuple[str, str]]()
        for short, long, count in told:
            counts[short, long] += count
        self._long: dict[str, str] = {}
        for (short, long), _ in counts.most_common():
            self._long.setdefault(short, long)
        self._short: dict[Stems, str] = {self._stems(long): short for short, long in self._long.items()}
        self._longest = max((len(stems) for stems in self._short), default=0)

    def others(self, asked: Sequence[str], stems: Sequence[str]) -> Iterator[str]:
        """What else the words asked (folded, with their stems) are called: expressions and acronyms."""
        for word in asked:
            if word in self._long:
                yield self._long[word]
        for first in range(len(stems)):
            for last in range(first + 2, min(first + self._longest, len(stems)) + 1):
                short = self._short.get(tuple(stems[first:last]))
                if short:
                    yield short

    @staticmethod
    def _stems(text: str) -> Stems:
        return tuple(word.stem for word in words(text) if not word.stop)

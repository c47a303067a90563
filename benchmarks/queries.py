"""What people would type, drawn from what the corpus says: frequent, middling and rare words alike.

Words are drawn from a sample of passages, by band of the share of passages that hold them, so that a third of the
queries meets the longest lists of the index and a third the shortest. Every query but the misspelt ones has an answer.
"""

import random
import string
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from filrouge.language import sentences, words

SAMPLED = 3_000
"""Passages that queries are drawn from: enough to tell a word of one passage in a hundred from one in a thousand."""
FREQUENT, MIDDLING = 0.01, 0.001
"""Shares of passages that part the three bands."""
CLASSES = ("one-word", "three-word", "ten-word", "phrase", "fuzzy", "prefix")
PREFIXES = (3, 4, 5)
MISSPELT_FROM = 6
"""Letters: shorter words, misspelt, are too often other words."""

_Found = tuple[str, str]  # as written, folded


def draw(texts: Sequence[str], *, seed: int, count: int) -> dict[str, list[str]]:
    """`count` queries of each class; the same for the same texts and seed."""
    return _Drawing(texts, random.Random(seed)).queries(count)


class _Drawing:
    def __init__(self, texts: Sequence[str], chosen: random.Random) -> None:
        self._chosen = chosen
        self._texts = texts
        holding: Counter[str] = Counter()
        written: dict[str, str] = {}
        for text in texts:
            telling = {folded: form for form, folded in _telling(text)}
            holding.update(telling.keys())
            written |= telling
        shares = {word: count / len(texts) for word, count in holding.items()}
        self._known = frozenset(holding)
        self._band = {word: (share < FREQUENT) + (share < MIDDLING) for word, share in shares.items()}
        by_band = sorted(written, key=lambda word: (self._band[word], word))
        self._bands = [
            [(written[word], word) for word in those] for _, those in groupby(by_band, key=self._band.__getitem__)
        ]

    def queries(self, count: int) -> dict[str, list[str]]:
        makers: dict[str, Callable[[int], str | None]] = {
            "one-word": lambda number: self._word(number)[0],
            "three-word": self._three,
            "ten-word": lambda _: self._run(10, 10),
            "phrase": lambda number: self._run(2 + number % 2, 2),
            "fuzzy": self._misspelt,
            "prefix": lambda number: self._word(number)[1][: PREFIXES[number % len(PREFIXES)]],
        }
        return {name: self._many(makers[name], count) for name in CLASSES}

    def _many(self, make: Callable[[int], str | None], count: int) -> list[str]:
        found: list[str] = []
        tried = 0
        while len(found) < count:
            query = make(tried)
            tried += 1
            if query is not None:
                found.append(query)
            if tried > 1_000 + 100 * count:
                raise ValueError(f"The corpus is too small to draw {count} queries from: give more passages.")
        self._chosen.shuffle(found)
        return found

    def _word(self, number: int) -> _Found:
        """Each band in its turn."""
        return self._chosen.choice(self._bands[number % len(self._bands)])

    def _three(self, _: int) -> str | None:
        """Three words of one passage, of different bands when it has them."""
        telling = list(dict(_telling(self._chosen.choice(self._texts))).items())
        if len(telling) < 3:
            return None
        self._chosen.shuffle(telling)
        telling.sort(key=lambda found: self._band[found[1]])
        picked = (telling[0], telling[len(telling) // 2], telling[-1])
        return " ".join(form for form, _ in picked)

    def _run(self, length: int, telling: int) -> str | None:
        """Words as they follow each other in a sentence; a phrase holds at least two telling ones."""
        text = self._chosen.choice(self._texts)
        start, end = self._chosen.choice(sentences(text) or [(0, 0)])
        said = list(words(text[start:end], "fr"))
        at = self._chosen.randrange(max(1, len(said)))
        run = said[at : at + length]
        if len(run) < length or (length < 10 and sum(not word.stop for word in run) < telling):
            return None
        return text[start + run[0].start : start + run[-1].end].replace('"', " ").replace("\n", " ")

    def _misspelt(self, number: int) -> str | None:
        """One letter lost, doubled, swapped or wrong, in a word that the sample then does not know."""
        word = self._word(number)[1]
        if len(word) < MISSPELT_FROM:
            return None
        at = self._chosen.randrange(1, len(word) - 1)
        wrong = self._chosen.choice(string.ascii_lowercase)
        made = (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + wrong + word[at + 1 :],
        )[self._chosen.randrange(4)]
        return made if made not in self._known else None


def _telling(text: str) -> Iterator[_Found]:
    """Words that are no stop words, as written (with their elision) and folded."""
    for word in words(text, "fr"):
        if not word.stop and len(word.exact) > 2 and word.exact.isalpha():
            yield text[word.start : word.end].lower(), word.exact

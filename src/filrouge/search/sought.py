"""What is asked, read once for all the passages that may answer: its words, what each is worth, and their families."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

import numpy as np

from filrouge.language import Word, words
from filrouge.ranking.lexicon import grams_of
from filrouge.search.expected import heads, kind_of

HEAD = 0.3
"""Of the weight of a word that only says what is wanted (“quelle ville”)."""
STEM, FAMILY = 5, 0.7
"""Words that begin alike by so many letters are often of one family, whatever their stems; how alike they are then."""
ALIKE = 0.3
"""Of 4-grams in common, from which words are alike."""


class Sought:
    """`shares`: of each stem, how rare it is, all of them together 1; `worth` the same, in the order of `stems`.

    `names` are those with a capital, `heads` the nouns that say what is wanted, `common` what is left but numbers.
    """

    def __init__(self, asked: str, language: str, rarity: Callable[[str], float]) -> None:
        every = list(words(asked, language))
        content = [word for word in every if not word.stop] or every
        known = heads(asked)
        rare = {word.exact: rarity(word.exact) for word in content}
        rarities = {word.stem: rare[word.exact] * (HEAD if word.exact in known else 1.0) for word in content}
        total = sum(rarities.values()) or 1.0
        self.shares = {stem: worth / total for stem, worth in rarities.items()}
        self.stems = tuple(self.shares)
        self.worth = np.array([*self.shares.values()], dtype=np.float64)
        self.said = frozenset(word.exact for word in every)
        self.kind = kind_of(asked)
        self.heads = frozenset(word.stem for word in content if word.exact in known)
        self.names = frozenset(word.stem for word in content if word.start and _capital(asked, word))
        self.numbers = frozenset(word.stem for word in content if word.exact[0].isdigit())
        self.common = self.shares.keys() - self.heads - self.names - self.numbers
        self.rarest = max(content, key=lambda word: rare[word.exact]).stem if content else ""
        self.places: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(every):
            self.places[word.exact].append(place)
        self._forms = {word.stem: (word.exact, _grams(word.exact)) for word in content}
        self._grams = frozenset[str]().union(*(grams for _, grams in self._forms.values()))
        self._beginnings = frozenset(form[:STEM] for form, _ in self._forms.values())
        self._kin: dict[str, tuple[tuple[int, float], ...]] = {}

    def share(self, stems: AbstractSet[str]) -> float:
        return sum(worth for stem, worth in self.shares.items() if stem in stems)

    def kin(self, word: Word) -> tuple[tuple[int, float], ...]:
        """The numbers of the stems asked that this word is one of (1.0) or of the family of, with how alike it is."""
        if word.exact not in self._kin:
            grams = _grams(word.exact)
            strange = grams.isdisjoint(self._grams) and word.exact[:STEM] not in self._beginnings  # nearly every word
            alike = [
                1.0 if word.stem == stem else 0.0 if strange else self._alike(word.exact, grams, stem)
                for stem in self.stems
            ]
            self._kin[word.exact] = tuple((number, one) for number, one in enumerate(alike) if one)
        return self._kin[word.exact]

    def _alike(self, exact: str, grams: frozenset[str], stem: str) -> float:
        form, mine = self._forms[stem]
        if len(form) >= STEM and form[:STEM] == exact[:STEM]:
            return FAMILY
        together = len(grams & mine)
        alike = together / (len(grams) + len(mine) - together) if together else 0.0
        return min(alike, 0.99) if alike >= ALIKE else 0.0


@lru_cache(maxsize=1 << 15)
def _grams(exact: str) -> frozenset[str]:
    return frozenset(grams_of(exact))


def _capital(text: str, word: Word) -> bool:
    return any(letter.isupper() for letter in text[word.start : word.end])


def longest_run(asked: Mapping[str, Sequence[int]], said: Iterable[str]) -> int:
    """How many words of the question follow each other there as they do in it; `asked`: of each word, its places."""
    longest = 0
    runs: dict[int, int] = {}
    for word in said:
        if word in asked:
            runs = {place: runs.get(place - 1, 0) + 1 for place in asked[word]}
            longest = max((longest, *runs.values()))
        elif runs:
            runs = {}
    return longest

"""What else a word or an expression is called, found in what was typed: on stems, the longest first.

As in the thesaurus, small words do not tell expressions apart (“base sécurité”), and an abbreviation is met in its own
letters only, whatever their case: “acte” is no form of “ACT”.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from filrouge.language import Word, words

LANGUAGES = ("fr", "en")
"""What is typed is read in each, for nobody says in which they ask."""
MOST = 4
"""Other words for one expression: each costs a search of its own."""

_Key = tuple[str, ...]


class Equivalents(NamedTuple):
    """Who types one of `typed` is also answered by `others`; both ways when they are the same."""

    typed: tuple[str, ...]
    others: tuple[str, ...]
    language: str = "fr"


class Found(NamedTuple):
    """A run of words from `first` to `last` (left out), and what else it is called, the usual name first."""

    first: int
    last: int
    others: tuple[str, ...]


class Synonyms:
    def __init__(self, equivalents: Iterable[Equivalents] = ()) -> None:
        every = list(equivalents)
        read = ((text, word) for one in every for text in one.typed for word in words(text, one.language))
        self._abbreviations = {word.exact for text, word in read if _short(text, word)}
        self._others: dict[str, dict[_Key, dict[str, None]]] = {language: {} for language in LANGUAGES}
        for one in every:
            self._learn(one)
        self._longest = {
            language: max((len(key) for key in known), default=0) for language, known in self._others.items()
        }

    def _learn(self, one: Equivalents) -> None:
        known = self._others[one.language]
        for text in one.typed:
            key = self._key(words(text, one.language))
            if key:
                known.setdefault(key, {}).update(dict.fromkeys(other for other in one.others if other != text))

    def _key(self, read: Iterable[Word]) -> _Key:
        return tuple(
            f"={word.exact}" if word.exact in self._abbreviations else word.stem for word in read if not word.stop
        )

    def find(self, texts: Sequence[str]) -> Iterator[Found]:
        """Places are those of `texts`, each a word as it was typed; in their order, none over another."""
        readings = {language: self._terms(texts, language) for language in LANGUAGES}
        at = 0
        while at < len(texts):
            found = [one for language in LANGUAGES if (one := self._at(readings[language], at, language))]
            if not found:
                at += 1
                continue
            last = max(one.last for one in found)
            others = dict.fromkeys(other for one in found if one.last == last for other in one.others)
            if others:
                yield Found(at, last, tuple(others))
            at = last

    def _terms(self, texts: Sequence[str], language: str) -> list[tuple[int, str]]:
        """(place, term) of each word that tells something."""
        return [(place, term) for place, text in enumerate(texts) for term in self._key(words(text, language))]

    def _at(self, terms: Sequence[tuple[int, str]], at: int, language: str) -> Found | None:
        known = self._others[language]
        start = next((number for number, (place, _) in enumerate(terms) if place >= at), len(terms))
        if start == len(terms) or terms[start][0] != at:
            return None
        for length in range(min(self._longest[language], len(terms) - start), 0, -1):
            key = tuple(term for _, term in terms[start : start + length])
            end = terms[start + length - 1][0] + 1
            whole = start + length == len(terms) or terms[start + length][0] >= end  # not half a hyphenated word
            if whole and key in known:
                others = (other for other in known[key] if not self._says_more(key, other, language))
                return Found(at, end, tuple(others))
        return None

    def _says_more(self, key: _Key, other: str, language: str) -> bool:
        """What holds the same words and more, or some of them, is found by them already."""
        mine, its = set(key), set(self._key(words(other, language)))
        return mine <= its or its <= mine


def _short(text: str, word: Word) -> bool:
    """An abbreviation: “TSPT”, “E.M.D.R.”."""
    letters = [letter for letter in text[word.start : word.end] if letter.isalpha()]
    return len(letters) > 1 and all(letter.isupper() for letter in letters)

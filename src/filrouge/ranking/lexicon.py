"""Every word of a library, numbered; and by word, its stem and its character 4-grams, numbered too.

Only the words are kept on disk, in the order of their numbers; stems and grams follow from them. Words are only ever
added, so that numbers written in a publication's tokens never change their meaning.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from filrouge.language.analysis import stem

GRAM = 4
"""Characters. McNamee & Mayfield, “Character N-Gram Tokenization for European Language Text Retrieval”, 2004."""
MAIN_LANGUAGE = "fr"
_LANGUAGE_MARK = ":"

Ids = NDArray[np.int32]


def key_of(word: str, language: str) -> str:
    """A folded word as the lexicon knows it: its language is told when it is not French, for its stem differs."""
    return word if language == MAIN_LANGUAGE else f"{language}{_LANGUAGE_MARK}{word}"


def grams_of(word: str) -> tuple[str, ...]:
    """Its runs of four characters, the ends marked; a word shorter than four is one gram."""
    marked = f"_{word}_"
    if len(word) < GRAM:
        return (marked,)
    return tuple(marked[at : at + GRAM] for at in range(len(marked) - GRAM + 1))


class Lexicon:
    """Numbers words as they come. Safe to read while one writer adds."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.ids: dict[str, int] = {}
        self.words: list[str] = []
        self._stems: dict[str, int] = {}
        self._grams: dict[str, int] = {}
        self._stem_of: list[int] = []
        self._grams_of: list[tuple[int, ...]] = []
        self._tables: _Tables | None = None
        for word in words:
            self.add(word)

    def __len__(self) -> int:
        return len(self.words)

    @property
    def stem_count(self) -> int:
        return len(self._stems)

    @property
    def gram_count(self) -> int:
        return len(self._grams)

    def add(self, key: str) -> int:
        """Its number, given now if it has none."""
        known = self.ids.get(key)
        if known is not None:
            return known
        language, mark, bare = key.partition(_LANGUAGE_MARK)
        word, code = (bare, language) if mark else (key, MAIN_LANGUAGE)
        number = len(self.words)
        self._stem_of.append(self._stems.setdefault(self._stem_key(word, code), len(self._stems)))
        self._grams_of.append(tuple(self._grams.setdefault(gram, len(self._grams)) for gram in grams_of(word)))
        self.words.append(key)
        self.ids[key] = number
        return number

    def encode(self, words: Sequence[str], language: str) -> list[int]:
        """The numbers of folded words, in their order."""
        ids = self.ids
        return [
            ids[key] if key in ids else self.add(key)
            for key in (words if language == MAIN_LANGUAGE else [key_of(word, language) for word in words])
        ]

    def stem_id(self, word: str, language: str) -> int | None:
        """Of a folded word; None when no word of the library has its stem."""
        return self._stems.get(self._stem_key(word, language))

    def gram_id(self, gram: str) -> int | None:
        return self._grams.get(gram)

    @property
    def tables(self) -> "_Tables":
        """For all words there are now."""
        tables = self._tables
        if tables is None or tables.size != len(self.words):
            tables = self._tables = _Tables(self._stem_of, self._grams_of, len(self._stems), len(self._grams))
        return tables

    @staticmethod
    def _stem_key(word: str, language: str) -> str:
        return key_of(stem(word, language), language)


class _Tables:
    """The same as arrays. `stem_of[word]`; the words of stem s are `stem_words[stem_at[s]:stem_at[s + 1]]`; likewise
    for the words of a gram and the grams of a word; `gram_counts[word]` counts the grams of a word.
    """

    def __init__(self, stem_of: list[int], grams_of: list[tuple[int, ...]], stems: int, grams: int) -> None:
        self.size = len(stem_of)
        self.stem_of: Ids = np.array(stem_of, dtype=np.int32)
        self.gram_counts: Ids = np.fromiter((len(those) for those in grams_of), dtype=np.int32, count=self.size)
        self.word_grams: Ids = np.fromiter(
            (gram for those in grams_of for gram in those), dtype=np.int32, count=int(self.gram_counts.sum())
        )
        self.word_at = np.concatenate(([0], np.cumsum(self.gram_counts)))
        self.stem_words, self.stem_at = _inverted(self.stem_of, np.arange(self.size, dtype=np.int32), stems)
        owners = np.repeat(np.arange(self.size, dtype=np.int32), self.gram_counts)
        self.gram_words, self.gram_at = _inverted(self.word_grams, owners, grams)

    def words_of_stem(self, number: int) -> Ids:
        return self.stem_words[self.stem_at[number] : self.stem_at[number + 1]]

    def words_of_gram(self, number: int) -> Ids:
        return self.gram_words[self.gram_at[number] : self.gram_at[number + 1]]

    def grams_of(self, words: Ids) -> Ids:
        """The grams of these words, end to end."""
        starts, counts = self.word_at[words], self.gram_counts[words]
        if not len(words):
            return np.zeros(0, dtype=np.int32)
        ends = np.cumsum(counts)
        grams: Ids = self.word_grams[np.arange(ends[-1]) + np.repeat(starts - (ends - counts), counts)]
        return grams


def _inverted(groups: Ids, values: Ids, count: int) -> tuple[Ids, NDArray[np.int64]]:
    """The values sorted by group, and where each group starts."""
    order = np.argsort(groups, kind="stable")
    return values[order], np.concatenate(([0], np.cumsum(np.bincount(groups, minlength=count))))

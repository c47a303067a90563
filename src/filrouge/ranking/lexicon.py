"""Every word of a library, numbered; and by word, its stem and its character 4-grams, numbered too.

Words are only ever added, so that numbers written in a publication's tokens never change their meaning.
"""

from array import array
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from filrouge.language.analysis import stem
from filrouge.ranking.arrays import packed, unpacked

GRAM = 4
"""Characters. McNamee & Mayfield, “Character N-Gram Tokenization for European Language Text Retrieval”, 2004."""
MAIN_LANGUAGE = "fr"
_LANGUAGE_MARK = ":"

_BY_WORD = ("stem_of", "gram_counts", "word_grams")

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

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}
        self.words: list[str] = []
        self._stems: dict[str, int] = {}
        self._grams: dict[str, int] = {}
        self._stem_of = array("i")
        self._gram_counts = array("i")
        self._word_grams = array("i")
        self._tables: Tables | None = None

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]]) -> Self:
        """From what `arrays` gave. Raises KeyError or ValueError when it is not whole."""
        made = cls()
        made.words, stems, grams = (unpacked(arrays[name]) for name in ("words", "stems", "grams"))
        for known, keys in ((made.ids, made.words), (made._stems, stems), (made._grams, grams)):
            known.update(zip(keys, range(len(keys)), strict=True))
        for name in _BY_WORD:
            getattr(made, f"_{name}").frombytes(arrays[name].astype(np.int32).tobytes())
        if not len(made.words) == len(made._stem_of) == len(made._gram_counts):
            raise ValueError("the words of the lexicon are not whole")
        return made

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Everything, to be kept: making stems and grams again would take seconds."""
        return {
            "words": packed(self.words),
            "stems": packed(self._stems),
            "grams": packed(self._grams),
            **dict(zip(_BY_WORD, self.arrays_of_words, strict=True)),
        }

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
        grams = [self._grams.setdefault(gram, len(self._grams)) for gram in grams_of(word)]
        self._gram_counts.append(len(grams))
        self._word_grams.extend(grams)
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
    def arrays_of_words(self) -> tuple[Ids, Ids, Ids]:
        """Copies, by word: its stem, how many grams it has, and these end to end."""
        return (
            np.array(self._stem_of, dtype=np.int32),
            np.array(self._gram_counts, dtype=np.int32),
            np.array(self._word_grams, dtype=np.int32),
        )

    @property
    def tables(self) -> "Tables":
        """For all words there are now."""
        tables = self._tables
        if tables is None or tables.size != len(self.words):
            tables = self._tables = Tables(self)
        return tables

    @staticmethod
    def _stem_key(word: str, language: str) -> str:
        return key_of(stem(word, language), language)


class Tables:
    """The same as arrays, as of now.

    `stem_of[word]`; the words of stem s are `stem_words[stem_at[s]:stem_at[s + 1]]`; likewise
    for the words of a gram and the grams of a word; `gram_counts[word]` counts the grams of a word.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        held = lexicon.arrays_of_words
        self.stem_of, self.gram_counts, self.word_grams = held
        self.size = len(self.stem_of)
        self.word_at = np.concatenate(([0], np.cumsum(self.gram_counts)))
        self.stem_count, self.gram_count = lexicon.stem_count, lexicon.gram_count

    def words_of_stem(self, number: int) -> Ids:
        words, at = self._by_stem
        return words[at[number] : at[number + 1]]

    def words_of_gram(self, number: int) -> Ids:
        words, at = self._by_gram
        return words[at[number] : at[number + 1]]

    # These two are for searches alone: a writer, for whom tables are made again and again, has no need of them.

    @cached_property
    def _by_stem(self) -> tuple[Ids, NDArray[np.int64]]:
        return _inverted(self.stem_of, np.arange(self.size, dtype=np.int32), self.stem_count)

    @cached_property
    def _by_gram(self) -> tuple[Ids, NDArray[np.int64]]:
        owners = np.repeat(np.arange(self.size, dtype=np.int32), self.gram_counts)
        return _inverted(self.word_grams, owners, self.gram_count)

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

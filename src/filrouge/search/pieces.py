"""A passage read closely: its sentences, the pieces they are made of, and the words of each. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import ceil

from filrouge.language import Word, sentences, words
from filrouge.language.finding import plain

_ENDS, _OPENS = ",;:…)", "(–—-"
"""A sentence may be cut and still be read after a token that ends so, before one that begins so."""
_TOKEN = re.compile(r"\S+")
_ANAPHORA = re.compile(
    r"\W*(?:ils?|elles?|cet?|cette|ces|celui|celles?|ceux|son|sa|ses|leurs?|c'|en |y |on|cela"
    r"|he|she|it|they|this|that|these|those|his|her|their|its)\b"
)
LEAST, MOST = 4, 15
"""Words of a piece: a shorter one joins its neighbour; a longer one, as of speech without punctuation, is divided."""
STEM = 5
"""Letters: words that begin alike by so many are often of one family, whatever their stems."""


@dataclass(frozen=True)
class Piece:
    """`start` and `end` are characters of the passage; `at` and `to` count its tokens parted by white space."""

    start: int
    end: int
    at: int
    to: int
    sentence: int
    words: tuple[Word, ...]

    @property
    def size(self) -> int:
        return self.to - self.at


@dataclass(frozen=True)
class Sentence:
    text: str
    words: tuple[Word, ...]

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(word.stem for word in self.words)

    @cached_property
    def beginnings(self) -> frozenset[str]:
        return frozenset(word.exact[:STEM] for word in self.words)

    @cached_property
    def refers(self) -> bool:
        """Whether it opens with a word that stands for one before it."""
        return _ANAPHORA.match(plain(self.text[:20])) is not None


@dataclass(frozen=True)
class Reading:
    """`tokens[i]` is where token i starts."""

    text: str
    sentences: tuple[Sentence, ...]
    pieces: tuple[Piece, ...]
    words: tuple[Word, ...]
    tokens: tuple[int, ...]


def read(text: str, language: str) -> Reading:
    """Stop words are left out of `words`."""
    spans = [found.span() for found in _TOKEN.finditer(text)]
    content = tuple(word for word in words(text, language) if not word.stop)
    read_sentences, pieces = [], []
    for number, (start, end) in enumerate(sentences(text)):
        read_sentences.append(Sentence(text[start:end], _within(content, start, end)))
        inside = [place for place, (begin, _) in enumerate(spans) if start <= begin < end]
        for first, last in _divided([text[slice(*spans[place])] for place in inside]):
            begin, stop = spans[inside[first]][0], min(spans[inside[last]][1], end)
            found = _within(content, begin, stop)
            pieces.append(Piece(begin, stop, inside[first], inside[last] + 1, number, found))
    return Reading(text, tuple(read_sentences), tuple(pieces), content, tuple(begin for begin, _ in spans))


def _within(content: tuple[Word, ...], start: int, end: int) -> tuple[Word, ...]:
    return tuple(word for word in content if start <= word.start < end)


def _divided(tokens: list[str]) -> Iterator[tuple[int, int]]:
    """First and last token of each piece of a sentence."""
    bounds = [0]
    for place in range(LEAST, len(tokens) - LEAST + 1):
        pause = tokens[place - 1][-1] in _ENDS or tokens[place][0] in _OPENS
        if pause and place - bounds[-1] >= LEAST:
            bounds.append(place)
    for first, after in pairwise([*bounds, len(tokens)]):
        step = ceil((after - first) / ceil((after - first) / MOST))
        for begin in range(first, after, step):
            yield begin, min(begin + step, after) - 1

"""A passage read closely: its sentences, the pieces they are made of, and the words of each. Pure."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import ceil
from operator import attrgetter

from filrouge.language import Word, sentences, words
from filrouge.language.finding import plain

_ENDS, _OPENS = ",;:…)", "(–—-"
"""A sentence may be cut and still be read after a token that ends so, before one that begins so."""
_JOINS = re.compile(
    r"(?:et|ou|où|mais|car|donc|puis|qui|que|dont|lequel|laquelle|lesquels|lesquelles|pour|par|afin|ainsi|comme|lorsque"
    r"|quand|si|tandis|alors|après|avant|depuis|pendant|selon|parce|puisque|avec|sans|dans"
    r"|and|or|but|so|then|who|which|that|whose|where|when|while|because|for|by|as|if|after|before|during|with|without|in)$"
    r"|(?:qu|lorsqu|puisqu)['’]",
    re.IGNORECASE,
)
"""Words before which a sentence may be cut too, when an extract has no room for more of it."""
_TOKEN = re.compile(r"\S+")
_ANAPHORA = re.compile(
    r"\W*(?:ils?|elles?|cet?|cette|ces|celui|celles?|ceux|son|sa|ses|leurs?|c'|en |y |on|cela"
    r"|he|she|it|they|this|that|these|those|his|her|their|its)\b"
)
_START = attrgetter("start")
LEAST, MOST = 4, 15
"""Words of a piece: a shorter one joins its neighbour; a longer one, as of speech without punctuation, is divided."""


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
    """`every`: the folded words, those too that tell nothing."""

    text: str
    words: tuple[Word, ...]
    every: tuple[str, ...]

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(word.stem for word in self.words)

    @cached_property
    def refers(self) -> bool:
        """Whether it opens with a word that stands for one before it."""
        return _ANAPHORA.match(plain(self.text[:20])) is not None


@dataclass(frozen=True)
class Reading:
    """`tokens`: where each starts and ends. `sentence_of[i]` is the sentence of token i; all are of one piece."""

    text: str
    sentences: tuple[Sentence, ...]
    pieces: tuple[Piece, ...]
    words: tuple[Word, ...]
    tokens: tuple[tuple[int, int], ...]

    @cached_property
    def sentence_of(self) -> tuple[int, ...]:
        return tuple(piece.sentence for piece in self.pieces for _ in range(piece.size))

    @cached_property
    def placed(self) -> tuple[tuple[int, Word], ...]:
        """Each of `words`, after the number of its token."""
        starts = [start for start, _ in self.tokens]
        return tuple((bisect_right(starts, word.start) - 1, word) for word in self.words)

    @cached_property
    def cuts(self) -> tuple[int, ...]:
        """Tokens before which an extract may begin or end: at sentences, pieces, pauses and words that join."""
        begins = {piece.at for piece in self.pieces}
        found = [self.text[start:end] for start, end in self.tokens]
        inner = (place for place in range(1, len(found)) if place in begins or _parted(found[place - 1], found[place]))
        return (0, *inner, len(found))


def read(text: str, language: str) -> Reading:
    """Stop words are left out of `words`."""
    spans = [found.span() for found in _TOKEN.finditer(text)]
    every = tuple(words(text, language))
    content = tuple(word for word in every if not word.stop)
    read_sentences, pieces = [], []
    for number, (start, end) in enumerate(sentences(text)):
        exacts = tuple(word.exact for word in _within(every, start, end))
        read_sentences.append(Sentence(text[start:end], _within(content, start, end), exacts))
        inside = [place for place, (begin, _) in enumerate(spans) if start <= begin < end]
        for first, last in _divided([text[slice(*spans[place])] for place in inside]):
            begin, stop = spans[inside[first]][0], min(spans[inside[last]][1], end)
            found = _within(content, begin, stop)
            pieces.append(Piece(begin, stop, inside[first], inside[last] + 1, number, found))
    return Reading(text, tuple(read_sentences), tuple(pieces), content, tuple(spans))


def _within(those: tuple[Word, ...], start: int, end: int) -> tuple[Word, ...]:
    first = bisect_left(those, start, key=_START)
    return those[first : bisect_left(those, end, lo=first, key=_START)]


def _pause(before: str, after: str) -> bool:
    return before[-1] in _ENDS or after[0] in _OPENS


def _parted(before: str, after: str) -> bool:
    return _pause(before, after) or _JOINS.match(after) is not None


def _divided(tokens: list[str]) -> Iterator[tuple[int, int]]:
    """First and last token of each piece of a sentence."""
    bounds = [0]
    for place in range(LEAST, len(tokens) - LEAST + 1):
        if _pause(tokens[place - 1], tokens[place]) and place - bounds[-1] >= LEAST:
            bounds.append(place)
    for first, after in pairwise([*bounds, len(tokens)]):
        step = ceil((after - first) / ceil((after - first) / MOST))
        for begin in range(first, after, step):
            yield begin, min(begin + step, after) - 1

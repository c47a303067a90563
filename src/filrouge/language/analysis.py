"""Running text to the terms that are indexed and searched: the same function for both, so that they always meet."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from filrouge.language.french import regular
from filrouge.language.normal import CHUNK, bared, spellings, split, tightened
from filrouge.language.stopwords import is_telling, stop_words

_STEMMERS = {"fr": Stemmer.Stemmer("french"), "en": Stemmer.Stemmer("english")}
MAX_WORD = 64
"""Characters: beyond it, what looks like a word is an address or noise."""


class Word(NamedTuple):
    """A word of a text: its folded form, its stem, where its chunk stands, and whether it is a stop word."""

    exact: str
    stem: str
    start: int
    end: int
    stop: bool


class Analysis(NamedTuple):
    """The terms of a text, in its order. `stems` leaves stop words out; `exact` keeps them. Compounds, which are their
    parts in the text, come once more joined: after it in `stems`, so that they part no phrase.
    """

    stems: tuple[str, ...]
    exact: tuple[str, ...]
    content: tuple[str, ...]
    """The folded words that `stems` are of, one for one."""
    written: frozenset[str]
    """Its words as they are written, in lower case: `spellings`."""


class _Chunk(NamedTuple):
    words: tuple[tuple[str, str, bool], ...]
    stems: tuple[str, ...]
    exact: tuple[str, ...]
    content: tuple[str, ...]
    compound: str
    written: tuple[str, ...]


@lru_cache(maxsize=262_144)
def stem(folded: str, language: str = "fr") -> str:
    """The stem of a folded word (Snowball; what has no stemmer is its own stem).

    Accents are gone by now, so that “événement” and “evenement” meet; what French needs before its rules, which know
    some endings only with their accent, is done by `regular`.
    """
    stemmer = _STEMMERS.get(language)
    if stemmer is None or len(folded) < 3 or not folded.isalpha():
        return folded
    if language == "fr":
        folded, whole = regular(folded)
        if whole:
            return folded
    stemmed: str = stemmer.stemWord(folded)
    return stemmed


@lru_cache(maxsize=262_144)
def _chunk(text: str, language: str) -> _Chunk:
    parts, joined = split(text)
    stops = stop_words(language)
    known = tuple(
        (part, stem(part, language), part in stops and not is_telling(text, language))
        for part in parts
        if len(part) <= MAX_WORD
    )
    exact = tuple(word for word, _, _ in known)
    content = tuple(word for word, _, stop in known if not stop)
    return _Chunk(
        words=known,
        stems=tuple(stemmed for _, stemmed, stop in known if not stop),
        content=content,
        exact=(*exact, joined) if joined and content else exact,
        compound=joined if len(content) > 1 and len(joined) <= MAX_WORD else "",
        written=tuple(spellings(text)),
    )


def analyse(text: str, language: str = "fr") -> Analysis:
    """The terms to index or to look for. `language` is an ISO 639 tag."""
    code = language[:2].lower()
    stems: list[str] = []
    exact: list[str] = []
    content: list[str] = []
    compounds: list[str] = []
    chunks = CHUNK.findall(tightened(text))
    for found in chunks:
        chunk = _chunk(found, code)
        stems.extend(chunk.stems)
        exact.extend(chunk.exact)
        content.extend(chunk.content)
        if chunk.compound:
            compounds.append(chunk.compound)
    stems.extend(stem(compound, code) for compound in compounds)
    written = frozenset(word for found in set(chunks) for word in _chunk(found, code).written)
    return Analysis(tuple(stems), tuple(exact), (*content, *compounds), written)


def stems(text: str, language: str = "fr") -> tuple[str, ...]:
    """Those of its words that are no stop words, in its order: the `stem` of such `words`."""
    code = language[:2].lower()
    return tuple(stemmed for found in CHUNK.findall(bared(text)[0]) for stemmed in _chunk(found, code).stems)


def words(text: str, language: str = "fr") -> Iterator[Word]:
    """Every word with where it stands: offsets in characters of `text`, those of its whole chunk."""
    code = language[:2].lower()
    bare, places = bared(text)
    for found in CHUNK.finditer(bare):
        for exact, stemmed, stop in _chunk(found[0], code).words:
            yield Word(exact, stemmed, places[found.start()], places[found.end() - 1] + 1, stop)


def matching(text: str, exact: AbstractSet[str], stems: AbstractSet[str], language: str = "fr") -> Iterator[Word]:
    """Those of the `words` of a text that are one of these, or that have one of these stems and are no stop words."""
    code = language[:2].lower()
    bare, places = bared(text)
    for found in CHUNK.finditer(bare):
        for word, stemmed, stop in _chunk(found[0], code).words:
            if word in exact or (stemmed in stems and not stop):
                yield Word(word, stemmed, places[found.start()], places[found.end() - 1] + 1, stop)

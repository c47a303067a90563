"""Running text to the terms that are indexed and searched: the same function for both, so that they always meet."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from filrouge.language.normal import CHUNK, split
from filrouge.language.stopwords import stop_words

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
    """The terms of a text, in its order. `stems` leaves stop words out; `exact` keeps them and adds compounds."""

    stems: tuple[str, ...]
    exact: tuple[str, ...]
    content: tuple[str, ...]
    """The folded words that `stems` are of, one for one."""


class _Chunk(NamedTuple):
    words: tuple[tuple[str, str, bool], ...]
    stems: tuple[str, ...]
    exact: tuple[str, ...]
    content: tuple[str, ...]


@lru_cache(maxsize=262_144)
def stem(folded: str, language: str = "fr") -> str:
    """The stem of a folded word (Snowball; what has no stemmer is its own stem).

    Accents are gone by now, so that “événement” and “evenement” meet; the endings that the French rules know only
    with their accent (-ée, -és…) are brought to -e first.
    """
    stemmer = _STEMMERS.get(language)
    if stemmer is None or len(folded) < 3 or not folded.isalpha():
        return folded
    if language == "fr":
        for ending in ("ees", "ee", "es", "s"):
            if folded.endswith(ending) and len(folded) - len(ending) >= 3:
                folded = folded[: -len(ending)] + ("e" if "e" in ending else "")
                break
    stemmed: str = stemmer.stemWord(folded)
    return stemmed


@lru_cache(maxsize=262_144)
def _chunk(text: str, language: str) -> _Chunk:
    parts, joined = split(text)
    stops = stop_words(language)
    known = tuple((part, stem(part, language), part in stops) for part in parts if len(part) <= MAX_WORD)
    exact = tuple(word for word, _, _ in known)
    return _Chunk(
        words=known,
        stems=tuple(stemmed for _, stemmed, stop in known if not stop),
        content=tuple(word for word, _, stop in known if not stop),
        exact=(*exact, joined) if joined and not all(stop for _, _, stop in known) else exact,
    )


def analyse(text: str, language: str = "fr") -> Analysis:
    """The terms to index or to look for. `language` is an ISO 639 tag."""
    code = language[:2].lower()
    stems: list[str] = []
    exact: list[str] = []
    content: list[str] = []
    for found in CHUNK.findall(text):
        chunk = _chunk(found, code)
        stems.extend(chunk.stems)
        exact.extend(chunk.exact)
        content.extend(chunk.content)
    return Analysis(tuple(stems), tuple(exact), tuple(content))


def words(text: str, language: str = "fr") -> Iterator[Word]:
    """Every word with where it stands: offsets in characters of `text`, those of its whole chunk."""
    code = language[:2].lower()
    for found in CHUNK.finditer(text):
        for exact, stemmed, stop in _chunk(found[0], code).words:
            yield Word(exact, stemmed, found.start(), found.end(), stop)

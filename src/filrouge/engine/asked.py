"""A query to the terms it looks for: analysed like what is indexed, whichever the engine."""

from collections.abc import Sequence
from typing import NamedTuple

from filrouge.language import words
from filrouge.model import Clause, Query
from filrouge.ranking import key_of


class Wanted(NamedTuple):
    """One word looked for: its stems (one a language of the library) and its exact folded form."""

    stems: tuple[str, ...]
    exact: str


class Asked(NamedTuple):
    """What a query looks for.

    `wanted`: words that score, none of them needed. `needed`: for each, one of the alternatives must be there, a
    phrase each (terms side by side). `excluded`: no phrase of these may be there.
    """

    wanted: tuple[Wanted, ...]
    needed: tuple[tuple[tuple[Wanted, ...], ...], ...]
    excluded: tuple[tuple[Wanted, ...], ...]

    @property
    def empty(self) -> bool:
        return not self.wanted and not self.needed


def asked(query: Query, languages: Sequence[str]) -> Asked:
    """`languages` are those of the library, its main one first."""
    wanted: list[Wanted] = []
    needed = []
    excluded = []
    for clause in query.clauses:
        phrases = [phrase for phrase in (_read(text, languages) for text in clause.alternatives) if phrase]
        if clause.excluded:
            excluded.extend(phrases)
            continue
        wanted.extend(word for phrase in phrases for word in phrase)
        if phrases and _needed(clause):
            needed.append(tuple(_telling(phrase) for phrase in phrases))
    return Asked(_telling(wanted), tuple(needed), tuple(_telling(phrase) for phrase in excluded))


def alternatives(groups: Sequence[Sequence[str]], languages: Sequence[str]) -> list[list[Wanted]]:
    """Each group's telling words, analysed; a group of stop words asks for nothing."""
    read = [[word for text in group for word in _read(text, languages) if word.stems] for group in groups]
    return [group for group in read if group]


def _needed(clause: Clause) -> bool:
    return clause.phrase or len(clause.alternatives) > 1


def _read(text: str, languages: Sequence[str]) -> tuple[Wanted, ...]:
    """Its words, each read in every language; one that only links, in any of them, has no stem."""
    readings = [list(words(text, language)) for language in languages]
    return tuple(
        Wanted(
            stems=()
            if any(word.stop for word in reading)
            else tuple(key_of(word.stem, language) for word, language in zip(reading, languages, strict=True)),
            exact=reading[0].exact,
        )
        for reading in zip(*readings, strict=True)
    )


def _telling(read: Sequence[Wanted]) -> tuple[Wanted, ...]:
    """Without the words that only link, unless there are none others."""
    return tuple(word for word in read if word.stems) or tuple(read)

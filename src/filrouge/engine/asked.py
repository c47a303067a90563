"""A query to the terms it looks for: analysed like what is indexed, whichever the engine."""

from collections.abc import Sequence
from typing import NamedTuple

from filrouge.language import words
from filrouge.model import Clause, Query


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
        phrases = [phrase for phrase in (_wanted(text, languages) for text in clause.alternatives) if phrase]
        if clause.excluded:
            excluded.extend(phrases)
            continue
        wanted.extend(word for phrase in phrases for word in phrase)
        if phrases and _needed(clause):
            needed.append(tuple(phrases))
    return Asked(tuple(wanted), tuple(needed), tuple(excluded))


def alternatives(groups: Sequence[Sequence[str]], languages: Sequence[str]) -> list[list[Wanted]]:
    """Each group's telling words, analysed; a group of stop words asks for nothing."""
    read = [[word for text in group for word in _wanted(text, languages) if word.stems] for group in groups]
    return [group for group in read if group]


def _needed(clause: Clause) -> bool:
    return clause.phrase or len(clause.alternatives) > 1


def _wanted(text: str, languages: Sequence[str]) -> tuple[Wanted, ...]:
    """Its words without stop words, unless there are none others."""
    readings = [list(words(text, language)) for language in languages]
    every = list(zip(*readings, strict=True))
    telling = [reading for reading in every if not any(word.stop for word in reading)]
    return tuple(
        Wanted(
            stems=() if not telling else tuple(dict.fromkeys(word.stem for word in reading)),
            exact=reading[0].exact,
        )
        for reading in (telling or every)
    )

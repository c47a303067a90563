"""A query to the terms it looks for: analysed like what is indexed, whichever the engine."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from filrouge.engine.acronyms import Acronyms
from filrouge.language import words
from filrouge.model import Clause, Query
from filrouge.ranking import key_of

_ELIDED = re.compile(r"^[dlDL]['’]")


class Wanted(NamedTuple):
    """One word looked for: its stems (one a language of the library), its exact folded form, and whether it is written
    like a name: with a capital inside the question.
    """

    stems: tuple[str, ...]
    exact: str
    name: bool = False


class Asked(NamedTuple):
    """What a query looks for.

    `wanted`: words that score, none of them needed. `needed`: for each, one of the alternatives must be there, a
    phrase each (terms side by side). `excluded`: no phrase of these may be there. `synonyms`: phrases that make a
    candidate like a word that is wanted; `readings`: all that is wanted, in other words, each scored for itself, and
    `instead` of what was typed when the library does not know that.
    `subject`: how many words that are wanted, the first ones, stand before a colon. `more`: words of the acronyms that
    are wanted, and acronyms of the words.
    """

    wanted: tuple[Wanted, ...]
    needed: tuple[tuple[tuple[Wanted, ...], ...], ...]
    excluded: tuple[tuple[Wanted, ...], ...]
    synonyms: tuple[tuple[Wanted, ...], ...] = ()
    readings: tuple[tuple[Wanted, ...], ...] = ()
    instead: bool = False
    subject: int = 0
    more: tuple[Wanted, ...] = ()

    @property
    def empty(self) -> bool:
        return not self.wanted and not self.needed


def asked(query: Query, languages: Sequence[str], acronyms: Acronyms) -> Asked:
    """`languages` are those of the library, its main one first."""
    wanted: list[Wanted] = []
    before = ""
    needed = []
    excluded = []
    for clause in query.clauses:
        phrases = [phrase for phrase in (_read(text, languages, before) for text in clause.alternatives) if phrase]
        before = clause.alternatives[-1]
        if clause.excluded:
            excluded.extend(phrases)
            continue
        wanted.extend(word for phrase in phrases for word in phrase)
        if phrases and _needed(clause):
            needed.append(tuple(_telling(phrase) for phrase in phrases))
    telling = _telling(wanted)
    return Asked(
        telling,
        tuple(needed),
        tuple(_telling(phrase) for phrase in excluded),
        tuple(_telling(_read(other, languages)) for one in query.rewordings for other in one.others),
        tuple(_telling(_read(reading, languages)) for reading in query.readings),
        any(one.instead for one in query.rewordings),
        _subject(query.typed, languages),
        _more(telling, languages, acronyms),
    )


def alternatives(groups: Sequence[Sequence[str]], languages: Sequence[str]) -> list[list[Wanted]]:
    """Each group's telling words, analysed; a group of stop words asks for nothing."""
    read = [[word for text in group for word in _read(text, languages) if word.stems] for group in groups]
    return [group for group in read if group]


def _needed(clause: Clause) -> bool:
    return clause.phrase or len(clause.alternatives) > 1


def _subject(typed: str, languages: Sequence[str]) -> int:
    """In French a colon stands apart; one inside a word asks for a field."""
    subject, colon, _ = typed.partition(" : ")
    return sum(bool(word.stems) for word in _read(subject, languages)) if colon else 0


def _more(wanted: Sequence[Wanted], languages: Sequence[str], acronyms: Acronyms) -> tuple[Wanted, ...]:
    telling = [word for word in wanted if word.stems]
    others = acronyms.others([word.exact for word in telling], [word.stems[0] for word in telling])
    known = {word.stems for word in telling}
    return tuple(word for text in others for word in _read(text, languages) if word.stems and word.stems not in known)


def _read(text: str, languages: Sequence[str], before: str = "") -> tuple[Wanted, ...]:
    """Its words, each read in every language; one that only links, in any of them, has no stem. `before`: what was
    typed before them.
    """
    readings = [list(words(text, language)) for language in languages]
    return tuple(
        Wanted(
            stems=()
            if any(word.stop for word in reading)
            else tuple(key_of(word.stem, language) for word, language in zip(reading, languages, strict=True)),
            exact=reading[0].exact,
            name=_like_name(text[reading[0].start : reading[0].end], f"{before} {text[: reading[0].start]}"),
        )
        for reading in zip(*readings, strict=True)
    )


def _like_name(written: str, before: str) -> bool:
    """A capital tells nothing at the beginning, nor where all is in capitals."""
    return _ELIDED.sub("", written)[:1].isupper() and before.rstrip(" ,")[-1:].islower()


def _telling(read: Sequence[Wanted]) -> tuple[Wanted, ...]:
    """Without the words that only link, unless there are none others."""
    return tuple(word for word in read if word.stems) or tuple(read)

"""Links: publications that speak to each other, the passages in which they do, and the evidence for it."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from filrouge.model.passage import Place
from filrouge.model.publication import Id, PublicationCard
from filrouge.model.results import PassageHit
from filrouge.model.value import Value

Strength = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
"""How likely it is that an editor would make this link. The scale is the same in every library: see docs/links.md."""


class Standing(StrEnum):
    """What an editor made of a link: nothing (`found`), or a decision that stays whatever is computed."""

    FOUND = "found"
    ACCEPTED = "accepted"
    PINNED = "pinned"
    BY_HAND = "by-hand"
    REJECTED = "rejected"


class Decision(Value):
    """What an editor decided of a link, which has no direction: `first` is the lower id. `words`: why, in theirs."""

    first: Id
    second: Id
    standing: Standing
    words: str = ""
    at: datetime

    @staticmethod
    def ends(one: str, other: str) -> tuple[str, str]:
        """In their order. ValueError for a publication and itself."""
        if one == other:
            raise ValueError(f"“{one}” cannot be linked to itself")
        return (one, other) if one < other else (other, one)

    def other(self, publication: str) -> str:
        return self.second if publication == self.first else self.first


class ReasonKind(StrEnum):
    """Evidence that can be checked in the two texts. `speaker` and `series` are said, and never make a link alone."""

    EDITOR = "editor"
    VERSION = "version"
    TRANSLATION = "translation"
    CITATION = "citation"
    QUESTION = "question"
    THEMES = "themes"
    TERMS = "terms"
    SPEAKER = "speaker"
    SERIES = "series"


class Quote(Value):
    """Words of a publication, as they stand there, and where; `start` of a `place` is seconds."""

    publication: Id
    text: str
    place: Place = Place()


class Reason(Value):
    """One piece of evidence.

    `values` by kind: `themes` labels in the language of the source; `terms` words as they stand in the source;
    `question` the question of the source, then that of the target; `citation` what is named (address, title or
    speaker); `speaker` names; `series` its name; `translation` the language of the target; `version` whether
    the target is `written` or `spoken`, when the source is the other; `editor` the editor's own words. `concepts`:
    slugs of the themes, one for each of `values`.
    `quotes`: where it can be read, in the source, in the target, or in both.
    """

    kind: ReasonKind
    values: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()


class PassagePair(Value):
    """A moment of one and a moment of the other. `terms` are what they share, as it stands in the source."""

    source: PassageHit
    target: PassageHit
    terms: tuple[str, ...] = ()
    strength: Strength


class Link(Value):
    """From the publication that is read (`source`) to one that it speaks to; reasons and pairs strongest first."""

    source: Id
    target: PublicationCard
    strength: Strength
    standing: Standing = Standing.FOUND
    reasons: tuple[Reason, ...] = ()
    pairs: tuple[PassagePair, ...] = ()


class Edge(Value):
    """A link as a map of the library draws it: without direction, `source` before `target` in the order of ids."""

    source: Id
    target: Id
    strength: Strength
    standing: Standing = Standing.FOUND

"""The unit that is searched and linked, and where it stands."""

from enum import StrEnum

from pydantic import Field

from filrouge.model.publication import Anchor, Id, Seconds
from filrouge.model.value import Value


class Part(StrEnum):
    """What of the publication a passage was cut from."""

    SUMMARY = "summary"
    SECTION = "section"
    TRANSCRIPT = "transcript"
    QUESTION = "question"


class Place(Value):
    """A moment (`start`, `end` in seconds), a section (`anchor`) or a page (from 1): exactly what is known of it."""

    start: Seconds | None = None
    end: Seconds | None = None
    anchor: Anchor | None = None
    page: int | None = Field(default=None, ge=1)

    @property
    def suffix(self) -> str:
        """What to add to the publication's address to open there: `?t=754`, `?page=3` or `#ancre`."""
        if self.start is not None:
            return f"?t={int(self.start)}"
        if self.page is not None:
            return f"?page={self.page}"
        return f"#{self.anchor}" if self.anchor else ""


class Passage(Value):
    """A span of text with its moment or place. The same text at the same place has the same `id`."""

    id: Id
    publication: Id
    ordinal: int = Field(ge=0)
    part: Part
    text: str
    heading: str = ""
    place: Place = Place()
    speaker: str | None = None

"""The one shape of everything a library holds, and the parts it is made of."""

import datetime as dt
import re
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, computed_field, model_validator
from slugify import slugify

from filrouge.model.value import Address, RichText, Value

Text = Annotated[str, StringConstraints(min_length=1)]
Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False)]
LanguageTag = Annotated[str, StringConstraints(pattern=r"^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=120)]
Anchor = Annotated[str, StringConstraints(pattern=r"^[^\s\"'<>#]+$", max_length=160)]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:-]{1,120}$")]


def slug_of(text: str) -> str:
    """A title as the last part of an address: “Être là ?” → `etre-la`. `publication` when no letter is left."""
    return slugify(re.sub(r"[’'·]", " ", text), max_length=100, word_boundary=True) or "publication"


class Kind(StrEnum):
    WEBINAR = "webinar"
    TALK = "talk"
    PODCAST = "podcast"
    ARTICLE = "article"
    FAQ = "faq"
    DOCUMENT = "document"
    CHAPTER = "chapter"


class Status(StrEnum):
    """Only what is published is searched and shown to visitors."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Section(Value):
    """A headed part of the body. `heading` is empty for what stands before the first one; `html` is rich text."""

    heading: str = ""
    level: Annotated[int, Field(ge=2, le=6)] = 2
    anchor: Anchor
    html: RichText = ""


class TextTrack(Value):
    """Captions as a file that a player loads (WebVTT)."""

    source: Address
    language: LanguageTag = "fr"
    label: str = ""


class Media(Value):
    """Something that plays: a file (`source` ends in .mp4, .webm, .mp3…) or the address of a platform's page."""

    source: Address
    title: str = ""
    duration: Seconds | None = None
    poster: Address | None = None
    captions: tuple[TextTrack, ...] = ()


class Cue(Value):
    """A WebVTT cue: what is said between two instants, in seconds."""

    start: Seconds
    end: Seconds
    text: str
    speaker: str | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"a cue ends at {self.end} s, before its start at {self.start} s")
        return self


class Chapter(Value):
    start: Seconds
    title: Text
    end: Seconds | None = None


class Figure(Value):
    """A picture with what stands for it (`alt`) and under it (`caption`), shown in the section of that anchor."""

    source: Address | None = None
    alt: str = ""
    caption: str = ""
    anchor: Anchor | None = None


class Person(Value):
    name: Text
    role: str = ""
    presentation: str = ""
    address: Address | None = None
    picture: Address | None = None

    @property
    def slug(self) -> str:
        return slug_of(self.name)


class QuestionAnswer(Value):
    """An entry of a FAQ; `answer` is rich text."""

    question: Text
    answer: RichText
    anchor: Anchor


class Event(Value):
    """The occasion on which it was given."""

    name: Text
    place: str = ""
    address: Address | None = None


class Identifier(Value):
    """`scheme` is lower case: doi, isbn, issn, hal, ark…"""

    scheme: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
    value: Text


class Publication(Value):
    """Anything the library holds. Times are seconds as float; `summary` is “En bref”, one point an item.

    `source` is where it was imported from: an address, or a file's URI; the same source updates the same publication.
    """

    id: Id
    slug: Slug
    kind: Kind
    title: Text
    subtitle: str = ""
    language: LanguageTag = "fr"
    date: dt.date | None = None
    status: Status = Status.PUBLISHED
    summary: tuple[Text, ...] = ()
    sections: tuple[Section, ...] = ()
    media: tuple[Media, ...] = ()
    transcript: tuple[Cue, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    figures: tuple[Figure, ...] = ()
    people: tuple[Person, ...] = ()
    questions: tuple[QuestionAnswer, ...] = ()
    themes: tuple[Text, ...] = ()
    series: str = ""
    event: Event | None = None
    source: str = ""
    licence: str = ""
    identifiers: tuple[Identifier, ...] = ()

    @model_validator(mode="after")
    def _anchors_are_one_each(self) -> Self:
        anchors = [*(section.anchor for section in self.sections), *(entry.anchor for entry in self.questions)]
        if len(anchors) != len(set(anchors)):
            twice = sorted({anchor for anchor in anchors if anchors.count(anchor) > 1})
            raise ValueError(f"two parts have the same anchor: {', '.join(twice[:3])}")
        return self

    @property
    def duration(self) -> float | None:
        """Seconds: the media's own, else the end of what is said; None for what is only read."""
        played = [media.duration for media in self.media if media.duration]
        return sum(played) if played else (self.transcript[-1].end if self.transcript else None)

    @property
    def path(self) -> str:
        return f"/publications/{self.slug}"

    @property
    def poster(self) -> str | None:
        """The picture that stands for it in a list."""
        pictures = (*(media.poster for media in self.media), *(figure.source for figure in self.figures))
        return next((picture for picture in pictures if picture), None)

    def card(self) -> "PublicationCard":
        return PublicationCard(
            id=self.id,
            slug=self.slug,
            kind=self.kind,
            title=self.title,
            subtitle=self.subtitle,
            language=self.language,
            date=self.date,
            people=tuple(person.name for person in self.people),
            themes=self.themes,
            series=self.series,
            duration=self.duration,
            poster=self.poster,
            has_video=bool(self.media),
            summary=self.summary[0] if self.summary else "",
        )


class PublicationCard(Value):
    """A publication as a list shows it: enough to choose, nothing to read."""

    id: Id
    slug: Slug
    kind: Kind
    title: Text
    subtitle: str = ""
    language: LanguageTag = "fr"
    date: dt.date | None = None
    people: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    series: str = ""
    duration: Seconds | None = None
    poster: Address | None = None
    has_video: bool = False
    summary: str = ""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def url(self) -> str:
        return f"/publications/{self.slug}"

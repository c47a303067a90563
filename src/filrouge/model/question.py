"""Questions, what is gathered around one, and what is answered to one that is asked. Texts are those of the library."""

from enum import StrEnum

from pydantic import Field, computed_field, field_validator, model_validator

from filrouge.model.passage import Place
from filrouge.model.publication import Id, LanguageTag, PublicationCard, Seconds, Slug, Text
from filrouge.model.theme import Words, said
from filrouge.model.value import RichText, Value


class Origin(StrEnum):
    """Where a wording was found: as the title of a publication, as a question of its own (FAQ), as the heading of a
    section or chapter, asked aloud, typed by visitors, or written by an editor."""

    TITLE = "title"
    FAQ = "faq"
    HEADING = "heading"
    TRANSCRIPT = "transcript"
    SEARCH = "search"
    EDITOR = "editor"


class Variant(Value):
    """A wording of a question and where it stands. `passage` is the first that answers there, `place` where it is
    asked; neither `publication` nor `passage` for what visitors typed or an editor wrote."""

    text: Text
    origin: Origin
    publication: Id | None = None
    passage: Id | None = None
    place: Place = Place()


class QuestionStatus(StrEnum):
    """`proposed`: found, and no editor has decided about it. Visitors see all but what is withdrawn."""

    PROPOSED = "proposed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Question(Value):
    """A question with every wording of it. `themes` are slugs of concepts, most telling first.

    `position` is where an editor put it in the list, from 1; None for the order that is found. `edited` tells that an
    editor decided something about it: from then on nothing that is found changes more than its variants.
    """

    id: Id
    slug: Slug
    wording: Text
    language: LanguageTag = "fr"
    variants: tuple[Variant, ...] = ()
    themes: tuple[Slug, ...] = ()
    status: QuestionStatus = QuestionStatus.PROPOSED
    introduction: RichText = ""
    position: int | None = Field(default=None, ge=1)
    edited: bool = False

    @computed_field  # type: ignore[prop-decorator]
    @property
    def url(self) -> str:
        return f"/questions/{self.slug}"

    @property
    def publications(self) -> tuple[str, ...]:
        """Ids of those that ask it."""
        return tuple(dict.fromkeys(one.publication for one in self.variants if one.publication))

    @property
    def wordings(self) -> tuple[str, ...]:
        """Each once, its own first."""
        return tuple(dict.fromkeys((self.wording, *(one.text for one in self.variants))))

    def card(self, score: float = 0.0) -> "QuestionCard":
        return QuestionCard(
            id=self.id,
            slug=self.slug,
            wording=self.wording,
            status=self.status,
            publications=len(self.publications),
            themes=self.themes,
            score=round(score, 4),
        )


class QuestionCard(Value):
    """A question as a list or a neighbour names it. `publications` counts those that ask it; `score` tells how near it
    is to what was asked, from 0 to 1, where something was asked."""

    id: Id
    slug: Slug
    wording: Text
    status: QuestionStatus = QuestionStatus.PROPOSED
    publications: int = 0
    themes: tuple[Slug, ...] = ()
    score: float = 0.0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def url(self) -> str:
        return f"/questions/{self.slug}"


class Named(Value):
    """A theme by its slug, with its label in the language of the library."""

    slug: Slug
    label: Text

    @computed_field  # type: ignore[prop-decorator]
    @property
    def url(self) -> str:
        return f"/themes/{self.slug}"


class Extract(Value):
    """Words of a publication, to the letter, and where they stand.

    `sentence` is what of `text` answers best: (start, end) in characters; None when no sentence of it is better than
    the rest. `passage` is the one that the extract is of, `place` is the extract's own.
    """

    text: Text
    publication: PublicationCard
    passage: Id
    heading: str = ""
    speaker: str | None = None
    place: Place = Place()
    score: float = 0.0
    sentence: tuple[int, int] | None = None

    @model_validator(mode="after")
    def _sentence_is_of_the_text(self) -> "Extract":
        if self.sentence and not 0 <= self.sentence[0] < self.sentence[1] <= len(self.text):
            raise ValueError(f"the sentence {self.sentence} is not within {len(self.text)} characters")
        return self

    @computed_field  # type: ignore[prop-decorator]
    @property
    def url(self) -> str:
        return self.publication.url + self.place.suffix

    @property
    def parted(self) -> tuple[str, str, str]:
        """What stands before the sentence that answers best, the sentence, and what follows; together, `text`."""
        start, end = self.sentence or (0, 0)
        return self.text[:start], self.text[start:end], self.text[end:]

    @property
    def length(self) -> float:
        """Seconds that it lasts; 0 for what is read."""
        start, end = self.place.start, self.place.end
        return max(0.0, end - start) if start is not None and end is not None else 0.0


class ListeningPath(Value):
    """Moments played one after the other, each from its start to its end."""

    moments: tuple[Extract, ...] = ()

    @computed_field  # type: ignore[prop-decorator]
    @property
    def length(self) -> Seconds:
        """Seconds, all moments together."""
        return sum(moment.length for moment in self.moments)


class Aspect(StrEnum):
    """What question words ask of a subject. Words of a language, not of a library."""

    WHETHER = "whether"  # est-ce que, la neutralité est-elle nécessaire
    SHOULD = "should"  # faut-il, doit-on
    MAY = "may"  # peut-on
    HOW = "how"
    WHY = "why"
    WHAT_FOR = "what-for"  # à quoi sert, pour quoi
    WHAT = "what"  # qu'est-ce que, quel
    WHO = "who"  # qui, pour qui, chez qui
    WHEN = "when"
    WHERE = "where"
    HOW_MUCH = "how-much"


class Angle(Value):
    """Another side of a question: a theme, or what is asked of the subject; one of `theme` and `aspect` is set."""

    theme: Named | None = None
    aspect: Aspect | None = None
    questions: tuple[QuestionCard, ...] = ()
    extracts: tuple[Extract, ...] = ()


class Voice(Value):
    """What one speaker says."""

    speaker: Text
    extracts: tuple[Extract, ...] = Field(min_length=1)


class SideBySide(Value):
    """What different speakers say about one theme of the question."""

    theme: Named
    voices: tuple[Voice, ...] = Field(min_length=2)


class PlaceFound(Value):
    """A place of a publication where the question is answered or asked: `asked` tells which."""

    place: Place
    heading: str = ""
    text: str = ""
    asked: bool = False
    url: str


class PublicationFound(Value):
    """A publication with its places, in reading order."""

    publication: PublicationCard
    score: float = 0.0
    places: tuple[PlaceFound, ...] = ()


class Gathering(Value):
    """Everything around one question. An extract stands once: in the first of `answers`, `path`, `reading`, `angles`
    where it belongs; `voices` sets side by side what may stand above, and `publications` names every place."""

    answers: tuple[Extract, ...] = ()
    path: ListeningPath = ListeningPath()
    reading: tuple[Extract, ...] = ()
    angles: tuple[Angle, ...] = ()
    voices: tuple[SideBySide, ...] = ()
    related: tuple[QuestionCard, ...] = ()
    publications: tuple[PublicationFound, ...] = ()

    @property
    def extracts(self) -> int:
        return len(self.answers) + len(self.path.moments) + len(self.reading)


class Danger(StrEnum):
    """What a query in distress speaks of."""

    SUICIDE = "suicide"
    VIOLENCE = "violence"
    CHILD = "child"
    EMERGENCY = "emergency"


class HelpLine(Value):
    """Someone to call. `numbers`: any of them; `purposes`: what it is for, a text a language; `dangers`: those for
    which it comes first."""

    name: Text
    numbers: tuple[Text, ...] = Field(min_length=1)
    purposes: tuple[Words, ...] = ()
    dangers: tuple[Danger, ...] = ()

    @field_validator("purposes", mode="before")
    @classmethod
    def _by_language(cls, given: object) -> object:
        """A table of languages, as it is written in the settings, or one text for all of them."""
        if isinstance(given, str):
            return (Words(text=given),)
        if isinstance(given, dict):
            return tuple(Words(text=str(text), language=str(language)) for language, text in given.items())
        return given

    def purpose(self, language: str = "fr") -> str:
        return said(self.purposes, language)


class Asked(Value):
    """What is answered to something typed. `question` is the one that the library holds already, if any; when not
    `answered`, nothing of the library answers directly, and `themes` are what it speaks of nearest.

    `evidence`, from 0 to 1, is how surely something answers. `notices` tell what could not be done, and why."""

    query: str
    question: Question | None = None
    answered: bool = False
    evidence: float = 0.0
    nearest: tuple[QuestionCard, ...] = ()
    gathering: Gathering = Gathering()
    themes: tuple[Named, ...] = ()
    help: tuple[HelpLine, ...] = ()
    notices: tuple[str, ...] = ()
    took_ms: float = 0.0

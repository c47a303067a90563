"""The JSON of questions, for the command line and the web API. Field names here are a promise to scripts."""

from collections.abc import Iterable

from pydantic import Field

from filrouge.flow.shapes import HelpShape, PublicationShape, card_shape, help_shapes
from filrouge.model import (
    Angle,
    Asked,
    Extract,
    Gathering,
    Named,
    PublicationFound,
    Question,
    QuestionCard,
    QuestionStatus,
    SideBySide,
    Variant,
)
from filrouge.model.value import Value


class AnswerShape(Value):
    """`text` is to the letter of the publication, `context` the same with what stands around it; `start` and `end` are
    seconds, when it is said.
    """

    text: str
    context: str
    publication: PublicationShape
    speaker: str | None
    start: float | None
    end: float | None
    url: str
    score: float


class PlaceShape(Value):
    """Where a publication answers, or asks (`asked`); `text` is how it begins."""

    heading: str
    text: str
    start: float | None
    end: float | None
    asked: bool
    url: str


class FoundShape(PublicationShape):
    places: tuple[PlaceShape, ...]


class QuestionCardShape(Value):
    """`publications` counts those that ask it; `themes` are slugs."""

    id: str
    slug: str
    wording: str
    status: QuestionStatus
    themes: tuple[str, ...]
    publications: int
    url: str


class QuestionShape(QuestionCardShape):
    """`introduction` is rich text."""

    introduction: str
    variants: tuple[Variant, ...]


class QuestionsShape(Value):
    total: int
    questions: tuple[QuestionCardShape, ...]


class AskedShape(Value):
    """`question` is the one that the library holds already, `related` those near it. Nothing of the library answers
    when not `answered`; `themes` are then what it speaks of nearest. `notices` come only when there are any.
    """

    query: str
    question: QuestionShape | None
    answered: bool
    answers: tuple[AnswerShape, ...]
    publications: tuple[FoundShape, ...]
    related: tuple[QuestionCardShape, ...]
    help: tuple[HelpShape, ...]
    themes: tuple[Named, ...] = Field(default=(), exclude_if=lambda those: not those)
    notices: tuple[str, ...] = Field(default=(), exclude_if=lambda those: not those)


class PathShape(Value):
    """Moments to be played one after the other; `length` is seconds, all of them together."""

    length: float
    moments: tuple[AnswerShape, ...]


class AngleShape(Value):
    """One of `theme` and `aspect` (what is asked: why, how, who…)."""

    theme: Named | None
    aspect: str | None
    questions: tuple[QuestionCardShape, ...]
    extracts: tuple[AnswerShape, ...]


class VoicesShape(Value):
    """What different speakers say about a theme."""

    theme: Named
    extracts: tuple[AnswerShape, ...]


class GatheredShape(Value):
    """A question with everything around it."""

    question: QuestionShape
    answers: tuple[AnswerShape, ...]
    path: PathShape
    reading: tuple[AnswerShape, ...]
    angles: tuple[AngleShape, ...]
    voices: tuple[VoicesShape, ...]
    publications: tuple[FoundShape, ...]
    related: tuple[QuestionCardShape, ...]


def asked_shape(asked: Asked, language: str = "fr") -> AskedShape:
    return AskedShape(
        query=asked.query,
        question=question_shape(asked.question) if asked.question else None,
        answered=asked.answered,
        answers=answer_shapes(asked.gathering.answers),
        publications=tuple(_found(one) for one in asked.gathering.publications),
        related=tuple(question_card_shape(one) for one in asked.nearest),
        help=help_shapes(asked.help, language),
        themes=asked.themes,
        notices=asked.notices,
    )


def gathered_shape(question: Question, gathering: Gathering) -> GatheredShape:
    path = gathering.path
    return GatheredShape(
        question=question_shape(question),
        answers=answer_shapes(gathering.answers),
        path=PathShape(length=path.length, moments=answer_shapes(path.moments)),
        reading=answer_shapes(gathering.reading),
        angles=tuple(_angle(one) for one in gathering.angles),
        voices=tuple(_voices(one) for one in gathering.voices),
        publications=tuple(_found(one) for one in gathering.publications),
        related=tuple(question_card_shape(one) for one in gathering.related),
    )


def questions_shape(cards: Iterable[QuestionCard], *, total: int | None = None) -> QuestionsShape:
    """`total` is how many there are when `cards` is only one page of them."""
    listed = tuple(question_card_shape(one) for one in cards)
    return QuestionsShape(total=len(listed) if total is None else total, questions=listed)


def question_card_shape(card: QuestionCard) -> QuestionCardShape:
    return QuestionCardShape(**card.model_dump(exclude={"score"}))


def question_shape(question: Question) -> QuestionShape:
    held = question_card_shape(question.card()).model_dump()
    return QuestionShape(**held, introduction=question.introduction, variants=question.variants)


def answer_shapes(extracts: Iterable[Extract]) -> tuple[AnswerShape, ...]:
    return tuple(
        AnswerShape(
            text=one.text[slice(*one.sentence)] if one.sentence else one.text,
            context=one.text,
            publication=card_shape(one.publication),
            speaker=one.speaker,
            start=one.place.start,
            end=one.place.end,
            url=one.url,
            score=one.score,
        )
        for one in extracts
    )


def _found(one: PublicationFound) -> FoundShape:
    places = tuple(
        PlaceShape(
            heading=place.heading,
            text=place.text,
            start=place.place.start,
            end=place.place.end,
            asked=place.asked,
            url=place.url,
        )
        for place in one.places
    )
    return FoundShape(**card_shape(one.publication).model_dump(), places=places)


def _angle(one: Angle) -> AngleShape:
    return AngleShape(
        theme=one.theme,
        aspect=one.aspect.value if one.aspect else None,
        questions=tuple(question_card_shape(card) for card in one.questions),
        extracts=answer_shapes(one.extracts),
    )


def _voices(one: SideBySide) -> VoicesShape:
    return VoicesShape(
        theme=one.theme, extracts=answer_shapes(extract for voice in one.voices for extract in voice.extracts)
    )

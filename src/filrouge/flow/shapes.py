"""The JSON that the command line and the web API both answer with. Field names here are a promise to scripts."""

import datetime as dt
from collections.abc import Iterable

from pydantic import Field, computed_field

from filrouge.model import HelpLine, Kind, Notice, PassageHit, Publication, PublicationCard, Results, Status
from filrouge.model.value import Value


class PublicationShape(Value):
    """A publication as a result or a list item names it; `people` are names, `url` is relative to the site."""

    id: str
    slug: str
    kind: Kind
    title: str
    date: dt.date | None
    people: tuple[str, ...]
    url: str


class PassageShape(Value):
    """`text` is the excerpt, `html` the same escaped with `<mark>`; `start` and `end` are seconds, when it is said."""

    id: str
    heading: str
    text: str
    html: str
    start: float | None
    end: float | None
    url: str


class ResultShape(Value):
    """`versions`, only when there are any: publications that are the same again (the article written from a webinar),
    counted with this one in `total`."""

    publication: PublicationShape
    score: float
    passages: tuple[PassageShape, ...]
    versions: tuple[PublicationShape, ...] = Field(default=(), exclude_if=lambda those: not those)


class FacetValueShape(Value):
    value: str
    label: str
    count: int


class SynonymShape(Value):
    """Words that were typed, and what was searched besides."""

    typed: str
    others: tuple[str, ...]


class HelpShape(Value):
    """Someone to call: any of `numbers`, for `purpose`."""

    name: str
    numbers: tuple[str, ...]
    purpose: str


class SearchShape(Value):
    """`facets` are keyed by what results are counted by: `kind`, `person`, `theme`, `year`, `language`, `video`…

    `notices`, only when there are any: what to know about the whole answer. `lexical`: the sentence model could not be
    used; `loosened`: nothing holds what was quoted, its words were searched one by one. `correction`, only when words
    of the query are unknown to the library, is the query put right: it was searched and is `query` then, unless
    `exact` was asked for. `synonyms`, only when there are any. `help`: whom to call, when what was typed speaks of
    wanting to die, of being harmed or in danger; shown before everything else.
    """

    query: str
    total: int
    took_ms: float
    facets: dict[str, tuple[FacetValueShape, ...]]
    results: tuple[ResultShape, ...]
    help: tuple[HelpShape, ...] = ()
    notices: tuple[Notice, ...] = Field(default=(), exclude_if=lambda those: not those)
    correction: str | None = Field(default=None, exclude_if=lambda one: one is None)
    synonyms: tuple[SynonymShape, ...] = Field(default=(), exclude_if=lambda those: not those)


class ListedShape(PublicationShape):
    """An item of a list for editors, where what is not published stands too."""

    status: Status


class ListShape(Value):
    total: int
    publications: tuple[ListedShape, ...]


class DocumentShape(Publication):
    """The whole publication and its address."""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def url(self) -> str:
        return self.path


def help_shapes(lines: Iterable[HelpLine], language: str = "fr") -> tuple[HelpShape, ...]:
    return tuple(HelpShape(name=one.name, numbers=one.numbers, purpose=one.purpose(language)) for one in lines)


def search_shape(results: Results, help_lines: Iterable[HelpLine] = (), language: str = "fr") -> SearchShape:
    """`language` is that of the help lines' purposes."""
    return SearchShape(
        help=help_shapes(help_lines, language),
        query=results.query.typed,
        total=results.total,
        took_ms=results.took_ms,
        facets={
            facet.field.value: tuple(
                FacetValueShape(value=one.value, label=one.label, count=one.count) for one in facet.values
            )
            for facet in results.facets
        },
        results=tuple(
            ResultShape(
                publication=card_shape(hit.publication),
                score=hit.score,
                passages=tuple(passage_shape(passage) for passage in hit.passages),
                versions=tuple(card_shape(card) for card in hit.versions),
            )
            for hit in results.hits
        ),
        notices=results.notices,
        correction=results.correction,
        synonyms=tuple(SynonymShape(typed=one.typed, others=one.others) for one in results.synonyms),
    )


def card_shape(card: PublicationCard) -> PublicationShape:
    return PublicationShape(
        id=card.id,
        slug=card.slug,
        kind=card.kind,
        title=card.title,
        date=card.date,
        people=card.people,
        url=card.url,
    )


def passage_shape(hit: PassageHit) -> PassageShape:
    passage = hit.passage
    return PassageShape(
        id=passage.id,
        heading=passage.heading,
        text=hit.text,
        html=hit.html,
        start=passage.place.start,
        end=passage.place.end,
        url=hit.url,
    )


def list_shape(publications: Iterable[Publication], *, total: int | None = None) -> ListShape:
    """`total` is how many there are when `publications` is only one page of them."""
    listed = tuple(
        ListedShape(**card_shape(publication.card()).model_dump(), status=publication.status)
        for publication in publications
    )
    return ListShape(total=len(listed) if total is None else total, publications=listed)


def document_shape(publication: Publication) -> DocumentShape:
    """Already valid, so not validated again: a transcript has thousands of cues."""
    return DocumentShape.model_construct(**dict(publication))

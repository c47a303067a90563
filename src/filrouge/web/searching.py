"""The page of results."""

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from filrouge.model import Asked as Told
from filrouge.model import FacetValue, FilterField, Hit, PassageHit, Results, Sort
from filrouge.web.addresses import DATES, PATH, Asked, read
from filrouge.web.browsing import values_of
from filrouge.web.site import Site, SiteHere

SIZE = 10
SHOWN = 3
"""Passages of a result before more are asked for."""
EXPANDED = 24
FACETS = (
    FilterField.KIND,
    FilterField.THEME,
    FilterField.PERSON,
    FilterField.SERIES,
    FilterField.YEAR,
    FilterField.LANGUAGE,
    FilterField.VIDEO,
)
BRIEF = 7
"""Values of a facet shown before “more”."""

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class Choice:
    """A value of a facet, as a link that adds it or takes it away."""

    value: FacetValue
    selected: bool
    url: str


@dataclass(frozen=True)
class Choices:
    field: FilterField
    first: tuple[Choice, ...]
    rest: tuple[Choice, ...]


@dataclass(frozen=True)
class Active:
    """A filter in force: its label and the address without it."""

    field: FilterField
    value: FacetValue
    url: str


@dataclass(frozen=True)
class Answer:
    """A result with the passages to show; `more` counts the others, shown at `url`."""

    hit: Hit
    passages: tuple[PassageHit, ...]
    more: int
    url: str


@router.api_route(PATH, methods=["GET", "HEAD"])
def results_page(request: Request, site: SiteHere) -> Response:
    asked = read(request.query_params)
    search = site.parts.search
    results = search.search(
        asked.typed,
        filters=asked.filters,
        sort=asked.sort if asked.typed or asked.sort != Sort.RELEVANCE else Sort.NEWEST,
        page=asked.page,
        size=SIZE,
        passages=EXPANDED if asked.expanded else SHOWN,
        exact=asked.exact,
        whole=asked.expanded,
    )
    return site.render(
        request,
        "search.html",
        asked=asked,
        results=results,
        answers=[_answer(hit, asked) for hit in results.hits],
        facets=list(_choices(results, asked)),
        active=list(_active(results, asked)),
        sorts=[(sort, asked.sorted_by(sort).url, sort == results.sort) for sort in _sorts(asked)],
        words=_single_words(results),
        help=site.parts.questions.help(asked.typed),
        told=_told(site, asked),
    )


def _told(site: Site, asked: Asked) -> Told | None:
    """What answers to a question typed as such; None for words, and where results are narrowed down."""
    narrowed = asked.values or asked.page > 1 or asked.expanded or asked.sort != Sort.RELEVANCE
    if narrowed or not asked.typed or not site.parts.questions.is_question(asked.typed):
        return None
    return site.parts.questions.ask(asked.typed)


def _answer(hit: Hit, asked: Asked) -> Answer:
    shown = hit.passages if hit.publication.slug == asked.expanded else hit.passages[:SHOWN]
    more = hit.more + len(hit.passages) - len(shown)
    return Answer(hit, shown, more, asked.expanding(hit.publication.slug).url)


def _sorts(asked: Asked) -> tuple[Sort, ...]:
    """Nothing typed, nothing to be relevant to."""
    return tuple(Sort) if asked.typed else (Sort.NEWEST, Sort.OLDEST)


def _choices(results: Results, asked: Asked) -> Iterator[Choices]:
    for field in FACETS:
        choices = tuple(_choice(field, value, asked) for value in values_of(results, field))
        if len(choices) > 1 or any(choice.selected for choice in choices):
            ordered = sorted(choices, key=lambda choice: not choice.selected)
            yield Choices(field, tuple(ordered[:BRIEF]), tuple(ordered[BRIEF:]))


def _choice(field: FilterField, value: FacetValue, asked: Asked) -> Choice:
    selected = asked.has(field, value.value)
    changed = asked.without(field, value.value) if selected else asked.adding(field, value.value)
    return Choice(value, selected, changed.url)


def _active(results: Results, asked: Asked) -> Iterator[Active]:
    for field, value in asked.values:
        plain = FacetValue(value=value, label=value, count=0, selected=True)
        known = () if field in DATES else values_of(results, field)
        named = next((one for one in known if one.value == value), plain)
        yield Active(field, named, asked.without(field, value).url)


def _single_words(results: Results) -> tuple[str, ...]:
    """What else to try when the words together find nothing."""
    words = dict.fromkeys(word for word in results.query.words.split() if len(word) > 2)
    return tuple(words) if len(words) > 1 else ()

"""Home, and the lists that links of other pages lead to."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, HTTPException, Request, Response

from filrouge.model import (
    Facet,
    FacetValue,
    Filter,
    FilterField,
    Person,
    Publication,
    PublicationCard,
    QuestionCard,
    Results,
    Sort,
)
from filrouge.web.addresses import Asked
from filrouge.web.site import SiteHere
from filrouge.wiring import Parts

NEWEST = 7
QUESTIONS = 6
ROUND = 24
"""Questions that take turns on the home page."""
EVERY = 100_000
"""Values of a facet: more than a library has speakers or themes."""
LISTED = 24
"""Publications on a page of a speaker or theme; the rest is one link away, in the search."""

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class Speaker:
    value: FacetValue
    person: Person


@router.api_route("/", methods=["GET", "HEAD"])
def home(request: Request, site: SiteHere) -> Response:
    parts = site.parts
    newest = parts.search.search("", sort=Sort.NEWEST, size=NEWEST, passages=0)
    recent = [parts.library.get(hit.publication.id) for hit in newest.hits]
    return site.render(
        request,
        "home.html",
        cards=[hit.publication for hit in newest.hits],
        total=newest.total,
        themes=values_of(newest, FilterField.THEME),
        speakers=_speakers(parts, values_of(newest, FilterField.PERSON)[:8], recent),
        questions=_questions(parts.questions.listed()),
    )


@router.api_route("/intervenants", methods=["GET", "HEAD"])
def speakers(request: Request, site: SiteHere) -> Response:
    everything = site.parts.search.search("", size=1, passages=0, facets=EVERY)
    people = _speakers(site.parts, values_of(everything, FilterField.PERSON), ())
    return site.render(request, "speakers.html", speakers=people)


@router.api_route("/intervenants/{slug}", methods=["GET", "HEAD"])
def speaker(request: Request, slug: str, site: SiteHere) -> Response:
    results = listed(site.parts, FilterField.PERSON, slug)
    if not results.total:
        raise HTTPException(404)
    value = found(results, FilterField.PERSON, slug)
    person = _speakers(site.parts, [value], ())[0].person
    return site.render(
        request, "speaker.html", person=person, cards=cards_of(results), total=results.total, more=more_of(results)
    )


def values_of(results: Results, field: FilterField) -> Sequence[FacetValue]:
    facet = next((facet for facet in results.facets if facet.field == field), Facet(field=field, values=()))
    return facet.values


def listed(parts: Parts, field: FilterField, slug: str) -> Results:
    """What is found under that value, newest first."""
    wanted = Filter(field=field, values=(slug,))
    return parts.search.search("", filters=[wanted], sort=Sort.NEWEST, size=LISTED, passages=0)


def found(results: Results, field: FilterField, slug: str) -> FacetValue:
    named = (value for value in values_of(results, field) if value.value == slug)
    return next(named, FacetValue(value=slug, label=slug, count=results.total, selected=True))


def cards_of(results: Results) -> list[PublicationCard]:
    return [hit.publication for hit in results.hits]


def more_of(results: Results) -> str:
    """Where those that are not listed stand; empty when all are."""
    if results.total <= len(results.hits):
        return ""
    values = tuple((one.field, value) for one in results.query.filters for value in one.values)
    return Asked(values=values, sort=Sort.NEWEST).at(2).url


def _speakers(parts: Parts, values: Iterable[FacetValue], known: Iterable[Publication]) -> list[Speaker]:
    """Each with the presentation of their latest publication, looked up only when none at hand names them."""
    people = {person.slug: person for publication in reversed(list(known)) for person in publication.people}
    return [Speaker(value, people.get(value.value) or _person(parts, value)) for value in values]


def _person(parts: Parts, value: FacetValue) -> Person:
    wanted = Filter(field=FilterField.PERSON, values=(value.value,))
    latest = parts.search.search("", filters=[wanted], sort=Sort.NEWEST, size=1, passages=0)
    publications = [parts.library.get(hit.publication.id) for hit in latest.hits]
    people = (person for publication in publications for person in publication.people)
    return next((person for person in people if person.slug == value.value), Person(name=value.label))


def _questions(listed: Sequence[QuestionCard]) -> Sequence[QuestionCard]:
    """Some of the first ones; which of them changes with the day, so that the page lives."""
    day = dt.datetime.now(tz=dt.UTC).date().toordinal()
    start = QUESTIONS * day % max(1, min(len(listed), ROUND))
    return [*listed[start:ROUND], *listed[:start]][:QUESTIONS]

"""The JSON API, version 1: the same shapes as the command line's `--format json`."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from filrouge.flow.links.shapes import LinksShape, links_shape
from filrouge.flow.shapes import DocumentShape, ListShape, SearchShape, document_shape, list_shape, search_shape
from filrouge.model import Filter, FilterField, Publication, Sort, Suggestion
from filrouge.model.value import Value
from filrouge.web.addresses import MAX_PAGE, MAX_TYPED
from filrouge.web.reading import published
from filrouge.web.reasons import reason_text
from filrouge.web.site import Site, SiteHere

PREFIX = "/api/v1"
MAX_SIZE = 50
MAX_PASSAGES = 24
PROBLEM_RESPONSES = {
    status: {"description": text, "content": {"application/problem+json": {"schema": {"type": "object"}}}}
    for status, text in ((404, "Not found"), (422, "A parameter has no meaning"), (503, "Being repaired"))
}

Typed = Annotated[str, Query(max_length=MAX_TYPED, description="What is looked for, as typed in the search box.")]
Page = Annotated[int, Query(ge=1, le=MAX_PAGE)]
Size = Annotated[int, Query(ge=1, le=MAX_SIZE)]
Values = Annotated[tuple[str, ...], Query(max_length=20)]

router = APIRouter(prefix=PREFIX, responses={422: PROBLEM_RESPONSES[422], 503: PROBLEM_RESPONSES[503]})


class SuggestShape(Value):
    """What may be meant by a `query` whose last word may be unfinished."""

    query: str
    suggestions: tuple[Suggestion, ...]


class SearchParameters(Value):
    """One filter a facet, each may be repeated: any of its values will do. An unknown parameter is refused."""

    q: Typed = ""
    type: Values = ()
    person: Values = ()
    theme: Values = ()
    series: Values = ()
    year: Values = ()
    language: Values = ()
    exact: Annotated[bool, Query(description="As typed: no correction, no synonyms.")] = False
    video: Annotated[bool, Query(description="Only what has a video or a recording.")] = False
    sort: Sort = Sort.RELEVANCE
    page: Page = 1
    size: Size = 10
    passages: Annotated[int, Query(ge=0, le=MAX_PASSAGES)] = 3

    @property
    def filters(self) -> list[Filter]:
        given = {
            FilterField.KIND: self.type,
            FilterField.PERSON: self.person,
            FilterField.THEME: self.theme,
            FilterField.SERIES: self.series,
            FilterField.YEAR: self.year,
            FilterField.LANGUAGE: self.language,
            FilterField.VIDEO: ("1",) if self.video else (),
        }
        return [Filter(field=field, values=values) for field, values in given.items() if values]


@router.get("/search", summary="Publications that answer, each with its best passages")
def search(request: Request, site: SiteHere, wanted: Annotated[SearchParameters, Query()]) -> SearchShape:
    found = site.parts.search.search(
        wanted.q,
        filters=wanted.filters,
        sort=wanted.sort,
        page=wanted.page,
        size=wanted.size,
        passages=wanted.passages,
        exact=wanted.exact,
    )
    return search_shape(found, site.parts.questions.help(wanted.q), site.visit(request).language)


@router.get("/suggest", summary="Words, people, themes, publications and questions that complete what is being typed")
def suggest(site: SiteHere, q: Typed = "") -> SuggestShape:
    """A question leads to its page when the library has gathered one."""
    return SuggestShape(query=q, suggestions=tuple(_led(site, one) for one in site.parts.search.suggest(q)))


def _led(site: Site, one: Suggestion) -> Suggestion:
    held = site.parts.questions.worded(one.text) if one.kind == "question" else None
    return one.model_copy(update={"url": held.url}) if held else one


@router.get("/publications", summary="Everything published, newest first")
def publications(site: SiteHere, page: Page = 1, size: Size = 20) -> ListShape:
    found = site.parts.search.search("", sort=Sort.NEWEST, page=page, size=size, passages=0)
    return list_shape((site.parts.library.get(hit.publication.id) for hit in found.hits), total=found.total)


@router.get("/publications/{key}", summary="One publication, whole", responses={404: PROBLEM_RESPONSES[404]})
def publication(key: str, site: SiteHere) -> DocumentShape:
    return document_shape(_outward(published(site, key)))


@router.get(
    "/publications/{key}/links",
    summary="The publications it speaks to: in which passages, and why",
    responses={404: PROBLEM_RESPONSES[404]},
)
def links(request: Request, key: str, site: SiteHere, size: Size = 10) -> LinksShape:
    found = published(site, key)
    told = partial(reason_text, language=site.visit(request).language)
    return links_shape(found.card(), site.parts.links.links(found.id, size), told)


def _outward(found: Publication) -> Publication:
    """A file's URI names folders of the operator's machine: only addresses of the web are told."""
    return found if found.source.startswith(("http://", "https://")) else found.model_copy(update={"source": ""})


page = APIRouter(include_in_schema=False)


@page.api_route("/api", methods=["GET", "HEAD"])
def description(request: Request, site: SiteHere) -> Response:
    """OpenAPI as a page of ours: the usual viewers are loaded from elsewhere."""
    schema = request.app.openapi()
    operations = [(path, operation) for path, methods in schema["paths"].items() for operation in methods.values()]
    return site.render(request, "api.html", operations=operations, schema_url=f"{PREFIX}/openapi.json")

"""Themes: the tree, the alphabet and the search of them; a page each; and the thesaurus itself, for programs."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from fastapi import APIRouter, HTTPException, Request, Response

from filrouge.flow.themes.reading import Moment
from filrouge.language import fold
from filrouge.model import Concept, FacetValue, FilterField
from filrouge.thesaurus import Thesaurus
from filrouge.thesaurus.skos import about, write
from filrouge.web.browsing import EVERY, cards_of, found, listed, more_of, values_of
from filrouge.web.negotiation import chosen, moved, parted
from filrouge.web.site import Site, SiteHere

FORMS = {"text/html": "", "text/turtle": "ttl", "application/ld+json": "jsonld", "application/rdf+xml": "rdf"}
TYPES = {suffix: media_type for media_type, suffix in FORMS.items() if suffix}
MOMENTS = 8
QUESTIONS = 6
PEOPLE = 8
LOOKED_UP = 60
BESIDE = 5
"""Letters from which two labels stand beside each other in the alphabet."""
MAX_TYPED = 200

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class Node:
    """A concept in the tree, with those below it that something leads to."""

    slug: str
    label: str
    count: int
    definition: str
    below: tuple["Node", ...] = ()


@dataclass(frozen=True)
class Named:
    """A label in the alphabet; `instead` is the preferred one, when it is another."""

    label: str
    slug: str
    count: int
    instead: str = ""


@dataclass(frozen=True)
class Posed:
    """A question that a publication asks; `url` is of what is gathered around it, else of where it is asked."""

    moment: Moment
    url: str


@dataclass(frozen=True)
class Year:
    year: str
    count: int
    height: int
    """Of its bar, in hundredths of the highest."""


@router.api_route("/themes", methods=["GET", "HEAD"])
@router.api_route("/themes.{suffix}", methods=["GET", "HEAD"])
def themes(request: Request, site: SiteHere, suffix: str = "", q: str = "", vue: str = "") -> Response:
    form = suffix or _form(request)
    if form:
        return _thesaurus(site, form)
    thesaurus = site.parts.themes.present.thesaurus
    language = site.visit(request).language
    typed = q.strip()[:MAX_TYPED]
    everything = site.parts.search.search("", size=1, passages=0, facets=EVERY)
    free = [one for one in values_of(everything, FilterField.THEME) if one.value not in thesaurus.by_slug]
    reading = "typed" if typed else "alphabet" if vue == "alphabet" else "tree"
    return _varied(
        site.render(
            request,
            "themes.html",
            typed=typed,
            view=reading,
            looked_up=[_node(site, one, language) for one in thesaurus.looked_up(typed, LOOKED_UP)],
            letters=_letters(site, thesaurus, language) if reading == "alphabet" else [],
            tree=_tree(site, thesaurus, language) if reading == "tree" else [],
            free=free,
            scheme=thesaurus.skos.schemes[0].address if thesaurus.skos.schemes else "",
        )
    )


@router.api_route("/themes/{key}", methods=["GET", "HEAD"])
def theme(request: Request, key: str, site: SiteHere) -> Response:
    slug, suffix = parted(key, TYPES)
    thesaurus = site.parts.themes.present.thesaurus
    concept = thesaurus.named(slug)
    if concept is None:
        if suffix:
            raise HTTPException(404)
        return _free(request, site, slug)
    if concept.slug != slug:
        return moved(request, f"/themes/{concept.slug}{f'.{suffix}' if suffix else ''}")
    form = suffix or _form(request)
    if form:
        return _machine(write(about(thesaurus.skos, concept.address), form), form)
    return _varied(_page(request, site, thesaurus, concept))


def _page(request: Request, site: Site, thesaurus: Thesaurus, concept: Concept) -> Response:
    language = site.visit(request).language
    results = listed(site.parts, FilterField.THEME, concept.slug)
    used = site.parts.themes.uses().used

    def nodes(concepts: Iterable[Concept]) -> list[Node]:
        return [_node(site, one, language) for one in concepts if one.address in used]

    return site.render(
        request,
        "theme.html",
        concept=concept,
        name=concept.label(language),
        definition=concept.definition(language),
        scope=next((words.text for words in concept.scope_notes if words.language[:2] == language), ""),
        others=_others(concept, language),
        broader=nodes(thesaurus.broader(concept.address)),
        narrower=nodes(thesaurus.narrower(concept.address)),
        related=nodes(thesaurus.related(concept.address)),
        moments=site.parts.themes.moments(concept, MOMENTS),
        questions=_questions(site, concept),
        people=values_of(results, FilterField.PERSON)[:PEOPLE],
        years=_years(values_of(results, FilterField.YEAR)),
        cards=cards_of(results),
        total=results.total,
        more=more_of(results),
    )


def _questions(site: Site, concept: Concept) -> list[Posed]:
    posed: dict[str, Posed] = {}
    for moment in site.parts.themes.questions(concept, QUESTIONS):
        held = site.parts.questions.worded(moment.hit.passage.heading)
        url = held.url if held else moment.hit.url
        posed.setdefault(url, Posed(moment, url))
    return list(posed.values())


def _free(request: Request, site: Site, slug: str) -> Response:
    """A theme that an editor named in words that the thesaurus does not have."""
    results = listed(site.parts, FilterField.THEME, slug)
    if not results.total:
        raise HTTPException(404)
    beside = [one for one in values_of(results, FilterField.THEME) if one.value != slug][:12]
    return site.render(
        request,
        "theme_free.html",
        theme=found(results, FilterField.THEME, slug),
        beside=beside,
        cards=cards_of(results),
        total=results.total,
        more=more_of(results),
    )


def _form(request: Request) -> str:
    return FORMS[chosen(request.headers.get("accept", ""), tuple(FORMS))]


def _varied(response: Response) -> Response:
    response.headers["Vary"] = "Accept, Accept-Language"
    return response


def _thesaurus(site: Site, suffix: str) -> Response:
    if suffix not in TYPES:
        raise HTTPException(404)
    return _machine(site.parts.themes.present.written(suffix), suffix)


def _machine(data: bytes, suffix: str) -> Response:
    headers = {"Vary": "Accept, Accept-Language", "Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*"}
    return Response(data, media_type=TYPES[suffix], headers=headers)


def _node(site: Site, concept: Concept, language: str, below: Sequence[Node] = ()) -> Node:
    count = site.parts.themes.uses().counts.get(concept.address, 0)
    return Node(concept.slug, concept.label(language), count, concept.definition(language), tuple(below))


def _tree(site: Site, thesaurus: Thesaurus, language: str) -> list[Node]:
    used = site.parts.themes.uses().used

    def grown(concepts: Iterable[Concept], path: Collection[str]) -> Iterator[Node]:
        """What stands on the way down is not gone into again: a thesaurus may be wound round itself."""
        shown = [one for one in concepts if one.address in used and one.address not in path]
        for concept in sorted(shown, key=lambda one: fold(one.label(language))):
            here = {*path, concept.address}
            yield _node(site, concept, language, tuple(grown(thesaurus.narrower(concept.address), here)))

    tops = [one for one in thesaurus.tops if one.address in used]
    return [node for top in tops for node in grown([top], ())]


def _letters(site: Site, thesaurus: Thesaurus, language: str) -> list[tuple[str, list[Named]]]:
    """Every label in that language of what something leads to, by its first letter; not those that would stand beside
    the preferred one, of which they are a form."""
    uses = site.parts.themes.uses()
    labels: dict[tuple[str, str], Named] = {}
    for address in uses.used:
        concept = thesaurus.concepts[address]
        name, count = concept.label(language), uses.counts.get(address, 0)
        labels[name, concept.slug] = Named(name, concept.slug, count)
        for words in concept.alternatives:
            if words.language[:2] == language and fold(words.text)[:BESIDE] != fold(name)[:BESIDE]:
                labels.setdefault((words.text, concept.slug), Named(words.text, concept.slug, count, name))
    ranked = sorted(labels.values(), key=lambda one: (fold(one.label), one.slug))
    return [(letter, list(those)) for letter, those in groupby(ranked, key=lambda one: _initial(one.label))]


def _initial(label: str) -> str:
    first = fold(label)[:1].upper()
    return first if first.isalpha() else "#"


def _others(concept: Concept, language: str) -> list[str]:
    """Its other names: in the language of the page."""
    name = concept.label(language)
    words = [one.text for one in (*concept.preferred, *concept.alternatives) if one.language[:2] == language]
    return [one for one in dict.fromkeys(words) if one != name]


def _years(values: Sequence[FacetValue]) -> list[Year]:
    """Every year from the first to the last, those without anything among them."""
    counts = {int(one.value): one.count for one in values if one.value.isdecimal() and one.count}
    highest = max(counts.values(), default=1)
    span = range(min(counts), max(counts) + 1) if counts else ()
    return [Year(str(year), counts.get(year, 0), round(100 * counts.get(year, 0) / highest)) for year in span]

"""The page of a publication: every part of the model, in the order it is best read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fastapi import APIRouter, HTTPException, Request, Response

from filrouge.model import Figure, Publication, Section, Status
from filrouge.web.linking import echoes, shown
from filrouge.web.negotiation import moved
from filrouge.web.players import Way, player
from filrouge.web.site import Site, SiteHere
from filrouge.web.transcript import read_transcript

DEEPEST = 6
QUESTIONS = 9
"""Questions that a publication is said to answer: more is a list, not a way on."""

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class Shown:
    """A section with its figures. `level` never jumps, whatever levels its source used."""

    section: Section
    level: int
    figures: tuple[Figure, ...]


@router.api_route("/publications/{key}", methods=["GET", "HEAD"])
def publication_page(request: Request, key: str, site: SiteHere) -> Response:
    publication = published(site, key)
    if key != publication.slug:
        return moved(request, publication.path)
    moment = _moment(request.query_params.get("t", ""))
    players = [player(media, moment) for media in publication.media]
    hero, sections = _illustrated(publication)
    language = site.visit(request).language
    links = shown(site.parts.links.links(publication.id), language)
    return site.render(
        request,
        "publication.html",
        frames={one.origin for one in players if one.way is Way.PLATFORM},
        media={one.origin for one in players if one.way is Way.REMOTE},
        publication=publication,
        hero=hero,
        sections=sections,
        contents=[one for one in sections if one.section.heading and one.level == 2],
        players=players,
        transcript=read_transcript(publication.transcript, publication.chapters, moment),
        moment=moment,
        themes=site.parts.tagger.shown(publication, language),
        links=links,
        echoes=echoes(links, publication.transcript),
        questions=site.parts.questions.of(publication.id)[:QUESTIONS],
    )


def published(site: Site, key: str) -> Publication:
    """By its id or slug. Raises PublicationMissing, and HTTPException when visitors may not see it yet, or no more."""
    found = site.parts.library.get(key)
    if found.status is Status.DRAFT:
        raise HTTPException(404)
    if found.status is Status.WITHDRAWN:
        raise HTTPException(410, "This publication was withdrawn.")
    return found


def _moment(typed: str) -> int | None:
    """Whole seconds. Anything else opens the page at its beginning. Nine digits are thirty years of talk."""
    return int(typed) if typed.isdecimal() and len(typed) < 10 else None


def _illustrated(publication: Publication) -> tuple[Figure | None, list[Shown]]:
    """The figure that opens the page, and the sections each with theirs. A figure whose section is unknown stands
    with the last one, so that none is lost."""
    anchors = {section.anchor for section in publication.sections}
    placed = [figure for figure in publication.figures if figure.anchor in anchors]
    free = [figure for figure in publication.figures if figure.anchor not in anchors]
    hero = next((figure for figure in free if figure.source), None)
    left = tuple(figure for figure in free if figure is not hero)
    sections = list(_levelled(publication.sections, placed))
    if left and sections:
        last = sections[-1]
        sections[-1] = Shown(last.section, last.level, (*last.figures, *left))
    elif left:
        sections = [Shown(Section(anchor="figures"), 2, left)]
    return hero, sections


def _levelled(sections: Iterable[Section], figures: Iterable[Figure]) -> Iterator[Shown]:
    figures = tuple(figures)
    above = 1
    for section in sections:
        level = min(section.level, above + 1, DEEPEST)
        above = level if section.heading else above
        yield Shown(section, level, tuple(figure for figure in figures if figure.anchor == section.anchor))

"""Questions: the list, what is gathered around one or around what is typed, and the same for other programs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, HTTPException, Request, Response

from filrouge.language import fold
from filrouge.model import (
    Gathering,
    PlaceFound,
    Publication,
    PublicationFound,
    Question,
    QuestionCard,
    QuestionStatus,
    Status,
)
from filrouge.publish import atom, linked_data, references
from filrouge.publish.places import whole
from filrouge.web.addresses import MAX_TYPED
from filrouge.web.addresses import QUESTIONS as PATH
from filrouge.web.listening import Listening, listening
from filrouge.web.negotiation import moved, parted
from filrouge.web.players import Way
from filrouge.web.site import Site, SiteHere

FIRST = 8
"""Questions that open the list, larger than the others."""
LEAST = 2
"""Questions of a theme that has a heading of its own in the list."""
FORMS = frozenset({*references.MEDIA_TYPES, "atom"})

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class Group:
    """Questions of one theme; `slug` is empty for those of none."""

    slug: str
    label: str
    questions: tuple[QuestionCard, ...]


@dataclass(frozen=True)
class Listed:
    """A publication of a reading list, with the places to go to."""

    publication: Publication
    places: tuple[PlaceFound, ...]


@router.api_route(PATH, methods=["GET", "HEAD"])
def questions(request: Request, site: SiteHere, q: str = "") -> Response:
    typed = q.strip()[:MAX_TYPED]
    if typed:
        return _asked(request, site, typed)
    listed = site.parts.questions.listed()
    chosen = [one for one in listed if one.status is QuestionStatus.PUBLISHED]
    first = chosen or [one for one in listed[:FIRST] if one.publications > 1]
    rest = [one for one in listed if one not in first]
    return site.render(
        request,
        "questions.html",
        total=len(listed),
        chosen=bool(chosen),
        first=first,
        groups=_groups(site, rest, site.visit(request).language),
    )


@router.api_route(f"{PATH}/{{key}}", methods=["GET", "HEAD"])
def question(request: Request, key: str, site: SiteHere) -> Response:
    name, suffix = parted(key, FORMS)
    found = shown(site, name)
    if found.slug != name:
        return moved(request, f"{found.url}{f'.{suffix}' if suffix else ''}")
    gathering = _complete(site.parts.questions.page(found))
    if suffix:
        return _machine(site, found, gathering, suffix)
    heard = listening(gathering, site.recordings)
    return site.render(
        request,
        "question.html",
        frames=_origins(heard, Way.PLATFORM),
        media=_origins(heard, Way.REMOTE),
        question=found,
        themes=site.parts.questions.gatherer.named(found.themes),
        gathering=gathering,
        heard=heard,
        linked_data=linked_data.question_page(found, gathering, site.parts.settings.site.address),
    )


@router.api_route(f"{PATH}/{{key}}/liste", methods=["GET", "HEAD"])
def reading_list(request: Request, key: str, site: SiteHere) -> Response:
    found = shown(site, key)
    if found.slug != key:
        return moved(request, f"{found.url}/liste")
    gathering = _complete(site.parts.questions.page(found))
    return site.render(
        request,
        "question_list.html",
        question=found,
        listed=list(_listed(site, gathering)),
        seconds=listening(gathering, site.recordings).length,
    )


def _asked(request: Request, site: Site, typed: str) -> Response:
    """`nearest` are questions of the library; everything else is gathered for these very words."""
    told = site.parts.questions.ask(typed)
    heard = listening(told.gathering, site.recordings)
    held = told.question.card(1.0) if told.question else None
    return site.render(
        request,
        "asked.html",
        frames=_origins(heard, Way.PLATFORM),
        media=_origins(heard, Way.REMOTE),
        typed=typed,
        asked=told,
        held=held,
        near=[one for one in told.nearest if held is None or one.id != held.id],
        # The questions near what was typed stand above already.
        gathering=_complete(told.gathering).model_copy(update={"related": ()}),
        heard=heard,
    )


def shown(site: Site, key: str) -> Question:
    """By its slug, a former one or its id. Raises QuestionMissing, and HTTPException once it is withdrawn."""
    found = site.parts.questions.get(key)
    if found.status is QuestionStatus.WITHDRAWN:
        raise HTTPException(410, "This question was withdrawn.")
    return found


def _origins(heard: Listening, way: Way) -> set[str]:
    """What the page's policy lets through, once a visitor asks for it."""
    return {deck.player.origin for deck in heard.decks if deck.player.way is way}


def _complete(gathering: Gathering) -> Gathering:
    """Its publications, and those that only an extract is of."""
    named = {one.publication.id for one in gathering.publications}
    extracts = (*gathering.answers, *gathering.path.moments, *gathering.reading)
    cards = {one.publication.id: one.publication for one in extracts if one.publication.id not in named}
    places = references.cited(gathering)
    others = (PublicationFound(publication=card, places=places[key]) for key, card in cards.items())
    return gathering.model_copy(update={"publications": (*gathering.publications, *others)})


def _groups(site: Site, questions: Iterable[QuestionCard], language: str) -> list[Group]:
    """By the first theme of each that several share; those of no such theme last."""
    every = tuple(questions)
    shared = Counter(slug for one in every for slug in one.themes)
    grouped: dict[str, list[QuestionCard]] = {}
    for one in every:
        home = next((slug for slug in one.themes if shared[slug] >= LEAST), "")
        grouped.setdefault(home, []).append(one)
    concepts = site.parts.themes.present.thesaurus.by_slug
    labels = {slug: concepts[slug].label(language) for slug in grouped if slug in concepts}
    named = [Group(slug, labels[slug], tuple(grouped[slug])) for slug in labels if len(grouped[slug]) >= LEAST]
    others = [one for slug, those in grouped.items() if slug not in {group.slug for group in named} for one in those]
    ordered = sorted(named, key=lambda group: (-len(group.questions), fold(group.label)))
    return [*ordered, *([Group("", "", tuple(others))] if others else [])]


def _listed(site: Site, gathering: Gathering) -> Iterable[Listed]:
    """Those that were withdrawn since it was gathered are left out."""
    for key, places in references.cited(gathering).items():
        publication = site.parts.library.get(key)
        if publication.status is Status.PUBLISHED:
            yield Listed(publication, places)


def _machine(site: Site, found: Question, gathering: Gathering, suffix: str) -> Response:
    settings = site.parts.settings.site
    listed = list(_listed(site, gathering))
    headers = {"Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*"}
    if suffix == "atom":
        return Response(_feed(site, found, listed), media_type=atom.MEDIA_TYPE, headers=headers)
    cited = [references.Reference(one.publication, one.places, settings.address) for one in listed]
    text = references.written(cited, suffix, settings.name)
    headers["Content-Disposition"] = f'attachment; filename="{found.slug}.{suffix}"'
    return Response(text, media_type=references.MEDIA_TYPES[suffix], headers=headers)


def _feed(site: Site, found: Question, listed: Sequence[Listed]) -> bytes:
    """One entry a publication, at the time when it came into the library."""
    settings = site.parts.settings.site
    entries = [
        atom.Entry(
            title=one.publication.title,
            url=f"{whole(settings.address, one.publication.path)}?question={found.id}",
            updated=site.parts.library.revisions(one.publication.id)[0].at,
            summary=one.places[0].text if one.places else "",
            people=tuple(person.name for person in one.publication.people),
            language=one.publication.language,
        )
        for one in listed
    ]
    return atom.atom(
        atom.Feed(
            title=found.wording,
            url=whole(settings.address, found.url),
            own=whole(settings.address, f"{found.url}.atom"),
            author=settings.name,
            language=found.language,
            entries=sorted(entries, key=lambda one: one.updated, reverse=True),
        )
    )

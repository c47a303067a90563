"""The map of the library: drawn when the library changes, shown here; a list says the same in words."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from filrouge.errors import PublicationMissing
from filrouge.language import fold
from filrouge.model import Publication, Status
from filrouge.model.map import Dot, LibraryMap
from filrouge.web.linking import Shown, shown
from filrouge.web.picture import Name, Picture, Spot, named, readable, title_of
from filrouge.web.site import Site, SiteHere

FOCUSED = 10
"""Links of the publication that is looked at."""
SHORT = 60
"""Publications of a list that is not folded."""

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class Group:
    """A region in the list. `name` is empty for what nothing sets apart."""

    name: str
    look: str
    themes: tuple[tuple[str, str], ...]
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class Choice:
    """A value of a filter."""

    slug: str
    name: str
    count: int


@dataclass(frozen=True)
class Focus:
    """The publication that is looked at. `spot` is None when it is not among those drawn."""

    publication: Publication
    links: tuple[Shown, ...]
    spot: Spot | None
    near: tuple[Spot, ...]
    names: tuple[Name, ...]


@router.api_route("/carte", methods=["GET", "HEAD"])
def library_map(
    request: Request,
    site: SiteHere,
    publication: str = "",
    theme: str = "",
    intervenant: str = "",
    partie: str = "",
) -> Response:
    """With `partie=fil`, only what changes when another publication is looked at."""
    language = site.visit(request).language
    label = partial(site.theme, language=language)
    drawn = site.parts.map.present or LibraryMap()
    board = site.pictures.of(drawn, language, label)
    kept = frozenset(number for number, dot in enumerate(drawn.dots) if _passes(dot, theme, intervenant))
    return site.render(
        request,
        "map_looked.html" if partie == "fil" else "map.html",
        drawn=drawn,
        board=board,
        focus=_focus(site, language, publication, drawn, board) if publication else None,
        kept=kept,
        groups=_groups(drawn, board, kept, label),
        folded=len(kept) > SHORT,
        chosen={"publication": publication, "theme": theme, "intervenant": intervenant},
        label_of=label,
        looking=partial(_address, site, request, theme, intervenant),
        themes=_choices((slug for dot in drawn.dots for slug in dot.themes), label),
        people=_choices((slug for dot in drawn.dots for slug in dot.people), lambda one: drawn.people.get(one, one)),
    )


def _address(site: Site, request: Request, theme: str, person: str, slug: str) -> str:
    """Of the map with that publication looked at, or none, under the same filters."""
    pairs = [("publication", slug), ("theme", theme), ("intervenant", person)]
    query = urlencode([pair for pair in pairs if pair[1]])
    return site.visit(request).link(f"/carte?{query}" if query else "/carte")


def _passes(dot: Dot, theme: str, person: str) -> bool:
    return (not theme or theme in dot.themes) and (not person or person in dot.people)


def _focus(site: Site, language: str, key: str, drawn: LibraryMap, board: Picture) -> Focus:
    publication = site.parts.library.get(key)
    if publication.status is not Status.PUBLISHED:
        raise PublicationMissing(f"“{key}” is not published.")
    links = shown(site.parts.links.links(publication.id, FOCUSED), language)
    places = {dot.publication: number for number, dot in enumerate(drawn.dots)}
    spot = board.spots[places[publication.id]] if publication.id in places else None
    near = tuple(board.spots[places[one.card.id]] for one in links if one.card.id in places)
    names = tuple(readable([title_of(one) for one in (*((spot,) if spot else ()), *near)]))
    return Focus(publication, links, spot, near, names)


def _groups(drawn: LibraryMap, board: Picture, kept: frozenset[int], label: Callable[[str], str]) -> list[Group]:
    groups = []
    for number, region in enumerate(drawn.regions):
        dots = [dot for place, dot in enumerate(drawn.dots) if dot.region == number and place in kept]
        if dots:
            themes = tuple((slug, label(slug)) for slug in region.themes)
            ranked = tuple(sorted(dots, key=lambda dot: (fold(dot.title), dot.slug)))
            groups.append(Group(named(region.themes, label), board.discs[number].look, themes, ranked))
    return groups


def _choices(slugs: Iterable[str], label: Callable[[str], str]) -> list[Choice]:
    counts = Counter(slugs)
    return sorted((Choice(slug, label(slug), count) for slug, count in counts.items()), key=lambda one: fold(one.name))

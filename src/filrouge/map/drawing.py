"""One drawing of a library: publications in regions, themes among them, and the few lines that are always shown."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np

from filrouge.map.graph import around, closest, graph_of, regions_of
from filrouge.map.placing import Points, laid_out, packed, radius_of, settled, turned
from filrouge.model import Edge, PublicationCard, slug_of
from filrouge.model.map import Dot, Landmark, LibraryMap, Region, Thread

DRAWN = 1500
"""Publications on a map: more are no picture, and their pages take seconds to show on a phone."""
LINES = 2
"""Links of each publication that are always drawn, inside its region; the others show when it is looked at."""
CROWD = 250
"""Publications beyond which one line each is enough."""
NEIGHBOURS = 12
THREADS = 2
"""For each region, the regions that a line leads to."""
RENEWED = 0.2
"""Part of the publications that may come or go before the whole is laid out again, from where it stood."""
NAMING = 2
"""Themes that a region is named by."""
COMMON = 0.5
"""A theme of more of the publications than that tells nothing of a place."""


@dataclass(frozen=True)
class Relations:
    """What a map is drawn from. `filed`: by the slug of a theme, the ids of the publications filed under it itself;
    `themes`: by publication, the slugs of all that it is found under, broader ones too."""

    cards: Sequence[PublicationCard]
    edges: Sequence[Edge]
    filed: Mapping[str, frozenset[str]]
    themes: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class _Place:
    region: int
    x: float
    y: float


def draw(relations: Relations, former: LibraryMap | None = None, state: str = "") -> LibraryMap:
    """The same relations and the same former map give the same map. Publications of the former one stay where they
    are as long as few have come or gone."""
    cards = _drawn(relations)
    graph = graph_of([card.id for card in cards], relations.edges, relations.filed)
    former = former or LibraryMap()
    known = {dot.publication: _Place(dot.region, dot.x, dot.y) for dot in former.dots}
    present = {card.id for card in cards}
    moved = former.moved + len(present ^ known.keys())
    if not former.founded or moved > RENEWED * former.founded:
        places = _founded(graph, known)
        founded, moved = len(cards), 0
    else:
        places = _grown(graph, {key: place for key, place in known.items() if key in present})
        founded = former.founded
    return _told(relations, cards, places, former).model_copy(
        update={
            "state": state,
            "founded": founded,
            "moved": moved,
            "beyond": len(relations.cards) - len(cards),
        }
    )


def _drawn(relations: Relations) -> list[PublicationCard]:
    """All, or those that are linked most; in the order of their ids."""
    linked: Counter[str] = Counter()
    for edge in relations.edges:
        linked[edge.source] += 1
        linked[edge.target] += 1
    kept = sorted(relations.cards, key=lambda card: (-linked[card.id], card.id))[:DRAWN]
    return sorted(kept, key=lambda card: card.id)


def _founded(graph: nx.Graph, known: Mapping[str, _Place]) -> dict[str, _Place]:
    groups = regions_of(graph)
    number = {node: at for at, group in enumerate(groups) for node in group}
    stood = np.array([_middle([known[node] for node in group if node in known]) for group in groups])
    centres = packed([len(group) for group in groups], _ties(graph, number, len(groups)), stood.reshape(-1, 2))
    places = {}
    for at, group in enumerate(groups):
        before = {node: np.array([known[node].x, known[node].y]) - stood[at] for node in group if node in known}
        points = laid_out(graph, group, before)
        outward = np.array([_outward(graph, node, number, centres, at) for node in group])
        for node, point in zip(group, turned(points, outward) + centres[at], strict=True):
            places[node] = _Place(at, float(point[0]), float(point[1]))
    return places


def _middle(places: Sequence[_Place]) -> tuple[float, float]:
    if not places:
        return (np.nan, np.nan)
    return (sum(place.x for place in places) / len(places), sum(place.y for place in places) / len(places))


def _ties(graph: nx.Graph, number: Mapping[str, int], count: int) -> Points:
    ties = np.zeros((count, count))
    for node, at in number.items():
        for near, weight in around(graph, node):
            if number[near] != at:
                ties[at, number[near]] += weight
    return ties


def _outward(graph: nx.Graph, node: str, number: Mapping[str, int], centres: Points, at: int) -> Points:
    """The way to the regions that a publication is linked to."""
    way = np.zeros(2)
    for near, data in graph[node].items():
        if isinstance(near, str) and number[near] != at:
            between = centres[number[near]] - centres[at]
            way += data["weight"] * between / max(float(np.linalg.norm(between)), 1e-9)
    return way


def _grown(graph: nx.Graph, known: Mapping[str, _Place]) -> dict[str, _Place]:
    """Those that are new stand amid what they hold to, in the first room that is free."""
    places = dict(known)
    new = [node for node in graph if isinstance(node, str) and node not in places]
    if not new:
        return places
    wanted = [_amid(graph, node, known) for node in new]
    still = list(known.values())
    points = settled(np.array([(one.x, one.y) for one in (*still, *wanted)]), fixed=len(still))
    for node, place, point in zip(new, wanted, points[len(still) :], strict=True):
        places[node] = _Place(place.region, float(point[0]), float(point[1]))
    return places


def _amid(graph: nx.Graph, node: str, known: Mapping[str, _Place]) -> _Place:
    """The middle of those of its region that it holds to; of its region, when it holds to none."""
    region = {one: place.region for one, place in known.items()}
    held = closest(graph, [node], region)
    at = max(region.values(), default=0) if held is None else held
    near = [(one, weight) for one, weight in around(graph, node) if region.get(one) == at]
    among = near or [(one, 1.0) for one, number in region.items() if number == at]
    total = sum(weight for _, weight in among)
    x = sum(known[one].x * weight for one, weight in among) / total
    y = sum(known[one].y * weight for one, weight in among) / total
    return _Place(at, x, y)


def _told(
    relations: Relations, cards: Sequence[PublicationCard], places: Mapping[str, _Place], former: LibraryMap
) -> LibraryMap:
    dots = _dots(relations, cards, places)
    at = {dot.publication: number for number, dot in enumerate(dots)}
    filed = {theme: sorted(at[key] for key in those if key in at) for theme, those in relations.filed.items()}
    regions = _regions(dots, filed)
    return LibraryMap(
        dots=dots,
        regions=regions,
        landmarks=_landmarks(dots, filed, regions, former),
        lines=_lines(dots),
        threads=_threads(dots),
        people={slug_of(name): name for card in cards for name in card.people},
    )


def _dots(relations: Relations, cards: Sequence[PublicationCard], places: Mapping[str, _Place]) -> tuple[Dot, ...]:
    at = {card.id: number for number, card in enumerate(cards)}
    near: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for edge in relations.edges:
        if edge.source in at and edge.target in at:
            near[edge.source].append((-edge.strength, edge.target))
            near[edge.target].append((-edge.strength, edge.source))
    return tuple(
        Dot(
            publication=card.id,
            slug=card.slug,
            title=card.title,
            kind=card.kind,
            language=card.language,
            people=tuple(slug_of(name) for name in card.people),
            themes=relations.themes.get(card.id, ()),
            links=tuple(at[other] for _, other in sorted(near[card.id])[:NEIGHBOURS]),
            region=places[card.id].region,
            x=round(places[card.id].x, 2),
            y=round(places[card.id].y, 2),
            size=_size(len(near[card.id])),
        )
        for card in cards
    )


def _size(links: int) -> int:
    return 1 + sum(links >= step for step in (3, 6, 11, 20))


def _regions(dots: Sequence[Dot], filed: Mapping[str, Sequence[int]]) -> tuple[Region, ...]:
    found = []
    for number in range(max((dot.region for dot in dots), default=-1) + 1):
        those = [(dot.x, dot.y) for dot in dots if dot.region == number]
        middle = np.mean(np.array(those), axis=0) if those else np.zeros(2)
        away = [float(np.hypot(x - middle[0], y - middle[1])) for x, y in those]
        radius = max([radius_of(len(those)), *(one + 0.5 for one in away)])
        themes = tuple(_telling(number, dots, filed))
        found.append(Region(x=round(middle[0], 2), y=round(middle[1], 2), radius=round(radius, 2), themes=themes))
    return tuple(found)


def _telling(number: int, dots: Sequence[Dot], filed: Mapping[str, Sequence[int]]) -> Iterable[str]:
    """Themes that set a region apart: many of its publications, and few of the others'."""
    size = sum(dot.region == number for dot in dots)
    scored = []
    for theme, those in filed.items():
        own = sum(dots[one].region == number for one in those)
        if own > 1:
            scored.append((-((own / size) ** 0.5) * own / (len(those) + 1), theme))
    return [theme for _, theme in sorted(scored)[:3]]


def _landmarks(
    dots: Sequence[Dot], filed: Mapping[str, Sequence[int]], regions: Sequence[Region], former: LibraryMap
) -> tuple[Landmark, ...]:
    """Themes where most of their publications stand, the largest of each region but for those that name it; one that
    was there stays."""
    stood = {one.slug: one for one in former.landmarks}
    room: Counter[int] = Counter()
    wanted: list[tuple[str, int, Points]] = []
    for theme, those in sorted(filed.items(), key=lambda one: (-len(one[1]), one[0])):
        if len(those) < 2 or len(those) > max(3, COMMON * len(dots)):
            continue
        number, own = Counter(dots[one].region for one in those).most_common(1)[0]
        size = sum(dot.region == number for dot in dots)
        if own < 2 or room[number] >= 2 + size // 7 or theme in regions[number].themes[:NAMING]:
            continue
        room[number] += 1
        before = stood.get(theme)
        middle = np.mean([(dots[one].x, dots[one].y) for one in those if dots[one].region == number], axis=0)
        wanted.append((theme, number, np.array([before.x, before.y]) if before else middle))
    if not wanted:
        return ()
    held = np.array([(dot.x, dot.y) for dot in dots])
    points = settled(np.vstack((held, np.array([point for _, _, point in wanted]))), fixed=len(held))[len(held) :]
    return tuple(
        Landmark(slug=theme, x=round(float(x), 2), y=round(float(y), 2), region=number, dots=tuple(filed[theme]))
        for (theme, number, _), (x, y) in zip(wanted, points, strict=True)
    )


def _lines(dots: Sequence[Dot]) -> tuple[tuple[int, int], ...]:
    """Of each publication its strongest links inside its region."""
    kept: set[tuple[int, int]] = set()
    for number, dot in enumerate(dots):
        inside = [other for other in dot.links if dots[other].region == dot.region]
        kept.update((min(number, other), max(number, other)) for other in inside[: LINES if len(dots) <= CROWD else 1])
    return tuple(sorted(kept))


def _threads(dots: Sequence[Dot]) -> tuple[Thread, ...]:
    """From each region to those that most links go to, counted once."""
    pairs = {
        (min(number, other), max(number, other))
        for number, dot in enumerate(dots)
        for other in dot.links
        if dots[other].region != dot.region
    }
    counts: Counter[tuple[int, int]] = Counter()
    for first, second in pairs:
        low, high = sorted((dots[first].region, dots[second].region))
        counts[low, high] += 1
    kept: set[tuple[int, int]] = set()
    for region in {one for pair in counts for one in pair}:
        those = sorted((-count, pair) for pair, count in counts.items() if region in pair)
        kept.update(pair for _, pair in those[:THREADS])
    return tuple(Thread(first=pair[0], second=pair[1], links=counts[pair]) for pair in sorted(kept))

"""The map as it is drawn on a page: pixels of a board 1000 wide, and which names are read at which nearness.

Nearness is how many pixels of the screen one of the board takes: 1 on a desk as the page opens, less on a phone, more
as the visitor comes nearer. A name shows from the nearness at which it hides no other that matters more.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil
from textwrap import shorten, wrap

import numpy as np
from numpy.typing import NDArray

from filrouge.map.drawing import NAMING
from filrouge.model.map import Dot, LibraryMap
from filrouge.web.display import spaced

WIDTH, LOWEST, HIGHEST = 1000, 600, 860
SIDE, BELOW, ABOVE = 52, 52, 112
"""Room around the discs, for the names that stand over them and those that reach out of them."""
LARGEST = 74.0
"""Pixels for the room of one publication: the map of a small library does not fill the board with three discs."""
LEVELS = (0.33, 0.5, 0.7, 1.0, 1.5, 2.2, 3.2, 4.7)
NEVER = len(LEVELS)
FEW = 60
"""Publications whose titles may show as the page opens."""
TITLE = 64
LINE, SHORT_LINE = 26, 14
"""Characters of a title, of a line of it, and of a line of the name of a region."""
Pixels = NDArray[np.float64]
FILLS = ("full", "ring", "heart")
TONES = 6


@dataclass(frozen=True)
class Name:
    """A text on the board, `offset` pixels of the screen below its point; `level` is the first of LEVELS at which it
    shows. `target`: the place of a region, the slug of a theme or of a publication."""

    lines: tuple[str, ...]
    x: float
    y: float
    offset: float
    kind: str
    target: str
    level: int = 0


@dataclass(frozen=True)
class Spot:
    """A publication on the board. `radius` is in pixels, `look` names its region's way of being drawn."""

    dot: Dot
    x: float
    y: float
    radius: float
    look: str


@dataclass(frozen=True)
class Disc:
    x: float
    y: float
    radius: float
    name: str
    look: str


@dataclass(frozen=True)
class Picture:
    spots: tuple[Spot, ...]
    discs: tuple[Disc, ...]
    landmarks: tuple[tuple[str, float, float], ...]
    names: tuple[Name, ...]
    lines: str
    threads: tuple[tuple[str, int], ...]
    height: int
    width: int = WIDTH
    levels: tuple[float, ...] = LEVELS


def picture(drawn: LibraryMap, label: Callable[[str], str]) -> Picture:
    """`label` names a theme by its slug in the language of the page."""
    board = _Board.around(drawn)
    looks = [look(number) for number in range(len(drawn.regions))]
    spots = tuple(Spot(dot, *board.at(dot.x, dot.y), board.radius(dot.size), looks[dot.region]) for dot in drawn.dots)
    discs = tuple(
        Disc(*board.at(one.x, one.y), round(one.radius * board.scale + 6, 1), named(one.themes[:1], label), style)
        for one, style in zip(drawn.regions, looks, strict=True)
    )
    landmarks = tuple((one.slug, *board.at(one.x, one.y)) for one in drawn.landmarks)
    return Picture(
        spots=spots,
        discs=discs,
        landmarks=landmarks,
        names=tuple(_names(spots, discs, landmarks, label)),
        lines="".join(f"M{spots[a].x} {spots[a].y}L{spots[b].x} {spots[b].y}" for a, b in drawn.lines),
        threads=tuple((_thread(discs[one.first], discs[one.second]), _width(one.links)) for one in drawn.threads),
        height=board.height,
    )


class Pictures:
    """The last one of each language: made once for each map that is drawn."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[LibraryMap, Picture]] = {}

    def of(self, drawn: LibraryMap, language: str, label: Callable[[str], str]) -> Picture:
        held = self._last.get(language)
        if held is None or held[0] is not drawn:
            held = self._last[language] = drawn, picture(drawn, label)
        return held[1]


def named(themes: Sequence[str], label: Callable[[str], str]) -> str:
    """The name of a region: the themes that tell most of it."""
    name = ", ".join(label(theme) for theme in themes[:NAMING])
    return name[:1].upper() + name[1:]


def look(region: int) -> str:
    """A tone, and from the seventh region on another way of filling it: what colour tells, shape tells too."""
    return f"tone-{region % TONES} {FILLS[region // TONES % len(FILLS)]}"


@dataclass(frozen=True)
class _Board:
    scale: float
    left: float
    top: float
    height: int

    @classmethod
    def around(cls, drawn: LibraryMap) -> "_Board":
        """The largest at which all discs are on the board, in its middle."""
        if not drawn.regions:
            return cls(1.0, 0.0, 0.0, LOWEST)
        left = min(one.x - one.radius for one in drawn.regions)
        right = max(one.x + one.radius for one in drawn.regions)
        top = min(one.y - one.radius for one in drawn.regions)
        bottom = max(one.y + one.radius for one in drawn.regions)
        scale = min((WIDTH - 2 * SIDE) / (right - left), (HIGHEST - BELOW - ABOVE) / (bottom - top), LARGEST)
        middle = (WIDTH - scale * (left + right)) / 2
        height = max(LOWEST, ceil(ABOVE + BELOW + scale * (bottom - top)))
        return cls(scale, middle, (height + ABOVE - BELOW - scale * (top + bottom)) / 2, height)

    def at(self, x: float, y: float) -> tuple[float, float]:
        return round(x * self.scale + self.left, 1), round(y * self.scale + self.top, 1)

    def radius(self, size: int) -> float:
        return round(min((0.13 + 0.04 * size) * self.scale, 3.5 + 1.4 * size), 1)


def _thread(first: Disc, second: Disc) -> str:
    """A line that bends a little, so that two that cross are told apart."""
    bend = 0.12
    x = (first.x + second.x) / 2 + bend * (second.y - first.y)
    y = (first.y + second.y) / 2 - bend * (second.x - first.x)
    return f"M{first.x} {first.y}Q{x:.1f} {y:.1f} {second.x} {second.y}"


def _width(links: int) -> int:
    return 1 + sum(links >= step for step in (4, 12))


def title_of(spot: Spot) -> Name:
    title = shorten(spot.dot.title, TITLE, placeholder=" …")
    lines = tuple(wrap(spaced(title, spot.dot.language).unescape(), LINE))
    return Name(lines, spot.x, spot.y, round(1.4 * spot.radius + 12, 1), "title", spot.dot.slug)


def _names(
    spots: Sequence[Spot],
    discs: Sequence[Disc],
    landmarks: Sequence[tuple[str, float, float]],
    label: Callable[[str], str],
) -> list[Name]:
    """What matters most comes first: it is never hidden by what follows."""
    wanted: list[Name] = []
    for number, disc in enumerate(discs):
        lines = tuple(wrap(disc.name, SHORT_LINE))
        if lines:
            above = round(disc.y - disc.radius, 1)
            offset = -5 - _SIZES["region"][1] * (len(lines) - 1)
            wanted.append(Name(lines, disc.x, above, offset, "region", str(number)))
    wanted += [Name((label(slug),), x, y, 18, "theme", slug) for slug, x, y in landmarks]
    wanted += [title_of(spot) for spot in sorted(spots, key=lambda one: (-one.dot.size, one.dot.publication))]
    return list(readable(wanted, titles=2 if len(spots) <= FEW else 3, dots=spots))


_SIZES = {"region": (8.2, 19), "theme": (7.4, 17), "title": (6.7, 15)}
"""Pixels of the screen that a character and a line take: names keep their size, however near one is."""


def readable(wanted: Sequence[Name], titles: int = 0, dots: Sequence[Spot] = ()) -> Iterator[Name]:
    """Each from the level at which it hides none before it, nor the middle of a dot from there on; what never has room
    is left out. `titles`: the first level for titles."""
    first = {"region": 0, "theme": 1, "title": titles}
    points = np.array([(name.x, name.y) for name in wanted]).reshape(-1, 2)
    sizes = np.array([_size(name) for name in wanted]).reshape(-1, 2)
    shifts = np.array([(0.0, name.offset + _lower(name)) for name in wanted]).reshape(-1, 2)
    levels = np.full(len(wanted), NEVER)
    nearness = np.array(LEVELS)
    middles = np.array([(spot.x, spot.y) for spot in dots]).reshape(-1, 2)
    for at, name in enumerate(wanted):
        shown = np.flatnonzero(levels[:at] < NEVER)
        between = points[shown] - points[at]
        room = (sizes[shown] + sizes[at]) / 2
        for level in range(max(first[name.kind], _clear(middles - points[at], shifts[at], sizes[at] / 2)), NEVER):
            seen = nearness[np.maximum(levels[shown], level)][:, None]  # from there on, both are there
            apart = np.abs(between * seen + shifts[shown] - shifts[at])
            if not np.any(np.all(apart < room, axis=1)):
                levels[at] = level
                yield replace(name, level=level)
                break


def _clear(dots: Pixels, shift: Pixels, half: Pixels) -> int:
    """The first level from which on a name stands on no dot. `dots`: their places from its own point."""
    seen = dots[None] * np.array(LEVELS)[:, None, None] - shift
    covered = np.any(np.all(np.abs(seen) < half, axis=2), axis=1)
    return int(np.flatnonzero(covered).max(initial=-1)) + 1


def _lower(name: Name) -> float:
    """How far below its first line the middle of a name is."""
    return (len(name.lines) - 1) * _SIZES[name.kind][1] / 2


def _size(name: Name) -> tuple[float, float]:
    wide, high = _SIZES[name.kind]
    return wide * max(len(line) for line in name.lines), high * len(name.lines)

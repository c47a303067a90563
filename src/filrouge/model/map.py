"""The map of a library: where each publication stands among those that it speaks to.

Lengths are in one unit throughout: the room that one publication takes.
"""

from pydantic import Field

from filrouge.model.publication import Id, Kind, LanguageTag, Slug, Text
from filrouge.model.value import Value


class Dot(Value):
    """A publication. `people`, `themes`: slugs of who speaks in it and of what it is filed under, broader ones too.

    `links`: places in `LibraryMap.dots` of those that it speaks to, strongest first; `size` grows with them, from 1
    to 5.
    """

    publication: Id
    slug: Slug
    title: Text
    kind: Kind
    language: LanguageTag
    people: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    links: tuple[int, ...] = ()
    region: int = Field(ge=0)
    x: float
    y: float
    size: int = Field(ge=1, le=5)


class Landmark(Value):
    """A theme, among the publications that are filed under it (their places in `LibraryMap.dots`)."""

    slug: Slug
    x: float
    y: float
    region: int = Field(ge=0)
    dots: tuple[int, ...] = ()


class Region(Value):
    """Publications that speak to each other more than to the rest. `themes` are slugs of what sets it apart, best
    first; empty when nothing does."""

    x: float
    y: float
    radius: float
    themes: tuple[Slug, ...] = ()


class Thread(Value):
    """How many links go from one region to another, with the first the smaller number."""

    first: int
    second: int
    links: int


class LibraryMap(Value):
    """One drawing. `state` names what it was drawn from; `founded` and `moved` are how many publications stood in it
    when it was last drawn anew, and how many came or went since; `beyond` how many publications it leaves out.

    `people`: names by slug. `lines`: pairs of places in `dots`, the links that are always drawn.
    """

    state: str = ""
    founded: int = 0
    moved: int = 0
    beyond: int = 0
    dots: tuple[Dot, ...] = ()
    landmarks: tuple[Landmark, ...] = ()
    regions: tuple[Region, ...] = ()
    threads: tuple[Thread, ...] = ()
    lines: tuple[tuple[int, int], ...] = ()
    people: dict[str, str] = Field(default_factory=dict)

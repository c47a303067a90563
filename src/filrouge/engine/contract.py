"""What an index promises; one suite of tests holds every implementation to it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from filrouge.engine.vocabulary import Vocabulary
from filrouge.model import Facet, Notice, Passage, Publication, PublicationCard, Query, Sort


@dataclass(frozen=True)
class Entry:
    """A published publication as it is indexed, with the passages cut from it.

    `themes`: what it is filed under, values and their labels; None for the themes it states itself.
    """

    publication: Publication
    passages: tuple[Passage, ...]
    themes: Mapping[str, str] | None = None


@dataclass(frozen=True)
class State:
    """What the index holds. `sequence` is the library's, as of the last update; `encoded` counts the publications that
    are found by meaning, None without a sentence model.
    """

    sequence: int
    publications: int
    passages: int
    encoded: int | None = None


FACET_VALUES = 30
"""Values of a facet that a page of results asks for: the most frequent."""


@dataclass(frozen=True)
class Request:
    """A query with how much of the answer is wanted: publications `start` to `start + size` in the order of `sort`,
    each with at most `passages` passages; of each facet, `facets` values at most and those filtered by, none for 0."""

    query: Query
    sort: Sort = Sort.RELEVANCE
    start: int = 0
    size: int = 10
    passages: int = 3
    facets: int = FACET_VALUES


@dataclass(frozen=True)
class ScoredPassage:
    passage: Passage
    score: float


@dataclass(frozen=True)
class Match:
    """A publication that answers; `more` counts its other matching passages that are known. `versions` are others that
    say the same (a webinar and its own article), which are no matches of their own.
    """

    card: PublicationCard
    score: float
    passages: tuple[ScoredPassage, ...] = ()
    more: int = 0
    versions: tuple[PublicationCard, ...] = ()


@dataclass(frozen=True)
class Matches:
    """`total` counts a publication and its versions once; facets count each."""

    total: int
    found: tuple[Match, ...] = ()
    facets: tuple[Facet, ...] = field(default=())
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class Titled:
    """Publications by their title, and answers by the wording of their question (the heading of their passage)."""

    publications: tuple[PublicationCard, ...]
    questions: tuple[Passage, ...]


Progress = Callable[[int], None]
"""Called with the number of publications indexed so far."""


class Engine(Protocol):
    """The index of one library. It holds nothing that the library does not: it can be deleted at any time."""

    def update(self, entries: Iterable[Entry], *, removed: Collection[str] = (), sequence: int) -> None:
        """Put these publications in place of their former selves, take the `removed` ids out, and note `sequence`.
        All or nothing. Raises IndexBusy."""
        ...

    def rebuild(self, entries: Iterable[Entry], *, sequence: int, progress: Progress | None = None) -> None:
        """Build anew aside from a stream, then swap. Searches go on in the old one until then. Raises IndexBusy."""
        ...

    def search(self, request: Request) -> Matches:
        """The publications that answer, best first. A query without clauses matches all that passes its filters."""
        ...

    def fetch(self, publications: Sequence[str]) -> dict[str, tuple[Passage, ...]]:
        """The passages of these publications in their order; unknown ids are absent."""
        ...

    def cards(self, publications: Sequence[str]) -> dict[str, PublicationCard]:
        """Of these publications, by their ids; unknown ids are absent."""
        ...

    def titled(self, alternatives: Sequence[Sequence[str]], limit: int) -> Titled:
        """What bears in its title, or asks, one word at least of each group of `alternatives`."""
        ...

    @property
    def vocabulary(self) -> Vocabulary:
        """Every word of the library."""
        ...

    @property
    def state(self) -> State:
        """Raises IndexOutdated or IndexDamaged when it must be rebuilt."""
        ...

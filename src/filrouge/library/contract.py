"""What a store of publications promises; one suite of tests holds every implementation to it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from filrouge.model import Publication, ThemeTag


class Outcome(StrEnum):
    IMPORTED = "imported"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Saved:
    """What a save did. `kept` names the fields that an editor had changed and that an import left alone."""

    outcome: Outcome
    publication: Publication
    kept: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stored:
    """A publication with the number of the change that last touched it."""

    publication: Publication
    sequence: int


@dataclass(frozen=True)
class Revision:
    """A state the publication was in. `number` counts from 1 within it; `origin` is `import` or `editor`."""

    number: int
    at: datetime
    origin: str
    publication: Publication


@dataclass(frozen=True)
class Filed:
    """A published publication and a concept that it speaks of. `shown`: it is filed under that concept."""

    publication: str
    tag: ThemeTag


class Tags(Protocol):
    """Made from publications and a thesaurus, and made again whenever either changes: `stale` says what must be.

    Only what is published is counted and listed. A concept is named by its address.
    """

    def stale(self, version: str) -> Iterator[Stored]:
        """Publications whose tags are missing, of another `version`, or of a former state of theirs. Streams, and may
        go on while they are saved. What cannot be read is passed over."""
        ...

    def save(self, stored: Stored, tags: Sequence[ThemeTag], version: str, filed: str) -> bool:
        """Keep the tags of that state of the publication in place of all former ones; False, and nothing is kept,
        when it has changed since. `filed` stands for what the index files it under: when it is another than before,
        the publication gets the number of a new change, so that the index sees it."""
        ...

    def of(self, publication: str) -> tuple[ThemeTag, ...]:
        """By its id, in the order in which they were saved. Empty when it was never tagged."""
        ...

    def best(self, concepts: Collection[str], limit: int) -> tuple[Filed, ...]:
        """Publications that speak of one of these, by the strength of their best passage; one tag each."""
        ...

    def spread(self) -> dict[str, int]:
        """By concept, how many publications speak of it."""
        ...

    def given(self) -> dict[str, int]:
        """By concept, to how many publications an editor gave it."""
        ...

    def filed(self) -> dict[str, frozenset[str]]:
        """By concept, the publications that are filed under it."""
        ...

    @property
    def publications(self) -> int:
        """How many publications the library holds, whatever their status."""
        ...


class Library(Protocol):
    """The source of truth. Every save is atomic and acknowledged only once it is on disk.

    Changes are numbered: `sequence` grows by one with each save that changed something, so that an index knows
    what it has not seen. `tags` are what its publications were found to speak of, in the same store.
    """

    @property
    def tags(self) -> Tags: ...

    def save_import(self, publication: Publication) -> Saved:
        """Keep what a source gave. A publication of the same `source` (or, failing that, the same `id`) is updated:
        its id and slug stay, and so does every field whose value an editor changed since the last import.
        The same content again touches nothing. A slug already taken gets a number."""
        ...

    def save_edit(self, publication: Publication) -> Saved:
        """Keep what an editor made of it, as a new revision. A new slug leaves the old one answering.

        Raises PublicationMissing when the id is unknown.
        """
        ...

    def get(self, key: str) -> Publication:
        """By id, slug or former slug. Raises PublicationMissing."""
        ...

    def changes(self, since: int = 0) -> Iterator[Stored]:
        """Publications whose last change is after `since`, in the order of their changes, whatever their status.
        Streams. One whose document cannot be read is passed over, so that it costs the others nothing:
        `faults` names it."""
        ...

    def revisions(self, key: str) -> tuple[Revision, ...]:
        """Oldest first; the last is the present state. Raises PublicationMissing."""
        ...

    def faults(self) -> Iterator[str]:
        """What is wrong with what is stored, one sentence each; nothing when all of it can be read."""
        ...

    @property
    def sequence(self) -> int:
        """The number of the last change; 0 for an empty library."""
        ...

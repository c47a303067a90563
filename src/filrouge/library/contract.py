"""What a store of publications promises; one suite of tests holds every implementation to it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from filrouge.model import Decision, Publication, Question, Standing, ThemeTag, Variant


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

    def shown(self, publications: Collection[str]) -> dict[str, tuple[str, ...]]:
        """By publication of these, the concepts that it is filed under, in the order in which they were saved."""
        ...

    def told(self, passages: Mapping[str, Collection[str]]) -> dict[str, dict[str, float]]:
        """By passage of these (their ids, by publication), the concepts that it was found to speak of, and how
        strongly. Those that speak of none are absent."""
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


@dataclass(frozen=True)
class Placed:
    """A wording found in a publication and the id of the question that it is one of."""

    variant: Variant
    question: str


class Findings(Protocol):
    """The wordings found in publications, and what was gathered around questions: made from the library, and made again
    whenever it changes."""

    def stale(self, version: str) -> Iterator[Stored]:
        """Publications whose questions were not looked for, or by another `version` of the rules, or in a former state
        of theirs. Streams, and may go on while they are saved. What cannot be read is passed over."""
        ...

    def save(self, stored: Stored, placed: Sequence[Placed], proposed: Sequence[Question], version: str) -> bool:
        """Keep what was found in that state of the publication in place of all former finds of it, with the questions
        that no one had asked before; False, and nothing is kept, when it has changed since. A slug already taken gets a
        number; a question that is there already stays as it is."""
        ...

    def homes(self) -> dict[str, str]:
        """By wording (`language.wording.key_of`), the question that it was last put in, by an editor or by what was
        found: the same words go there again, until they are moved."""
        ...

    def move(self, homes: Mapping[str, str], proposed: Sequence[Question]) -> None:
        """Put wordings, wherever publications ask them, in other questions (as `homes`), some of which no one had asked
        before. Of a question that an editor decided about nothing goes, and nothing goes into it, nor into one that is
        no more; one that nothing is left of stays."""
        ...

    def keep(self, gathered: Mapping[str, tuple[str, str]]) -> None:
        """By question, a stamp of what it was, and what was gathered around it (JSON), in place of what was before.
        Nothing is kept of a question that is no more."""
        ...

    def kept(self, question: str) -> tuple[str, str] | None:
        """(stamp, gathered), as they were kept."""
        ...

    @property
    def settled(self) -> int:
        """The number of the library's change up to which everything kept was gathered; 0 before the first time."""
        ...

    def settle(self, sequence: int) -> None: ...


class Questions(Protocol):
    """What is asked. Proposed questions are found; what an editor decides about one is true from then on, outlives
    everything that is found, and no address that ever led to a question ceases to."""

    @property
    def findings(self) -> Findings: ...

    @property
    def revision(self) -> int:
        """Grows with every change of a question or of its variants."""
        ...

    def all(self) -> tuple[Question, ...]:
        """Every question whatever its status: those an editor put in order first, then as they came."""
        ...

    def get(self, key: str) -> Question:
        """By id, slug or former slug; of a merged one, the question it went into. Raises QuestionMissing."""
        ...

    def save(self, question: Question) -> Question:
        """Keep what an editor made of it, or a new one. A new slug leaves the former answering; one that is taken gets
        a number. Of its variants those without a publication are kept; the others are only ever found."""
        ...

    def merge(self, source: str, into: str) -> Question:
        """All that is asked in the first becomes part of the second, where the former's addresses lead from now on.

        Raises QuestionMissing; EditRefused for a question and itself.
        """
        ...

    def split(self, key: str, wordings: Sequence[str], question: Question) -> Question:
        """These wordings of a question, with their places, become a new `question`, and both keep theirs for good.

        Raises QuestionMissing; EditRefused when it has none of them, or no other.
        """
        ...


class Decisions(Protocol):
    """What editors decided of links: true whatever is computed. A link has no direction here, and one decision."""

    def decide(self, one: str, other: str, standing: Standing, words: str | None = None) -> Decision:
        """Of the link between these publications, by their ids, in place of what was decided before. `words` are the
        editor's reason; None leaves those that were given. `Standing.FOUND` takes the decision back, words and all.

        Raises PublicationMissing; ValueError for a publication and itself.
        """
        ...

    def of(self, publication: str) -> dict[str, Decision]:
        """By the id of the other publication, in the order in which they were decided."""
        ...

    def all(self) -> tuple[Decision, ...]:
        """In the order in which they were decided."""
        ...

    @property
    def revision(self) -> int:
        """Grows with every decision, and with every one taken back."""
        ...


class Library(Protocol):
    """The source of truth. Every save is atomic and acknowledged only once it is on disk.

    Changes are numbered: `sequence` grows by one with each save that changed something, so that an index knows
    what it has not seen. `tags` are what its publications were found to speak of, `links` what editors
    decided of their links, `questions` what is asked in them and of them, in the same store.
    """

    @property
    def tags(self) -> Tags: ...

    @property
    def links(self) -> Decisions: ...

    @property
    def questions(self) -> Questions: ...

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

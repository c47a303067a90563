"""A library that lives as long as the process: for tests, for trying an importer, for a preview.

It follows the same contract as the real store, except that nothing is left when the process ends.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import RLock

from filrouge.errors import PublicationMissing
from filrouge.library.contract import Outcome, Revision, Saved, Stored
from filrouge.library.memory_links import MemoryDecisions
from filrouge.library.memory_questions import MemoryQuestions
from filrouge.library.memory_tags import MemoryTags
from filrouge.library.merge import digest_of, document_of, free_slug, merge
from filrouge.model import Publication


@dataclass
class _Held:
    publication: Publication
    imported: Publication
    digest: str
    sequence: int = 0
    revisions: list[Revision] = field(default_factory=list)


class MemoryLibrary:
    """The `Library` contract over dictionaries. Safe to share between threads."""

    def __init__(self) -> None:
        self._held: dict[str, _Held] = {}
        self._former: dict[str, str] = {}
        self._sequence = 0
        self._lock = RLock()
        self.tags = MemoryTags(self._stored, self._renumber)
        self.links = MemoryDecisions(self._stored)
        self.questions = MemoryQuestions(self._stored)

    def save_import(self, publication: Publication) -> Saved:
        digest = digest_of(document_of(publication))
        with self._lock:
            held = self._same_source(publication)
            if held is None:
                slug = free_slug(publication.slug, self._taken(publication.id))
                new = publication.model_copy(update={"slug": slug})
                held = self._held[new.id] = _Held(new, publication, digest)
                self._record(held, new, "import")
                return Saved(Outcome.IMPORTED, new)
            if held.digest == digest:
                return Saved(Outcome.UNCHANGED, held.publication)
            merged = merge(held.publication, held.imported, publication)
            held.imported, held.digest = publication, digest
            if merged.publication == held.publication:
                return Saved(Outcome.UNCHANGED, held.publication, merged.kept)
            self._record(held, merged.publication, "import")
            return Saved(Outcome.UPDATED, merged.publication, merged.kept)

    def save_edit(self, publication: Publication) -> Saved:
        with self._lock:
            held = self._held.get(publication.id)
            if held is None:
                raise PublicationMissing(publication.id)
            slug = free_slug(publication.slug, self._taken(publication.id))
            edited = publication.model_copy(update={"slug": slug, "source": held.publication.source})
            if edited == held.publication:
                return Saved(Outcome.UNCHANGED, edited)
            if slug != held.publication.slug:
                self._former.pop(slug, None)
                self._former[held.publication.slug] = edited.id
            self._record(held, edited, "editor")
            return Saved(Outcome.UPDATED, edited)

    def get(self, key: str) -> Publication:
        return self._find(key).publication

    def changes(self, since: int = 0) -> Iterator[Stored]:
        with self._lock:
            stored = [Stored(held.publication, held.sequence) for held in self._held.values()]
        yield from sorted((one for one in stored if one.sequence > since), key=lambda one: one.sequence)

    def revisions(self, key: str) -> tuple[Revision, ...]:
        return tuple(self._find(key).revisions)

    def faults(self) -> Iterator[str]:
        """Nothing is ever read back, so nothing can be unreadable."""
        yield from ()

    @property
    def sequence(self) -> int:
        return self._sequence

    def _stored(self) -> dict[str, Stored]:
        with self._lock:
            return {key: Stored(held.publication, held.sequence) for key, held in self._held.items()}

    def _renumber(self, key: str) -> int:
        with self._lock:
            self._sequence += 1
            self._held[key].sequence = self._sequence
            return self._sequence

    def _find(self, key: str) -> _Held:
        with self._lock:
            if key in self._held:
                return self._held[key]
            for held in self._held.values():
                if held.publication.slug == key:
                    return held
            if key in self._former:
                return self._held[self._former[key]]
        raise PublicationMissing(key)

    def _same_source(self, publication: Publication) -> _Held | None:
        if publication.source:
            for held in self._held.values():
                if held.publication.source == publication.source:
                    return held
        return self._held.get(publication.id)

    def _taken(self, but: str) -> set[str]:
        """What names other publications: their slugs, former slugs and ids."""
        others = {name for held in self._held.values() for name in (held.publication.slug, held.publication.id)}
        own = {but, self._held[but].publication.slug} if but in self._held else {but}
        return (others - own) | {slug for slug, owner in self._former.items() if owner != but}

    def _record(self, held: _Held, publication: Publication, origin: str) -> None:
        self._sequence += 1
        held.publication, held.sequence = publication, self._sequence
        held.revisions.append(Revision(len(held.revisions) + 1, datetime.now(UTC), origin, publication))

"""The index follows the library: what it has not seen is put in, and what cannot be trusted is built anew."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from filrouge.engine import Engine, Entry
from filrouge.engine.contract import Progress
from filrouge.errors import IndexBusy, IndexDamaged, IndexOutdated
from filrouge.flow.themes.tagging import Cut, Tagger
from filrouge.library.contract import Library
from filrouge.model import Publication, Status

BATCH = 200
"""Publications put in at once: as many as fit easily in memory with their transcripts."""
_log = logging.getLogger(__name__)


class Refreshed(StrEnum):
    """`busy`: another process is writing in the index, and will have seen every change when it is done."""

    CURRENT = "current"
    CAUGHT_UP = "caught up"
    REBUILT = "rebuilt"
    BUSY = "busy"


@dataclass(frozen=True)
class Indexer:
    """Brings an engine to the state of a library. Interrupted anywhere, the next call goes on from there."""

    library: Library
    engine: Engine
    cut: Cut
    batch: int = BATCH
    tagger: Tagger | None = None

    def refresh(self, progress: Progress | None = None) -> Refreshed:
        """Catch up, rebuilding when the index is missing, old, damaged or ahead of the library.

        Raises IndexBusy only when there is no index to search in the meantime.
        """
        if self.tagger:  # first: what publications are filed under is indexed with them
            self.tagger.refresh()
        try:
            return Refreshed.CAUGHT_UP if self.catch_up(progress) else Refreshed.CURRENT
        except IndexBusy:
            _log.info("Another process is writing in the index.")
            return Refreshed.BUSY
        except (IndexOutdated, IndexDamaged) as error:
            _log.info("The index is built anew: %s", error)
            self.rebuild(progress)
            return Refreshed.REBUILT

    def catch_up(self, progress: Progress | None = None) -> int:
        """The number of changes put in. Goes on until nothing is left, because others may be writing meanwhile.

        Raises IndexOutdated, IndexDamaged when it must be rebuilt, and IndexBusy.
        """
        done = 0
        while (seen := self.engine.state.sequence) != (last := self.library.sequence):
            if seen > last:
                raise IndexOutdated(
                    f"The index has seen change {seen} of a library that counts {last}: the library was put back "
                    "from a backup. `filrouge reindex` rebuilds the index."
                )
            for count in self._put_in(seen, last):
                done += count
                if progress:
                    progress(done)
        return done

    def rebuild(self, progress: Progress | None = None) -> None:
        """Build the index anew from the whole library. Raises IndexBusy."""
        last = self.library.sequence
        self.engine.rebuild(self._entries(last), sequence=last, progress=progress)
        self.catch_up()

    def _put_in(self, seen: int, last: int) -> Iterator[int]:
        changes = self.library.changes(seen)
        while batch := list(islice(changes, self.batch)):
            shown = [one.publication for one in batch if one.publication.status is Status.PUBLISHED]
            hidden = [one.publication.id for one in batch if one.publication.status is not Status.PUBLISHED]
            entries = (self._entry(publication) for publication in shown)
            seen = batch[-1].sequence
            self.engine.update(entries, removed=hidden, sequence=seen)
            yield len(batch)
        if seen < last:  # the last changes are of documents that cannot be read: the library passes over them
            self.engine.update((), sequence=last)

    def _entries(self, last: int) -> Iterator[Entry]:
        for one in self.library.changes():
            if one.sequence > last:  # changed since: the catching up that follows brings it, once
                return
            if one.publication.status is Status.PUBLISHED:
                yield self._entry(one.publication)

    def _entry(self, publication: Publication) -> Entry:
        themes = self.tagger.themes(publication) if self.tagger else None
        return Entry(publication, self.cut(publication), themes)

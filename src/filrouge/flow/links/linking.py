"""Links follow the library: what they have not seen is put in, by the same protocol as the index."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from filrouge.errors import IndexBusy, IndexDamaged
from filrouge.flow.themes.tagging import Cut
from filrouge.library.contract import Library
from filrouge.links import Links, Text, read
from filrouge.links.linking import Progress
from filrouge.model import Status

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class LinkUpdater:
    """Brings the links to the state of a library. Interrupted anywhere, the next call does it."""

    library: Library
    links: Links
    cut: Cut

    def refresh(self, progress: Progress | None = None) -> int:
        """The number of publications that were put in, changed or taken out. Nothing is done while another process
        does it. Goes on until nothing is left, because others may be writing meanwhile."""
        done = 0
        try:
            while (seen := self.links.sequence) != (last := self.library.sequence):
                anew = seen > last
                if anew:
                    _log.info("The links are made again: the library was put back from a backup.")
                changes = self._changes(0 if anew else seen, last)
                done += self.links.update(changes, last, progress, anew=anew)
        except IndexBusy:
            _log.info("Another process is linking.")
        except IndexDamaged as error:
            _log.warning("The links are made again: %s", error)
            self.links.remove()
            done += self.links.update(self._changes(0, last := self.library.sequence), last, progress)
        return done

    def rebuild(self, progress: Progress | None = None) -> int:
        """Make all links again from nothing; the number of publications linked. Raises IndexBusy."""
        last = self.library.sequence
        try:
            self.links.update(self._changes(0, last), last, progress, anew=True)
        except IndexDamaged:
            self.links.remove()
        self.refresh(progress)
        return self.links.count()

    def _changes(self, seen: int, last: int) -> Iterator[tuple[str, Text | None]]:
        for one in self.library.changes(seen):
            if one.sequence > last:  # changed since: the next round brings it, once
                return
            publication = one.publication
            shown = publication.status is Status.PUBLISHED
            yield publication.id, read(publication, self.cut(publication)) if shown else None

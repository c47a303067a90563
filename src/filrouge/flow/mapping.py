"""The map of a library follows it: drawn again when publications, links or themes have changed, kept in one file."""

import logging
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from filrouge.engine import Engine
from filrouge.engine.contract import Request
from filrouge.engine.folder import replace
from filrouge.flow.links.reading import LinkReader
from filrouge.flow.themes.reading import ThemeReader
from filrouge.library.contract import Tags
from filrouge.map import Relations, draw
from filrouge.map.drawing import NEIGHBOURS
from filrouge.model import Query
from filrouge.model.map import LibraryMap

RULES = 1
"""Of the drawing: a map drawn by others is drawn again."""
LEAST = 0.1
"""Strength of a link that counts for where publications stand: weaker ones are shown with their publication only."""
_log = logging.getLogger(__name__)


@dataclass
class Mapper:
    """Draws, keeps and reads the map. `file` may be deleted at any time. May be used from several threads."""

    engine: Engine
    tags: Tags
    links: LinkReader
    themes: ThemeReader
    file: Path
    _read: tuple[int, LibraryMap] | None = field(default=None, repr=False)

    def refresh(self) -> bool:
        """Bring it to the state of the library; False when it is there already."""
        state = self.state
        former = self.present
        if former is not None and former.state == state:
            return False
        drawn = draw(self._relations(), former, state)
        self.file.parent.mkdir(parents=True, exist_ok=True)
        replace(self.file, drawn.model_dump_json())
        return True

    def again(self) -> None:
        """Lay everything out anew, from nothing."""
        self.file.unlink(missing_ok=True)
        self.refresh()

    @property
    def state(self) -> str:
        """Of all that a map is drawn from."""
        return f"{RULES}.{self.links.state}"

    @property
    def present(self) -> LibraryMap | None:
        """As last drawn; None when it was never, or when the file cannot be read: the next refresh makes it."""
        try:
            stamp = self.file.stat().st_mtime_ns
            if self._read is None or self._read[0] != stamp:
                self._read = stamp, LibraryMap.model_validate_json(self.file.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValidationError) as error:
            _log.warning("The map in %s cannot be read and is drawn again: %s", self.file, error)
            return None
        return self._read[1]

    def _relations(self) -> Relations:
        everything = Request(Query(), size=max(1, self.engine.state.publications), passages=0, facets=False)
        cards = [match.card for match in self.engine.search(everything).found]
        thesaurus = self.themes.present.thesaurus
        filed, under = {}, defaultdict(set)
        for address, those in self.tags.filed().items():
            concept = thesaurus.concepts.get(address)
            if concept is None:
                continue
            filed[concept.slug] = those
            slugs = [concept.slug, *(thesaurus.concepts[above].slug for above in thesaurus.above(address))]
            for publication in those:
                under[publication].update(slugs)
        return Relations(
            cards=cards,
            edges=self.links.edges(LEAST, NEIGHBOURS),
            filed=filed,
            themes={publication: tuple(sorted(slugs)) for publication, slugs in under.items()},
        )

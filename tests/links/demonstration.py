"""The demonstration library, linked as an import links it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from filrouge.flow.links.linking import LinkUpdater
from filrouge.flow.links.reading import LinkReader
from filrouge.flow.themes.tagging import Tagger
from filrouge.library.memory import MemoryLibrary
from filrouge.links import Links
from filrouge.model import Link, Publication
from filrouge.passages import cut
from filrouge.thesaurus.held import HeldThesaurus
from tests.judged import demonstration


class Linked(NamedTuple):
    """By id; `links` are those shown with each publication."""

    publications: dict[str, Publication]
    links: dict[str, tuple[Link, ...]]
    reader: LinkReader
    thesaurus: HeldThesaurus


@contextmanager
def linked_demonstration(folder: Path) -> Iterator[Linked]:
    library, links, thesaurus = MemoryLibrary(), Links(folder), HeldThesaurus()
    for publication in demonstration().values():
        library.save_import(publication)
    Tagger(library, thesaurus, cut).refresh()
    LinkUpdater(library, links, cut).refresh()
    reader = LinkReader(library, links, cut, thesaurus)
    publications = {stored.publication.id: stored.publication for stored in library.changes()}
    yield Linked(publications, {key: reader.links(key) for key in publications}, reader, thesaurus)
    links.close()

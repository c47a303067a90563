"""A build on disk: its two indexes, its shelf and its vectors, opened, prepared and changed together."""

from pathlib import Path
from uuid import uuid4

import tantivy
from tantivy import Query

from filrouge.engine import hybrid
from filrouge.engine import tantivy_schema as schemas
from filrouge.engine.contract import Entry
from filrouge.engine.fields import index_terms
from filrouge.errors import IndexDamaged
from filrouge.ranking import Shelf, ShelfWriter
from filrouge.semantic import Vectors, VectorsWriter

HEAP_BYTES = 128_000_000
SHELF = "shelf"
VECTORS = "vectors"


class BuildWriter:
    """Both indexes, the shelf and the vectors, changed together. Takes the locks of the indexes until it commits."""

    def __init__(
        self,
        build: Path,
        kinds: tuple[tantivy.Schema, tantivy.Schema],
        shelf: Shelf,
        vectors: VectorsWriter | None,
    ) -> None:
        self._build = build
        self._kinds = kinds
        self._writers = [open_index(path).writer(HEAP_BYTES, 1) for path in paths(build)]
        for writer in self._writers:
            writer.garbage_collect_files()  # what a killed process left would stand in the way of the same commit
        self._shelf = ShelfWriter(shelf)
        self._vectors = vectors

    def remove(self, identifier: str) -> None:
        number = schemas.number_of(identifier)
        for writer, kind in zip(self._writers, self._kinds, strict=True):
            # By query: a delete by term takes a Python integer for a signed one, and finds nothing (tantivy-py 0.27).
            writer.delete_documents_by_query(Query.term_set_query(kind, "number", [number]))
        self._shelf.remove(number)
        if self._vectors:
            self._vectors.remove(number)

    def add(self, entry: Entry) -> None:
        analysed = index_terms(entry)
        publication, passages = schemas.documents(entry, analysed)
        self._writers[0].add_document(publication)
        for passage in passages:
            self._writers[1].add_document(passage)
        number = schemas.number_of(entry.publication.id)
        self._shelf.put(number, analysed.texts)
        if self._vectors:
            self._vectors.put(number, hybrid.encoded_texts(entry))

    def commit(self) -> tuple[str, str, str]:
        """The names of the new shelf, of the new vectors and of their graph, which count once the state names them."""
        for writer in self._writers:
            writer.commit()
            writer.wait_merging_threads()
        stem = uuid4().hex[:12]
        shelf, vectors = f"shelf-{stem}.npz", f"vectors-{stem}.npz"
        self._shelf.save(self._build / SHELF, shelf)
        if not self._vectors:
            return shelf, "", ""
        return shelf, vectors, self._vectors.save(self._build / VECTORS, vectors)


def paths(build: Path) -> tuple[Path, Path]:
    return build / "publications", build / "passages"


def prepare(build: Path, kinds: tuple[tantivy.Schema, tantivy.Schema]) -> None:
    (build / SHELF).mkdir()
    (build / VECTORS).mkdir()
    for path, kind in zip(paths(build), kinds, strict=True):
        path.mkdir()
        tantivy.Index(kind, path=str(path))


def open_index(path: Path) -> tantivy.Index:
    try:
        index = tantivy.Index.open(str(path))
        index.config_reader(reload_policy="Manual")
    except (ValueError, OSError) as error:
        raise IndexDamaged(f"The index cannot be read ({error}): `filrouge reindex` rebuilds it.") from error
    return index


def read_shelf(build: Path, name: str) -> Shelf:
    try:
        return Shelf.load(build / SHELF, name)
    except (OSError, ValueError) as error:
        raise IndexDamaged(f"The index has lost its shelf ({error}): `filrouge reindex` rebuilds it.") from error


def read_vectors(build: Path, name: str) -> Vectors:
    try:
        return Vectors.load(build / VECTORS, name) if name else Vectors.empty()
    except (OSError, ValueError) as error:
        raise IndexDamaged(f"The index has lost its vectors ({error}): `filrouge reindex` rebuilds it.") from error

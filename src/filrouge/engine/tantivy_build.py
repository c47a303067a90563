"""A build on disk: its two indexes, its shelf and its vectors, opened, prepared and changed together."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import tantivy
from tantivy import Query

from filrouge.engine import hybrid
from filrouge.engine import tantivy_schema as schemas
from filrouge.engine.columns import Columns, ColumnsWriter
from filrouge.engine.contract import Entry
from filrouge.engine.fields import facet_values, index_terms
from filrouge.engine.folder import Files
from filrouge.engine.versions import Versions, VersionsWriter
from filrouge.engine.vocabulary import Vocabulary
from filrouge.errors import IndexDamaged
from filrouge.model import FilterField
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
        columns: Columns,
        versions: VersionsWriter,
        vectors: VectorsWriter | None,
    ) -> None:
        self._build = build
        self._kinds = kinds
        self._writers = [open_index(path).writer(HEAP_BYTES, 1) for path in paths(build)]
        for writer in self._writers:
            writer.garbage_collect_files()  # what a killed process left would stand in the way of the same commit
        self._shelf = ShelfWriter(shelf, build / SHELF)
        self._columns = ColumnsWriter(columns)
        self._versions = versions
        self._vectors = vectors

    def remove(self, identifier: str) -> None:
        number = schemas.number_of(identifier)
        for writer, kind in zip(self._writers, self._kinds, strict=True):
            # By query: a delete by term takes a Python integer for a signed one, and finds nothing (tantivy-py 0.27).
            writer.delete_documents_by_query(Query.term_query(kind, "number", number, "basic"))
        self._shelf.remove(number)
        self._columns.remove(number)
        self._versions.remove(number)
        if self._vectors:
            self._vectors.remove(number)

    def add(self, entry: Entry) -> None:
        analysed = index_terms(entry)
        number = schemas.number_of(entry.publication.id)
        seat = self._columns.put(number, facet_values(entry.publication, entry.themes))
        publication, passages = schemas.documents(entry, analysed, seat)
        self._writers[0].add_document(publication)
        for passage in passages:
            self._writers[1].add_document(passage)
        self._shelf.put(number, analysed.texts)
        self._versions.put(number, entry, analysed.texts.passages)
        if self._vectors:
            self._vectors.put(number, hybrid.encoded_texts(entry))

    def commit(self) -> Files:
        """The new files, which count once the state names them."""
        for writer in self._writers:
            writer.commit()
            writer.wait_merging_threads()
        stem = uuid4().hex[:12]
        names = (f"{kind}-{stem}.npz" for kind in ("shelf", "columns", "vocabulary", "versions"))
        files = Files(*names)
        self._shelf.save(files.shelf)
        columns = self._columns.columns()
        columns.save(self._build / SHELF / files.columns)
        self._vocabulary(columns).save(self._build / SHELF / files.vocabulary)
        self._versions.save(self._build / SHELF / files.versions)
        if not self._vectors:
            return files
        vectors = f"vectors-{stem}.npz"
        return files._replace(vectors=vectors, graph=self._vectors.save(self._build / VECTORS, vectors))

    def _vocabulary(self, columns: Columns) -> Vocabulary:
        publications = open_index(paths(self._build)[0]).searcher()
        people = columns.labels[FilterField.PERSON]
        return Vocabulary.of(publications.terms_with_prefix("spelling", ""), people.values())


def paths(build: Path) -> tuple[Path, Path]:
    return build / "publications", build / "passages"


def prepare(build: Path, kinds: tuple[tantivy.Schema, tantivy.Schema]) -> None:
    (build / SHELF).mkdir()
    (build / VECTORS).mkdir()
    for path, kind in zip(paths(build), kinds, strict=True):
        path.mkdir()
        tantivy.Index(kind, path=str(path))


def open_index(path: Path) -> tantivy.Index:
    with _whole("cannot be read"):
        index = tantivy.Index.open(str(path))
        index.config_reader(reload_policy="Manual")
        return index


def read_shelf(build: Path, name: str) -> Shelf:
    with _whole("has lost its shelf"):
        return Shelf.load(build / SHELF, name)


def read_columns(build: Path, name: str) -> Columns:
    with _whole("has lost its columns"):
        return Columns.load(build / SHELF / name)


def read_vocabulary(build: Path, name: str) -> Vocabulary:
    with _whole("has lost its words"):
        return Vocabulary.load(build / SHELF / name)


def read_versions(build: Path, name: str) -> Versions:
    with _whole("no longer knows which texts are alike"):
        return Versions.load(build / SHELF / name)


def written_versions(build: Path, name: str) -> VersionsWriter:
    """The same, to go on with."""
    with _whole("no longer knows which texts are alike"):
        return VersionsWriter(build / SHELF / name)


def read_vectors(build: Path, name: str) -> Vectors:
    with _whole("has lost its vectors"):
        return Vectors.load(build / VECTORS, name) if name else Vectors.empty()


@contextmanager
def _whole(otherwise: str) -> Iterator[None]:
    """`otherwise` is what the index is said to be when a file is not whole."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise IndexDamaged(f"The index {otherwise} ({error}): `filrouge reindex` rebuilds it.") from error

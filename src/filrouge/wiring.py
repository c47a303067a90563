"""From a folder and its settings to the parts that work together: the only module that names a store or an engine.

library/
  filrouge.toml      settings, if there are any
  library.sqlite     the publications: the one thing that cannot be made again
  thesaurus.ttl      the themes, where others than ours were imported
  files/             pictures, media and captions that they show
  index/             made from the library, and made again whenever it must be
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from filrouge.engine import Engine
from filrouge.engine.contract import Progress
from filrouge.engine.tantivy import TantivyEngine
from filrouge.errors import LibraryError, LibraryMissing
from filrouge.flow.files import FileStore
from filrouge.flow.indexing import Indexer
from filrouge.flow.ingest import Ingest, Told
from filrouge.flow.report import ImportReport
from filrouge.flow.tagging import Tagger
from filrouge.flow.themes import ThemeReader
from filrouge.library.contract import Library
from filrouge.library.sql import SqlLibrary
from filrouge.passages import cut
from filrouge.ranking import Ranking
from filrouge.search import Search
from filrouge.semantic import SentenceModel, find_model
from filrouge.settings import SemanticSettings, Settings, load_settings
from filrouge.sources.contract import Reading, Refusal
from filrouge.sources.registry import read_all
from filrouge.thesaurus.held import KEPT, OURS, HeldThesaurus

DATABASE = "library.sqlite"
INDEX = "index"


@dataclass(frozen=True)
class Parts:
    """A library at work. Every part may be used from several threads."""

    folder: Path
    settings: Settings
    library: Library
    engine: Engine
    search: Search
    files: FileStore
    indexer: Indexer
    thesaurus: HeldThesaurus
    tagger: Tagger
    themes: ThemeReader
    model: SentenceModel | None = None

    def read(self, locations: Sequence[str]) -> Iterator[Reading | Refusal]:
        """What files, folders and addresses hold, within the limits that the settings give to fetching."""
        return read_all(locations, fetch=self.settings.fetch)

    def ingest(self, readings: Iterator[Reading | Refusal], told: Told | None = None) -> ImportReport:
        return Ingest(self.library, self.files, self.indexer).run(readings, told)

    def ranked(self, ranking: Ranking) -> Search:
        """The same index searched with other weights, which evaluation compares."""
        return Search(TantivyEngine(self.folder / INDEX, ranking, self.model))


def init_library(folder: Path) -> None:
    """Make a library in that folder; one that is there already is left as it is."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(f"No library can be made in {folder}: {error.strerror}.") from error
    _store(folder, load_settings(folder)).close()


def has_library(folder: Path) -> bool:
    """With a database elsewhere, the folder that names it is the library."""
    return folder.is_dir() and (bool(load_settings(folder).database) or (folder / DATABASE).is_file())


@contextmanager
def open_parts(folder: Path, progress: Progress | None = None) -> Iterator[Parts]:
    """Open the library in that folder: its store is brought to the present version, its index to the present state.

    Raises LibraryMissing, LibraryDamaged, SettingsError; IndexBusy when there is no index and another builds it.
    """
    if not has_library(folder):
        raise LibraryMissing(f"There is no library in {folder}: `filrouge --library {folder} init` makes one.")
    settings = load_settings(folder)
    library = _store(folder, settings)
    try:
        parts = _wire(folder, settings, library)
        parts.indexer.refresh(progress)
        yield parts
    finally:
        library.close()


def _wire(folder: Path, settings: Settings, library: Library) -> Parts:
    model = _model(folder, settings.semantic)
    engine = TantivyEngine(folder / INDEX, model=model)
    cutting = partial(cut, target_words=settings.passages.target_words, pause=settings.passages.pause)
    tagger = Tagger(library, _thesaurus(folder, settings), cutting, settings.site.language)
    return Parts(
        folder=folder,
        settings=settings,
        library=library,
        engine=engine,
        search=Search(engine),
        files=FileStore(folder / "files"),
        indexer=Indexer(library, engine, cutting, tagger=tagger),
        thesaurus=tagger.held,
        tagger=tagger,
        themes=ThemeReader(library, engine, tagger.held),
        model=model,
    )


def _thesaurus(folder: Path, settings: Settings) -> HeldThesaurus:
    chosen = settings.thesaurus.file
    return HeldThesaurus([folder / chosen] if chosen else [folder / KEPT, OURS])


def _model(folder: Path, chosen: SemanticSettings) -> SentenceModel | None:
    """Found and loaded when first needed."""
    if not chosen.model:
        return None
    return SentenceModel(partial(find_model, chosen.model, folder, chosen.device), chosen.weight)


def _store(folder: Path, settings: Settings) -> SqlLibrary:
    return SqlLibrary(settings.database) if settings.database else SqlLibrary.in_file(folder / DATABASE)

"""From a folder and its settings to the parts that work together: the only module that names a store or an engine.

library/
  filrouge.toml      settings, if there are any
  library.sqlite     the publications: the one thing that cannot be made again
  thesaurus.ttl      the themes, where others than ours were imported
  synonymes.txt      what else words are called here, if somebody wrote it
  detresse.toml      phrases of distress added to those that come with Fil rouge, if somebody wrote it
  files/             pictures, media and captions that they show
  index/             made from the library, and made again whenever it must be
  links/             likewise: which publications speak to each other
  map.json           likewise: where they stand on the map
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from filrouge.engine import Engine
from filrouge.engine.contract import Progress
from filrouge.engine.tantivy import TantivyEngine
from filrouge.errors import LibraryError, LibraryMissing
from filrouge.flow.files import FileStore
from filrouge.flow.indexing import Indexer
from filrouge.flow.ingest import Ingest, Told
from filrouge.flow.links.linking import LinkUpdater
from filrouge.flow.links.reading import LinkReader
from filrouge.flow.mapping import Mapper
from filrouge.flow.questions.choosing import Chooser
from filrouge.flow.questions.editing import QuestionEditor
from filrouge.flow.questions.finding import Finder
from filrouge.flow.questions.gathering import Gatherer
from filrouge.flow.questions.inquiring import Inquirer
from filrouge.flow.questions.reading import QuestionReader
from filrouge.flow.questions.regathering import QuestionUpdater
from filrouge.flow.report import ImportReport
from filrouge.flow.themes.reading import ThemeReader
from filrouge.flow.themes.tagging import Cut, Tagger
from filrouge.library.contract import Library
from filrouge.library.sql import SqlLibrary
from filrouge.links import Links
from filrouge.passages import cut
from filrouge.questions import distress
from filrouge.ranking import Ranking
from filrouge.search import Search
from filrouge.search.synonym_file import FILE_NAME, HeldSynonyms
from filrouge.semantic import SentenceModel, find_model
from filrouge.settings import SemanticSettings, Settings, load_settings
from filrouge.sources.contract import Reading, Refusal
from filrouge.sources.registry import read_all
from filrouge.thesaurus.held import KEPT, OURS, HeldThesaurus

DATABASE = "library.sqlite"
INDEX = "index"
LINKS = "links"
MAP = "map.json"


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
    links: LinkReader
    linker: LinkUpdater
    map: Mapper
    questions: QuestionReader
    questioner: QuestionUpdater
    editor: QuestionEditor
    model: SentenceModel | None = None
    synonyms: HeldSynonyms = field(default_factory=HeldSynonyms)

    def read(self, locations: Sequence[str]) -> Iterator[Reading | Refusal]:
        """What files, folders and addresses hold, within the limits that the settings give to fetching."""
        return read_all(locations, fetch=self.settings.fetch)

    def ingest(
        self, readings: Iterator[Reading | Refusal], told: Told | None = None, linked: Progress | None = None
    ) -> ImportReport:
        return Ingest(self.library, self.files, self.indexer, self.linker, self.questioner, self.map).run(
            readings, told, linked
        )

    def ingest_to_search(self, readings: Iterator[Reading | Refusal], told: Told | None = None) -> ImportReport:
        """Without links, questions or map, which the next opening of the library makes."""
        return Ingest(self.library, self.files, self.indexer).run(readings, told)

    def warm(self) -> None:
        """Read what the first visitor would wait for."""
        self.thesaurus.present.matcher(self.settings.site.language)

    def ranked(self, ranking: Ranking) -> Search:
        """The same index searched with other weights, which evaluation compares."""
        return Search(TantivyEngine(self.folder / INDEX, ranking, self.model), self.synonyms)


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
    links = Links(folder / LINKS)
    try:
        model = _model(folder, settings.semantic)
        parts = wired(folder, settings, library, TantivyEngine(folder / INDEX, model=model), links, model)
        parts.indexer.refresh(progress)
        parts.linker.refresh()
        parts.questioner.refresh()
        parts.map.refresh()
        yield parts
    finally:
        links.close()
        library.close()


def wired(
    folder: Path,
    settings: Settings,
    library: Library,
    engine: Engine,
    links: Links,
    model: SentenceModel | None = None,
) -> Parts:
    """The parts that work on these stores."""
    cutting = partial(cut, target_words=settings.passages.target_words, pause=settings.passages.pause)
    tagger = Tagger(library, _thesaurus(folder, settings), cutting, settings.site.language)
    synonyms = HeldSynonyms(folder / FILE_NAME, tagger.held)
    search = Search(engine, synonyms)
    gatherer = Gatherer(library, engine, search, tagger.held, tagger.language)
    questions = _questions(folder, settings, gatherer, cutting)
    themes = ThemeReader(library, engine, tagger.held)
    linked = LinkReader(library, links, cutting, tagger.held)
    return Parts(
        folder=folder,
        settings=settings,
        library=library,
        engine=engine,
        search=search,
        files=FileStore(folder / "files"),
        indexer=Indexer(library, engine, cutting, tagger=tagger),
        thesaurus=tagger.held,
        tagger=tagger,
        themes=themes,
        links=linked,
        linker=LinkUpdater(library, links, cutting),
        map=Mapper(engine, library.tags, linked, themes, folder / MAP),
        questions=questions,
        questioner=QuestionUpdater(library, questions.finder, questions),
        editor=QuestionEditor(library.questions, questions.finder, settings.site.language),
        model=model,
        synonyms=synonyms,
    )


def _questions(folder: Path, settings: Settings, gatherer: Gatherer, cutting: Cut) -> QuestionReader:
    added = folder / distress.FILE_NAME
    inquirer = Inquirer(gatherer.library, gatherer.engine, gatherer.search)
    return QuestionReader(
        library=gatherer.library,
        finder=Finder(gatherer.library, gatherer.held, cutting, gatherer.engine.fetch, inquirer),
        gatherer=gatherer,
        distress=distress.Distress.read(*([added] if added.is_file() else [])),
        lines=settings.help,
        chooser=Chooser(settings.asking) if settings.asking.address else None,
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

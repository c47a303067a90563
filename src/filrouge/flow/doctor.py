"""Is the library whole, does the index match it, what is unreadable: each thing wrong is a value, none an error."""

from collections.abc import Iterator
from enum import StrEnum

from filrouge.errors import EngineError, LibraryError
from filrouge.flow.files import FileStore
from filrouge.flow.indexing import Indexer
from filrouge.flow.links.linking import LinkUpdater
from filrouge.flow.questions.regathering import QuestionUpdater
from filrouge.model import Status
from filrouge.model.value import Value
from filrouge.search.synonym_file import HeldSynonyms
from filrouge.semantic import SentenceModel


class Organ(StrEnum):
    LIBRARY = "library"
    FILES = "files"
    INDEX = "index"
    LINKS = "links"
    MODEL = "model"
    QUESTIONS = "questions"
    SYNONYMS = "synonyms"


class Finding(Value):
    """Something wrong, and what to do about it."""

    organ: Organ
    text: str


def examine(
    indexer: Indexer, files: FileStore, model: SentenceModel | None = None, synonyms: HeldSynonyms | None = None
) -> Iterator[Finding]:
    """Reads everything; changes nothing. No finding: all is well."""
    if synonyms is not None:
        yield from (Finding(organ=Organ.SYNONYMS, text=text) for text in _synonyms(synonyms))
    if model is not None:
        yield from (Finding(organ=Organ.MODEL, text=text) for text in _model(indexer, model))
    yield from (Finding(organ=Organ.LIBRARY, text=fault) for fault in indexer.library.faults())
    publications = passages = 0
    try:
        for stored in indexer.library.changes():
            publication = stored.publication
            for address in files.missing(publication):
                text = f"{address}, shown by “{publication.title}”, is missing: import {publication.source} again."
                yield Finding(organ=Organ.FILES, text=text)
            if publication.status is Status.PUBLISHED:
                publications += 1
                passages += len(indexer.cut(publication))
        sequence = indexer.library.sequence
    except LibraryError:
        return  # told by the faults already; what the index should hold cannot be known
    for text in _index(indexer, sequence, publications, passages):
        yield Finding(organ=Organ.INDEX, text=text)


def examine_links(linker: LinkUpdater) -> Iterator[Finding]:
    """Reads everything that is published, and changes nothing."""
    try:
        for text in linker.links.faults():
            yield Finding(organ=Organ.LINKS, text=f"{text} `filrouge links --rebuild` makes it again.")
    except EngineError as error:
        yield Finding(organ=Organ.LINKS, text=str(error))
        return
    try:
        publications = sum(one.publication.status is Status.PUBLISHED for one in linker.library.changes())
        sequence = linker.library.sequence
    except LibraryError:
        return  # told with the library
    held = ((linker.links.sequence, sequence, "changes"), (linker.links.count(), publications, "publications"))
    for seen, expected, what in held:
        if seen != expected:
            text = f"The links have seen {seen} {what} where the library has {expected}"
            yield Finding(organ=Organ.LINKS, text=f"{text}: `filrouge links --rebuild` makes them again.")


def examine_questions(questioner: QuestionUpdater) -> Iterator[Finding]:
    """Were questions looked for in every publication as it is today?"""
    try:
        unread = sum(1 for _ in questioner.library.questions.findings.stale(questioner.finder.version))
    except LibraryError:
        return  # told with the library
    if unread:
        text = f"In {unread} publications questions were not looked for yet: `filrouge reindex` does it."
        yield Finding(organ=Organ.QUESTIONS, text=text)


def _index(indexer: Indexer, sequence: int, publications: int, passages: int) -> Iterator[str]:
    try:
        state = indexer.engine.state
    except EngineError as error:
        yield str(error)
        return
    for held, expected, what in (
        (state.sequence, sequence, "changes"),
        (state.publications, publications, "publications"),
        (state.passages, passages, "passages"),
    ):
        if held != expected:
            yield f"The index has seen {held} {what} where the library has {expected}: `filrouge reindex` rebuilds it."


def _synonyms(synonyms: HeldSynonyms) -> Iterator[str]:
    for line, why in synonyms.faults:
        place = f"Line {line} of {synonyms.file}" if line else f"{synonyms.file}"
        yield f"{place} is left out of every search: {why}."


def _model(indexer: Indexer, model: SentenceModel) -> Iterator[str]:
    if not model.usable:
        yield f"{model.fault} Until then, only words are searched."
        return
    try:
        state = indexer.engine.state
    except EngineError:
        return  # told with the index
    if state.encoded != state.publications:
        missing = state.publications - (state.encoded or 0)
        yield f"It could not read {missing} publications, so only words are searched: `filrouge reindex` tries again."

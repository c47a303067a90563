"""From what was read to the library and its index, with a report of everything on the way."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from filrouge.errors import LibraryDamaged
from filrouge.flow.files import FileStore, readdressed
from filrouge.flow.indexing import Indexer
from filrouge.flow.links.linking import LinkUpdater
from filrouge.flow.mapping import Mapper
from filrouge.flow.questions.regathering import QuestionUpdater
from filrouge.flow.report import ImportReport, Remark, RemarkKind, SourceOutcome, SourceReport
from filrouge.library.contract import Library
from filrouge.links.linking import Progress
from filrouge.sources.contract import Reading, Refusal

Told = Callable[[SourceReport], None]
"""Called for each source once what it gave is on the disk."""


@dataclass(frozen=True)
class Ingest:
    """Where what is read goes."""

    library: Library
    files: FileStore
    indexer: Indexer
    linker: LinkUpdater | None = None
    questions: QuestionUpdater | None = None
    map: Mapper | None = None

    def run(
        self, readings: Iterable[Reading | Refusal], told: Told | None = None, linked: Progress | None = None
    ) -> ImportReport:
        """Save each reading as it comes and index now and then, so that a long import is found from its first hour.

        Killed at any point, everything told so far is in the library, and the index catches up when next opened.
        """
        self.files.sweep()
        reports = []
        waiting = 0
        for reading in readings:
            report = self._one(reading)
            reports.append(report)
            if told:
                told(report)
            waiting += report.outcome in {SourceOutcome.IMPORTED, SourceOutcome.UPDATED}
            if waiting == self.indexer.batch:
                self.indexer.refresh()
                waiting = 0
        self.indexer.refresh()
        if self.linker:  # once, at the end: what was imported together is compared together
            self.linker.refresh(linked)
        if self.questions:
            self.questions.refresh()
            self.questions.gather()
        if self.map:
            self.map.refresh()
        return ImportReport.of(reports)

    def _one(self, reading: Reading | Refusal) -> SourceReport:
        if isinstance(reading, Refusal):
            return _refused(reading.source, reading.reason)
        notes = [Remark(kind=RemarkKind(note.kind.value), text=note.text) for note in reading.notes]
        names, lost = self._keep(reading.files)
        try:
            saved = self.library.save_import(readdressed(reading.publication, names))
        except LibraryDamaged as error:  # its former self cannot be read, and is not to be written over
            return _refused(reading.publication.source, str(error))
        if saved.kept:
            text = f"Edited by hand since the last import, and left so: {', '.join(saved.kept)}."
            notes.append(Remark(kind=RemarkKind.KEPT, text=text))
        return SourceReport(
            source=reading.publication.source,
            outcome=SourceOutcome(saved.outcome.value),
            publication=saved.publication.id,
            notes=(*notes, *lost),
        )

    def _keep(self, files: Iterable[tuple[str, Path]]) -> tuple[dict[str, str], list[Remark]]:
        names, lost = {}, []
        for address, file in files:
            try:
                names[address] = self.files.keep(file)
            except OSError as error:
                text = f"The file “{address}” could not be read: {error.strerror}."
                lost.append(Remark(kind=RemarkKind.LOST, text=text))
        return names, lost


def _refused(source: str, reason: str) -> SourceReport:
    return SourceReport(
        source=source,
        outcome=SourceOutcome.REFUSED,
        notes=(Remark(kind=RemarkKind.REFUSED, text=reason),),
    )

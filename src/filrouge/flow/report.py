"""What an import tells at its end. Its JSON is a promise to scripts."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import Self

from filrouge.model.value import Value


class SourceOutcome(StrEnum):
    IMPORTED = "imported"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class RemarkKind(StrEnum):
    """`guessed` and `lost` while reading, `kept` against the source because an editor said otherwise, `refused` why."""

    GUESSED = "guessed"
    LOST = "lost"
    KEPT = "kept"
    REFUSED = "refused"


class Remark(Value):
    kind: RemarkKind
    text: str


class SourceReport(Value):
    """One source, and the id of the publication it made; None when it was refused."""

    source: str
    outcome: SourceOutcome
    publication: str | None = None
    notes: tuple[Remark, ...] = ()


class ImportReport(Value):
    """Counts of publications by what became of them, then every source in the order they were read."""

    imported: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    sources: tuple[SourceReport, ...] = ()

    @classmethod
    def of(cls, sources: Iterable[SourceReport]) -> Self:
        told = tuple(sources)
        counts = Counter(source.outcome.value for source in told)
        return cls(**counts, sources=told)

"""What a search engine answered to each query, in the form that every tool of the field reads (TREC run files)."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from filrouge.errors import SourceUnreadable

Run = Mapping[str, Mapping[str, float]]
"""By query, by document, its score: the higher, the better."""


def run_of(ranked: Mapping[str, Sequence[str]]) -> Run:
    """From documents in order. The score is the place from the end, so that what reads it back keeps the order."""
    return {
        query: {document: float(len(found) - place) for place, document in enumerate(found)}
        for query, found in ranked.items()
    }


def read_run(file: Path) -> Run:
    """Raises SourceUnreadable, naming the line."""
    run: dict[str, dict[str, float]] = {}
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceUnreadable(f"The run {file} cannot be read: {error}") from error
    for number, line in enumerate(lines, start=1):
        try:
            query, _, document, _, score, _ = line.split()
            run.setdefault(query, {})[document] = float(score)
        except ValueError as error:
            form = "query Q0 document rank score name"
            raise SourceUnreadable(f"{file} line {number} is not of a TREC run ({form}): “{line[:80]}”") from error
    return run


def write_run(run: Run, file: Path, name: str) -> None:
    lines = []
    for query, documents in run.items():
        ranked = sorted(documents.items(), key=lambda item: -item[1])
        lines += [
            f"{query} Q0 {document} {rank} {score:g} {name}\n" for rank, (document, score) in enumerate(ranked, 1)
        ]
    try:
        file.write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        raise SourceUnreadable(f"The run {file} cannot be written: {error.strerror}.") from error

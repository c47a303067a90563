"""A retrieval set on disk: `corpus.jsonl`, `queries.jsonl` (each may be gzipped) and `qrels.tsv` (TREC).

A document has `id`, `title`, `text` and `lang`; one with `cues` ([[start in s, text], …]) is a transcript. A query has
`id` and `text`, or `doc` when the query is a document of the corpus; `answers` are reference spans, `start` and `end`
the seconds of a reference moment.
"""

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from filrouge.errors import SourceUnreadable
from filrouge.model import Cue, Kind, Publication, Section, slug_of
from filrouge.sources.blocks import paragraph
from filrouge.sources.contract import Reading, Refusal
from filrouge.sources.making import explained, made

PREFIX = "doc:"
"""Before the set's own document ids, which may look like nothing a slug may."""
LAST_CUE = 2.0
"""Seconds given to the last cue, whose end is not told."""


class _Row(BaseModel):
    """A line of a set, whose other keys are its makers' own."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True, str_strip_whitespace=True)

    id: str


class _Document(_Row):
    title: str = ""
    text: str = ""
    lang: str = "fr"
    cues: tuple[tuple[float, str], ...] = ()


class JudgedQuery(_Row):
    """`doc` is the document that is the query, when it is one; `start` and `end`, in seconds, say when a recording that
    answers does."""

    text: str = ""
    doc: str = ""
    answers: tuple[str, ...] = ()
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True)
class Judgement:
    query: str
    document: str
    grade: int


@dataclass(frozen=True)
class JudgedCorpus:
    """A folder in that form. Documents are streamed; queries and judgements are few.

    Raises SourceUnreadable when a file is missing, or a query or a judgement cannot be read; a document that cannot be
    is a Refusal.
    """

    folder: Path

    def documents(self) -> Iterator[Reading | Refusal]:
        for place, line in _lines(self.folder, "corpus.jsonl"):
            try:
                yield Reading(_publication(_Document.model_validate_json(line)))
            except (ValidationError, SourceUnreadable) as error:
                yield Refusal(place, explained(error) if isinstance(error, ValidationError) else str(error))

    def queries(self) -> list[JudgedQuery]:
        found = []
        for place, line in _lines(self.folder, "queries.jsonl"):
            try:
                found.append(JudgedQuery.model_validate_json(line))
            except ValidationError as error:
                raise SourceUnreadable(f"{place} is no query: {explained(error)}") from error
        return found

    def judgements(self) -> list[Judgement]:
        found = []
        for place, line in _lines(self.folder, "qrels.tsv"):
            try:
                query, _, document, grade = line.split()
                found.append(Judgement(query, document, int(grade)))
            except ValueError as error:
                raise SourceUnreadable(f"{place} should be: query, 0, document, grade; got “{line.strip()}”") from error
        return found


def _lines(folder: Path, name: str) -> Iterator[tuple[str, str]]:
    """Each line that is not empty, with where it stands."""
    for file, opened in ((folder / name, open), (folder / f"{name}.gz", gzip.open)):
        if file.is_file():
            with opened(file, "rt", encoding="utf-8") as stream:
                yield from ((f"{file} line {number}", line) for number, line in enumerate(stream, 1) if line.strip())
            return
    raise SourceUnreadable(f"{folder} is not a retrieval set: there is no {name} (or {name}.gz) in it.")


def _publication(row: _Document) -> Publication:
    common: dict[str, Any] = {
        "id": PREFIX + row.id,
        "slug": slug_of(row.id),
        "title": row.title or row.id,
        "language": row.lang or "fr",
        "source": PREFIX + row.id,
    }
    if row.cues:
        return made(kind=Kind.WEBINAR, transcript=tuple(_cues(row.cues)), **common)
    return made(kind=Kind.ARTICLE, sections=tuple(_sections(row.text)), **common)


def _cues(said: Iterable[tuple[float, str]]) -> Iterator[Cue]:
    rows = list(said)
    starts = [start for start, _ in rows]
    ends = [*(after for _, after in pairwise(starts)), starts[-1] + LAST_CUE]
    for (start, text), end in zip(rows, ends, strict=True):
        yield Cue(start=start, end=max(start, end), text=text)


def _sections(text: str) -> Iterator[Section]:
    """One, of a paragraph a line. Telling which lines are headings was measured, and made answers no better."""
    yield Section(anchor="texte", html="".join(paragraph(line).html for line in text.split("\n") if line.strip()))

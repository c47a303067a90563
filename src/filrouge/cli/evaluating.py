"""Measures answers on a retrieval set: imports it in a library that is thrown away, asks, compares."""

import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from time import perf_counter

import typer

from filrouge.cli import progress
from filrouge.errors import SourceUnreadable
from filrouge.evaluation import report, tasks
from filrouge.evaluation.configurations import Configured, Weights
from filrouge.evaluation.corpus import PREFIX, JudgedCorpus, JudgedQuery, Judgement
from filrouge.evaluation.extracts import Shown, measured
from filrouge.evaluation.measuring import LINK_MEASURES, MAIN, MEASURES, Averaging, Values, values_of
from filrouge.evaluation.runs import read_run, write_run
from filrouge.evaluation.tasks import Answers
from filrouge.flow.report import ImportReport, SourceOutcome
from filrouge.links import Linking
from filrouge.ranking import Ranking
from filrouge.search import Search
from filrouge.wiring import Parts, init_library, open_parts

OURS = "filrouge"
WEIGHTS: dict[str, Callable[[], Weights]] = {"search": Ranking, "links": Linking, "questions": Ranking}
"""By task, what may be set otherwise to compare."""


@dataclass(frozen=True)
class Asked:
    """What is to be measured. `run` is scored as it is, without a search."""

    corpus: Path
    task: str = "search"
    run: Path | None = None
    baseline: Path | None = None
    save_run: Path | None = None
    configurations: Sequence[Configured] = ()
    limit_queries: int = 0
    averaging: Averaging = field(default_factory=Averaging)


def averaging(group_by: str | None, seed: int) -> Averaging:
    try:
        return Averaging(re.compile(group_by) if group_by else None, seed)
    except re.error as error:
        raise typer.BadParameter(f"“{group_by}” is not a regular expression: {error}") from error


def evaluate(asked: Asked) -> report.Evaluation:
    """Raises SourceUnreadable, and ExtraMissing before anything is imported."""
    corpus = JudgedCorpus(asked.corpus)
    judgements = corpus.judgements()
    judged = {one.query for one in judgements}
    queries = [query for query in corpus.queries() if query.id in judged]
    if not queries:
        raise SourceUnreadable(f"No query of {asked.corpus} has a judgement.")
    if 0 < asked.limit_queries < len(queries):
        queries = Random(asked.averaging.seed).sample(queries, asked.limit_queries)  # noqa: S311 (a sample, no secret)
    ids = [query.id for query in queries]
    scale = LINK_MEASURES if asked.task == "links" else MEASURES
    measuring = _Measuring(asked, queries, _answering(judgements), lambda run: values_of(run, judgements, ids, scale))
    baseline = measuring.values(read_run(asked.baseline)) if asked.baseline else None
    if asked.run:
        return measuring.told(measuring.values(read_run(asked.run)), baseline)
    with _library_of(corpus, linked=asked.task == "links") as (parts, seconds):
        return measuring.searched(parts, baseline, seconds)


def _answering(judgements: Iterable[Judgement]) -> Mapping[str, set[str]]:
    """By query, the documents that were judged to answer it."""
    documents: dict[str, set[str]] = defaultdict(set)
    for one in judgements:
        if one.grade > 0:
            documents[one.query].add(one.document)
    return documents


@dataclass(frozen=True)
class _Measuring:
    asked: Asked
    queries: Sequence[JudgedQuery]
    judged: Mapping[str, set[str]]
    values: Callable[[Mapping[str, Mapping[str, float]]], Values]

    def searched(self, parts: Parts, baseline: Values | None, seconds: float) -> report.Evaluation:
        answers = self._answers(parts, WEIGHTS[self.asked.task](), OURS)
        if answers.misread:
            named = ", ".join(answers.misread[:5])
            typer.echo(f"{len(answers.misread)} queries have a filter or an exclusion: {named}", err=True)
        if self.asked.save_run:
            write_run(answers.run, self.asked.save_run, OURS)
        values = self._valued(answers)
        others = tuple(self._configuration(one, parts, values) for one in self.asked.configurations)
        return self.told(values, baseline).model_copy(
            update={
                "ms_per_query": report.Times.of(answers),
                "index_seconds": round(seconds, 2),
                "configurations": others or None,
            }
        )

    def told(self, values: Values, baseline: Values | None) -> report.Evaluation:
        texts = {query.id: query.text for query in self.queries}
        return report.Evaluation(
            task=self.asked.task,
            measures=report.measures(values, self.asked.averaging),
            queries=len(self.queries),
            intervals=report.intervals(values, self.asked.averaging),
            losses=report.losses(values, baseline, texts) if baseline else None,
        )

    def _configuration(self, one: Configured, parts: Parts, first: Values) -> report.Configuration:
        answers = self._answers(parts, one.weights, one.name)
        values = self._valued(answers)
        return report.Configuration(
            name=one.name,
            settings=one.settings,
            measures=report.measures(values, self.asked.averaging),
            intervals=report.intervals(values, self.asked.averaging),
            differences=report.differences(values, first, self.asked.averaging),
            ms_per_query=report.Times.of(answers),
        )

    def _valued(self, answers: Answers) -> Values:
        values = self.values(answers.run)
        if self.asked.task != "questions":
            return values
        return {**values, **measured(answers.extracts, self.queries, self.judged)}

    def _answers(self, parts: Parts, weights: Weights, name: str) -> Answers:
        with progress.counting(f"Asking ({name})", "queries") as told:
            if isinstance(weights, Ranking) and self.asked.task == "questions":
                searching = parts.ranked(weights)
                return tasks.questions(searching, _extracting(parts, searching), self.queries, told)
            if isinstance(weights, Ranking):
                return tasks.search(parts.ranked(weights), self.queries, told)
            other = None if weights == Linking() else weights  # ours are read as the page reads them
            return tasks.links(
                lambda key, depth: [one.publication for one in parts.links.ranked(key, depth, other)],
                self.queries,
                told,
            )


def _extracting(parts: Parts, searching: Search) -> Callable[[str], Sequence[Shown]]:
    """The extracts that the page of a question that is asked chooses from, by the same calls."""
    gatherer = replace(parts.questions.gatherer, search=searching)

    def extracting(text: str) -> Sequence[Shown]:
        found = gatherer.find(text).answers
        return [
            Shown(one.text, one.publication.id.removeprefix(PREFIX), one.place.start, one.place.end) for one in found
        ]

    return extracting


@contextmanager
def _library_of(corpus: JudgedCorpus, *, linked: bool) -> Iterator[tuple[Parts, float]]:
    """With the seconds that its import, passages and index took, and links where they are what is asked for."""
    with tempfile.TemporaryDirectory(prefix="filrouge-evaluation-") as name:
        folder = Path(name)
        init_library(folder)
        with open_parts(folder) as parts:
            started = perf_counter()
            with progress.counting("Importing") as counted:
                _whole(parts.ingest_to_search(corpus.documents(), progress.told(counted)))
            if linked:
                parts.linker.refresh()
            yield parts, perf_counter() - started


def _whole(imported: ImportReport) -> None:
    """A figure over a part of a set could be taken for that of the set."""
    refused = [source for source in imported.sources if source.outcome is SourceOutcome.REFUSED]
    if refused:
        first = refused[0]
        reasons = "; ".join(note.text for note in first.notes)
        raise SourceUnreadable(f"{len(refused)} documents cannot be read; the first is {first.source}: {reasons}")


def as_json(told: report.Evaluation) -> None:
    typer.echo(told.model_dump_json(indent=2, exclude_none=True))


def as_text(told: report.Evaluation) -> None:
    """A line a configuration, never cut: they are there to be copied."""
    names = list(told.measures)
    first = [OURS, *_figures(told.measures, told.intervals), *_times(told.ms_per_query), ""]
    rows = [["", *names, "ms p50", "ms p95", f"more {MAIN}"], first]
    for one in told.configurations or ():
        more = "{:+.4f} to {:+.4f}".format(*one.differences[MAIN])
        rows.append([one.name, *_figures(one.measures, one.intervals), *_times(one.ms_per_query), more])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    indexed = "" if told.index_seconds is None else f", imported and indexed in {told.index_seconds:.1f} s"
    typer.echo(f"{told.queries} queries{indexed}. In brackets, and for what is more: 95 % bootstrap intervals.")
    for loss in told.losses or ():
        typer.echo(f"{loss.value - loss.baseline:+.3f}  {loss.query}  {loss.text}")


def _figures(measures: Mapping[str, float], intervals: Mapping[str, tuple[float, float]]) -> Iterable[str]:
    return ("{:.4f} ({:.3f}–{:.3f})".format(value, *intervals[name]) for name, value in measures.items())


def _times(times: report.Times | None) -> Iterable[str]:
    return (f"{times.p50:.1f}", f"{times.p95:.1f}") if times else ("", "")

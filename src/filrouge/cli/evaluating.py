"""Measures answers on a retrieval set: imports it in a library that is thrown away, asks, compares."""

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import perf_counter

import typer

from filrouge.cli import progress
from filrouge.errors import SourceUnreadable
from filrouge.evaluation import report
from filrouge.evaluation.configurations import Configured
from filrouge.evaluation.corpus import JudgedCorpus, JudgedQuery
from filrouge.evaluation.measuring import MAIN, Averaging, Values, values_of
from filrouge.evaluation.runs import read_run, write_run
from filrouge.evaluation.tasks import TASKS, Answers
from filrouge.flow.report import ImportReport, SourceOutcome
from filrouge.ranking import Ranking
from filrouge.wiring import Parts, init_library, open_parts

OURS = "filrouge"


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
    measured = _Measuring(asked, queries, lambda run: values_of(run, judgements, [query.id for query in queries]))
    baseline = measured.values(read_run(asked.baseline)) if asked.baseline else None
    if asked.run:
        return measured.told(measured.values(read_run(asked.run)), baseline)
    with _library_of(corpus) as (parts, seconds):
        return measured.searched(parts, baseline, seconds)


@dataclass(frozen=True)
class _Measuring:
    asked: Asked
    queries: Sequence[JudgedQuery]
    values: Callable[[Mapping[str, Mapping[str, float]]], Values]

    def searched(self, parts: Parts, baseline: Values | None, seconds: float) -> report.Evaluation:
        answers = self._answers(parts, Ranking(), OURS)
        if answers.misread:
            named = ", ".join(answers.misread[:5])
            typer.echo(f"{len(answers.misread)} queries have a filter or an exclusion: {named}", err=True)
        if self.asked.save_run:
            write_run(answers.run, self.asked.save_run, OURS)
        values = self.values(answers.run)
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
        answers = self._answers(parts, one.ranking, one.name)
        values = self.values(answers.run)
        return report.Configuration(
            name=one.name,
            settings=one.settings,
            measures=report.measures(values, self.asked.averaging),
            intervals=report.intervals(values, self.asked.averaging),
            differences=report.differences(values, first, self.asked.averaging),
            ms_per_query=report.Times.of(answers),
        )

    def _answers(self, parts: Parts, ranking: Ranking, name: str) -> Answers:
        with progress.counting(f"Searching ({name})", "queries") as told:
            return TASKS[self.asked.task](parts.ranked(ranking), self.queries, told)


@contextmanager
def _library_of(corpus: JudgedCorpus) -> Iterator[tuple[Parts, float]]:
    """With the seconds that its import, passages and index took."""
    with tempfile.TemporaryDirectory(prefix="filrouge-evaluation-") as name:
        folder = Path(name)
        init_library(folder)
        with open_parts(folder) as parts:
            started = perf_counter()
            with progress.counting("Importing") as counted:
                _whole(parts.ingest(corpus.documents(), progress.told(counted)))
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

"""One measure in a process of its own, so that its memory is its own: `speed.py` runs it and reads what it prints.

The one argument is JSON: `{"measure": "corpus" | "build" | "search" | "stages", "corpus": FOLDER, …}`.
"""

import json
import resource
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from benchmarks import real
from benchmarks.corpus import Corpus, make
from benchmarks.generator import Generator
from benchmarks.stages import profile
from benchmarks.subjects import Missing, subject
from benchmarks.subjects.contract import Call
from filrouge.model import Publication

WARM_UP = 40
"""Queries of a class that are run before it is measured: code is loaded, pages of the index are in memory."""
KILOBYTE = 1 if sys.platform == "darwin" else 1024
"""Of ru_maxrss."""


def made(corpus: Path, *, passages: int | None, bench: str | None, seed: int, queries: int) -> dict[str, Any]:
    publications: Iterable[Publication]
    publications = real.publications(Path(bench)) if bench else Generator(seed).publications()
    return dict(make(publications, corpus, passages=passages, seed=seed, queries=queries).facts)


def built(corpus: Path, *, name: str, folder: str) -> dict[str, Any]:
    read = Corpus(corpus)
    measured = subject(name)
    started, cpu = perf_counter(), process_time()
    measured.build(read, Path(folder))
    seconds = perf_counter() - started - read.read_seconds
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_seconds = process_time() - cpu - read.read_cpu_seconds + children.ru_utime + children.ru_stime
    return {
        "seconds": round(seconds, 2),
        "cpu_seconds": round(cpu_seconds, 2),
        "reading_seconds": round(read.read_seconds, 2),
        "passages_per_second": round(read.facts["passages"] / seconds, 1),
        "disk_bytes": sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file()),
        "peak_bytes": _peak(),
    }


def searched(corpus: Path, *, name: str, folder: str, rounds: int, budget: float) -> dict[str, Any]:
    queries = Corpus(corpus).queries
    with subject(name).opened(Path(folder)) as (calls, facts):
        classes = {kind: _timed(call, queries[kind], rounds, budget) for kind, call in calls.items()}
    return {"classes": classes, "facts": dict(facts), "peak_bytes": _peak()}


def staged(corpus: Path, *, folder: str) -> dict[str, Any]:
    with subject("filrouge").opened(Path(folder)) as (calls, _):
        queries = Corpus(corpus).queries
        profile(calls, {name: those[:WARM_UP] for name, those in queries.items()})
        return profile(calls, queries)


def _timed(call: Call, queries: list[str], rounds: int, budget: float) -> dict[str, Any]:
    """Percentiles, in ms, over queries, each by the median of its rounds; `cpu` is the median of what this process
    computed for each, which others on the machine disturb less. No query begins once `budget` seconds are spent:
    `queries` tells how many were measured, and they come in random order."""
    started = perf_counter()
    call(queries[0])
    first = perf_counter() - started
    until = perf_counter() + budget / 3
    for query in queries[1:WARM_UP]:
        if perf_counter() < until:
            call(query)
    until = perf_counter() + budget
    took: list[list[float]] = [[] for _ in queries]
    computed: list[list[float]] = [[] for _ in queries]
    answered = 0
    for number in range(rounds):
        for at, query in enumerate(queries):
            started = perf_counter()
            if started > until:
                break
            cpu = process_time()
            answers = call(query)
            computed[at].append((process_time() - cpu) * 1000)
            took[at].append((perf_counter() - started) * 1000)
            answered += number == 0 and answers > 0
    each = sorted(median(times) for times in took if times)
    return {
        "queries": len(each),
        "answered": round(answered / len(each), 3),
        **{f"p{share}": round(each[min(len(each) - 1, len(each) * share // 100)], 3) for share in (50, 95, 99)},
        "mean": round(sum(each) / len(each), 3),
        "first": round(first * 1000, 1),
        "cpu": round(median(median(times) for times in computed if times), 3),
    }


def _peak() -> int:
    """Of this process, or of the largest that it started."""
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return max(usage.ru_maxrss for usage in usages) * KILOBYTE


MEASURES: dict[str, Callable[..., dict[str, Any]]] = {
    "corpus": made,
    "build": built,
    "search": searched,
    "stages": staged,
}


def main() -> None:
    told = json.loads(sys.argv[1])
    try:
        found = MEASURES[told.pop("measure")](Path(told.pop("corpus")), **told)
    except Missing as error:
        found = {"skipped": str(error)}
    print(json.dumps(found))


if __name__ == "__main__":
    main()

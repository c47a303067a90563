"""What may be asked of a library, task by task: each is one function from judged queries to a run."""

from collections.abc import Callable, Sequence
from time import perf_counter
from typing import NamedTuple

from filrouge.errors import SourceUnreadable
from filrouge.evaluation.corpus import PREFIX, JudgedQuery
from filrouge.evaluation.runs import Run, run_of
from filrouge.search import Search, parse

DEPTH = 100
"""Publications that are asked for, as R@100 needs."""
Told = Callable[[int], None]
"""Called with the number of queries done."""


class Answers(NamedTuple):
    """`milliseconds` of each query; `misread` names those of which a part was taken for a filter or an exclusion."""

    run: Run
    milliseconds: tuple[float, ...]
    misread: tuple[str, ...]


def search(searching: Search, queries: Sequence[JudgedQuery], told: Told) -> Answers:
    """What is typed → publications, by the call of the page."""
    if not all(query.text for query in queries):
        raise SourceUnreadable("Some queries of this set have no text: it is of another task than “search”.")
    ranked: dict[str, list[str]] = {}
    times = []
    for query in queries[:1]:  # the first search of a process also loads the index
        searching.search(query.text, size=DEPTH, passages=0)
    for done, query in enumerate(queries, start=1):
        started = perf_counter()
        found = searching.search(query.text, size=DEPTH, passages=0)
        times.append((perf_counter() - started) * 1000)
        ranked[query.id] = [hit.publication.id.removeprefix(PREFIX) for hit in found.hits]
        told(done)
    return Answers(run_of(ranked), tuple(times), tuple(query.id for query in queries if _misread(query.text)))


def _misread(text: str) -> bool:
    read = parse(text)
    return bool(read.filters) or any(clause.excluded for clause in read.clauses)


Task = Callable[[Search, Sequence[JudgedQuery], Told], Answers]
TASKS: dict[str, Task] = {"search": search}

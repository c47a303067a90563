"""What may be asked of a library, task by task: each is one function from judged queries to a run."""

from collections.abc import Callable, Mapping, Sequence
from time import perf_counter
from typing import NamedTuple

from filrouge.errors import SourceUnreadable
from filrouge.evaluation.corpus import PREFIX, JudgedQuery
from filrouge.evaluation.extracts import Shown
from filrouge.evaluation.runs import Run, run_of
from filrouge.search import Search, parse

DEPTH = 100
"""Publications that are asked for, as R@100 needs."""
Linked = Callable[[str, int], Sequence[str]]
"""From the id of a publication and a depth to the ids of those it is linked to."""
Extracting = Callable[[str], Sequence[Shown]]
"""From a question to the extracts that answer it, best first."""
Told = Callable[[int], None]
"""Called with the number of queries done."""


class Answers(NamedTuple):
    """`milliseconds` of each query; `misread` names those of which a part was taken for a filter or an exclusion;
    `extracts`: what was shown to each as its answers."""

    run: Run
    milliseconds: tuple[float, ...]
    misread: tuple[str, ...]
    extracts: Mapping[str, Sequence[Shown]] = {}


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
        ranked[query.id] = [
            card.id.removeprefix(PREFIX) for hit in found.hits for card in (hit.publication, *hit.versions)
        ][:DEPTH]
        told(done)
    return Answers(run_of(ranked), tuple(times), tuple(query.id for query in queries if _misread(query.text)))


def _misread(text: str) -> bool:
    read = parse(text)
    return bool(read.filters) or any(clause.excluded for clause in read.clauses)


def links(linked: Linked, queries: Sequence[JudgedQuery], told: Told) -> Answers:
    """A publication → those that it is linked to, in the order of its page."""
    if not all(query.doc for query in queries):
        raise SourceUnreadable("Some queries of this set are not documents: it is of another task than “links”.")
    ranked: dict[str, list[str]] = {}
    times = []
    for done, query in enumerate(queries, start=1):
        started = perf_counter()
        found = linked(PREFIX + query.doc, DEPTH)
        times.append((perf_counter() - started) * 1000)
        ranked[query.id] = [key.removeprefix(PREFIX) for key in found]
        told(done)
    return Answers(run_of(ranked), tuple(times), ())


def questions(searching: Search, extracting: Extracting, queries: Sequence[JudgedQuery], told: Told) -> Answers:
    """What is asked → publications, as `search`; → the extracts that answer, whose times are told."""
    found = search(searching, queries, lambda _: None)
    shown: dict[str, Sequence[Shown]] = {}
    times = []
    for done, query in enumerate(queries, start=1):
        started = perf_counter()
        shown[query.id] = extracting(query.text)
        times.append((perf_counter() - started) * 1000)
        told(done)
    return found._replace(milliseconds=tuple(times), extracts=shown)

"""Where the time of a search call goes: functions of the product, timed from outside.

Time is what is computed, which others on the machine disturb less than what is waited; and it is exclusive: what a
stage calls that is a stage itself is not counted twice. Functions move when ranking changes; one that is not found is
told in the results, and its time then falls in `the rest`.
"""

import functools
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from time import process_time
from typing import Any

from benchmarks.subjects.contract import Call

STAGES = {
    "parse": ("filrouge.search.searching:parse",),
    "analysis": ("filrouge.engine.tantivy:asked",),
    "query": (
        "filrouge.engine.tantivy_query:Queries.strict",
        "filrouge.engine.tantivy_query:Queries.union",
    ),
    "matching": ("filrouge.engine.tantivy:matching",),
    "candidates": (
        "filrouge.engine.tantivy:TantivyEngine._by_relevance",
        "filrouge.engine.tantivy:TantivyEngine._by_date",
    ),
    "ranking: words sought": ("filrouge.ranking.scoring:sought",),
    "ranking: found in tokens": ("filrouge.ranking.scoring:occurrences",),
    "ranking: scores": ("filrouge.engine.tantivy:scored",),
    "best passages": ("filrouge.engine.scoring:Scored.best",),
    "versions": ("filrouge.engine.versions:Versions.fold",),
    "crowding": ("filrouge.search.crowding:Shown.choose",),
    "places of passages": ("filrouge.engine.tantivy:TantivyEngine._places",),
    "reading cards": ("filrouge.engine.tantivy:TantivyEngine._cards",),
    "reading passages": ("filrouge.engine.tantivy:TantivyEngine._read",),
    "facets": ("filrouge.engine.tantivy:TantivyEngine._facets",),
    "correction": ("filrouge.search.wording:Wording.corrected",),
    "synonyms": ("filrouge.search.wording:Wording.worded",),
    "suggestions": ("filrouge.search.suggesting:Suggestions.suggest",),
    "excerpts": ("filrouge.search.excerpts:Marker.marked",),
}
REST = "the rest"


class _Clock:
    """Exclusive CPU time by stage."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._inside: list[float] = []

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def wrapper(*arguments: Any, **named: Any) -> Any:
            self._inside.append(0.0)
            started = process_time()
            try:
                return function(*arguments, **named)
            finally:
                took = process_time() - started
                self.spent[stage] += took - self._inside.pop()
                if self._inside:
                    self._inside[-1] += took

        return wrapper


def profile(calls: Mapping[str, Call], queries: Mapping[str, list[str]]) -> dict[str, Any]:
    """By class of queries, milliseconds computed a call by stage; and the functions that were not found."""
    found: dict[str, dict[str, float]] = {}
    with _watched() as (clock, missing):
        for name, call in calls.items():
            clock.spent.clear()
            whole = clock.timed(REST, call)
            for query in queries[name]:
                whole(query)
            found[name] = {stage: 1000 * spent / len(queries[name]) for stage, spent in clock.spent.items()}
    return {"milliseconds": found, "not_found": missing}


@contextmanager
def _watched() -> Iterator[tuple[_Clock, list[str]]]:
    """Every function of STAGES replaced by its timed self, then put back."""
    clock = _Clock()
    missing: list[str] = []
    replaced: list[tuple[Any, str, Any]] = []
    try:
        for stage, places in STAGES.items():
            for place in places:
                owner, name = _owner(place)
                original = getattr(owner, name, None)
                if original is None:
                    missing.append(place)
                    continue
                setattr(owner, name, clock.timed(stage, original))
                replaced.append((owner, name, original))
        yield clock, missing
    finally:
        for owner, name, original in replaced:
            setattr(owner, name, original)


def _owner(place: str) -> tuple[Any, str]:
    module, _, path = place.partition(":")
    *owners, name = path.split(".")
    try:
        owner: Any = import_module(module)
    except ModuleNotFoundError:
        return None, name
    for one in owners:
        owner = getattr(owner, one, None)
    return owner, name

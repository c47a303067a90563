"""Whether the extracts shown hold the answer: the measures of the task “questions” that no run file can carry."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from filrouge.evaluation.corpus import JudgedQuery
from filrouge.language import fold

DEPTHS = (1, 3)
"""Extracts that are looked at: the first alone, the first three."""


class Shown(NamedTuple):
    """An extract that was shown: its words, its document, and of what is said, its seconds."""

    text: str
    document: str
    start: float | None = None
    end: float | None = None


def measured(
    shown: Mapping[str, Sequence[Shown]], queries: Sequence[JudgedQuery], judged: Mapping[str, Collection[str]]
) -> dict[str, dict[str, float]]:
    """By measure, by query: `hit@k`, of those with reference answers, is 1 when one of the first k extracts holds one
    of these to the letter, case and accents aside; `moment@k`, of those with a reference moment, when one of them is
    of a document judged to answer and shares a second with it. A measure that no query has is absent.
    """
    values: dict[str, dict[str, float]] = {}
    for query in queries:
        extracts = shown.get(query.id, ())
        for depth in DEPTHS:
            first = extracts[:depth]
            if query.answers:
                values.setdefault(f"hit@{depth}", {})[query.id] = float(any(_holds(one, query) for one in first))
            if query.start is not None:
                here = [one for one in first if one.document in judged.get(query.id, ())]
                values.setdefault(f"moment@{depth}", {})[query.id] = float(any(_meets(one, query) for one in here))
    return values


def _holds(one: Shown, query: JudgedQuery) -> bool:
    said = _levelled(one.text)
    return any(answer in said for answer in map(_levelled, query.answers) if answer)


def _levelled(text: str) -> str:
    return " ".join(fold(text).split())


def _meets(one: Shown, query: JudgedQuery) -> bool:
    if one.start is None or query.start is None:
        return False
    end = query.start if query.end is None else query.end
    return one.start <= end and (one.start if one.end is None else one.end) >= query.start

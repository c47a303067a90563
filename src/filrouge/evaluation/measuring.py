"""From a run and judgements to measures: by query, on average, and how sure the average is.

The measures are computed by ir-measures (MacAvaney et al., ECIR 2022), not by us.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from filrouge.errors import ExtraMissing
from filrouge.evaluation.corpus import Judgement
from filrouge.evaluation.runs import Run

MEASURES = {"nDCG@10": "nDCG@10", "RR@10": "MRR@10", "R@100": "R@100"}
"""As ir-measures names them, and as they are shown."""
LINK_MEASURES = {"nDCG@10": "nDCG@10", "R@100": "R@100", "P@5": "P@5"}
MAIN = "nDCG@10"
RESAMPLES = 2_000
"""Of the bootstrap: intervals no longer move in their third figure."""
WITHIN = (2.5, 97.5)

Values = Mapping[str, Mapping[str, float]]
"""By measure, by query."""


def values_of(
    run: Run, judgements: Collection[Judgement], queries: Collection[str], measures: Mapping[str, str] = MEASURES
) -> Values:
    """Of the queries that were judged; one that found nothing has 0. Raises ExtraMissing without ir-measures."""
    try:
        import ir_measures  # noqa: PLC0415 (an optional part)
    except ImportError as error:
        raise ExtraMissing("Evaluation", "evaluation") from error
    wanted = set(queries)
    kept = [one for one in judgements if one.query in wanted]
    qrels = [ir_measures.Qrel(one.query, one.document, one.grade) for one in kept]
    found = [
        ir_measures.ScoredDoc(query, document, score)
        for query, documents in run.items()
        if query in wanted
        for document, score in documents.items()
    ]
    values = {name: dict.fromkeys((one.query for one in kept), 0.0) for name in measures.values()}
    for one in ir_measures.iter_calc([ir_measures.parse_measure(name) for name in measures], qrels, found):
        values[measures[str(one.measure)]][one.query_id] = float(one.value)
    return values


@dataclass(frozen=True)
class Averaging:
    """How queries become one figure: each counts alike or, with `group`, each group of queries does. The group of a
    query is what the expression finds in its id (its first parenthesis, if it has one).
    """

    group: re.Pattern[str] | None = None
    seed: int = 0

    def mean(self, values: Mapping[str, float]) -> float:
        return float(self._groups(values).mean())

    def interval(self, values: Mapping[str, float]) -> tuple[float, float]:
        """95 % of the averages of samples drawn with replacement (Efron's percentile bootstrap)."""
        groups = self._groups(values)
        drawn = np.random.default_rng(self.seed).integers(0, len(groups), (RESAMPLES, len(groups)))
        low, high = np.percentile(groups[drawn].mean(axis=1), WITHIN)
        return float(low), float(high)

    def _groups(self, values: Mapping[str, float]) -> NDArray[np.float64]:
        groups: dict[str, list[float]] = defaultdict(list)
        for query, value in values.items():
            groups[self._group_of(query)].append(value)
        return np.array([sum(those) / len(those) for those in groups.values()] or [0.0])

    def _group_of(self, query: str) -> str:
        found = self.group.search(query) if self.group else None
        return found[min(1, found.re.groups)] if found else query


def gains(values: Mapping[str, float], others: Mapping[str, float]) -> dict[str, float]:
    """What each query has more than in the others; what they lack counts as 0 there."""
    return {query: value - others.get(query, 0.0) for query, value in values.items()}


def percentile(times: Sequence[float], percent: float) -> float:
    return float(np.percentile(np.array(times), percent)) if times else 0.0

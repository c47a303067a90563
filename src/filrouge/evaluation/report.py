"""What an evaluation tells. Its JSON is a promise to scripts."""

from collections.abc import Mapping
from typing import Self

from filrouge.evaluation.measuring import MAIN, Averaging, Values, gains, percentile
from filrouge.evaluation.tasks import Answers
from filrouge.model.value import Value

WORST = 10
"""Losses told."""
_DIGITS = 5


class Times(Value):
    p50: float
    p95: float

    @classmethod
    def of(cls, answers: Answers) -> Self:
        return cls(
            p50=round(percentile(answers.milliseconds, 50), 3), p95=round(percentile(answers.milliseconds, 95), 3)
        )


class Loss(Value):
    """A query that the baseline answered better."""

    query: str
    text: str
    value: float
    baseline: float


class Configuration(Value):
    """One setting of the weights. `differences` are intervals of what it has more than the first, query by query."""

    name: str
    settings: dict[str, float | int | tuple[float, ...]]
    measures: dict[str, float]
    intervals: dict[str, tuple[float, float]]
    differences: dict[str, tuple[float, float]]
    ms_per_query: Times


class Evaluation(Value):
    """`measures` are averages, `intervals` their 95 % bootstrap intervals. A run made elsewhere has no times."""

    task: str
    measures: dict[str, float]
    queries: int
    ms_per_query: Times | None = None
    index_seconds: float | None = None
    intervals: dict[str, tuple[float, float]]
    losses: tuple[Loss, ...] | None = None
    configurations: tuple[Configuration, ...] | None = None


def measures(values: Values, averaging: Averaging) -> dict[str, float]:
    return {name: round(averaging.mean(those), _DIGITS) for name, those in values.items()}


def intervals(values: Values, averaging: Averaging) -> dict[str, tuple[float, float]]:
    return {name: _rounded(averaging.interval(those)) for name, those in values.items()}


def differences(values: Values, others: Values, averaging: Averaging) -> dict[str, tuple[float, float]]:
    return {name: _rounded(averaging.interval(gains(those, others[name]))) for name, those in values.items()}


def losses(values: Values, baseline: Values, texts: Mapping[str, str]) -> tuple[Loss, ...]:
    """The queries that lost most, of the main measure."""
    lost = sorted((gain, query) for query, gain in gains(values[MAIN], baseline[MAIN]).items() if gain < 0)
    return tuple(
        Loss(
            query=query,
            text=texts.get(query, ""),
            value=round(values[MAIN][query], _DIGITS),
            baseline=round(baseline[MAIN][query], _DIGITS),
        )
        for _, query in lost[:WORST]
    )


def _rounded(interval: tuple[float, float]) -> tuple[float, float]:
    low, high = interval
    return round(low, _DIGITS), round(high, _DIGITS)

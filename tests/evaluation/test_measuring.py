import re
import sys

import pytest

from filrouge.errors import ExtraMissing
from filrouge.evaluation.corpus import Judgement
from filrouge.evaluation.measuring import Averaging, gains, percentile, values_of
from filrouge.evaluation.runs import run_of

JUDGED = (Judgement("a_1", "x", 1), Judgement("a_2", "x", 1), Judgement("b_1", "y", 3), Judgement("b_1", "z", 0))


def test_measures_are_those_of_the_field():
    """First: 1. Second: 1/log2(3) of nDCG, half of the reciprocal rank. Nothing found: 0."""
    values = values_of(run_of({"a_1": ["x", "y"], "a_2": ["y", "x"]}), JUDGED, ["a_1", "a_2", "b_1"])
    assert values["nDCG@10"] == pytest.approx({"a_1": 1.0, "a_2": 0.6309, "b_1": 0.0}, abs=1e-4)
    assert values["MRR@10"] == {"a_1": 1.0, "a_2": 0.5, "b_1": 0.0}
    assert values["R@100"] == {"a_1": 1.0, "a_2": 1.0, "b_1": 0.0}


def test_only_the_queries_asked_for_are_measured():
    """A sample of the queries is measured against their own judgements."""
    assert set(values_of(run_of({"a_1": ["x"], "b_1": ["y"]}), JUDGED, ["a_1"])["R@100"]) == {"a_1"}


def test_without_its_optional_part_evaluation_says_how_to_get_it(monkeypatch):
    """The message holds the command."""
    monkeypatch.setitem(sys.modules, "ir_measures", None)
    with pytest.raises(ExtraMissing, match=re.escape("pip install 'filrouge[evaluation]'")):
        values_of({}, JUDGED, ["a_1"])


@pytest.mark.parametrize(("group", "mean"), [(None, 2 / 3), (r"^[^_]+", 0.75), (r"_(\d)", 0.5), ("never", 2 / 3)])
def test_each_group_counts_alike(group, mean):
    """By the whole of what is found or by its parenthesis; a query in which nothing is found is a group."""
    averaging = Averaging(re.compile(group) if group else None)
    assert averaging.mean({"a_1": 1.0, "a_2": 0.0, "b_1": 1.0}) == pytest.approx(mean)


def test_an_interval_holds_the_mean_and_narrows_with_queries():
    """The same seed gives the same interval."""
    few, many = ({str(n): float(n % 2) for n in range(count)} for count in (10, 1000))
    low, high = Averaging().interval(few)
    closer_low, closer_high = Averaging().interval(many)
    assert low < closer_low < 0.5 < closer_high < high
    assert Averaging(seed=1).interval(few) == Averaging(seed=1).interval(few)


def test_intervals_are_drawn_over_groups():
    """Queries of one theme are no independent witnesses."""
    values = {f"{n // 10}_{n}": float(n // 10 % 2) for n in range(100)}
    wide, narrow = Averaging(re.compile("^[^_]+")).interval(values), Averaging().interval(values)
    assert wide[1] - wide[0] > narrow[1] - narrow[0]


def test_gains_are_told_query_by_query():
    """What the other run lacks counts as nothing there."""
    assert gains({"a": 0.5, "b": 1.0}, {"a": 0.75}) == {"a": -0.25, "b": 1.0}


def test_percentiles_of_nothing_are_nothing():
    """No query, no time."""
    assert (percentile([], 50), percentile([1.0, 3.0], 50)) == (0.0, 2.0)

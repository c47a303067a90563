"""The judged links of the demonstration have the form that README.md tells, and say what its publications say."""

from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from tests.judged import demonstration, lines, misnumbered, missing_quotes

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def pairs():
    return lines(HERE / "pairs.jsonl")


@pytest.fixture(scope="module")
def publications():
    return lines(HERE / "publications.jsonl")


def test_every_quote_is_said_by_its_publication(pairs):
    """Word for word: a text that changed asks for its pairs to be read again."""
    quoted = [(pair["id"], end["publication"], end["quote"]) for pair in pairs for end in (pair["from"], pair["to"])]
    assert missing_quotes(quoted) == []


def test_what_was_judged_after_being_shown_is_said_too():
    """Each quote names a passage; none is judged twice."""
    shown = lines(HERE / "shown.jsonl")
    ends = [frozenset((end["publication"], end["quote"]) for end in (pair["from"], pair["to"])) for pair in shown]
    quoted = [(pair["id"], end["publication"], end["quote"]) for pair in shown for end in (pair["from"], pair["to"])]
    assert missing_quotes(quoted) == []
    assert [both for both, count in Counter(ends).items() if count > 1] == []
    assert misnumbered(shown) == []


def test_pairs_join_two_publications_and_stand_once(pairs):
    """Neither a pair within one publication, nor the same two passages twice in either direction."""
    ends = [frozenset((end["publication"], end["quote"]) for end in (pair["from"], pair["to"])) for pair in pairs]
    assert [pair["id"] for pair in pairs if pair["from"]["publication"] == pair["to"]["publication"]] == []
    assert [both for both, count in Counter(ends).items() if count > 1] == []
    assert misnumbered(pairs) == []


def test_pairs_are_enough_spread_and_balanced(pairs):
    """At least 120; every publication in three of them or more; each verdict has four in ten and says why."""
    spread = Counter(end["publication"] for pair in pairs for end in (pair["from"], pair["to"]))
    speaking = sum(pair["speaks"] for pair in pairs)
    assert len(pairs) >= 120
    assert {slug for slug in demonstration() if spread[slug] < 3} == set()
    assert 0.4 <= speaking / len(pairs) <= 0.6
    assert all(pair["why"] for pair in pairs)


def test_every_two_publications_are_graded_once(publications):
    """0, 1 or 2, with the shared idea from 1 on."""
    graded = [(line["a"], line["b"]) for line in publications]
    assert graded == sorted(combinations(sorted({slug for pair in graded for slug in pair}), 2))
    assert {slug for pair in graded for slug in pair} == set(demonstration())
    assert {line["grade"] for line in publications} == {0, 1, 2}
    assert all(bool(line.get("idea")) == (line["grade"] > 0) for line in publications)
    assert misnumbered(publications) == []


def test_publications_whose_passages_speak_are_worth_sending_to(pairs, publications):
    """The two files agree: one pair of passages that speaks is a reason to go from one to the other."""
    grades = {frozenset((line["a"], line["b"])): line["grade"] for line in publications}
    speaking = [frozenset((pair["from"]["publication"], pair["to"]["publication"])) for pair in pairs if pair["speaks"]]
    assert [sorted(both) for both in speaking if not grades[both]] == []

"""Answers do not get worse unnoticed. `python -m tests.gate` prints the same figures, by kind of query."""

import pytest

from filrouge.cli.demonstration import make_demonstration
from filrouge.wiring import open_parts
from tests.gate.judging import PLACE, corpus_digest, judge, judged_places

CORPUS = "7f15261dfbe26341"
FLOORS = {"nDCG@10": 0.925, "MRR@10": 0.975, "R@10": 0.925, PLACE: 0.965}
"""A little under what was measured when they were set (docs/relevance.md tells the figures and their day)."""
ADVICE = """\
{measure} is {value:.4f}, under its floor of {floor}. Look at the queries below with `python -m tests.gate`, which also
tells which kinds lost. If what changed was meant to help, say in the commit what it helps and what it costs, and lower
the floor there; if not, repair it. A floor is never lowered alone. The queries that do worst now:
{worst}"""


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demonstration")
    make_demonstration(folder)
    with open_parts(folder) as parts:
        yield judge(parts.search)


def test_the_demonstration_is_the_one_that_was_judged():
    """A text that changed may answer otherwise: its judgements are to be looked at."""
    assert corpus_digest() == CORPUS, (
        "The texts of the demonstration changed. Read what changed, correct tests/gate/qrels.tsv and places.tsv where "
        f"they no longer hold, then set CORPUS to {corpus_digest()}."
    )


@pytest.mark.parametrize("measure", FLOORS)
def test_answers_are_as_good_as_they_were(judged, measure):
    """Each measure holds its floor."""
    value = judged.means()[measure]
    worst = "\n".join(f"{one:.3f}  {query}" for one, query in judged.worst(measure))
    assert value >= FLOORS[measure], ADVICE.format(measure=measure, value=value, floor=FLOORS[measure], worst=worst)


def test_the_queries_are_many_and_of_every_kind(judged):
    """Keywords and questions, slips of the finger, names, abbreviations, both languages."""
    kinds = "keyword question typo elision accent synonym abbreviation name inclusive english"
    assert set(kinds.split()) == set(judged.kinds)
    assert len(judged.texts) >= 150


def test_places_are_judged_where_publications_are(judged):
    """A place belongs to a publication that was judged for the same query."""
    graded = {(query, slug) for query, places in judged_places().items() for slug, _ in places}
    assert graded <= {(one.query, one.document) for one in judged.judgements}

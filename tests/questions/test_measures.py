"""Floors under the figures of docs/questions.md: no change may lose what is reached. They are far from the aims."""

import pytest

from filrouge.questions.evidence import THRESHOLD
from tests.questions.measuring import declined, evidences, library, of_clusters, of_pairs


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    return library(tmp_path_factory.mktemp("demonstration"))


def test_questions_are_put_together_as_well_as_before(parts):
    """Of the library's own questions, judged by reading; no question has two wrong members."""
    pairwise, wrong = of_clusters(parts)
    assert pairwise.f1 >= 0.35
    assert pairwise.precision >= 0.54
    assert wrong <= 1


def test_hard_pairs_are_told_apart_as_well_as_before(parts):
    """Paraphrases without common words, and other questions in the same words: on the half that nothing was fitted
    on."""
    pairwise = of_pairs(parts, "test")
    assert pairwise.f1 >= 0.5
    assert pairwise.precision >= 0.68


def test_silence_is_kept_as_well_as_before(parts):
    """On the half that no weight was fitted on: most of what the library does not answer is declined, little of what it
    does."""
    told = declined(evidences(parts, "test"), THRESHOLD)
    assert told.unanswerable >= 0.6
    assert told.answerable <= 0.22

"""Floors under the figures of docs/questions.md: no change may lose what is reached. They are far from the aims."""

import pytest

from filrouge.questions.evidence import THRESHOLD
from tests.questions.measuring import declined, evidences, found_as, library, of_clusters, of_pairs


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    return library(tmp_path_factory.mktemp("demonstration"))


def test_questions_are_put_together_as_well_as_before(parts):
    """Of the library's own questions, judged by reading; no question has two wrong members."""
    pairwise, wrong = of_clusters(parts)
    assert pairwise.f1 >= 0.45
    assert pairwise.precision >= 0.64
    assert wrong <= 1


def test_little_depends_on_what_was_imported_first(tmp_path):
    """In four imports, no question has two wrong members either."""
    pairwise, wrong = of_clusters(library(tmp_path, imports=4))
    assert pairwise.f1 >= 0.45
    assert wrong <= 1


def test_questions_that_are_asked_are_found(parts):
    """Of those that people found by reading, at most a fourth is not."""
    found = found_as(parts)
    assert sum(key == home for key, home in found.items()) <= len(found) / 4


def test_hard_pairs_are_told_apart_as_well_as_before(parts):
    """Paraphrases without common words, and other questions in the same words: on the half that nothing was fitted
    on."""
    pairwise = of_pairs(parts, "test")
    assert pairwise.f1 >= 0.47
    assert pairwise.precision >= 0.7


def test_silence_is_kept_as_well_as_before(parts):
    """On the half that no weight was fitted on: most of what the library does not answer is declined, little of what it
    does."""
    told = declined(evidences(parts, "test"), THRESHOLD)
    assert told.unanswerable >= 0.6
    assert told.answerable <= 0.22

"""Floors under how often the sentence that answers is shown, on the judged questions of the demonstration library."""

from pathlib import Path

import pytest

from filrouge.language import fold
from tests.judged import lines
from tests.questions.measuring import library

JUDGED = lines(Path(__file__).parent / "extracts.jsonl")


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    return library(tmp_path_factory.mktemp("demonstration"))


@pytest.mark.parametrize(("part", "first", "three"), [("dev", 0.5, 0.73), ("test", 0.66, 0.7)])
def test_the_sentence_that_answers_is_shown_as_often_as_before(parts, part, first, three):
    """Alone, and among the first three extracts; what was chosen on one part is read on the other."""
    ranks = [rank(parts, one) for one in JUDGED if one["part"] == part]
    assert sum(one < 1 for one in ranks) / len(ranks) >= first
    assert sum(one < 3 for one in ranks) / len(ranks) >= three


def rank(parts, one):
    """Of the first extract that holds a sentence judged to answer, or is held by it, in its publication."""
    found = parts.questions.gatherer.find(one["text"]).answers
    wanted = [(answer["publication"], _levelled(answer["quote"])) for answer in one["answers"]]
    shown = ((extract.publication.slug, _levelled(extract.text)) for extract in found)
    return next((number for number, extract in enumerate(shown) if _right(extract, wanted)), len(found) + 3)


def _right(extract, wanted):
    slug, text = extract
    return any(slug == publication and (quote in text or text in quote) for publication, quote in wanted)


def _levelled(text):
    return " ".join(fold(text).split())

"""The judged questions of the demonstration have the form that README.md tells, and quote its publications."""

from collections import Counter
from pathlib import Path

import pytest
from networkx.utils import UnionFind

from tests.judged import demonstration, is_verbatim, lines, misnumbered, missing_quotes

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def pairs():
    return lines(HERE / "pairs.jsonl")


@pytest.fixture(scope="module")
def clusters():
    return lines(HERE / "clusters.jsonl")


@pytest.fixture(scope="module")
def asked():
    return lines(HERE / "asked.jsonl")


@pytest.fixture(scope="module")
def extracts():
    return lines(HERE / "extracts.jsonl")


def test_pairs_are_enough_and_hard(pairs):
    """At least 260, four in ten different or more; each different one says of what kind the difference is."""
    different = [pair for pair in pairs if not pair["same"]]
    assert len(pairs) >= 260
    assert len(different) >= 0.4 * len(pairs)
    assert [pair["id"] for pair in different if not (pair["kind"] and pair["why"])] == []


def test_pairs_stand_once_and_in_order(pairs):
    """Neither the same two questions twice, in either direction, nor a question with itself."""
    both = Counter(frozenset((pair["a"].casefold(), pair["b"].casefold())) for pair in pairs)
    assert [one for one, count in both.items() if count > 1 or len(one) < 2] == []
    assert misnumbered(pairs) == []


def test_the_questions_of_the_library_are_its_own_words(pairs, clusters):
    """What is said to be asked there is asked there, but for the capital that opens it."""
    claimed = [(pair["id"], slug, pair[end]) for pair in pairs for end in "ab" for slug in pair.get(f"{end}_from", ())]
    assert [one for one in claimed if not any(is_verbatim(one[1], text) for text in _cases(one[2]))] == []
    quoted = [(group["id"], one["publication"], one["text"]) for group in clusters for one in group["questions"]]
    assert missing_quotes(quoted) == []


def test_same_and_different_hold_together(pairs):
    """What is the same as the same is not judged different."""
    joined = UnionFind()
    for pair in pairs:
        if pair["same"]:
            joined.union(pair["a"], pair["b"])
    different = [pair for pair in pairs if not pair["same"]]
    assert [pair["id"] for pair in different if joined[pair["a"]] == joined[pair["b"]]] == []


def test_no_question_is_both_for_tuning_and_for_judging(pairs):
    """`dev` and `test` share no question, so that a threshold found on one is judged on the other."""
    parts = {part: {pair[end] for pair in pairs if pair["part"] == part for end in "ab"} for part in ("dev", "test")}
    assert parts["dev"] & parts["test"] == set()
    assert {pair["part"] for pair in pairs} == set(parts)


def test_clusters_share_no_question_and_agree_with_the_pairs(pairs, clusters):
    """A question has one cluster, and two questions judged in pairs stand as they were judged."""
    homes = {}
    for group in clusters:
        for text in {_plain(one["text"]) for one in group["questions"]}:
            assert text not in homes, text
            homes[text] = group["id"]
    known = [pair for pair in pairs if _plain(pair["a"]) in homes and _plain(pair["b"]) in homes]
    wrong = [pair["id"] for pair in known if pair["same"] != (homes[_plain(pair["a"])] == homes[_plain(pair["b"])])]
    assert (len(known) > 60, wrong) == (True, [])


def test_every_question_of_a_page_has_a_cluster(clusters):
    """The entries under the pages are all gathered, and neighbours that may join are named from both sides."""
    gathered = {one["text"] for group in clusters for one in group["questions"]}
    entries = {entry.question for publication in demonstration().values() for entry in publication.questions}
    near = {(group["id"], other) for group in clusters for other in group.get("near", ())}
    assert entries - gathered == set()
    assert {(there, here) for here, there in near} == near
    assert misnumbered(clusters) == []


def test_asked_questions_are_halved_between_answered_and_not_and_between_parts(asked):
    """As many answered as not, in each part; at least a hundred of each; none twice."""
    counted = Counter((line["part"], line["answered"]) for line in asked)
    texts = Counter(line["text"].casefold() for line in asked)
    assert set(counted) == {("dev", True), ("dev", False), ("test", True), ("test", False)}
    assert len(set(counted.values())) == 1
    assert min(counted.values()) >= 50
    assert [text for text, count in texts.items() if count > 1] == []
    assert misnumbered(asked) == []


def test_answers_are_the_publications_words(asked, extracts):
    """Word for word, whether to judge abstention or extracts."""
    answered = [(line["id"], line["publication"], line["quote"]) for line in asked if line["answered"]]
    best = [(line["id"], one["publication"], one["quote"]) for line in extracts for one in line["answers"]]
    assert missing_quotes(answered + best) == []
    assert [line["id"] for line in asked if not line["answered"] and not line["why"]] == []
    assert {slug for line in asked for slug in line.get("also", ())} <= set(demonstration())


def test_visitors_ask_everything_of_the_library(asked):
    """Every publication answers two of the asked questions or more; half of all are typed without a question mark."""
    answering = Counter(line["publication"] for line in asked if line["answered"])
    unmarked = sum("?" not in line["text"] for line in asked)
    assert {slug for slug in demonstration() if answering[slug] < 2} == set()
    assert unmarked >= len(asked) / 2


def test_extracts_are_sixty_questions_or_more(extracts):
    """In both parts, each with one answer or several, none of them over sixty words."""
    assert len(extracts) >= 60
    assert {line["part"] for line in extracts} == {"dev", "test"}
    assert len({line["text"].casefold() for line in extracts}) == len(extracts)
    assert [line["id"] for line in extracts if not line["answers"]] == []
    assert [one["quote"] for line in extracts for one in line["answers"] if len(one["quote"].split()) > 60] == []
    assert misnumbered(extracts) == []


def _plain(question):
    return question.replace("’", "'").casefold()


def _cases(question):
    return question, question[0].lower() + question[1:]

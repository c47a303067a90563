import json
from collections import Counter
from itertools import islice

import numpy as np
import pytest

from benchmarks.corpus import make
from benchmarks.generator import Generator
from benchmarks.queries import CLASSES
from benchmarks.speed import main
from filrouge.language import words
from filrouge.passages import cut

SIZE = 30_000


@pytest.fixture(scope="module")
def generator():
    return Generator(7, SIZE)


@pytest.fixture(scope="module")
def publications(generator):
    return list(islice(generator.publications(), 60))


def said(publication):
    return [word.exact for passage in cut(publication) for word in words(passage.text) if not word.stop]


def test_the_same_seed_gives_the_same_library(publications):
    """Two generators of one seed write the same publications; another seed writes others."""
    assert list(islice(Generator(7, SIZE).publications(), 5)) == publications[:5]
    assert Generator(8, SIZE).publication(0) != publications[0]


def test_a_publication_does_not_depend_on_those_before_it(generator, publications):
    """Any publication is made from its number alone, so that nothing is kept while they stream."""
    assert generator.publication(41) == publications[41]


def test_publications_are_as_long_as_in_a_library(publications):
    """They are cut into about 12 to 75 passages of about 110 words."""
    passages = [cut(publication) for publication in publications]
    assert 8 <= min(map(len, passages)) <= 20
    assert 50 <= max(map(len, passages)) <= 95
    assert 85 <= np.mean([len(passage.text.split()) for those in passages for passage in those]) <= 130


def test_words_follow_their_law(generator, publications):
    """The hundred most frequent words make the share of what is said that the law gives them."""
    forms = Counter(
        form for publication in publications for passage in cut(publication) for form in passage.text.lower().split()
    )
    share = sum(count for _, count in forms.most_common(100)) / forms.total()
    assert share == pytest.approx(generator.vocabulary.law[:100].sum(), abs=0.12)
    ranks = np.arange(10, 1_000)
    counts = np.array([count for _, count in forms.most_common(1_000)])[ranks]
    slope = np.polyfit(np.log(ranks), np.log(counts), 1)[0]
    assert -1.35 < slope < -0.8


def test_a_publication_keeps_to_its_words(publications):
    """A word said in one half of a publication comes back in its other half more often than in that of another one."""
    halves = [(set(text[: len(text) // 2]), set(text[len(text) // 2 :])) for text in map(said, publications)]
    own = [len(first & second) / len(second) for first, second in halves]
    others = [len(first & halves[at - 1][1]) / len(halves[at - 1][1]) for at, (first, _) in enumerate(halves)]
    assert np.mean(own) > 1.2 * np.mean(others)


def test_queries_are_drawn_from_what_is_said(generator, tmp_path):
    """Each class holds as many queries as asked, the same for the same seed, in words of the corpus."""
    corpora = [
        make(generator.publications(), tmp_path / name, passages=150, seed=3, queries=30) for name in ("one", "other")
    ]
    queries = corpora[0].queries
    assert tuple(queries) == CLASSES
    assert {len(those) for those in queries.values()} == {30}
    assert queries == corpora[1].queries
    known = {word for entry in corpora[0].entries() for word in said(entry.publication)}
    known |= {word.exact for _, text in corpora[0].texts() for word in words(text)}
    assert all(word.exact in known for query in queries["ten-word"] for word in words(query))
    assert not any(query in known for query in queries["fuzzy"])


def test_the_benchmark_runs_from_end_to_end(tmp_path):
    """Two hundred passages, no peers: figures for every class of queries, as JSON and as a page."""
    out = tmp_path / "results.json"
    main(
        ["--passages", "200", "--queries", "12", "--rounds", "1", "--work", str(tmp_path), "--out", str(out)],
    )
    (corpus,) = json.loads(out.read_text(encoding="utf-8"))["corpora"]
    measured = corpus["systems"]["filrouge"]
    assert corpus["facts"]["passages"] >= 200
    assert measured["build"]["passages_per_second"] > 0
    assert {kind: told["queries"] for kind, told in measured["search"]["classes"].items()} == dict.fromkeys(CLASSES, 12)
    assert measured["search"]["classes"]["one-word"]["answered"] == 1
    assert "| ten-word |" in out.with_suffix(".md").read_text(encoding="utf-8")
    assert [entry.name for entry in tmp_path.iterdir() if entry.is_dir()] == []

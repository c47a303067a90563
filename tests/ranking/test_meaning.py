from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy.sparse import csr_array

from filrouge.ranking import Asking, Ranking, Shelf, ShelfWriter, Texts, score
from filrouge.ranking.meaning import Meaning, Said, publication_bags
from filrouge.ranking.neighbours import COUNT, FEW, nearest
from tests.ranking.test_scoring import content, only

CLINIC = [
    "sein bébé mère",
    "mère nourrisson bébé",
    "nourrisson sein portage",
    "bébé portage mère",
    "portage nourrisson",
]
LAW = ["loi secret juge", "juge tribunal loi", "tribunal secret avocat", "avocat loi juge", "secret tribunal"]


@pytest.fixture
def shelf():
    """Two worlds whose words keep company with their own kind only."""
    writer = ShelfWriter(Shelf.empty())
    for number, text in enumerate([*CLINIC, *LAW]):
        writer.put(number, Texts(content(f"titre {number}"), [content(text)], "fr"))
    return writer.shelf()


def scores(shelf, asked, ranking):
    numbers = shelf.rows.numbers.tolist()
    return score(Asking((("fr", content(asked)),)), shelf, numbers, ranking).publications


def test_what_keeps_the_same_company_is_near(shelf):
    """“sein” is nearer to what speaks of babies than to what speaks of law, even where the word is not. Two axes, for
    two worlds: with as many as there are words, each word would be its own."""
    said = [Said(shelf.tokens[row.offset : row.offset + int(row.bounds[-1])], row.bounds) for row in shelf.rows]
    bags = publication_bags(said, shelf.lexicon.tables.stem_of, shelf.lexicon.stem_count)
    meaning = Meaning.learn(bags, len(said), size=2, common=0.6)
    found = meaning.vectors(bags) @ meaning.vector([shelf.lexicon.stem_id("sein", "fr")])
    without_the_word = [number for number, text in enumerate(CLINIC) if "sein" not in text]
    assert min(found[number] for number in without_the_word) > max(found[len(CLINIC) :]) + 0.3


def test_what_is_learnt_does_not_turn_with_the_order_of_texts():
    """The order is that of ids, which differ from one folder to the next."""
    rng = np.random.default_rng(0)
    bags = csr_array(rng.poisson(0.2, size=(200, 500)).astype(np.float32))
    order = rng.permutation(bags.shape[0])
    vectors = Meaning.learn(bags, bags.shape[0], size=40, common=0.5).vectors(bags)
    turned = Meaning.learn(bags[order], bags.shape[0], size=40, common=0.5).vectors(bags)
    assert np.abs(vectors @ vectors.T - turned @ turned.T).max() < 1e-3


def test_neighbours_of_the_first_follow_it(shelf):
    """What is near the best answer goes up, what is not stays down."""
    found = scores(shelf, "sein", replace(only("exact", "near"), firsts=1))
    followed = [number for number, text in enumerate(CLINIC) if "sein" not in text and found[number] > 0.1]
    assert len(followed) == 2
    assert max(found[len(CLINIC) :]) < 0.1


def test_the_nearest_publications_are_known_of_each(shelf):
    """They are found when the shelf is made, and never hold the publication itself."""
    assert {1, 3} <= shelf.near([0])
    assert {6, 8} <= shelf.near([5])
    assert 0 not in shelf.near([0])


def test_the_nearest_of_many_are_found_among_the_followers_of_leaders():
    """Without comparing all with all, nearly all of the nearest are found."""
    rng = np.random.default_rng(0)
    centres = rng.normal(size=(60, 12))
    vectors = centres[rng.integers(0, 60, FEW + 2_000)] + 0.3 * rng.normal(size=(FEW + 2_000, 12))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    wanted = np.arange(0, len(vectors), 40)
    near = vectors[wanted] @ vectors.T
    near[np.arange(len(wanted)), wanted] = -1
    exact = np.argsort(-near, axis=1)[:, :COUNT]
    found = nearest(vectors, wanted)
    assert np.mean([len(set(one) & set(other)) / COUNT for one, other in zip(exact, found, strict=True)]) > 0.9


def test_a_publication_that_comes_later_is_a_neighbour_too(shelf):
    """It knows its neighbours, and they know it; one that is gone is nobody's neighbour."""
    writer = ShelfWriter(shelf)
    writer.put(99, Texts(content("titre"), [content("bébé nourrisson mère sein")], "fr"))
    writer.remove(1)
    later = writer.shelf()
    assert 0 in later.near([99])
    assert 99 in later.near([0])
    assert 1 not in later.near([0, 99])


def test_a_publication_that_comes_later_is_folded_in(shelf):
    """Its vectors are read from what was learnt; those of the others stay as they were."""
    before = shelf.understanding.publications.copy()
    writer = ShelfWriter(shelf)
    writer.put(99, Texts(content("titre"), [content("bébé nourrisson mère"), content("loi juge")], "fr"))
    later = writer.shelf()
    assert np.array_equal(later.understanding.publications[:-1], before)
    near = later.understanding.publications[-1].astype(np.float32) @ before.astype(np.float32).T
    assert near[: len(CLINIC)].max() > near[len(CLINIC) :].max()
    assert len(later.understanding.passages) == len(shelf.understanding.passages) + 2


def test_a_library_that_has_outgrown_what_was_learnt_learns_again(shelf):
    """Twice as many publications change the axes."""
    writer = ShelfWriter(shelf)
    for number in range(100, 112):
        writer.put(number, Texts(content("corps"), [content("souffle tension muscle corps")], "fr"))
    assert writer.shelf().understanding.by_publication.learnt_from == 22


def test_too_few_publications_teach_nothing():
    """A handful of texts is ranked without meaning, and without error."""
    writer = ShelfWriter(Shelf.empty())
    writer.put(1, Texts(content("titre"), [content("le lien")], "fr"))
    held = writer.shelf()
    assert held.understanding.by_publication.dimensions == 0
    assert scores(held, "lien", Ranking())[0] > 0


def test_what_was_learnt_survives_the_disk(shelf, tmp_path):
    """Vectors and axes are the same once loaded, and are added to without being written again."""
    writer = ShelfWriter(Shelf.empty(), tmp_path)
    for number, text in enumerate([*CLINIC, *LAW]):
        writer.put(number, Texts(content(f"titre {number}"), [content(text)], "fr"))
    writer.save("shelf-a.npz")
    loaded = Shelf.load(tmp_path, "shelf-a.npz")
    asked: Any = ("sein", only("meaning"))
    assert scores(loaded, *asked) == pytest.approx(scores(shelf, *asked))
    more = ShelfWriter(loaded, tmp_path)
    more.put(99, Texts(content("titre"), [content("mère bébé")], "fr"))
    more.save("shelf-b.npz")
    assert len(list(tmp_path.glob("meaning-*.bin"))) == 1
    holding = [number for number, text in enumerate(CLINIC) if "sein" in text]
    assert scores(Shelf.load(tmp_path, "shelf-b.npz"), *asked)[holding].min() > 0.5

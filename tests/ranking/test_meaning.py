from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from filrouge.ranking import Asking, Ranking, Shelf, ShelfWriter, Texts, score
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
    """“sein” finds what speaks of babies before what speaks of law, even where the word is not."""
    found = scores(shelf, "sein", only("meaning"))
    without_the_word = [number for number, text in enumerate(CLINIC) if "sein" not in text]
    assert min(found[number] for number in without_the_word) > max(found[len(CLINIC) :])


def test_neighbours_of_the_first_follow_it(shelf):
    """What is near the best answer goes up, what is not stays down."""
    found = scores(shelf, "sein", replace(only("whole", "near"), firsts=1))
    followed = [number for number, text in enumerate(CLINIC) if "sein" not in text and found[number] > 0.1]
    assert len(followed) == 2
    assert max(found[len(CLINIC) :]) < 0.1


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
    writer = ShelfWriter(Shelf.empty())
    for number, text in enumerate([*CLINIC, *LAW]):
        writer.put(number, Texts(content(f"titre {number}"), [content(text)], "fr"))
    writer.save(tmp_path, "shelf-a.npz")
    loaded = Shelf.load(tmp_path, "shelf-a.npz")
    asked: Any = ("sein", only("meaning"))
    assert scores(loaded, *asked) == pytest.approx(scores(shelf, *asked))
    more = ShelfWriter(loaded)
    more.put(99, Texts(content("titre"), [content("mère bébé")], "fr"))
    more.save(tmp_path, "shelf-b.npz")
    assert len(list(tmp_path.glob("meaning-*.bin"))) == 1
    assert scores(Shelf.load(tmp_path, "shelf-b.npz"), *asked)[: len(CLINIC)].min() > 0

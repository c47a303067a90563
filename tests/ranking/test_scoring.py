from dataclasses import replace
from typing import Any

import pytest

from filrouge.language import analyse
from filrouge.ranking import Asking, Ranking, Shelf, ShelfWriter, Texts, score

INGREDIENTS = (
    "whole",
    "exact",
    "grams",
    "lead",
    "title",
    "title_pairs",
    "title_grams",
    "passage",
    "pairs",
    "meaning",
    "near",
)


def only(*ingredients):
    weights: dict[str, Any] = {name: float(name in ingredients) for name in INGREDIENTS}
    return replace(Ranking(), **weights)


def content(text):
    return analyse(text).content


def shelf(*publications):
    writer = ShelfWriter(Shelf.empty())
    for number, (title, *passages) in enumerate(publications):
        writer.put(number, Texts(content(title), [content(passage) for passage in passages], "fr"))
    return writer.shelf()


def best(held, asked, ranking):
    numbers = list(range(len(held.rows.numbers)))
    scores = score(Asking((("fr", content(asked)),)), held, numbers, ranking).publications
    return max(numbers, key=lambda number: scores[number]), scores


@pytest.mark.parametrize(
    ("ingredient", "asked", "winner", "loser"),
    [
        ("whole", "lien", ("Titre", "le lien, encore le lien"), ("Titre autre", "la pluie et le lien, un jour")),
        ("exact", "thérapeutes", ("Un", "des thérapeutes parlent"), ("Deux", "la thérapeute parle")),
        ("grams", "posttraumatique", ("Un", "stress post-traumatique"), ("Deux", "stress au travail")),
        ("lead", "retard", ("Un", "un retard, puis rien"), ("Deux", f"{'bonjour madame ' * 20} un retard")),
        ("title", "cadre", ("Le cadre", "autre chose"), ("Autre chose", "le cadre")),
        ("title_pairs", "limite claire", ("Une limite claire", "x"), ("Claire limite", "x")),
        ("title_grams", "cadrage", ("Le cadre", "x"), ("Le corps", "x")),
        ("passage", "lien cadre", ("Un", "le lien et le cadre", "pluie"), ("Deux", "le lien", "le cadre")),
        ("pairs", "limite claire", ("Un", "une limite claire"), ("Deux", "claire, la limite")),
    ],
)
def test_each_ingredient_alone_puts_the_right_one_first(ingredient, asked, winner, loser):
    """What an ingredient rewards, it rewards without the others."""
    held = shelf(loser, winner, ("Ailleurs", "tout autre chose, sans rapport"))
    assert best(held, asked, only(ingredient))[0] == 1


def test_without_any_ingredient_everything_is_equal():
    """All weights at nothing give no score: nothing is scored in secret."""
    assert not best(shelf(("Un", "le lien")), "lien", only())[1].any()


def test_a_passage_scores_only_for_what_it_holds():
    """The title of the publication does not make a passage an answer."""
    held = shelf(("Le lien", "la pluie", "le lien tient"))
    scores = score(Asking((("fr", ("lien",)),)), held, [0], Ranking())
    assert [value > 0 for value in scores.passages] == [False, True]


def test_words_that_nobody_wrote_score_nothing():
    """Neither an error nor a score."""
    assert not best(shelf(("Un", "le lien")), "wxyz", Ranking())[1].any()

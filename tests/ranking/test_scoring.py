from dataclasses import replace
from typing import Any

import pytest

from filrouge.language import analyse
from filrouge.ranking import Asking, Ranking, Shelf, ShelfWriter, Texts, score

INGREDIENTS = (
    "surprise",
    "exact",
    "grams",
    "lead",
    "title",
    "title_pairs",
    "title_grams",
    "subject",
    "passage",
    "pairs",
    "names",
    "coverage",
    "more_title",
    "more_passage",
    "meaning",
    "near",
    "alike",
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
        ("surprise", "lien", ("Titre", "le lien, encore le lien"), ("Titre autre", "la pluie et le lien, un jour")),
        ("coverage", "lien cadre", ("Un", "le lien et le cadre", "pluie"), ("Deux", "le lien", "le cadre")),
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


def scored(held, asking, ranking):
    return score(asking, held, held.rows.numbers.tolist(), ranking).publications.tolist()


def test_what_stands_before_a_colon_is_looked_for_in_titles():
    """“Congé maternité : puis-je voyager ?” is of maternity leave before it is of travels."""
    held = shelf(("Voyager", "un congé"), ("Congé", "voyager"), ("Ailleurs", "autre chose"))
    asking = Asking((("fr", content("congé voyager")),), subject=1)
    voyage, leave, _ = scored(held, asking, only("subject"))
    assert leave > voyage == 0


def test_a_name_counts_besides_its_words():
    """A word that is written like a name weighs more than another as rare."""
    held = shelf(("Un", "paris"), ("Deux", "bovin"), ("Ailleurs", "autre chose"))
    asking = Asking((("fr", ("paris", "bovin")),), names=frozenset({0}))
    paris, other, _ = scored(held, asking, Ranking())
    assert paris > other


def test_what_an_acronym_stands_for_counts_for_less():
    """Who says it in full is found, after who says what was typed."""
    held = shelf(("Un", "tspt"), ("Deux", "trouble stress"), ("Ailleurs", "autre chose"))
    asking = Asking((("fr", ("tspt",)),), more=(("fr", ("trouble", "stress")),))
    typed, meant, neither = scored(held, asking, Ranking())
    assert typed > meant > neither


def test_what_is_titled_like_the_first_answers_goes_up():
    """What two of the first titles share is looked for in all titles; what one of them alone says is not."""
    answers = ("Congé de naissance", "le lien"), ("Congé parental", "le lien")
    held = shelf(*answers, ("Un congé", "autre chose"), ("Naissance", "autre chose"), ("Ailleurs", "autre chose"))
    ranking = replace(only("exact", "alike"), firsts=2)
    _, _, shared, alone, neither = scored(held, Asking((("fr", ("lien",)),)), ranking)
    assert shared > alone == neither == 0

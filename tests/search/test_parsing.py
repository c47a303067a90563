import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filrouge.model import FilterField
from filrouge.search import parse


def clauses(typed):
    return [(list(one.alternatives), one.phrase, one.excluded) for one in parse(typed).clauses]


def filters(typed):
    return {one.field: one.values for one in parse(typed).filters}


def test_words_are_wanted_one_by_one():
    """Each word is a clause of its own, elision and all."""
    assert clauses("mise à l'épreuve") == [
        (["mise"], False, False),
        (["à"], False, False),
        (["l'épreuve"], False, False),
    ]


@pytest.mark.parametrize("typed", ['"mise à l\'épreuve"', "« mise à l'épreuve »", "“mise à l'épreuve”"])
def test_quotes_of_any_kind_make_a_phrase(typed):
    """Straight, French and curly."""
    assert clauses(typed) == [(["mise à l'épreuve"], True, False)]


def test_a_minus_excludes_a_word_or_a_phrase():
    """Only before what it touches: a dash between spaces is nothing."""
    assert clauses('cadre -secret -"mise en danger" - lien') == [
        (["cadre"], False, False),
        (["secret"], False, True),
        (["mise en danger"], True, True),
        (["lien"], False, False),
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "Ministre en -in",
        "les noms de lieux en -ville du Nord",
        "que doit -il dire",
        "le verbe se termine par -er",
        "un patient -parce qu'il a peur- repart",
        "un patient -surtout inquiet- repart",
        "quels mots finissent -ez",
    ],
)
def test_the_dash_of_a_sentence_excludes_nothing(typed):
    """After a word that asks for what follows, before a small word or an ending, or as one of a pair."""
    assert not any(one.excluded for one in parse(typed).clauses)


@pytest.mark.parametrize(
    ("typed", "without"),
    [
        ("cadre -secret", "secret"),
        ("-secret cadre", "secret"),
        ("cadre -TV", "TV"),
        ('du -"lien"', "lien"),
        ("lien -40", "40"),
    ],
)
def test_the_dash_of_the_syntax_still_excludes(typed, without):
    """Before a whole word, quoted or not, wherever it stands."""
    assert [one.alternatives for one in parse(typed).clauses if one.excluded] == [(without,)]


@pytest.mark.parametrize("word", ["OR", "OU"])
def test_or_joins_its_neighbours(word):
    """In English and in French, in capitals only: “ou” is a word."""
    assert clauses(f'trauma {word} deuil {word} "perte brutale"') == [
        (["trauma", "deuil", "perte brutale"], True, False)
    ]
    assert len(clauses("trauma ou deuil")) == 3


def test_fields_filter():
    """French and English names, accents optional, quotes for several words."""
    assert filters('intervenant:"Claire Vasseur"') == {FilterField.PERSON: ("~claire-vasseur",)}
    assert filters("speaker:vasseur thème:cadre") == {FilterField.PERSON: ("~vasseur",), FilterField.THEME: ("~cadre",)}
    assert filters("type:webinaires") == filters("kind:webinar") == {FilterField.KIND: ("webinar",)}


@pytest.mark.parametrize(
    ("typed", "day"),
    [("2024", (2024, 1, 1)), ("2024-05", (2024, 5, 1)), ("2024-5-9", (2024, 5, 9)), ("9/5/2024", (2024, 5, 9))],
)
def test_dates_are_read_as_they_are_written(typed, day):
    """A year, a month, a day, French or ISO."""
    (found,) = parse(f"depuis:{typed}").filters
    assert (found.field, found.day) == (FilterField.SINCE, dt.date(*day))


@pytest.mark.parametrize(
    "typed", ["avant:hier", "type:bidule", "annee:vingt", "depuis:2024-13", "note:12", "http://x.org"]
)
def test_a_field_that_means_nothing_is_searched_as_words(typed):
    """What is typed is never lost."""
    assert (clauses(typed), filters(typed)) == ([([typed], False, False)], {})


@pytest.mark.parametrize("typed", ['"', "-", "OR", "OR OR", "«", '""', ":", "theme:", "-OR", '"a', "a OR", "- -"])
def test_a_slip_of_syntax_is_no_error(typed):
    """Half a syntax is read as the words that are there."""
    assert parse(typed).typed == typed


@given(st.text())
def test_anything_can_be_typed(typed):
    """Parsing never raises, and keeps what was typed."""
    assert parse(typed).typed.strip() == typed[:1000].strip()

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filrouge.language import analyse, words


@pytest.mark.parametrize(
    "forms",
    [
        "événement évènement evenement événements",
        "traumatisé traumatisée traumatisés traumatisées",
        "épreuve épreuves l’épreuve",
        "mise mises",
        "patient patients patientes patient·e·s",
        "thérapeute thérapeutes Thérapeutes",
        "œuvre oeuvre œuvres",
    ],
)
def test_forms_of_a_word_share_a_stem(forms):
    """Whatever form is typed meets whatever form is written."""
    assert len({analyse(form).stems for form in forms.split()}) == 1


def test_stop_words_leave_the_stems_and_stay_in_the_exact_terms():
    """“mise à l'épreuve du lien” speaks of three words, and is written with more."""
    found = analyse("mise à l'épreuve du lien")
    assert len(found.stems) == 3
    assert found.exact == ("mise", "a", "epreuve", "du", "lien")


def test_a_compound_is_found_split_and_joined():
    """The exact terms hold the parts and the whole."""
    assert {"post", "traumatique", "posttraumatique"} <= set(analyse("post-traumatique").exact)


def test_english_has_its_own_stems():
    """A text is analysed in its language."""
    assert analyse("feelings", "en").stems == analyse("feeling", "en").stems


def test_words_say_where_they_stand():
    """Offsets are those of the text as it was."""
    text = "À l’épreuve, vraiment."
    found = next(word for word in words(text) if word.exact == "epreuve")
    assert text[found.start : found.end] == "l’épreuve"


@given(st.text())
def test_positions_are_inside_the_text_and_in_order(text):
    """Marks can be placed from left to right."""
    starts = [(word.start, word.end) for word in words(text)]
    assert starts == sorted(starts)
    assert all(0 <= start < end <= len(text) for start, end in starts)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filrouge.language import analyse, stems, words


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
        "actif active actifs actives",
        "auteur autrice auteurs autrices",
        "nouveau nouvelle nouvel nouveaux",
        "yeux œil",
    ],
)
def test_forms_of_a_word_share_a_stem(forms):
    """Whatever form is typed meets whatever form is written."""
    assert len({analyse(form).stems for form in forms.split()}) == 1


@pytest.mark.parametrize("pair", ["mère mer", "fils fil", "foie foi", "parlement parler", "travaux travail"])
def test_words_that_look_alike_keep_their_own_stem(pair):
    """What the rules would bring together is of another family."""
    first, second = pair.split()
    assert analyse(first).stems != analyse(second).stems


def test_an_accent_can_tell_a_word_from_a_stop_word():
    """“lieu sûr” speaks of two words, “sur le lieu” of one; in English neither has an accent to go by."""
    assert len(analyse("lieu sûr").stems) == 2
    assert len(analyse("sur le lieu").stems) == 1


def test_compounds_come_joined_after_the_text():
    """They part no phrase: the words of the text stay side by side."""
    assert analyse("un stress post-traumatique chronique").content[-3:] == (
        "traumatique",
        "chronique",
        "posttraumatique",
    )
    assert analyse("un rendez-vous").content == ("rendez",)


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


def test_what_parts_a_word_unseen_is_no_part_of_it():
    """Accents in code points of their own and soft hyphens; offsets are still those of the text as it was."""
    text = "L’e\u0301preuve du the\u0301ra\u00adpeute."
    assert analyse(text).content == ("epreuve", "therapeute")
    assert [text[word.start : word.end] for word in words(text) if not word.stop] == [text[:10], text[14:-1]]


@given(st.text())
def test_stems_are_those_of_the_words_that_tell_something(text):
    """Without where they stand, which takes longer to find out."""
    assert stems(text) == tuple(word.stem for word in words(text) if not word.stop)


@given(st.text())
def test_positions_are_inside_the_text_and_in_order(text):
    """Marks can be placed from left to right."""
    starts = [(word.start, word.end) for word in words(text)]
    assert starts == sorted(starts)
    assert all(0 <= start < end <= len(text) for start, end in starts)

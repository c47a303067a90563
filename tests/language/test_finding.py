from hypothesis import given
from hypothesis import strategies as st

from filrouge.language.analysis import matching, words
from filrouge.language.finding import Finder, plain

PROSE = (
    "Les thérapeutes, et l’œil de la sœur : T.S.P.T., post-traumatique ; M’Baye a vu les yeux, des vitraux, "
    "100 000 fois. "
    "Prud’hommes aujourd’hui ! Patient·e·s, thérapeut(e)s. Événement, evenement, EVENEMENT. Une belle, un bel, un beau."
)


def sought(asked):
    found = list(words(asked))
    return {word.exact for word in found}, {word.stem for word in found}


def both(asked, text):
    exact, stems = sought(asked)
    return Finder(exact, stems, "fr").find(text), list(matching(text, exact, stems))


def test_what_is_found_is_what_a_whole_analysis_finds():
    """Ligatures, elisions, acronyms with points, inclusive forms, forms that begin otherwise, names and numbers."""
    asked = "oeil soeur tspt posttraumatique mbaye 100000 prudhommes patients thérapeute événement beau vitrail"
    for word in asked.split():
        found, expected = both(word, PROSE)
        assert found == expected
    assert all(both(word, PROSE)[0] for word in ("oeil", "soeur", "tspt", "mbaye", "patients", "événement", "vitrail"))


@given(st.lists(st.sampled_from(PROSE.split()), max_size=6), st.text(max_size=200))
def test_it_holds_for_any_words_and_any_text(asked, text):
    """Whatever stands around them."""
    found, expected = both(" ".join(asked), f"{PROSE} {text}")
    inside = [word for word in expected if word.end <= len(PROSE)]
    assert [word for word in found if word.end <= len(PROSE)] == inside


def test_plain_keeps_every_character_in_its_place():
    """So that what is found there is where it stands in the text."""
    assert plain("L’Été À Nîmes, ŒUVRE") == "l'ete a nimes, œuvre"
    assert len(plain(PROSE)) == len(PROSE)

from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from filrouge.search.excerpts import LENGTH, Marker


def marked(text, asked, language):
    return Marker(asked).marked(text, language)


def test_words_are_marked_whatever_their_form():
    """Plural, elision and accents do not matter; words that only link are left alone."""
    _, html = marked("Les thérapeutes tiennent à l’épreuve.", "thérapeute à l'epreuve", "fr")
    assert html == "Les <mark>thérapeutes</mark> tiennent à <mark>l’épreuve</mark>."


def test_what_stands_in_the_text_is_escaped():
    """No markup of a source reaches the page."""
    text, html = marked("<script>lien</script>", "lien", "fr")
    assert (text, html) == ("<script>lien</script>", "&lt;script&gt;<mark>lien</mark>&lt;/script&gt;")


def test_the_excerpt_is_where_the_words_stand_together():
    """The sentences that hold most of what is asked, not the first that holds some."""
    filler = "On parle d’autre chose pendant un long moment, sans rien dire de précis. " * 6
    text = f"Un patient arrive. {filler}Le patient met le lien à l’épreuve. {filler}"
    excerpt, _ = marked(text, "patient lien épreuve", "fr")
    assert "met le lien à l’épreuve" in excerpt
    assert excerpt.startswith("… ")
    assert excerpt.endswith(" …")


def test_the_sentence_that_answers_is_shown_rather_than_the_one_that_asks_alike():
    """What the question expects decides between sentences with the same words."""
    filler = "On parle d’autre chose pendant un long moment, sans rien dire de précis. " * 6
    text = f"L’école de la Marelle est connue. {filler}L’école de la Marelle fut ouverte en 1974. {filler}"
    excerpt, _ = marked(text, "quand fut ouverte l’école de la Marelle", "fr")
    assert "en 1974" in excerpt
    one, _ = marked(text.replace("fut ouverte", "reçoit, depuis"), "depuis quelle année reçoit la Marelle", "fr")
    assert "en 1974" in one


def test_what_stands_before_is_not_the_answer_when_rarer_words_are_elsewhere():
    """A word that few publications hold counts more than one that all do."""
    filler = "On parle d’autre chose pendant un long moment, sans rien dire de précis. " * 6
    text = f"Le patient vient au rendez-vous. {filler}La dissociation le coupe de lui. {filler}"
    rare = Marker("patient dissociation", lambda word: 5.0 if word == "dissociation" else 0.1)
    assert "dissociation" in rare.marked(text, "fr")[0]
    common = Marker("patient dissociation", lambda word: 0.1 if word == "dissociation" else 5.0)
    assert "Le patient vient" in common.marked(text, "fr")[0]


def test_an_endless_sentence_is_cut_between_words():
    """Captions without punctuation are shown around the first match."""
    text = "alors euh voilà " * 80 + "la supervision aide " + "et donc après " * 80
    excerpt, _ = marked(text, "supervision", "fr")
    assert "la supervision aide" in excerpt
    assert len(excerpt) <= LENGTH + 4


@given(st.text(max_size=2000), st.text(max_size=60))
def test_the_html_says_what_the_text_says(text, asked):
    """Marks add nothing and take nothing."""
    excerpt, html = marked(text, asked, "fr")
    assert unescape(html.replace("<mark>", "").replace("</mark>", "")) == excerpt

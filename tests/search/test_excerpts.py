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

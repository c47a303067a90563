"""Links on the page of a publication: reasons in words, quotes on both sides, marks in the transcript."""

import pytest

from filrouge.model import Cue, Kind, Link, PassagePair, PublicationCard
from filrouge.model.passage import Part, Passage, Place
from filrouge.model.results import PassageHit
from filrouge.web.linking import ECHOES, Shown, echoes
from tests.web.conftest import links, text
from tests.web.making import ARTICLE, WEBINAR


@pytest.fixture
def link(visitor):
    """What the page of the webinar says of its link with the article."""
    page = visitor.page(WEBINAR.path)
    (found,) = [one for one in page.cssselect(".speaks") if ARTICLE.title in text(one.find(".//h3"))]
    return found


def test_a_link_says_why_and_quotes_both(link):
    """A sentence at least, and words of each of the two, word for word but for their marks."""
    assert text(link.cssselect(".why li")[0]).endswith(".")
    here, there = [text(one).strip(" …") for one in link.cssselect(".pair blockquote")][:2]
    assert here in " ".join(cue.text for cue in WEBINAR.transcript)
    assert there in "La limite protège le lien et le cadre."


def test_each_quote_opens_its_moment(link):
    """That of this publication where its player is, that of the other on its own page."""
    here, there = link.cssselect(".quote-link")[:2]
    assert here.get("href").startswith(WEBINAR.path)
    assert there.get("href").startswith(ARTICLE.path)
    assert "dans cette publication" in text(here)
    assert ARTICLE.title.split()[0] in text(there)


def test_the_webinar_leads_to_its_place_on_the_map(visitor):
    """With its own links there."""
    assert f"/carte?publication={WEBINAR.slug}" in links(visitor.page(WEBINAR.path), ".links a")


def test_a_mark_in_the_transcript_opens_on_the_quote(visitor):
    """A button with a name, after the end of a sentence; what it opens holds the other's words and leads to them."""
    page = visitor.page(WEBINAR.path)
    mark = page.cssselect(".echo")[0]
    assert text(mark).startswith("Repris dans")
    card = page.get_element_by_id(mark.get("popovertarget"))
    assert card.get("popover") is not None
    assert links(card, ".quote-link")
    assert text(card.cssselect("blockquote")[0])
    before = mark.getprevious()
    assert before.get("class") == "line"
    assert text(before).endswith(".")


def test_a_publication_without_links_has_no_empty_section(visitor, parts):
    """Nor a mark, nor a style that serves nothing."""
    parts.links.links = lambda *_: ()
    page = visitor.page(WEBINAR.path)
    assert not page.cssselect(".links, .echo")
    assert not [one for one in links(page, "link[rel=stylesheet]") if "links" in one]


def cue(start: float, words: str, speaker: str = "Claire") -> Cue:
    return Cue(start=start, end=start + 2, text=words, speaker=speaker)


def spoken(slug: str, start: float, strength: float) -> Shown:
    """A link whose one pair of passages starts there in the transcript."""
    card = PublicationCard(id=slug, slug=slug, kind=Kind.WEBINAR, title=slug)

    def hit(publication: str) -> PassageHit:
        place = Place(start=start, end=start + 10)
        passage = Passage(
            id=f"{publication}-{start}", publication=publication, ordinal=0, part=Part.TRANSCRIPT, text="x", place=place
        )
        return PassageHit(passage=passage, score=1, text="x", html="x", url="/x")

    pair = PassagePair(source=hit("own"), target=hit(slug), strength=strength)
    return Shown(Link(source="own", target=card, strength=strength, pairs=(pair,)), ())


CUES = [
    cue(0, "Il arrive"),
    cue(2, "en retard."),
    cue(4, "Et alors"),
    cue(6, "Oui", "Paul"),
    cue(8, "Rien"),
    cue(10, "Fin"),
]


@pytest.mark.parametrize(("moment", "line"), [(0.0, 2), (2.0, 2), (4.0, 4), (8.0, 10), (99.0, 10)])
def test_a_mark_stands_where_the_sentence_ends(moment, line):
    """Not amid it; at the end of the turn when it has no end."""
    assert list(echoes([spoken("a", moment, 0.5)], CUES)) == [line]


def test_marks_are_few_and_the_strongest(link):
    """At most a dozen, three publications behind each, each publication once."""
    many = [cue(float(start), "Oui.") for start in range(60)]
    told = echoes([spoken(f"p{start}", float(start), start / 60) for start in range(60)], many)
    assert list(told) == [float(start) for start in range(60 - ECHOES, 60)]
    (one,) = echoes([spoken(f"p{number}", 0.0, 0.5) for number in range(9)], many).values()
    assert len(one.pairs) == 3


def test_without_a_transcript_there_is_no_mark():
    """An article is quoted below, and stays as it is."""
    assert echoes([spoken("a", 0.0, 0.5)], []) == {}

"""The page of a publication."""

from itertools import pairwise

import pytest

from filrouge.model import Media
from filrouge.web.app import create_app
from tests.web.conftest import Visitor, text
from tests.web.making import ARTICLE, CUES, WEBINAR, parts_of


@pytest.fixture
def page(visitor):
    return visitor.page(WEBINAR.path)


def test_every_part_stands_in_the_order_of_reading(page):
    """Title, picture, in brief, player, sections, people, questions, then how to go on."""
    headings = [text(heading) for heading in page.iter("h1", "h2")]
    assert headings == [
        "Le lien à l'épreuve : que tenir ?",
        "En bref",
        "Voir et écouter",
        "Les petits gestes",
        "Intervenants",
        "Questions et réponses",
        "Poursuivre la réflexion",
        "Cette publication répond aussi à…",
        "Suivre le fil",
    ]
    assert [text(one) for one in page.cssselect(".section h3")] == ["Ce qui tient"]


def test_heading_levels_never_jump(page):
    """A source's level 4 under a level 2 is shown as level 3."""
    levels = [int(heading.tag[1]) for heading in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_nothing_of_the_model_is_left_out(page):
    """Series, event, licence, identifier, speakers with role and presentation, themes: all are on the page."""
    words = text(page)
    for part in (
        "Retards, silences, menaces de partir",
        "Clinique de l'attachement",
        "Rencontres de printemps, Nantes",
        "9 février 2024",
        "CC BY 4.0",
        "DOI 10.1234/lien",
        "Psychologue clinicienne",
        "Travaille en libéral.",
        "Elle reste ouverte.",
        "Pas toujours.",
        "mise à l'épreuve du lien",
    ):
        assert part.replace(" ", "") in words.replace(" ", ""), part


def test_figures_stand_in_their_section_with_what_stands_for_them(page):
    """The first figure without a section opens the page; the others are in theirs, each with alt and caption."""
    assert page.cssselect(".opening img")[0].get("alt") == "Un pont suspendu."
    assert page.cssselect("#gestes img")[0].get("src") == "/files/porte.svg"


def test_a_picture_elsewhere_is_a_link_and_is_not_loaded(page):
    """No visitor is told to another site by opening a page."""
    (link,) = page.cssselect("#tient .elsewhere a")
    assert link.get("href") == "https://ailleurs.example/image.png"
    loaded = [node.get("src") for node in page.cssselect("[src]")]
    assert all(address.startswith("/") for address in loaded), loaded


def test_each_question_keeps_its_answer_under_its_anchor(page):
    """Questions fold; the address of a question opens its answer, which holds the anchor."""
    entries = page.cssselect("details.qa")
    assert [text(one.cssselect("summary")[0]) for one in entries] == [
        "Faut-il relever chaque retard ?",
        "Et le silence ?",
    ]
    assert [one.cssselect(".rich")[0].get("id") for one in entries] == ["q-retard", "q-silence"]


def test_every_line_of_the_transcript_is_a_link_to_its_moment(page):
    """Under its chapter, with its speaker."""
    lines = page.cssselect(".line")
    assert len(lines) == len(CUES)
    assert lines[1].get("href") == f"{WEBINAR.path}?t=4"
    assert [text(chapter) for chapter in page.cssselect(".chapter")] == ["0:00 Ouverture", "1:00 Questions du public"]
    assert text(page.cssselect(".voice")[0]) == "Claire Vasseur"


def test_a_moment_opens_there_without_javascript(visitor):
    """The line is marked and takes the focus, so that browsers scroll to it; the video starts at that second."""
    page = visitor.page(f"{WEBINAR.path}?t=40")
    (line,) = page.cssselect(".line[aria-current]")
    assert (line.get("data-start"), line.get("autofocus") is not None) == ("40.5", True)
    assert page.cssselect("video")[0].get("src") == "/files/lien.webm#t=40"


def test_without_a_moment_nothing_is_marked_nor_focused(page):
    """A page opened at its beginning stays there."""
    assert not page.cssselect("[autofocus], .line[aria-current]")
    assert page.cssselect("video")[0].get("src") == "/files/lien.webm"


@pytest.mark.parametrize("moment", ["-3", "abc", "1e9", "9" * 30, "", "²"])
def test_a_moment_that_is_none_opens_the_beginning(visitor, moment):
    """Never an error."""
    assert not visitor.page(f"{WEBINAR.path}?t={moment}").cssselect("[autofocus]")


def test_captions_come_with_the_video(page):
    """As a track of the native player."""
    (track,) = page.cssselect("track")
    assert (track.get("src"), track.get("srclang"), track.get("kind")) == ("/files/lien.vtt", "fr", "captions")


def test_a_platform_is_asked_for_nothing_until_the_visitor_chooses(tmp_path):
    """No frame, no picture of theirs: a button for those who run scripts, a plain link at the moment for all."""
    talk = WEBINAR.model_copy(update={"media": (Media(source="https://youtu.be/abcdefghijk"),)})
    visitor = Visitor(create_app(parts_of(tmp_path, [talk])))
    response = visitor.get(f"{WEBINAR.path}?t=75")
    page = visitor.page(f"{WEBINAR.path}?t=75&lang=fr")
    assert not page.cssselect("iframe, [src*=youtube]")
    (facade,) = page.cssselect("[data-facade]")
    assert text(facade.cssselect("button")[0]) == "Lire la vidéo (YouTube)"
    assert facade.cssselect("a")[0].get("href") == "https://www.youtube.com/watch?v=abcdefghijk&t=75s"
    assert "frame-src https://www.youtube-nocookie.com" in response.headers["content-security-policy"]


def test_a_transcript_without_media_is_shown_with_its_times(tmp_path):
    """What was said is read even when the recording is not there."""
    silent = WEBINAR.model_copy(update={"media": ()})
    page = Visitor(create_app(parts_of(tmp_path, [silent]))).page(f"{WEBINAR.path}?t=20&lang=fr")
    assert not page.cssselect("video")
    assert len(page.cssselect(".line")) == len(CUES)
    assert "Ce qui s’est dit" in text(page)


def test_a_former_slug_leads_to_the_present_one(parts, visitor):
    """For good, and with the moment."""
    parts.library.save_edit(WEBINAR.model_copy(update={"slug": "tenir-le-lien"}))
    response = visitor.get(f"{WEBINAR.path}?t=40")
    assert (response.status_code, response.headers["location"]) == (301, "/publications/tenir-le-lien?t=40")


def test_what_is_not_published_is_not_shown(visitor):
    """A draft is as if it were not there; what was withdrawn is said to be gone."""
    assert "Brouillon" not in text(visitor.page("/publications/brouillon", status=404))
    assert "Cette publication a été retirée" in text(visitor.page("/publications/retiree", status=410))


def test_the_page_says_its_own_language(tmp_path):
    """Foreign content is told to screen readers, whose voice changes with it."""
    page = Visitor(create_app(parts_of(tmp_path))).page("/publications/what-does-secure-mean?lang=fr")
    assert (page.get("lang"), page.cssselect("article")[0].get("lang")) == ("fr", "en")


def test_the_address_of_an_article_names_where_it_first_stood(visitor):
    """A web address of origin is told; a file of the operator's machine never is."""
    assert "https://institut.example/limite" in visitor.get(ARTICLE.path).text
    assert "/archives/" not in visitor.get(WEBINAR.path).text

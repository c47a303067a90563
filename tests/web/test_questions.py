"""Questions as visitors see them: the list, a page each, what is typed, and what other programs read."""

import json
import re

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from lxml import etree
from starlette.testclient import TestClient

from filrouge.web.app import create_app
from tests.web.asking import ASKING
from tests.web.conftest import Visitor, text
from tests.web.making import parts_of

SILENCE = "/questions/comment-tenir-un-silence-en-seance"
FEES = "/questions/faut-il-augmenter-ses-honoraires-chaque-annee"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def parts(tmp_path):
    return parts_of(tmp_path, ASKING)


def test_the_list_leads_to_every_question(visitor):
    """Those of several publications first, and a box to ask another."""
    page = visitor.page("/questions")
    assert text(page.cssselect(".questions-first .asking")[0]) == "Comment tenir un silence en séance ?"
    addresses = [
        link.get("href") for link in page.cssselect("main a") if link.get("href", "").startswith("/questions/")
    ]
    assert addresses == [SILENCE, FEES]
    (form,) = [form for form in page.forms if form.action == "/questions"]
    assert list(form.fields) == ["q"]


def test_editors_choose_what_the_list_opens_with(parts, visitor):
    """What they publish comes first, under words that say so; what they withdraw is gone."""
    parts.editor.publish(FEES.rpartition("/")[2])
    page = visitor.page("/questions")
    assert text(page.cssselect(".questions-first h2")[0]) == "Choisies par la rédaction"
    assert text(page.cssselect(".questions-first .asking")[0]) == "Faut-il augmenter ses honoraires chaque année ?"
    parts.editor.withdraw(FEES.rpartition("/")[2])
    assert FEES not in visitor.get("/questions").text


def test_an_answer_is_shown_to_the_letter_with_its_source(visitor):
    """The best sentence marked, who says it, and a link to the moment or the place."""
    page = visitor.page(SILENCE)
    assert text(page.find(".//h1")) == "Comment tenir un silence en séance ?"
    assert text(page.cssselect(".variants")[0]).endswith("Comment tenir le silence d'un patient en séance ?")
    answers = {link.get("href"): one for one in page.cssselect(".said") for link in one.cssselect(".quote-link")}
    written = answers["/publications/questions-de-debutants#q-silence"]
    assert text(written.find(".//blockquote")) == "Restez présent, sans le remplir. Dites que vous êtes là."
    assert written.find(".//mark") is not None
    heard = answers["/publications/tenir-un-silence?t=0"]
    assert text(heard.cssselect(".said-who")[0]) == "Hélène Aubry"
    assert text(heard.cssselect("cite")[0]) == "Comment tenir un silence en séance ?"


def test_an_extract_is_read_once(visitor):
    """A moment among the answers is in the listening path without its words."""
    page = visitor.page(SILENCE)
    quotes = [text(one) for one in page.cssselect("#reponses blockquote, #ecouter blockquote, #lire blockquote")]
    assert len(quotes) == len(set(quotes))
    assert page.cssselect("#ecouter .stop-above")


def test_every_link_of_a_question_leads_somewhere(visitor):
    """Moments, places, themes, lists and files."""
    for address in (SILENCE, f"{SILENCE}/liste", "/questions?q=tenir+un+silence"):
        links = {link.get("href").partition("#")[0] for link in visitor.page(address).cssselect("main a")}
        answers = {link: visitor.get(link).status_code for link in links if re.match("/(?!files/)", link)}
        assert [link for link, status in answers.items() if status != 200] == []


def test_moments_are_links_and_name_their_player(visitor):
    """One player a recording; nothing of a platform is loaded by the page, whose policy lets it through once asked."""
    response = visitor.get(SILENCE)
    page = visitor.page(SILENCE)
    assert len(page.cssselect("[data-deck] [data-number]")) == 2
    assert not page.cssselect("iframe")
    assert "frame-src https://www.youtube-nocookie.com" in response.headers["content-security-policy"]
    stop = page.cssselect(".stop")[0]
    assert stop.cssselect(".quote-link")[0].get("href") == "/publications/tenir-un-silence?t=0"
    assert float(stop.get("data-end")) > float(stop.get("data-start")) == 0.0


def test_a_merged_question_leads_where_it_went(parts, visitor):
    """For good, for its list and its files too; the language asked for goes along."""
    parts.editor.merge(FEES.rpartition("/")[2], SILENCE.rpartition("/")[2])
    for former, present in [(FEES, SILENCE), (f"{FEES}/liste", f"{SILENCE}/liste"), (f"{FEES}.bib", f"{SILENCE}.bib")]:
        response = visitor.get(f"{former}?lang=en")
        assert (response.status_code, response.headers["location"]) == (301, f"{present}?lang=en")
    assert "Faut-il augmenter ses honoraires" in text(visitor.page(SILENCE).cssselect(".variants")[0])


def test_a_renamed_question_keeps_its_address(parts, visitor):
    """The former one leads to the new one."""
    parts.editor.rename(FEES.rpartition("/")[2], "Comment parler d'argent ?")
    assert visitor.get(FEES).headers["location"] == "/questions/comment-parler-d-argent"


def test_a_withdrawn_question_says_so(parts, visitor):
    """Gone, not lost: 410, on its list and its files too."""
    parts.editor.withdraw(FEES.rpartition("/")[2])
    assert "Cette question a été retirée" in text(visitor.page(FEES, status=410))
    assert visitor.get(f"{FEES}/liste").status_code == visitor.get(f"{FEES}.atom").status_code == 410


def test_a_question_there_is_not_is_not_found(visitor):
    """As any address that leads nowhere."""
    for address in ("/questions/nulle", "/questions/nulle/liste", "/questions/nulle.bib", f"{SILENCE}.pdf"):
        assert visitor.get(address).status_code == 404


def test_asking_shows_the_question_that_is_held_then_the_gathering(visitor):
    """What the library has a page for is told first."""
    page = visitor.page("/questions?q=comment+tenir+un+silence")
    assert page.cssselect(".held a")[0].get("href") == SILENCE
    assert page.cssselect(".said")


def test_asking_what_nothing_answers_says_so(visitor):
    """And nothing is shown as an answer."""
    page = visitor.page("/questions?q=quelle+est+la+recette+de+la+tarte")
    assert text(page.cssselect(".silence h2")[0]) == "Aucune publication ne répond directement"
    assert not page.cssselect(".said")


@pytest.mark.parametrize("address", ["/questions?q=je+veux+mourir", "/recherche?q=je+veux+mourir"])
def test_help_comes_before_anything_else(visitor, address):
    """The lines that the institute set, the one for this danger first, with numbers that a phone can call."""
    page = visitor.page(address)
    (shown,) = page.cssselect(".help")
    assert shown.cssselect("a")[0].get("href") == "tel:3114"
    order = list(page.iter())
    assert all(order.index(shown) < order.index(one) for one in page.cssselect(".said, .answer, .nearest, .silence"))


def test_the_search_box_answers_a_question(visitor):
    """A calm block above the results, with the way to everything around it; none for words, none once narrowed."""
    page = visitor.page("/recherche?q=comment+tenir+un+silence")
    (block,) = page.cssselect(".answered")
    assert text(block.cssselect("blockquote")[0]) == "Restez présent, sans le remplir. Dites que vous êtes là."
    assert block.cssselect(".onward")[0].get("href") == SILENCE
    for address in ("/recherche?q=silence", "/recherche?q=comment+tenir+un+silence&type=faq"):
        assert not visitor.page(address).cssselect(".answered")


def test_a_publication_names_the_questions_it_answers(visitor):
    """Each leads to its page."""
    page = visitor.page("/publications/questions-de-debutants")
    assert {link.get("href") for link in page.cssselect(".also-answers a")} == {SILENCE, FEES}


def test_home_opens_on_some_questions(visitor):
    """With the way to all of them."""
    page = visitor.page("/")
    assert {SILENCE, FEES, "/questions"} <= {link.get("href") for link in page.iter("a")}


def test_the_reading_list_names_every_publication_with_its_places(visitor):
    """Once each, with addresses that are read on paper."""
    page = visitor.page(f"{SILENCE}/liste")
    titles = [text(one) for one in page.cssselect(".reference cite")]
    assert sorted(titles) == ["Comment tenir un silence en séance ?", "Questions de débutants", "Écouter un silence"]
    assert "http://127.0.0.1:8000/publications/tenir-un-silence?t=0" in text(page.cssselect(".bibliography")[0])


def test_references_are_read_back_by_others(visitor):
    """BibTeX, RIS and CSL-JSON say the same: who, when, and the moments."""
    bib = parse_string(visitor.get(f"{SILENCE}.bib").text)
    assert not bib.failed_blocks
    (entry,) = [one for one in bib.entries if one.key.endswith("-tenir-un-silence")]
    assert entry.key == "aubry2024-tenir-un-silence"
    assert r"\url{http://127.0.0.1:8000/publications/tenir-un-silence?t=0}" in entry["note"]
    ris = {one["title"]: one for one in rispy.loads(visitor.get(f"{SILENCE}.ris").text)}
    assert ris["Écouter un silence"]["authors"] == ["de La Tour, Marc"]
    assert any("?t=0" in note for note in ris["Comment tenir un silence en séance ?"]["notes"])
    csl = {one["title"]: one for one in visitor.get(f"{SILENCE}.json").json()}
    assert csl["Écouter un silence"]["author"] == [{"family": "de La Tour", "given": "Marc"}]
    assert csl["Écouter un silence"]["issued"] == {"date-parts": [[2023, 1, 12]]}


def test_the_feed_has_an_entry_for_each_publication(visitor):
    """Valid Atom: whole addresses, instants, identities that stay."""
    response = visitor.get(f"{SILENCE}.atom")
    assert response.headers["content-type"] == "application/atom+xml"
    feed = etree.fromstring(response.content)
    entries = feed.findall(f"{ATOM}entry")
    identities = [one.findtext(f"{ATOM}id", "") for one in entries]
    assert len(set(identities)) == len(entries) == 3
    assert all(one.startswith("http://127.0.0.1:8000/publications/") for one in identities)
    assert feed.findtext(f"{ATOM}updated", "").endswith("Z")
    page = visitor.page(SILENCE)
    assert page.cssselect("link[type='application/atom+xml']")[0].get("href") == f"{SILENCE}.atom"


def test_search_engines_are_told_of_answers_and_clips(visitor):
    """In JSON-LD that ends where its script does."""
    (script,) = visitor.page(SILENCE).cssselect("script[type='application/ld+json']")
    page, path = json.loads(script.text_content())["@graph"]
    assert page["mainEntity"]["name"] == "Comment tenir un silence en séance ?"
    assert page["mainEntity"]["suggestedAnswer"][0]["text"].startswith("Restez présent")
    assert path["itemListElement"][0]["item"]["@type"] == "Clip"


def test_an_empty_library_has_no_questions(tmp_path):
    """The list says so, and asking is answered."""
    empty = Visitor(create_app(parts_of(tmp_path, ())), headers={"Accept-Language": "fr"})
    assert "Aucune question n’a encore été trouvée" in text(empty.page("/questions"))
    assert "Aucune publication ne répond directement" in text(empty.page("/questions?q=comment+faire"))


def test_what_is_typed_is_only_ever_text(visitor):
    """A script typed as a question is shown, and is no script."""
    page = visitor.page("/questions?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert not [one for one in page.iter("script") if "alert" in text(one)]


def test_english_pages_speak_english(parts):
    """The interface; the extracts stay as they were said."""
    english = TestClient(create_app(parts), headers={"Accept-Language": "en"})
    page = english.get(SILENCE).text
    assert "Direct answers" in page
    assert "Restez présent" in page

"""A visit, as a person makes it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import until
from tests.web.making import WEBINAR

MOMENT = ".moment.timed .moment-link"


def moment_of(address: str) -> int:
    found = re.search(r"[?&]t=(\d+)", address)
    assert found, address
    return int(found[1])


def test_searching_from_home(visit):
    """Type, press Enter, read the marked words."""
    page = visit("/")
    box = page.get_by_role("combobox", name="Chercher dans la bibliothèque")
    box.fill("rassure")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/recherche\?q=rassure$"))
    expect(page.locator("mark").first).to_have_text("rassure")


def test_filtering_changes_the_results_in_place(visit):
    """The count is said, the filter keeps the focus, the address can be shared, and going back goes back."""
    page = visit("/recherche?q=lien")
    total = page.get_by_role("status")
    expect(total).to_have_text("3 publications répondent")
    page.evaluate("window.same = true")
    page.get_by_role("link", name="Webinaire (1)").click()
    expect(total).to_have_text("1 publication répond")
    expect(page).to_have_url(re.compile(r"\?q=lien&type=webinar$"))
    assert page.evaluate("window.same")
    assert page.evaluate("document.activeElement.querySelector('.choice-name').textContent") == "Webinaire"
    page.get_by_role("link", name="Retirer le filtre Type Webinaire").click()
    expect(total).to_have_text("3 publications répondent")
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("1 publication répond")


def test_more_passages_open_where_they_are(visit):
    """The others of one result, and the focus on the first new one."""
    page = visit("/recherche?q=lien")
    answer = page.locator(f"#r-{WEBINAR.slug}")
    shown = answer.locator(".moment").count()
    answer.locator("[data-more]").click()
    expect(answer.locator(".moment").nth(shown)).to_be_visible()
    expect(answer.locator(".moment-link").nth(shown)).to_be_focused()


def test_a_result_opens_at_its_moment(visit):
    """The video stands at that second and the line is marked, in view."""
    page = visit("/recherche?q=rassure")
    page.locator(f"#r-{WEBINAR.slug} {MOMENT}").first.click()
    moment = moment_of(page.url)
    line = page.locator(".line[aria-current]")
    expect(line).to_be_in_viewport()
    assert int(float(line.get_attribute("data-start"))) == moment
    until(page, "document.querySelector('video').readyState >= 1")
    until(page, f"Math.abs(document.querySelector('video').currentTime - {moment}) < 1.5")


def test_a_line_moves_the_player(visit):
    """Clicked, it plays from there without a new page, and the address names the moment."""
    page = visit(WEBINAR.path)
    page.evaluate("window.same = true")
    page.locator(".line").nth(6).click()
    until(page, "Math.abs(document.querySelector('video').currentTime - 24.5) < 2")
    assert moment_of(page.url) == 24
    assert page.evaluate("window.same")


def test_the_line_being_said_is_marked_and_kept_in_view(visit):
    """The transcript follows in its own box: the page stays where it is, and the focus where it was."""
    page = visit(WEBINAR.path)
    page.get_by_role("link", name="Aller au contenu").focus()
    before = page.evaluate("scrollY")
    page.evaluate("document.querySelector('video').currentTime = 101")
    line = page.locator(".line[aria-current]")
    expect(line).to_have_attribute("data-start", "100.5")
    box = page.locator("[data-lines]").bounding_box()
    place = line.bounding_box()
    assert box["y"] <= place["y"] <= box["y"] + box["height"]
    assert page.evaluate("scrollY") == before
    assert page.evaluate("document.activeElement.className") == "skip"


def test_a_reader_may_stop_the_transcript_from_following(visit):
    """The line is still marked; the box stays."""
    page = visit(WEBINAR.path)
    page.get_by_label("Suivre la parole").uncheck()
    page.evaluate("document.querySelector('video').currentTime = 101")
    expect(page.locator(".line[aria-current]")).to_have_attribute("data-start", "100.5")
    assert page.evaluate("document.querySelector('[data-lines]').scrollTop") == 0


def test_a_question_opens_on_its_answer(visit):
    """The address of a question unfolds it."""
    page = visit(f"{WEBINAR.path}#q-silence")
    expect(page.get_by_text("Il parle aussi.")).to_be_in_viewport()


def test_a_platform_is_opened_by_choice_and_at_the_moment(visit, site):
    """Nothing is asked of it before; a line then opens it there."""
    page = visit("/")
    asked = []
    page.context.route(re.compile("youtube"), lambda route: route.fulfill(body="<p>Lecteur</p>"))
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/publications/sur-une-plateforme?t=40")
    expect(page.get_by_role("button", name="Lire la vidéo (YouTube)")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert all(address.startswith(site) for address in asked), asked
    page.locator(".line").nth(6).click()
    frame = page.locator("iframe")
    expect(frame).to_have_attribute(
        "src", re.compile(r"^https://www\.youtube-nocookie\.com/embed/abcdefghijk\?start=24")
    )
    assert page.context.cookies() == []


class TestWithoutJavaScript:
    """Everything is read, searched, filtered and opened at its moment by links and forms alone."""

    @pytest.fixture
    def plain(self, visit):
        return lambda address, **options: visit(address, java_script_enabled=False, **options)

    def test_search_filter_and_open_a_moment(self, plain):
        """From home to the second where it is said; the browser itself scrolls to the line."""
        page = plain("/")
        page.get_by_role("searchbox").fill("limite")
        page.get_by_role("button", name="Chercher").click()
        page.get_by_role("link", name="Webinaire (1)").click()
        expect(page.get_by_role("status")).to_have_text("1 publication répond")
        page.locator(MOMENT).first.click()
        line = page.locator(".line[aria-current]")
        expect(line).to_be_focused()
        expect(line).to_be_in_viewport()
        expect(page.locator("video")).to_have_attribute("src", re.compile(rf"#t={moment_of(page.url)}$"))

    def test_a_line_opens_its_moment(self, plain):
        """Each is a link."""
        page = plain(WEBINAR.path)
        page.locator(".line").nth(20).click()
        assert moment_of(page.url) == 80
        expect(page.locator(".line[aria-current]")).to_be_in_viewport()

    def test_filters_unfold_on_a_phone(self, plain):
        """They wait behind a button, without a script."""
        page = plain("/recherche?q=lien", width=390)
        choice = page.get_by_role("link", name="Webinaire (1)")
        expect(choice).to_be_hidden()
        page.get_by_text("Filtrer", exact=True).click()
        expect(choice).to_be_visible()

    def test_a_platform_is_a_link(self, plain):
        """No button that would do nothing."""
        page = plain("/publications/sur-une-plateforme?t=40")
        expect(page.get_by_role("button", name="Lire la vidéo")).to_be_hidden()
        expect(page.get_by_role("link", name="Ouvrir sur YouTube")).to_have_attribute("href", re.compile("t=40s"))

    def test_a_theme_is_found_in_the_tree_and_leads_to_a_moment(self, plain):
        """Branches unfold without a script; the theme's best moment opens at its second."""
        page = plain("/themes")
        twig = page.get_by_role("link", name="limites", exact=True)
        expect(twig).to_be_hidden()
        page.locator(".branch", has=page.get_by_role("link", name="cadre", exact=True)).locator("summary").first.click()
        twig.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("limites")
        page.locator(MOMENT).first.click()
        assert moment_of(page.url) >= 0
        expect(page.locator(".line[aria-current]")).to_be_in_viewport()

"""The map under the hand, under the keys, and without a script."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import until
from tests.web.making import ARTICLE, WEBINAR

LOOKED = f"/carte?publication={WEBINAR.slug}"


def nearness(page) -> float:
    """How many times the map is enlarged."""
    moves = page.locator("[data-moves]").get_attribute("transform")
    return float(moves.rpartition("(")[2].rstrip(")"))


def looked_at(page) -> str:
    """Once the panel tells of the point where the keys are."""
    name = page.locator(".walked title").text_content()
    expect(page.locator("[data-panel] h2")).to_have_text(name)
    return str(name)


def test_the_map_is_walked_with_the_keys(visit):
    """An arrow takes the first publication, others go along its links, each is said; Enter opens it."""
    page = visit("/carte")
    page.get_by_role("application", name="Carte de la bibliothèque").focus()
    page.keyboard.press("ArrowRight")
    first = looked_at(page)
    expect(page.get_by_role("status")).to_contain_text(first)
    seen = {first}
    for key in ("ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown") * 2:
        page.keyboard.press(key)
        seen.add(looked_at(page))
    assert len(seen) > 1
    expect(page.locator("[data-board]")).to_be_focused()
    name = looked_at(page)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/publications/"))
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_tab_goes_on_to_the_links_of_the_publication(visit):
    """Past the three buttons: its title, then what it is linked to; Enter looks at that in place."""
    page = visit(LOOKED)
    page.evaluate("window.same = true")
    page.locator("[data-board]").focus()
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(page.locator("[data-panel] [data-open]")).to_be_focused()
    link = page.locator(".panel-link").first
    slug = link.get_attribute("data-slug")
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"publication={slug}$"))
    expect(page.locator("[data-panel] [data-open]")).to_be_focused()
    assert page.evaluate("window.same")


def test_escape_lets_go(visit):
    """The whole map is back, the address too, and the focus has not moved."""
    page = visit(LOOKED)
    page.locator("[data-board]").focus()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Comment la lire")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/carte$"))
    expect(page.locator("[data-board]")).to_be_focused()
    assert page.locator(".focus-lines").count() == 0


def test_the_keys_are_told_where_they_serve(visit):
    """To who sees them and to who does not."""
    page = visit("/carte")
    board = page.get_by_role("application")
    expect(board).to_have_accessible_description(re.compile("les flèches vont d’une publication à l’autre"))
    page.get_by_role("button", name="Filtrer").focus()
    page.keyboard.press("Tab")
    expect(board).to_be_focused()
    assert page.locator(".map-keys").bounding_box()["width"] > 200


def test_a_point_shows_its_links_where_it_is(visit):
    """Clicked: the panel and the lines, without a new page; clicked again, it opens; going back goes back."""
    page = visit("/carte")
    page.evaluate("window.same = true")
    spot = page.locator(f'.spot[data-slug="{WEBINAR.slug}"]')
    spot.click()
    expect(page.locator("[data-panel] h2")).to_have_text(re.compile("Le lien à l'épreuve"))
    expect(page).to_have_url(re.compile(rf"publication={WEBINAR.slug}$"))
    assert page.locator(".focus-lines").get_attribute("d").count("M") >= 1
    assert page.evaluate("window.same")
    page.go_back()
    expect(page.get_by_role("heading", name="Comment la lire")).to_be_visible()


def test_buttons_and_keys_come_nearer(visit):
    """Names keep their size; the whole map is one button away."""
    page = visit("/carte")
    assert nearness(page) == 1
    before = page.locator(".name-region").first.bounding_box()["height"]
    page.get_by_role("button", name="Plus près").click()
    assert nearness(page) == pytest.approx(1.6)
    assert page.locator(".name-region").first.bounding_box()["height"] == pytest.approx(before, rel=0.1)
    page.locator("[data-board]").focus()
    page.keyboard.press("+")
    assert nearness(page) == pytest.approx(2.56)
    page.get_by_role("button", name="Toute la carte").click()
    assert nearness(page) == 1


def test_a_wheel_over_the_map_scrolls_the_page(visit):
    """It comes nearer only with Ctrl, as everywhere: the map is no trap."""
    page = visit("/carte")
    page.locator("[data-board]").hover()
    page.mouse.wheel(0, 200)
    until(page, "scrollY > 50")
    assert nearness(page) == 1
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    until(page, "document.querySelector('[data-moves]').getAttribute('transform').match(/scale\\((.*)\\)/)[1] > 1")


def test_the_page_opens_on_what_was_asked_for(visit):
    """The publication and its links are in sight."""
    page = visit(LOOKED)
    page.locator("[data-board]").evaluate("board => board.scrollIntoView()")
    for place in page.locator(".focus :is(.near, .here) .dot").all():
        expect(place).to_be_in_viewport()


def test_nothing_is_asked_of_anybody_else(visit, site):
    """The map is drawn here."""
    page = visit("/")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(LOOKED)
    page.locator("[data-board]").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_load_state("networkidle")
    assert all(address.startswith(site) for address in asked), asked


class TestWithoutJavaScript:
    """The picture is there, its points are links, and the list says the same."""

    @pytest.fixture
    def plain(self, visit):
        return lambda address, **options: visit(address, java_script_enabled=False, **options)

    def test_a_point_is_a_link(self, plain):
        """To the same page with its links told."""
        page = plain("/carte")
        page.locator(f'.spot[data-slug="{WEBINAR.slug}"]').click()
        expect(page.locator("[data-panel] h2")).to_have_text(re.compile("Le lien à l'épreuve"))
        page.locator(".panel-links").get_by_role("link", name=ARTICLE.title).first.click()
        expect(page.locator("[data-panel] h2")).to_have_text(ARTICLE.title)

    def test_the_list_leads_everywhere(self, plain):
        """To the publication, and to its links."""
        page = plain("/carte")
        entry = page.get_by_role("listitem").filter(has=page.get_by_role("link", name=ARTICLE.title, exact=True))
        entry.get_by_role("link", name="ses liens").click()
        expect(page.locator("[data-panel] h2")).to_have_text(ARTICLE.title)
        page.locator(".map-list").get_by_role("link", name=ARTICLE.title, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(ARTICLE.title)

    def test_filters_work(self, plain):
        """By a form."""
        page = plain("/carte")
        page.get_by_label("Intervenant").select_option(label="Paul Estève (1)")
        page.get_by_role("button", name="Filtrer").click()
        expect(page.locator(".map-count")).to_contain_text("1 publication")
        page.get_by_role("link", name="Tout montrer").click()
        expect(page.locator(".map-count")).to_contain_text("4 publications")

    def test_nothing_is_offered_that_would_do_nothing(self, plain):
        """No button of the script's."""
        expect(plain("/carte").get_by_role("button", name="Plus près")).to_be_hidden()

"""Everybody gets in: WCAG by axe-core, keyboard, narrow screens."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.web.making import WEBINAR

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
PAGES = [
    "/",
    "/recherche?q=lien&type=webinar",
    "/recherche?q=lycanthrope",
    f"{WEBINAR.path}?t=40",
    "/publications/sur-une-plateforme",
    "/publications/what-does-secure-mean",
    "/intervenants",
    "/intervenants/claire-vasseur",
    "/themes",
    "/themes/cadre",
    "/themes?vue=alphabet",
    "/themes?q=cadre",
    "/carte",
    f"/carte?publication={WEBINAR.slug}",
    "/api",
    "/nulle-part",
]


def violations(page) -> list[str]:
    """What axe finds, each with the first element concerned."""
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    return [f"{one['id']}: {one['help']} — {one['nodes'][0]['html'][:200]}" for one in found]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing(visit, address, width, scheme):
    """On a desk in daylight as on a phone at night."""
    assert violations(visit(address, width=width, color_scheme=scheme)) == []


def test_axe_finds_nothing_in_english(visit):
    """With `?lang=en` too."""
    assert violations(visit(f"{WEBINAR.path}?lang=en")) == []


def test_axe_finds_nothing_in_unfolded_filters(visit):
    """On a phone, once opened."""
    page = visit("/recherche?q=lien", width=390)
    page.get_by_text("Filtrer", exact=True).click()
    assert violations(page) == []


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("width", [320, 390, 768])
def test_no_page_scrolls_sideways(visit, address, width):
    """Down to 320 pixels, which is also a desktop zoomed to 400 % (WCAG 1.4.10)."""
    page = visit(address, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_first_key_offers_to_skip_to_the_content(visit):
    """And Enter goes there."""
    page = visit("/recherche?q=lien")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Aller au contenu")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_transcript_can_be_passed_by_the_keyboard(visit):
    """Its hundreds of links need not be gone through."""
    page = visit(WEBINAR.path)
    page.get_by_role("link", name="Passer la transcription").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('[data-stage]')")


def test_nothing_moves_by_itself(visit):
    """No animation runs on any page, whatever the visitor's wish."""
    for address in PAGES[:4]:
        assert visit(address).evaluate("document.getAnimations().length") == 0

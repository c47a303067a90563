"""The search box while one types."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_access import violations
from tests.web.making import WEBINAR


@pytest.fixture
def typing(visit):
    """`typing("lim")` gives the home page and its box, with the suggestions for that."""

    def typed(text: str, address: str = "/", **options):
        page = visit(address, **options)
        box = page.get_by_role("combobox")
        box.press_sequentially(text)
        expect(page.get_by_role("listbox")).to_be_visible()
        return page, box

    return typed


def chosen(page):
    return page.locator("[role=option][aria-selected=true]")


def test_suggestions_come_in_groups_accents_optional(typing):
    """Words, themes, questions, publications and people, each under its name."""
    page, _ = typing("epreu")
    assert page.get_by_role("group", name="Mots").get_by_role("option").all_text_contents() == ["épreuve"]
    publications = page.get_by_role("group", name="Publications").get_by_role("option")
    expect(publications).to_have_text([WEBINAR.title])
    page, _ = typing("vass")
    expect(page.get_by_role("group", name="Intervenants").get_by_role("option")).to_have_text(["Claire Vasseur"])


def test_arrows_choose_and_enter_searches(typing):
    """The focus stays in the box; the option chosen is named to assistive software; its words are searched."""
    page, box = typing("rassur")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(box).to_be_focused()
    expect(chosen(page)).to_have_text("rassure")
    assert box.get_attribute("aria-activedescendant") == chosen(page).get_attribute("id")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/recherche\?q=rassure$"))


def test_past_the_last_one_is_back_in_the_box(typing):
    """Up from the box is the last suggestion; down from there is the box, where Enter searches what was typed."""
    page, box = typing("cadr")
    box.press("ArrowUp")
    expect(page.get_by_role("option").last).to_have_attribute("aria-selected", "true")
    box.press("ArrowDown")
    expect(chosen(page)).to_have_count(0)
    assert box.get_attribute("aria-activedescendant") is None
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=cadr$"))


def test_a_publication_and_a_person_open_their_page(typing):
    """By pointer as by keyboard, in the language that was chosen."""
    page, _ = typing("vass")
    page.get_by_role("option", name="Claire Vasseur").click()
    expect(page).to_have_url(re.compile("/intervenants/claire-vasseur$"))
    page, _ = typing("epreuve", "/?lang=en")
    page.get_by_role("group", name="Publications").get_by_role("option").first.click()
    expect(page).to_have_url(re.compile(rf"{WEBINAR.path}\?lang=en$"))


def test_a_question_opens_what_is_gathered_around_it(typing):
    """Chosen in the list, it is not searched: it has its page."""
    page, box = typing("relever")
    box.press("ArrowUp")
    expect(chosen(page)).to_have_text("Faut-il relever chaque retard\u202f?")
    box.press("Enter")
    expect(page).to_have_url(re.compile("/questions/faut-il-relever-chaque-retard$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Faut-il relever chaque retard\u202f?")


def test_escape_closes_then_empties(typing):
    """The first leaves what was typed; so does leaving the box."""
    page, box = typing("cadr")
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("cadr")
    box.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    box.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()


@pytest.mark.parametrize(("address", "told"), [("/", "suggestion"), ("/?lang=en", "suggestion")])
def test_how_many_there_are_is_said(typing, address, told):
    """In a live region, in the language of the page."""
    page, _ = typing("cadr", address)
    count = page.get_by_role("option").count()
    said = page.locator("[role=search] [aria-live]").first
    expect(said).to_contain_text(re.compile(rf"^{count} {told}"))
    expect(said).to_contain_text("arrow keys" if "en" in address else "flèches")


def test_nothing_is_offered_for_what_nobody_wrote(visit):
    """And that is said too."""
    page = visit("/")
    page.get_by_role("combobox").press_sequentially("xyzxyz")
    expect(page.locator("[role=search] [aria-live]").first).to_have_text("Aucune suggestion")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_an_answer_that_comes_late_is_dropped(visit):
    """What is shown is for what stands in the box, however slow the network was for what stood there before."""
    page = visit("/")
    held = []

    def slow(route):
        if "q=cadr" in route.request.url:
            held.append(route)
        else:
            route.continue_()

    page.route("**/api/v1/suggest*", slow)
    box = page.get_by_role("combobox")
    with page.expect_request("**/suggest?q=cadr"):
        box.press_sequentially("cadr")
    box.fill("rassur")
    expect(page.get_by_role("option").first).to_have_text("rassure")
    for route in held:
        route.abort()
    expect(page.get_by_role("option").first).to_have_text("rassure")


def test_the_form_works_when_suggestions_do_not(visit):
    """The server may be too busy for them."""
    page = visit("/")
    page.route("**/api/v1/suggest*", lambda route: route.fulfill(status=503))
    box = page.get_by_role("combobox")
    with page.expect_response("**/suggest*"):
        box.press_sequentially("rassure")
    expect(page.get_by_role("listbox")).to_be_hidden()
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=rassure$"))


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_in_an_open_list(typing, width, scheme):
    """With a suggestion chosen, on a desk and on a phone."""
    page, box = typing("cadr", width=width, color_scheme=scheme)
    box.press("ArrowDown")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width

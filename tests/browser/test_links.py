"""From one publication to another: a link followed to its moment, a mark opened, an editor's last word."""

import os
import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from filrouge.web.app import create_app
from filrouge.wiring import init_library, open_parts
from tests.browser.conftest import served, until
from tests.web.making import ARTICLE, ENGLISH, WEBINAR


def link_with(page, title: str):
    return page.locator(".speaks").filter(has=page.get_by_role("heading", name=title, exact=True))


def test_a_link_is_followed_to_its_moment(visit):
    """From an article to the second where the webinar says it: the line is marked, the video stands there."""
    page = visit(ARTICLE.path)
    link = link_with(page, WEBINAR.title)
    expect(link.locator(".why li").first).to_be_visible()
    link.locator(".quote-there .quote-link").first.click()
    expect(page).to_have_url(re.compile(rf"{WEBINAR.path}\?t=\d+$"))
    moment = int(page.url.rpartition("=")[2])
    line = page.locator(".line[aria-current]")
    expect(line).to_be_in_viewport()
    assert int(float(line.get_attribute("data-start"))) == moment
    until(page, f"Math.abs(document.querySelector('video').currentTime - {moment}) < 1.5")


def test_a_quote_of_this_webinar_plays_in_place(visit):
    """Without a new page: the player comes in sight, at that second."""
    page = visit(WEBINAR.path)
    page.evaluate("window.same = true")
    quote = link_with(page, ARTICLE.title).locator("[data-here]").first
    second = float(quote.get_attribute("data-start"))
    quote.click()
    until(page, f"Math.abs(document.querySelector('video').currentTime - {second}) < 2")
    expect(page.locator("video")).to_be_in_viewport()
    expect(page.locator("video")).to_be_focused()
    assert page.evaluate("window.same")


def test_a_mark_in_the_transcript_opens_the_quote(visit):
    """By the keyboard, without a script of ours; Escape closes it, and the focus is back on the mark."""
    page = visit(WEBINAR.path, java_script_enabled=False)
    mark = page.get_by_role("button", name=re.compile("^Repris dans")).first
    mark.focus()
    page.keyboard.press("Enter")
    card = page.get_by_role("dialog")
    expect(card.locator("blockquote").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(mark).to_be_focused()
    page.keyboard.press("Enter")
    card.locator(".echo-title a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page).not_to_have_url(re.compile(WEBINAR.path))


def filrouge(folder, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "filrouge", "--library", str(folder), *words],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "COLUMNS": "120"},
    )
    return done.stdout


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """A folder that the command line and the pages share, and the address where it is served."""
    folder = tmp_path_factory.mktemp("shared")
    init_library(folder)
    with open_parts(folder) as parts:
        for publication in (WEBINAR, ARTICLE, ENGLISH):
            parts.library.save_import(publication.model_copy(update={"source": f"urn:{publication.id}"}))
    with open_parts(folder) as parts, served(create_app(parts)) as address:
        yield folder, address


def test_a_link_that_an_editor_rejects_stays_away(library, browser):
    """From both pages and from the map, at once and after everything was made again; taken back, it is there again."""
    folder, address = library
    context = browser.new_context(base_url=address, locale="fr-FR", reduced_motion="reduce")
    page = context.new_page()

    def shown() -> tuple[int, int, int]:
        counts = []
        for place, other in ((WEBINAR.path, ARTICLE), (ARTICLE.path, WEBINAR)):
            page.goto(place)
            counts.append(link_with(page, other.title).count())
        page.goto(f"/carte?publication={WEBINAR.slug}")
        counts.append(page.locator(f'.panel-link[data-slug="{ARTICLE.slug}"]').count())
        return tuple(counts)

    assert shown() == (1, 1, 1)
    filrouge(folder, "links", "reject", WEBINAR.slug, ARTICLE.slug)
    assert shown() == (0, 0, 0)
    filrouge(folder, "links", "--rebuild")
    filrouge(folder, "reindex")
    assert shown() == (0, 0, 0)
    filrouge(folder, "links", "undo", ARTICLE.slug, WEBINAR.slug)
    assert shown() == (1, 1, 1)
    context.close()

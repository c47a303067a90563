"""Questions, as a person asks, listens and follows them."""

import re
import shutil

import pytest
from playwright.sync_api import expect

from filrouge.web.app import create_app
from tests.browser.conftest import HERE, served, until
from tests.browser.test_access import violations
from tests.browser.test_visit import moment_of
from tests.web.asking import ASKING
from tests.web.making import parts_of

SILENCE = "/questions/comment-tenir-un-silence-en-seance"
FEES = "/questions/faut-il-augmenter-ses-honoraires-chaque-annee"
ASKED = "/questions?q=comment+tenir+un+silence"
PAGES = ["/questions", SILENCE, f"{SILENCE}/liste", ASKED, "/questions?q=quelle+est+la+recette+de+la+tarte"]


@pytest.fixture
def library(tmp_path):
    (tmp_path / "files").mkdir()
    shutil.copy(HERE / "media" / "lien.webm", tmp_path / "files")
    return parts_of(tmp_path, ASKING)


@pytest.fixture
def ask(visit, library):
    """`ask("/questions", width=390)` gives the open page of a library where the same is asked in several places."""
    with served(create_app(library)) as address:
        yield lambda path, **options: visit(address + path, **options)


def stands_at(page, second: float) -> None:
    """The player in view is there, or within two seconds after."""
    video = "document.querySelector('.deck-player:not([hidden]) video')"
    until(page, f"{video}.currentTime >= {second} - 0.1 && {video}.currentTime < {second} + 2")


def test_a_question_is_asked_from_home_and_a_moment_opened(ask):
    """The search box answers it above the results; everything around it is one link away, each moment one more."""
    page = ask("/")
    page.get_by_role("combobox").fill("comment tenir un silence")
    page.get_by_role("combobox").press("Enter")
    page.get_by_role("link", name="Tout ce que la bibliothèque dit autour de cette question").click()
    expect(page).to_have_url(re.compile(f"{SILENCE}$"))
    page.locator("#reponses .quote-link", has=page.locator("time")).first.click()
    assert moment_of(page.url) >= 0
    expect(page.locator(".line[aria-current]")).to_be_in_viewport()


def test_the_path_plays_each_moment_to_its_end_then_the_next(ask):
    """The moment that plays is marked in the list and told; before the end of one, it is let play."""
    page = ask(SILENCE)
    stops = page.locator(".stop")
    page.get_by_role("button", name="Écouter à la suite").click()
    stands_at(page, float(stops.nth(0).get_attribute("data-start")))
    told = page.get_by_role("status")
    expect(told).to_have_text(re.compile("^Moment 1 sur .*Hélène Aubry, Comment tenir un silence"))
    expect(stops.nth(0).locator("[aria-current]")).to_have_count(1)
    end = float(stops.nth(0).get_attribute("data-end"))
    page.evaluate(f"document.querySelector('.deck video').currentTime = {end} - 0.6")
    expect(told).to_have_text(re.compile("^Moment 2 sur"))
    expect(stops.nth(1).locator("[aria-current]")).to_have_count(1)
    stands_at(page, float(stops.nth(1).get_attribute("data-start")))


def test_the_path_is_walked_with_the_keyboard(ask):
    """Play, pause, go on, next, previous: buttons, and Enter on any moment; the focus stays where it was."""
    page = ask(SILENCE)
    page.get_by_role("button", name="Écouter à la suite").focus()
    page.keyboard.press("Enter")
    pause = page.get_by_role("button", name="Pause")
    expect(pause).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Reprendre")).to_be_focused()
    page.get_by_role("button", name="Moment suivant").press("Enter")
    told = page.get_by_role("status")
    expect(told).to_have_text(re.compile("^Moment 2 sur"))
    page.get_by_role("button", name="Moment précédent").press("Enter")
    expect(told).to_have_text(re.compile("^Moment 1 sur"))
    third = page.locator(".stop .quote-link").nth(2)
    third.press("Enter")
    expect(told).to_have_text(re.compile("^Moment 3 sur"))
    expect(third).to_be_focused()


def test_a_platform_plays_only_once_asked_and_stops_at_the_end(ask):
    """Reached by the path, it waits with its button; then it opens at the moment, and the next of it goes on there."""
    page = ask(SILENCE)
    own = page.url.partition("/questions")[0]
    asked = []
    page.context.route(re.compile("youtube"), lambda route: route.fulfill(body="<p>Lecteur</p>"))
    page.on("request", lambda request: asked.append(request.url))
    stop = page.locator(".stop[data-deck-number='2']").first
    start, end = (float(stop.get_attribute(f"data-{name}")) for name in ("start", "end"))
    stop.locator(".quote-link").click()
    button = page.get_by_role("button", name="Lire la vidéo (YouTube)")
    expect(button).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert all(address.startswith(own) for address in asked), asked
    button.click()
    frame = page.locator(".deck iframe")
    expect(frame).to_have_attribute(
        "src", re.compile(rf"embed/abcdefghijk\?start={int(start)}&.*end={round(end + 0.4)}")
    )
    assert page.context.cookies() == []


def test_merging_two_questions_moves_the_address_of_one(ask, library):
    """As an editor's command does: who follows the former address stands on the page of the other, which has both."""
    page = ask(FEES)
    library.editor.merge(FEES.rpartition("/")[2], SILENCE.rpartition("/")[2])
    page.reload()
    expect(page).to_have_url(re.compile(f"{SILENCE}$"))
    expect(page.get_by_text("Faut-il augmenter ses honoraires chaque année ?").first).to_be_visible()


def test_a_question_is_printed_whole(ask):
    """Addresses are on paper, players and folds are not."""
    page = ask(SILENCE)
    page.emulate_media(media="print")
    expect(page.locator(".on-paper").first).to_be_visible()
    expect(page.locator(".deck")).to_be_hidden()
    expect(page.locator(".top .menu")).to_be_hidden()


class TestWithoutJavaScript:
    """Links and forms alone."""

    @pytest.fixture
    def plain(self, ask):
        return lambda address, **options: ask(address, java_script_enabled=False, **options)

    def test_asking_and_opening_a_moment(self, plain):
        """From the list of questions to the second where it is said."""
        page = plain("/questions")
        page.get_by_role("searchbox", name="Poser une question à la bibliothèque").fill("comment tenir un silence")
        page.get_by_role("button", name="Demander").click()
        expect(page.get_by_text("Cette question a sa page")).to_be_visible()
        page.locator(".stop .quote-link").first.click()
        assert moment_of(page.url) >= 0
        expect(page.locator(".line[aria-current]")).to_be_in_viewport()

    def test_the_path_is_a_list_of_links(self, plain):
        """No player that would not play."""
        page = plain(SILENCE)
        expect(page.locator("[data-deck]")).to_be_hidden()
        expect(page.locator(".stop .quote-link").first).to_be_visible()


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing(ask, address, width, scheme):
    """On a desk in daylight as on a phone at night."""
    page = ask(address, width=width, color_scheme=scheme)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("address", ["/questions?q=je+veux+mourir", "/recherche?q=comment+tenir+un+silence"])
def test_axe_finds_nothing_in_help_and_answers(ask, address):
    """What stands above results, at the narrowest."""
    page = ask(address, width=320, color_scheme="dark")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320

"""A real Chromium in front of a small library served on the loopback address."""

import os
import shutil
import socket
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from time import monotonic

import pytest
import uvicorn
from playwright.sync_api import sync_playwright

from filrouge.model import Media
from filrouge.web.app import create_app
from tests.web.making import ARTICLE, ENGLISH, WEBINAR, parts_of

HERE = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--autoplay-policy=no-user-gesture-required",
)
ELSEWHERE = (
    "On nous demande parfois où commence une séance filmée.",
    "Elle commence avant l’image, dans le lien avec ceux qui regardent.",
    "Nous coupons peu, et jamais une hésitation.",
)
PLATFORM = ARTICLE.model_copy(
    update={
        "id": "y1",
        "slug": "sur-une-plateforme",
        "title": "Sur une plateforme",
        "transcript": tuple(
            cue.model_copy(update={"text": ELSEWHERE[number % len(ELSEWHERE)]})
            for number, cue in enumerate(WEBINAR.transcript)
        ),
        "media": (Media(source="https://www.youtube.com/watch?v=abcdefghijk"),),
        "source": "urn:y1",
    }
)
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><path d="M0 9 8 2l8 7z" fill="#d6729b"/></svg>'


def pytest_collection_modifyitems(items):
    """Everything here drives a browser, and needs the loopback address for it."""
    for item in items:
        if HERE in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.enable_socket)


@pytest.fixture(scope="session")
def chromium():
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail("Chromium is missing, and CI must drive it: apt-get install chromium")
    pytest.skip("Chromium is not installed: apt install chromium")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of the served library."""
    folder = tmp_path_factory.mktemp("library")
    files = folder / "files"
    files.mkdir()
    shutil.copy(HERE / "media" / "lien.webm", files)
    (files / "lien.vtt").write_text("WEBVTT\n\n00:00.500 --> 00:04.200\nQuand un patient arrive en retard.\n")
    for name in ("pont.svg", "porte.svg"):
        (files / name).write_text(DRAWING)
    app = create_app(parts_of(folder, (WEBINAR, ARTICLE, ENGLISH, PLATFORM), notice="Contenus fictifs."))
    with served(app) as address:
        yield address


@contextmanager
def served(app):
    """Serves it on the loopback address, which is given."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none", lifespan="off"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def until(page, expression: str, seconds: float = 10.0) -> None:
    """Waits until that is true there. Playwright's own waiting evaluates in the page, whose policy forbids it."""
    deadline = monotonic() + seconds
    while not page.evaluate(expression):
        assert monotonic() < deadline, expression
        page.wait_for_timeout(50)


@pytest.fixture(scope="session")
def browser(chromium):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def visit(browser, site):
    """`visit("/recherche?q=…", width=390)` gives the open page. A script error anywhere fails the test."""
    contexts, errors = [], []

    def opened(address: str, *, width: int = 1280, **options):
        context = browser.new_context(
            base_url=site, locale="fr-FR", viewport={"width": width, "height": 844}, reduced_motion="reduce", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not errors

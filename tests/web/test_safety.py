"""What protects visitors: nothing hostile runs, nothing is fetched elsewhere, nothing is kept on their machine."""

import re

import pytest

from filrouge.model import Chapter, Cue, Figure, Media, Person, QuestionAnswer, Section
from filrouge.web.app import create_app
from tests.web.conftest import Visitor
from tests.web.making import WEBINAR, parts_of

ATTACK = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>"
RICH = (
    f"<p onclick=alert(1)>lien {ATTACK}<a href='javascript:alert(1)'>clic</a></p>"
    "<svg onload=alert(1)></svg><iframe src='https://evil.example'></iframe><style>p{color:red}</style>"
)
HOSTILE = WEBINAR.model_copy(
    update={
        "title": f"lien {ATTACK}",
        "subtitle": ATTACK,
        "summary": (ATTACK,),
        "sections": (Section(heading=ATTACK, anchor="a", html=RICH),),
        "transcript": (Cue(start=1, end=2, text=f"lien {ATTACK}", speaker=ATTACK),),
        "chapters": (Chapter(start=0, title=ATTACK),),
        "figures": (Figure(source="files/x.svg", alt=ATTACK, caption=ATTACK),),
        "people": (Person(name=ATTACK, role=ATTACK, presentation=ATTACK),),
        "questions": (QuestionAnswer(question=ATTACK, answer=RICH, anchor="q"),),
        "themes": (ATTACK,),
        "series": ATTACK,
        "licence": ATTACK,
        "media": (Media(source="https://evil.example/x?y=" + ATTACK, title=ATTACK),),
    }
)
PAGES = (
    "/",
    "/recherche?q=lien",
    WEBINAR.path,
    "/intervenants",
    "/themes",
    "/carte",
    f"/carte?publication={WEBINAR.slug}",
    "/api",
    "/nulle-part",
)


@pytest.fixture
def hostile(tmp_path) -> Visitor:
    return Visitor(create_app(parts_of(tmp_path, [HOSTILE])), headers={"Accept-Language": "fr"})


@pytest.mark.parametrize("address", [*PAGES, f"/recherche?q={ATTACK}", f"/recherche?theme={ATTACK}", f"/{ATTACK}"])
def test_nothing_of_a_hostile_publication_or_address_runs(hostile, address):
    """No script but ours, no event handler, no `javascript:` address, no style, no frame, on any page."""
    page = hostile.page(address, status=404 if address.startswith(("/nulle", '/"')) else 200)
    for script in page.iter("script"):
        assert re.fullmatch(r"/static/[0-9a-f]{12}/js/[a-z]+\.js", script.get("src")), address
        assert script.text is None
    for element in page.iter("*"):
        assert element.tag not in {"iframe", "object", "embed", "base", "style"}
        for name, value in element.attrib.items():
            assert not name.startswith("on"), (address, element.tag, name)
            assert name != "style"
            assert not value.strip().lower().startswith(("javascript:", "data:")), (address, name, value)
        assert element.get("src") is None or element.get("src").startswith("/")


@pytest.mark.parametrize("address", [*PAGES, "/static/none/css/base.css", "/api/v1/search?q=lien", "/files/none.svg"])
def test_every_answer_is_protected(visitor, address):
    """Policy without inline code, no sniffing, no framing, no referrer elsewhere, and no cookie."""
    headers = visitor.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-eval" not in policy
    assert address.startswith("/files/") or "unsafe-inline" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "set-cookie" not in headers


def test_our_own_pages_have_no_inline_code(visitor):
    """So that the policy never needs an exception."""
    for address in PAGES:
        body = visitor.get(address).text
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*src=)", body), address


def test_an_unexpected_failure_is_a_protected_page(parts):
    """It tells nothing of the inside, and keeps every protection."""
    app = create_app(parts)
    app.add_api_route("/casse", lambda: 1 // 0)
    response = Visitor(app, raise_server_exceptions=False).get("/casse", headers={"Accept-Language": "fr"})
    assert response.status_code == 500
    assert "Quelque chose s’est mal passé" in response.text
    assert "ZeroDivisionError" not in response.text
    assert "default-src 'none'" in response.headers["content-security-policy"]


@pytest.fixture
def files(parts):
    folder = parts.folder / "files"
    folder.mkdir()
    (folder / "dessin.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
    (folder / "film.webm").write_bytes(bytes(range(256)) * 4)
    (folder / "page.html").write_text("<script>alert(1)</script>")
    (folder / "note.PDF").write_bytes(b"%PDF-1.7")
    (parts.folder / "secret.toml").write_text("database = 'secret'")
    (folder / "lien.svg").symlink_to(parts.folder / "secret.toml")
    return folder


def test_drawings_are_served_in_a_sandbox(visitor, files):
    """An SVG opened by itself is a document: its scripts do not run."""
    headers = visitor.get("/files/dessin.svg").headers
    assert headers["content-type"] == "image/svg+xml"
    assert headers["content-security-policy"].endswith("; sandbox")


def test_what_is_not_to_be_shown_is_downloaded(visitor, files):
    """A page among the files never opens as one of ours."""
    headers = visitor.get("/files/page.html").headers
    assert (headers["content-type"], headers["content-disposition"]) == ("application/octet-stream", "attachment")
    assert visitor.get("/files/note.PDF").headers["content-type"] == "application/pdf"


def test_media_are_served_in_parts(visitor, files):
    """Players jump to a moment by asking for a range of bytes."""
    response = visitor.get("/files/film.webm", headers={"Range": "bytes=256-259"})
    assert (response.status_code, response.content) == (206, bytes(range(4)))
    assert (response.headers["content-type"], response.headers["content-range"]) == ("video/webm", "bytes 256-259/1024")


@pytest.mark.parametrize("name", ["../secret.toml", "%2e%2e/secret.toml", "..%2fsecret.toml", "lien.svg", "%00", ""])
def test_nothing_outside_of_the_files_is_served(visitor, files, name):
    """Neither by path nor by link."""
    response = visitor.get(f"/files/{name}")
    assert response.status_code in {404, 405}
    assert "database" not in response.text


def test_static_files_are_kept_for_a_year_under_their_digest(visitor):
    """And a page kept from before an upgrade still finds them, not to be kept."""
    page = visitor.page("/")
    (sheet, *_rest) = [link.get("href") for link in page.cssselect("link[rel=stylesheet]")]
    kept = visitor.get(sheet)
    assert kept.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert visitor.get(sheet, headers={"If-None-Match": kept.headers["etag"]}).status_code == 304
    old = visitor.get("/static/000000000000/css/base.css")
    assert (old.status_code, old.headers["cache-control"], old.text) == (200, "no-cache", kept.text)

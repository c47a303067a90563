"""An address is fetched within its limits, from a server on the loopback address that behaves as badly as it can."""

import gzip
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from filrouge.errors import AddressRefused
from filrouge.settings import FetchSettings
from filrouge.sources.contract import Reading
from filrouge.sources.fetch import Fetcher
from filrouge.sources.registry import read_all

pytestmark = pytest.mark.network
PAGE = b"<!doctype html><html lang=fr><body><main><h1>Le cap</h1><p>Texte.</p></main></body></html>"
BOMB = gzip.compress(b"\0" * 20_000_000)


class Site(BaseHTTPRequestHandler):
    """Each path is one behaviour."""

    robots = b""
    asked: list[str] = []  # noqa: RUF012 (one list for all requests)

    def do_GET(self):
        self.asked.append(f"{self.headers['Host'].split(':')[0]}{self.path}")
        path = self.path.strip("/").split("?")[0].replace("-", "_").replace(".", "_")
        with suppress(BrokenPipeError, ConnectionResetError):
            getattr(self, path, self.missing)()

    def log_message(self, *args):
        pass

    def answer(self, body: bytes, status: int = 200, **headers: str):
        self.send_response(status)
        for name, value in {"Content-Type": "text/html", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def missing(self):
        self.answer(b"", 404)

    def robots_txt(self):
        self.answer(self.robots, 200 if self.robots else 404)

    def page(self):
        self.answer(PAGE)

    def packed(self):
        self.answer(gzip.compress(PAGE), Content_Encoding="gzip")

    def bomb(self):
        self.answer(BOMB, Content_Encoding="gzip")

    def broken(self):
        self.answer(b"\x1f\x8bnot gzip", Content_Encoding="gzip")

    def brotli(self):
        self.answer(PAGE, Content_Encoding="br")

    def pdf(self):
        self.answer(b"%PDF", Content_Type="application/pdf")

    def endless(self):
        self.answer(b"")
        for _ in range(10_000):
            self.wfile.write(b"x" * 65_536)

    def drip(self):
        self.answer(b"")
        for _ in range(400):
            self.wfile.write(b"x")
            time.sleep(0.05)

    def slow_head(self):
        for byte in b"HTTP/1.0 200 OK\r\nX: " + b"y" * 400:
            self.wfile.write(bytes([byte]))
            time.sleep(0.05)

    def moved(self):
        self.answer(b"", 302, Location="/page#bas")

    def around(self):
        self.answer(b"", 301, Location="/around")

    def inside(self):
        self.answer(b"", 302, Location=f"http://intranet.example:{self.headers['Host'].split(':')[1]}/page")

    def to_file(self):
        self.answer(b"", 302, Location="file:///etc/passwd")


@pytest.fixture
def site(monkeypatch):
    """The port of a running server; what was asked of it is in `Site.asked`."""
    monkeypatch.setattr(Site, "asked", [])
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def names(host: str, port: int) -> list[str]:
    """`*.example` is the loopback address, as in a network whose names lead inside."""
    return ["127.0.0.1"]


def fetched(site, path, host="site.example", **limits):
    settings = FetchSettings(**{"allowed_hosts": ("site.example",), "timeout": 5, **limits})
    return Fetcher(settings, names).fetch(f"http://{host}:{site}/{path}")


@pytest.mark.parametrize("path", ["page", "packed", "moved"])
def test_a_page_is_fetched(site, path):
    """Plain, packed, or after a redirect; the address is where redirects ended, without its fragment."""
    origin = fetched(site, path)
    assert origin.content == PAGE
    assert origin.uri == f"http://site.example:{site}/{'packed' if path == 'packed' else 'page'}"
    assert origin.media_type == "text/html"


def test_the_name_is_kept(site):
    """The connection goes to the address that was looked at, and the server is still asked by its name."""
    fetched(site, "page")
    assert Site.asked == ["site.example/page"]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("bomb", "larger than"),
        ("endless", "larger than"),
        ("drip", "not there whole after"),
        ("slow-head", "not there whole after"),
        ("broken", "does not unpack"),
        ("brotli", "packed as “br”"),
        ("pdf", "application/pdf, not a format"),
        ("around", "redirects more than"),
        ("to-file", "only http and https"),
        ("nowhere", "answered 404"),
    ],
)
def test_limits(site, path, said):
    """Size, unpacked size, time, redirects and type: each is refused by its name, and soon."""
    began = time.monotonic()
    with pytest.raises(AddressRefused, match=said):
        fetched(site, path, timeout=0.5 if "there" in said else 20, max_bytes=1_000_000)
    assert time.monotonic() - began < 10


def test_a_private_host_is_not_reached(site):
    """A name that leads inside is refused before anything is asked of it."""
    with pytest.raises(AddressRefused, match="inside this network"):
        fetched(site, "page", host="intranet.example")
    assert Site.asked == []


def test_a_redirect_inside_is_not_followed(site):
    """Each redirect is looked at like the first address."""
    with pytest.raises(AddressRefused, match=r"intranet\.example"):
        fetched(site, "inside")
    assert Site.asked == ["site.example/inside"]


def test_a_name_cannot_change_its_mind(site):
    """One resolution serves the check and the connection (no DNS rebinding)."""
    answers = iter([["127.0.0.1"]])
    settings = FetchSettings(allowed_hosts=("site.example",))
    assert Fetcher(settings, lambda host, port: next(answers)).fetch(f"http://site.example:{site}/page").content == PAGE


def test_robots_are_listened_to(site, monkeypatch):
    """A site that asks not to be read is not, and the message says how to import one's own."""
    monkeypatch.setattr(Site, "robots", b"User-agent: *\nDisallow: /page\n")
    monkeypatch.setattr("filrouge.sources.hosts.is_public", lambda address: True)
    with pytest.raises(AddressRefused, match="allowed_hosts"):
        fetched(site, "page", allowed_hosts=())
    assert Site.asked == ["site.example/robots.txt"]
    assert fetched(site, "packed", allowed_hosts=()).content == PAGE


@pytest.mark.parametrize(
    "url", ["ftp://a.example/", "http://", "http://user:pass@a.example/", "http://[::1", "http://a b/"]
)
def test_addresses_that_are_none(url):
    """Only http and https, without a password."""
    with pytest.raises(AddressRefused):
        Fetcher(FetchSettings(), names).fetch(url)


def test_a_closed_door_is_a_refusal(site):
    """A machine that does not answer is told, not raised."""
    with pytest.raises(AddressRefused, match="could not be read"):
        Fetcher(FetchSettings(allowed_hosts=("site.example",)), names).fetch("http://site.example:1/")


def test_an_address_goes_through_the_importers(site):
    """`filrouge import http://…` gives the publication, its source being the address."""
    (reading,) = read_all([f"http://127.0.0.1:{site}/page"], fetch=FetchSettings(allowed_hosts=("127.0.0.1",)))
    assert isinstance(reading, Reading)
    assert (reading.publication.title, reading.publication.source) == ("Le cap", f"http://127.0.0.1:{site}/page")

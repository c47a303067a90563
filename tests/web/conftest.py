"""A visitor of a small site, without a socket."""

import pytest
from lxml import html
from starlette.testclient import TestClient

from filrouge.web.app import create_app
from tests.web.making import parts_of


class Visitor(TestClient):
    def page(self, address: str, status: int = 200) -> html.HtmlElement:
        """The parsed page at that address, which answers with that status."""
        response = self.get(address)
        assert response.status_code == status, response.text[:500]
        assert response.headers["content-type"] == "text/html; charset=utf-8"
        return html.fromstring(response.content, parser=html.HTMLParser(encoding="utf-8"))


def text(element: html.HtmlElement) -> str:
    """Its words, with plain single spaces."""
    return " ".join(element.text_content().split())


def links(page: html.HtmlElement, selector: str) -> list[str]:
    """The addresses of those, in the order of the page."""
    return [link.get("href") for link in page.cssselect(selector)]


@pytest.fixture
def parts(tmp_path):
    return parts_of(tmp_path)


@pytest.fixture
def visitor(parts) -> Visitor:
    return Visitor(create_app(parts), headers={"Accept-Language": "fr"}, follow_redirects=False)

"""The JSON API."""

import pytest

from filrouge.errors import IndexDamaged
from filrouge.flow.shapes import search_shape
from filrouge.web.app import create_app
from tests.web.conftest import Visitor, text
from tests.web.making import ARTICLE, CUES, WEBINAR, parts_of


def test_search_answers_with_the_shape_of_the_command_line(parts, visitor):
    """Field for field what `filrouge search --format json` prints, but for the time it took."""
    given = visitor.get("/api/v1/search", params={"q": "lien", "passages": 2}).json()
    expected = search_shape(parts.search.search("lien", passages=2)).model_dump(mode="json")
    assert {**given, "took_ms": 0} == {**expected, "took_ms": 0}
    assert list(given) == ["query", "total", "took_ms", "facets", "results", "help"]


def test_search_filters_sorts_and_pages(visitor):
    """The same filters as the pages, by their English names."""
    wanted = {"type": ["article"], "language": "fr", "sort": "oldest", "size": 1, "page": 1}
    given = visitor.get("/api/v1/search", params=wanted).json()
    assert [result["publication"]["id"] for result in given["results"]] == [ARTICLE.id]
    assert visitor.get("/api/v1/search?video=true").json()["total"] == 1


def test_a_publication_is_given_whole(visitor):
    """By id or slug, with its transcript and its address."""
    given = visitor.get(f"/api/v1/publications/{WEBINAR.slug}").json()
    assert given == visitor.get(f"/api/v1/publications/{WEBINAR.id}").json()
    assert (given["url"], len(given["transcript"])) == (WEBINAR.path, len(CUES))


def test_no_folder_of_the_operator_is_told(visitor):
    """`source` is given when it is an address of the web, and only then."""
    assert visitor.get(f"/api/v1/publications/{WEBINAR.id}").json()["source"] == ""
    assert visitor.get(f"/api/v1/publications/{ARTICLE.id}").json()["source"] == ARTICLE.source


def test_publications_are_paged_newest_first(visitor):
    """Two a page: the third is on the second."""
    first = visitor.get("/api/v1/publications?size=2").json()
    second = visitor.get("/api/v1/publications?size=2&page=2").json()
    assert first["total"] == second["total"] == 3
    assert [one["id"] for one in first["publications"]] + [one["id"] for one in second["publications"]] == [
        "w1",
        "e1",
        "a1",
    ]


def test_suggestions_complete_the_last_word(visitor):
    """From words, names and titles of the library."""
    suggestions = visitor.get("/api/v1/suggest?q=le%20cadr").json()["suggestions"]
    assert {"kind": "word", "text": "le cadre", "url": None} in suggestions
    assert visitor.get("/api/v1/suggest").json() == {"query": "", "suggestions": []}


def test_a_question_that_is_suggested_leads_to_its_page(visitor):
    """Where everything around it is gathered."""
    found = visitor.get("/api/v1/suggest?q=relever").json()["suggestions"]
    (question,) = [one for one in found if one["kind"] == "question"]
    assert question["url"] == "/questions/faut-il-relever-chaque-retard"
    assert visitor.get(question["url"]).status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/publications/inconnue", 404),
        ("/api/v1/publications/brouillon", 404),
        ("/api/v1/publications/retiree", 410),
        ("/api/v1/nulle-part", 404),
        ("/api/v1/search?page=0", 422),
        ("/api/v1/search?tri=recent", 422),
        ("/api/v1/search?sort=hasard", 422),
    ],
)
def test_errors_are_problem_details(visitor, address, status):
    """RFC 9457, whatever went wrong."""
    response = visitor.get(address)
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    assert response.json().items() >= {"type": "about:blank", "status": status}.items()


def test_another_method_is_refused_as_a_problem(visitor):
    """Nothing is written through the API."""
    response = visitor.post("/api/v1/search")
    assert (response.status_code, response.headers["content-type"]) == (405, "application/problem+json")
    assert "GET" in response.headers["allow"]


class Broken:
    """An index whose files were damaged: what the search meets then."""

    def search(self, *_args, **_wanted):
        raise IndexDamaged("/srv/library/index/meta.json cannot be read")


def test_a_damaged_index_is_said_to_be_in_repair(tmp_path):
    """Programs and people are told to come back, and neither is told the operator's folders."""
    parts = parts_of(tmp_path)
    object.__setattr__(parts, "search", Broken())
    visitor = Visitor(create_app(parts), headers={"Accept-Language": "fr"})
    for address in ("/api/v1/search?q=lien", "/recherche?q=lien", "/"):
        response = visitor.get(address)
        assert (response.status_code, response.headers["retry-after"]) == (503, "30")
        assert "/srv/library" not in response.text


def test_the_description_is_a_page_of_ours(visitor):
    """OpenAPI is given as JSON, and shown without anything from elsewhere."""
    schema = visitor.get("/api/v1/openapi.json").json()
    assert set(schema["paths"]) == {
        "/api/v1/search",
        "/api/v1/suggest",
        "/api/v1/ask",
        "/api/v1/questions",
        "/api/v1/questions/{key}",
        "/api/v1/publications",
        "/api/v1/publications/{key}",
        "/api/v1/publications/{key}/links",
    }
    page = visitor.page("/api")
    assert [text(one) for one in page.cssselect(".operation h2")] == [f"GET {path}" for path in schema["paths"]]
    assert all(one.get("src", "").startswith("/static/") for one in page.cssselect("script, link[src]"))

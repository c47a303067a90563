"""Help lines, first on every search surface; and questions in the JSON API."""

from tests.web.conftest import text


def test_a_query_in_distress_shows_help_before_the_results(visitor):
    """The heading comes first in the page's content, and every number can be called by a touch."""
    page = visitor.page("/recherche?q=je+veux+mourir")
    assert "quelqu’un peut répondre maintenant" in text(page.cssselect("main h2")[0])
    assert [one.get("href") for one in page.cssselect("main .help a")] == [
        "tel:3114", "tel:15", "tel:112", "tel:119", "tel:3919",
    ]  # fmt: skip
    order = [one.get("class") for one in page.cssselect("main .help, main .found")]
    assert order[0] is not None
    assert "help" in order[0].split()


def test_the_page_in_english_says_it_in_english(visitor):
    """The purpose of each line too."""
    page = visitor.page("/recherche?q=I+want+to+die&lang=en")
    assert "someone can answer now" in text(page.cssselect(".help")[0])
    assert "suicide prevention" in text(page.cssselect(".help")[0])


def test_other_queries_show_no_help(visitor):
    """A training on the prevention of suicide is looked for like anything else."""
    assert not visitor.page("/recherche?q=prévention+du+suicide+formation").cssselect(".help")
    assert visitor.get("/api/v1/search?q=cadre").json()["help"] == []


def test_the_api_gives_help_as_a_field(visitor):
    """In the search and in the question."""
    for path in ("search", "ask"):
        told = visitor.get(f"/api/v1/{path}", params={"q": "mon mari me frappe"}).json()["help"]
        assert told[0]["numbers"] == ["3919"]
        assert told[0]["purpose"]


def test_the_api_lists_questions_and_gives_one_whole(visitor, parts):
    """With everything gathered around it; an unknown one is a problem 404, a withdrawn one 410."""
    listed = visitor.get("/api/v1/questions?size=50").json()
    assert listed["total"] == len(listed["questions"]) > 0
    slug = listed["questions"][0]["slug"]
    whole = visitor.get(f"/api/v1/questions/{slug}").json()
    assert whole["question"]["slug"] == slug
    assert set(whole) >= {"answers", "path", "reading", "angles", "voices", "publications", "related"}
    assert visitor.get("/api/v1/questions/inconnue").status_code == 404
    parts.editor.withdraw(slug)
    assert visitor.get(f"/api/v1/questions/{slug}").status_code == 410


def test_the_api_says_when_nothing_answers(visitor):
    """`answered` is false, and no extract is given."""
    told = visitor.get("/api/v1/ask", params={"q": "combien coûte un vaccin contre la grippe"}).json()
    assert (told["answered"], told["answers"]) == (False, [])

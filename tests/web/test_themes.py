"""The themes: their tree, alphabet and search, a page each, and the thesaurus for programs."""

import pytest
import rdflib

from filrouge.web.app import create_app
from filrouge.web.negotiation import chosen
from tests.web.conftest import Visitor, links, text
from tests.web.making import ARTICLE, ENGLISH, SMALL, WEBINAR, parts_of

FRAME = "https://filrouge.example/clinique-du-lien/cadre"
OFFERED = ("text/html", "text/turtle", "application/ld+json")


def test_the_tree_shows_the_branches_that_lead_somewhere(visitor):
    """Each with its count, what is narrower folded in it; nothing that no publication speaks of."""
    page = visitor.page("/themes")
    branches = {text(one.cssselect("h2 a")[0]): one for one in page.cssselect(".branch")}
    assert "cadre" in branches
    assert "psychopathologie" not in branches
    frame = branches["cadre"]
    assert "(2 publications)" in text(frame.find("h2"))
    assert "/themes/limites" in links(frame, "details .twigs a")


def test_the_alphabet_leads_from_every_name_to_its_theme(visitor):
    """Preferred ones with their count, others with where to look."""
    page = visitor.page("/themes?vue=alphabet")
    assert "C" in [text(one) for one in page.cssselect(".initials a")]
    names = {text(one.find("a")): text(one) for one in page.cssselect(".alphabet li")}
    assert names["cadre"].endswith("(2 publications)")
    others = [name for name, shown in names.items() if shown.endswith("voir cadre")]
    assert others
    assert not [name for name in others if name.startswith("cadre")]


def test_a_theme_is_looked_up_by_any_of_its_names(visitor):
    """Without accents too; what nothing is filed under yet is found all the same."""
    page = visitor.page("/themes?q=securite")
    assert "/themes/base-de-securite" in links(page, ".entries a")
    nothing = visitor.page("/themes?q=lycanthropie")
    assert links(nothing, "a.onward") == ["/recherche?q=lycanthropie"]


def test_a_theme_says_what_it_is_and_what_stands_around_it(visitor):
    """Definition, other names, broader, narrower and related themes, in the language of the page."""
    page = visitor.page("/themes/limites")
    assert text(page.find(".//h1")) == "limites"
    assert len(text(page.cssselect(".definition")[0])) > 40
    around = {text(one.find("dt")): links(one, "a") for one in page.cssselect(".near")}
    assert around["Plus large"] == ["/themes/cadre"]
    assert text(visitor.page("/themes/limites?lang=en").find(".//h1")) == "boundaries"


def test_a_theme_gathers_moments_publications_people_and_years(visitor):
    """Moments open where the words stand, marked; what is filed under narrower themes counts."""
    page = visitor.page("/themes/cadre")
    assert any(address.startswith(f"{WEBINAR.path}?t=") for address in links(page, ".moment-link"))
    assert "cadre" in {text(one) for one in page.cssselect(".moment mark")}
    assert set(links(page, ".card-title a")) == {WEBINAR.path, ARTICLE.path}
    assert "/intervenants/claire-vasseur" in links(page, ".people-list a")
    assert [text(one) for one in page.cssselect(".year")] == ["2023", "2024"]
    assert links(page, ".years a")[0] == "/recherche?theme=cadre&annee=2023"


def test_questions_about_a_theme_lead_to_all_that_is_said_around_them(visitor, parts):
    """Those that name it; to where they are asked once their page was withdrawn."""
    assert links(visitor.page("/themes/retard"), ".theme-questions a") == ["/questions/faut-il-relever-chaque-retard"]
    parts.editor.withdraw("faut-il-relever-chaque-retard")
    assert links(visitor.page("/themes/retard"), ".theme-questions a") == [f"{WEBINAR.path}#q-retard"]


@pytest.mark.parametrize(("address", "where"), [("/?", ".themes"), ("/recherche?q=lien&", ".facet")])
def test_themes_are_named_in_the_language_of_the_page(visitor, address, where):
    """On home as in the filters, whatever the language of what is filed under them."""
    french, english = (
        " ".join(text(one) for one in visitor.page(f"{address}lang={language}").cssselect(where))
        for language in ("fr", "en")
    )
    assert "mise à l’épreuve du lien" in french
    assert "testing the bond" in english


def test_every_address_of_a_theme_page_leads_somewhere(visitor):
    """No dead link, on the list or on a page."""
    for start in ("/themes", "/themes/cadre"):
        addresses = {one for one in links(visitor.page(start), "main a") if one.startswith("/")}
        answers = {address: visitor.get(address).status_code for address in addresses}
        assert set(answers.values()) == {200}, answers


def test_any_name_of_a_theme_is_an_address_that_leads_to_it(visitor):
    """For good: what a theme was called before, or is called elsewhere, goes on to its page."""
    answer = visitor.get("/themes/cadre-therapeutique?lang=en")
    assert (answer.status_code, answer.headers["location"]) == (301, "/themes/cadre?lang=en")


def test_a_theme_that_nothing_speaks_of_keeps_its_page(visitor):
    """Its address is persistent; it says that nothing is filed there."""
    page = visitor.page("/themes/emdr")
    assert "Aucune publication" in text(page.cssselect(".remark")[0])


def test_an_editors_own_theme_has_a_page_too(tmp_path):
    """In words that the thesaurus does not have: listed apart, with what is filed beside it."""
    own = ARTICLE.model_copy(update={"themes": ("journée d’étude", "cadre")})
    visitor = Visitor(create_app(parts_of(tmp_path, (own, ENGLISH))), headers={"Accept-Language": "fr"})
    assert links(visitor.page("/themes"), ".beside a") == ["/themes/journee-d-etude"]
    page = visitor.page("/themes/journee-d-etude")
    assert len(page.cssselect(".card")) == 1
    assert "/themes/cadre" in links(page, ".beside a")


def test_a_publication_without_an_editors_themes_shows_those_found(tmp_path):
    """An editor's are shown in their words; the others under the label of the page's language."""
    found = ARTICLE.model_copy(update={"themes": ()})
    visitor = Visitor(create_app(parts_of(tmp_path, (found, WEBINAR))), headers={"Accept-Language": "fr"})
    assert "/themes/limites" in links(visitor.page(found.path), ".further .themes a")
    given = visitor.page(WEBINAR.path).cssselect(".further .themes a")
    assert [(text(one), one.get("href")) for one in given] == [
        ("mise à l'épreuve du lien", "/themes/mise-a-l-epreuve-du-lien"),
        ("cadre", "/themes/cadre"),
    ]


def test_the_theme_facet_counts_what_is_narrower(visitor):
    """A publication filed under limits is found under the frame that they belong to."""
    found = visitor.get("/api/v1/search", params={"theme": "cadre"}).json()
    assert {one["publication"]["slug"] for one in found["results"]} == {WEBINAR.slug, ARTICLE.slug}
    counts = {one["value"]: one["count"] for one in found["facets"]["theme"]}
    assert (counts["cadre"], counts["limites"]) == (2, 1)


@pytest.mark.parametrize(
    ("address", "accept"),
    [
        ("/themes/cadre.ttl", "*/*"),
        ("/themes/cadre", "text/turtle"),
        ("/themes/cadre", "text/html;q=0.5, text/turtle"),
        ("/themes.ttl", "text/html"),
        ("/themes", "text/turtle"),
    ],
)
def test_a_program_gets_turtle(visitor, address, accept):
    """By suffix or by what it accepts, the theme's own words are there."""
    answer = visitor.get(address, headers={"Accept": accept})
    assert answer.headers["content-type"].startswith("text/turtle")
    assert "Accept" in answer.headers["vary"]
    graph = rdflib.Graph().parse(data=answer.text, format="turtle")
    assert rdflib.Literal("cadre", lang="fr") in set(graph.objects(rdflib.URIRef(FRAME), rdflib.SKOS.prefLabel))


def test_a_program_gets_json_ld(visitor):
    """With the same address for the concept."""
    for address, accept in (("/themes/cadre.jsonld", "*/*"), ("/themes/cadre", "application/ld+json")):
        answer = visitor.get(address, headers={"Accept": accept})
        assert answer.headers["content-type"] == "application/ld+json"
        assert [one["@id"] for one in answer.json()] == [FRAME]


@pytest.mark.parametrize("address", ["/themes.csv", "/themes/cadre.csv", "/themes/rien.ttl", "/themes/rien"])
def test_what_is_not_there_is_not_found(visitor, address):
    """Neither an unknown theme nor an unknown form of one."""
    assert visitor.get(address).status_code == 404


@pytest.mark.parametrize(
    ("accepted", "form"),
    [
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("application/ld+json, text/turtle;q=0.9", "application/ld+json"),
        ("text/turtle;q=0.2, */*;q=0.1", "text/turtle"),
        ("text/html;q=0, text/turtle;q=0.1", "text/turtle"),
        ("text/*;q=0.5, application/ld+json;q=0.6", "application/ld+json"),
        ("image/png", "text/html"),
        (";;,q=,/", "text/html"),
    ],
)
def test_the_form_is_the_one_preferred(accepted, form):
    """What a browser sends gets a page, and so does nonsense."""
    assert chosen(accepted, OFFERED) == form


def test_an_empty_library_still_has_its_thesaurus(tmp_path):
    """The page of themes is a page, and programs get every concept."""
    visitor = Visitor(create_app(parts_of(tmp_path, ())))
    assert visitor.page("/themes").find(".//h1") is not None
    assert len(visitor.get("/themes.jsonld").json()) > 250


def test_themes_are_shown_in_a_library_with_drafts(visitor):
    """Only what is published counts."""
    assert len(SMALL) == 5
    page = visitor.page("/themes")
    assert "(2 publications)" in text(next(one for one in page.cssselect(".branch h2") if "cadre" in text(one)))

"""Home, and the list of speakers."""

from starlette.testclient import TestClient

from filrouge.web.app import create_app
from tests.web.conftest import Visitor, text
from tests.web.making import parts_of


def test_home_opens_on_the_search_box(visitor):
    """The first form of the home page searches, by its address alone."""
    (form,) = visitor.page("/").forms
    assert (form.action, form.method, list(form.fields)) == ("/recherche", "GET", ["q"])


def test_home_shows_what_is_new_themes_questions_and_speakers(visitor):
    """Newest first, with links to the pages of each theme and speaker and to what is gathered around each question."""
    page = visitor.page("/")
    assert text(page.cssselect(".card-title")[0]) == "Le lien à l'épreuve : que tenir ?"
    links = {link.get("href") for link in page.iter("a")}
    assert {"/themes/cadre", "/intervenants/claire-vasseur"} <= links
    askings = [link.get("href") for link in page.cssselect(".asking")]
    assert "/questions/faut-il-relever-chaque-retard" in askings


def test_drafts_and_withdrawn_publications_are_not_listed(visitor):
    """Only what is published is counted and shown."""
    page = visitor.page("/")
    assert text(page.cssselect(".onward")[0]) == "Les 3 publications"
    assert not page.cssselect("a[href='/publications/brouillon'], a[href='/publications/retiree']")


def test_an_empty_library_says_so(tmp_path):
    """The home page of a library without publications is a page all the same."""
    page = Visitor(create_app(parts_of(tmp_path, ()))).page("/?lang=fr")
    assert "La bibliothèque est encore vide" in text(page)


def test_every_link_of_home_leads_somewhere(visitor):
    """No address of ours on the home page is dead."""
    addresses = {link.get("href") for link in visitor.page("/").iter("a")}
    answers = {address: visitor.get(address).status_code for address in addresses if address.startswith("/")}
    assert set(answers.values()) == {200}, answers


def test_a_speaker_has_a_page_with_their_publications(visitor):
    """Name, role, presentation, and everything they spoke in or wrote, newest first."""
    page = visitor.page("/intervenants/claire-vasseur")
    assert [text(page.find(".//h1")), text(page.cssselect(".lede")[0])] == ["Claire Vasseur", "Psychologue clinicienne"]
    assert [link.get("href").rpartition("/")[2] for link in page.cssselect(".card-title a")] == [
        "le-lien-a-l-epreuve",
        "what-does-secure-mean",
        "poser-une-limite",
    ]


def test_the_index_of_speakers_names_everyone(visitor):
    """`/intervenants` leads to all of them."""
    assert len(visitor.page("/intervenants").cssselect(".speaker")) == 2


def test_unknown_speakers_and_themes_are_not_found(visitor):
    """A person or theme without a publication has no page."""
    visitor.page("/intervenants/personne", status=404)
    visitor.page("/themes/rien", status=404)


def test_the_notice_stands_on_every_page(tmp_path):
    """What the operator must tell, such as that this is a demonstration, is said everywhere."""
    client: TestClient = Visitor(create_app(parts_of(tmp_path, notice="Contenus fictifs.")))
    for address in ("/", "/recherche", "/themes", "/api"):
        assert "Contenus fictifs." in client.get(address).text

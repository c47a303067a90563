"""The page of results."""

from filrouge.model import Kind, Publication, Section
from filrouge.web.app import create_app
from filrouge.web.searching import SHOWN
from tests.web.conftest import Visitor, text
from tests.web.making import ARTICLE, WEBINAR, parts_of


def test_a_result_names_its_moment_and_marks_the_words(visitor):
    """The passage shows what was asked, who says it, when, and opens there."""
    page = visitor.page("/recherche?q=rassure")
    moment = page.cssselect(".moment.timed")[0]
    assert moment.cssselect(".moment-link")[0].get("href").startswith(f"{WEBINAR.path}?t=")
    assert moment.cssselect("time")[0].get("datetime").startswith("PT")
    assert {text(mark).lower() for mark in page.cssselect("mark")} == {"rassure"}


def test_a_result_shows_three_passages_and_where_the_others_are(visitor):
    """At most three, then a link that shows the rest of that result alone."""
    page = visitor.page("/recherche?q=lien")
    answer = page.cssselect(f"#r-{WEBINAR.slug}")[0]
    assert 0 < len(answer.cssselect(".moment")) <= SHOWN
    more = answer.cssselect("[data-more]")[0].get("href")
    opened = visitor.page(more)
    assert len(opened.cssselect(f"#r-{WEBINAR.slug} .moment")) > SHOWN
    assert len(opened.cssselect(f"#r-{ARTICLE.slug} .moment")) <= SHOWN


def test_a_filter_is_a_link_that_narrows_and_another_that_widens_again(visitor):
    """Facets work by address alone: choosing adds, the mark of the filter in force removes."""
    page = visitor.page("/recherche?q=lien")
    before = len(page.cssselect(".answer"))
    (article,) = [link for link in page.cssselect(".facet a") if "type=article" in link.get("href")]
    narrowed = visitor.page(article.get("href"))
    assert 0 < len(narrowed.cssselect(".answer")) < before
    (active,) = narrowed.cssselect(".active a")
    assert "Article" in text(active)
    assert len(visitor.page(active.get("href")).cssselect(".answer")) == before
    assert narrowed.cssselect(".facet a[aria-current='true']")


def test_facets_carry_counts_and_names_in_the_language_of_the_interface(visitor):
    """Kinds and languages are translated; people and themes keep their own names."""
    page = visitor.page("/recherche")
    names = {text(name) for name in page.cssselect(".choice-name")}
    assert {"Webinaire", "français", "anglais", "Claire Vasseur", "cadre", "2024"} <= names
    assert all(text(count).strip("()").isdigit() for count in page.cssselect(".facet .count"))


def test_the_box_keeps_what_was_typed_and_the_filters(visitor):
    """Searching again from the results does not lose the filters chosen."""
    form = visitor.page("/recherche?q=lien&annee=2024&tri=recent").forms[0]
    assert dict(form.fields) == {"q": "lien", "annee": "2024", "tri": "recent"}


def test_the_total_is_a_live_region(visitor):
    """Assistive software says the new count when the results are changed in place."""
    (total,) = visitor.page("/recherche?q=lien").cssselect("[role=status]")
    assert text(total) == "2 publications répondent"


def test_nothing_found_is_a_page_that_helps(visitor):
    """It says so, invents nothing, and offers ways on: one word at a time, without filters, the themes."""
    page = visitor.page("/recherche?q=lycanthrope galactique&type=article")
    assert not page.cssselect(".answer")
    links = {link.get("href") for link in page.cssselect(".nothing a")}
    assert {"/recherche?q=lycanthrope+galactique", "/recherche?q=lycanthrope&type=article", "/themes"} <= links


def test_a_query_without_words_lists_everything_newest_first(visitor):
    """`/recherche` alone is the catalogue, and does not offer to sort by a relevance to nothing."""
    page = visitor.page("/recherche")
    assert page.cssselect(".answer-title a")[0].get("href") == WEBINAR.path
    assert "Pertinence" not in text(page.cssselect(".sorts")[0])


def test_parameters_without_meaning_are_left_aside(visitor):
    """No mistyped address is an error page."""
    for query in (
        "page=zéro",
        "page=-1",
        "tri=hasard",
        "avant=demain",
        "annee=",
        "q=%22(",
        "type=&type=x",
        "plus=rien",
    ):
        visitor.page(f"/recherche?{query}")


def test_a_page_beyond_the_last_says_so(visitor):
    """It leads back to the first instead of claiming that nothing answers."""
    page = visitor.page("/recherche?q=lien&page=40")
    assert "Il n’y a pas de page 40" in text(page)
    assert page.cssselect(".nothing a[href='/recherche?q=lien']")


def test_more_than_a_page_of_results_has_pages(tmp_path):
    """Each page is one link away, the present one is said to be so, and no result is on two."""
    copies = [
        ARTICLE.model_copy(update={"id": f"n{number}", "slug": f"texte-{number}", "source": f"urn:n{number}"})
        for number in range(23)
    ]
    visitor = Visitor(create_app(parts_of(tmp_path, copies)))
    seen = []
    address = "/recherche?q=limite&lang=fr"
    while address:
        page = visitor.page(address)
        seen += [link.get("href").partition("?")[0] for link in page.cssselect(".answer-title a")]
        address = next((link.get("href") for link in page.cssselect(".pages a[rel=next]")), "")
    assert (len(seen), len(set(seen))) == (23, 23)
    assert [text(link) for link in page.cssselect(".pages [aria-current]")] == ["Page 3"]


def test_synonyms_are_told_and_can_be_left_out(visitor, tmp_path):
    """A line says what was searched besides; a link searches only what was typed, and another goes back."""
    (tmp_path / "synonymes.txt").write_text("ponctualité, retard\n", encoding="utf-8")
    page = visitor.page("/recherche?q=ponctualité")
    assert "retard" in {text(mark) for mark in page.cssselect("mark")}
    (told,) = page.cssselect(".besides")
    assert text(told).startswith("Aussi cherché : retard")
    only = visitor.page(told.cssselect("a")[0].get("href"))
    (told,) = only.cssselect(".besides")
    assert "Cherché tel quel" in text(told)
    assert told.cssselect("a")[0].get("href") == "/recherche?q=ponctualit%C3%A9"


def test_a_correction_says_so_and_offers_what_was_typed(visitor):
    """The box keeps what was typed; searched as it is, the correction is only offered."""
    page = visitor.page("/recherche?q=lien+limitte")
    (remark,) = page.cssselect(".remark")
    assert text(remark).startswith("Voici ce qui répond à « lien limite ».")
    assert page.forms[0].fields["q"] == "lien limitte"
    as_typed = visitor.page(remark.cssselect("a")[0].get("href"))
    (remark,) = as_typed.cssselect(".remark")
    assert remark.cssselect("a")[0].get("href") == "/recherche?q=lien+limite"


def test_a_quotation_that_nobody_made_is_said_to_be_loosened(visitor):
    """Its words answer, one by one."""
    page = visitor.page("/recherche?q=%22cadre+du+silence%22")
    assert "Rien ne contient ces mots côte à côte" in text(page.cssselect(".remark")[0])
    assert page.cssselect(".answer")


def test_the_other_version_of_a_publication_is_one_link_away(tmp_path):
    """The article written from a webinar is named under it, and is no result of its own."""
    written = Publication(
        id="t1",
        slug="le-lien-en-texte",
        kind=Kind.ARTICLE,
        title="Le lien à l’épreuve, en texte",
        sections=(Section(anchor="texte", html=f"<p>{' '.join(cue.text for cue in WEBINAR.transcript[:8])}</p>"),),
        source="urn:t1",
    )
    visitor = Visitor(create_app(parts_of(tmp_path, (WEBINAR, written, ARTICLE))))
    page = visitor.page("/recherche?q=silence+retard&lang=fr")
    (version,) = page.cssselect(".answer-version")
    assert text(version) == "Aussi : Le lien à l’épreuve, en texte (Article)" or "Webinaire" in text(version)
    assert len(page.cssselect(".answer")) == int(text(page.cssselect(".total")[0]).split()[0])
    (versions,) = [
        one["versions"] for one in visitor.get("/api/v1/search?q=retard").json()["results"] if "versions" in one
    ]
    assert {one["slug"] for one in versions} <= {written.slug, WEBINAR.slug}

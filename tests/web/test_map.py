"""The map of the library as a page: a picture, its list, its filters, one publication looked at."""

import re

import pytest

from filrouge.map import draw
from filrouge.model.map import LibraryMap
from filrouge.web.app import create_app
from filrouge.web.picture import LEVELS, Pictures
from tests.map.making import library
from tests.web.conftest import Visitor, links, text
from tests.web.making import ARTICLE, DRAFT, ENGLISH, WEBINAR, WITHDRAWN, parts_of

LOOKED = f"/carte?publication={WEBINAR.slug}"


def test_the_list_says_what_the_picture_shows(visitor):
    """Every published publication is a point and a line of the list; nothing else is."""
    page = visitor.page("/carte")
    drawn = {spot.get("data-slug") for spot in page.cssselect(".spot")}
    assert drawn == {WEBINAR.slug, ARTICLE.slug, ENGLISH.slug}
    assert set(links(page, ".region-list li > a:first-child")) == {f"/publications/{slug}" for slug in drawn}
    assert "3 publications" in text(page.cssselect(".map-count")[0])


def test_the_picture_is_for_eyes_and_the_list_for_everybody(visitor):
    """Nothing in the picture takes the focus or is read out; each region of the list has a heading."""
    page = visitor.page("/carte")
    (drawing,) = page.cssselect("svg.map")
    assert drawing.get("aria-hidden") == "true"
    assert {link.get("tabindex") for link in drawing.iter("a")} == {"-1"}
    assert all(text(one.find("h3")) for one in page.cssselect(".region-list"))


def test_a_publication_is_looked_at_with_its_links_and_their_reasons(visitor):
    """Title, facts, each linked publication with a sentence and both moments; the lines are drawn to them."""
    page = visitor.page(LOOKED)
    panel = page.cssselect("[data-panel]")[0]
    assert text(panel.find(".//h2")).startswith("Le lien à l'épreuve")
    (link,) = [one for one in panel.cssselect(".panel-links > li") if ARTICLE.title in text(one)]
    assert links(link, ".panel-link") == [f"/carte?publication={ARTICLE.slug}"]
    assert text(link.cssselect(".why li")[0])
    assert any(address.startswith(f"{WEBINAR.path}?t=") for address in links(link, ".quote-link"))
    assert page.cssselect(".focus-lines")[0].get("d").count("M") == len(panel.cssselect(".panel-links > li"))
    assert page.cssselect("svg.map.looked")


def test_only_what_changes_is_given_to_the_script(visitor):
    """The same panel and the same lines, without the whole map."""
    whole, part = visitor.page(LOOKED), visitor.page(f"{LOOKED}&partie=fil")
    assert text(part.cssselect("[data-panel]")[0]) == text(whole.cssselect("[data-panel]")[0])
    assert part.cssselect("[data-focus]")
    assert not part.cssselect(".spot")


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("theme=limites", {ARTICLE.slug}),
        ("theme=cadre", {WEBINAR.slug, ARTICLE.slug}),
        ("intervenant=paul-esteve", {WEBINAR.slug}),
        ("theme=cadre&intervenant=claire-vasseur", {WEBINAR.slug, ARTICLE.slug}),
        ("theme=rien", set()),
    ],
)
def test_filters_keep_what_passes(visitor, query, kept):
    """In the list only that; on the picture the rest steps back. A theme holds those narrower."""
    page = visitor.page(f"/carte?{query}")
    assert {address.rpartition("/")[2] for address in links(page, ".region-list li > a:first-child")} == kept
    assert {spot.get("data-slug") for spot in page.cssselect(".spot:not(.off)")} == kept


def test_a_filter_stays_while_publications_are_looked_at(visitor):
    """The addresses of the points carry it; the choice is shown in the form."""
    page = visitor.page("/carte?theme=cadre")
    assert all("theme=cadre" in address for address in links(page, ".spot"))
    assert page.forms[0].fields["theme"] == "cadre"


def test_links_of_the_map_keep_the_language(visitor):
    """`?lang=` goes on from the picture and from the list."""
    page = visitor.page("/carte?lang=en")
    assert text(page.find(".//h1")) == "Map of the library"
    ours = [address for address in links(page, "main a") if address.startswith("/")]
    assert ours
    assert all("lang=en" in address for address in ours)


@pytest.mark.parametrize(("key", "status"), [("nulle-part", 404), (DRAFT.slug, 404), (WITHDRAWN.slug, 404)])
def test_what_is_not_published_is_not_looked_at(visitor, key, status):
    """Neither a draft nor what was taken back."""
    visitor.page(f"/carte?publication={key}", status)


def test_before_the_first_import_the_page_says_so(tmp_path):
    """An empty library has a page, without a script that would find nothing."""
    visitor = Visitor(create_app(parts_of(tmp_path, ())), headers={"Accept-Language": "fr"})
    page = visitor.page("/carte")
    assert "il n’y en a pas encore" in text(page.cssselect(".remark")[0])
    assert not [one for one in page.iter("script") if "map" in one.get("src")]


def test_a_visit_draws_nothing(parts, visitor):
    """A map that was deleted comes back with the next refresh, not with a visit."""
    parts.map.file.unlink()
    assert not visitor.page("/carte").cssselect(".spot")
    assert not parts.map.file.exists()
    parts.map.refresh()
    assert len(visitor.page("/carte").cssselect(".spot")) == 3


def test_a_publication_that_is_not_drawn_still_shows_its_links(parts, visitor):
    """The panel has them; the picture has no point for it."""
    (left, *rest) = parts.map.present.dots
    kept = [dot.model_copy(update={"links": (), "region": 0}) for dot in rest]
    smaller = LibraryMap(dots=tuple(kept), regions=parts.map.present.regions[:1], state="smaller")
    parts.map.file.write_text(smaller.model_dump_json())
    page = visitor.page(f"/carte?publication={left.slug}")
    assert page.cssselect(".panel-links > li")
    assert not page.cssselect(".focus .here")


@pytest.fixture(scope="module")
def board():
    return Pictures().of(draw(library(1000)), "fr", str.capitalize)


class TestPicture:
    """What is drawn, and which names can be read."""

    def test_everything_is_on_the_board(self, board):
        """Points and discs, with room for the names above."""
        for disc in board.discs:
            assert disc.radius <= disc.x <= board.width - disc.radius
            assert disc.radius < disc.y <= board.height - disc.radius
        assert all(0 < spot.x < board.width and 0 < spot.y < board.height for spot in board.spots)

    def test_neighbouring_looks_are_told_apart_without_colour(self, board):
        """Six tones for each of three fillings: no two of the first eighteen regions look the same."""
        looks = [disc.look for disc in board.discs]
        assert len(set(looks[:18])) == len(looks[:18])

    @pytest.mark.parametrize("level", range(len(LEVELS)))
    def test_no_name_hides_another(self, board, level):
        """At any nearness, names that show stand clear: more of them the nearer one is."""
        names = [name for name in board.names if name.level <= level]
        for number, one in enumerate(names):
            for other in names[number + 1 :]:
                apart = abs(one.x - other.x) * LEVELS[level], abs(one.y - other.y) * LEVELS[level]
                assert apart[0] > 20 or apart[1] + abs(one.offset - other.offset) > 10, (one, other)

    def test_more_names_show_from_nearer(self, board):
        """Regions first, titles last."""
        shown = [sum(name.level <= level for name in board.names) for level in range(len(LEVELS))]
        assert shown == sorted(shown)
        assert {name.kind for name in board.names if name.level == 0} == {"region"}
        assert shown[-1] > 300

    def test_no_number_is_longer_than_the_eye_sees(self, board):
        """A tenth of a pixel: a thousand publications stay a light page."""
        assert not re.search(r"\d\.\d\d", board.lines)

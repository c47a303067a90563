"""The drawing: the same from visit to visit, steady when the library grows, and never a hairball."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.spatial.distance import pdist

from filrouge.map import Relations, draw
from filrouge.map.drawing import DRAWN
from filrouge.map.placing import GAP
from filrouge.model import Edge
from filrouge.model.map import LibraryMap
from tests.map.making import card, library


def places(drawn: LibraryMap) -> dict[str, tuple[float, float]]:
    return {dot.publication: (dot.x, dot.y) for dot in drawn.dots}


@pytest.fixture(scope="module")
def thousand() -> Relations:
    return library(1000)


@pytest.fixture(scope="module")
def drawn(thousand) -> LibraryMap:
    return draw(thousand)


def test_the_same_library_gives_the_same_map(thousand, drawn):
    """To the last digit, whatever the order in which links are told."""
    again = replace(thousand, edges=list(reversed(thousand.edges)), cards=list(reversed(thousand.cards)))
    assert draw(again) == drawn


def test_no_publication_hides_another(drawn):
    """Each has room for itself."""
    assert pdist(np.array([(dot.x, dot.y) for dot in drawn.dots])).min() > 0.8 * GAP


def test_regions_stand_apart(drawn):
    """No disc over another, and every publication inside its own."""
    for number, one in enumerate(drawn.regions):
        for other in drawn.regions[number + 1 :]:
            assert np.hypot(one.x - other.x, one.y - other.y) > one.radius + other.radius
    for dot in drawn.dots:
        region = drawn.regions[dot.region]
        assert np.hypot(dot.x - region.x, dot.y - region.y) <= region.radius


def test_a_thousand_publications_are_no_hairball(thousand, drawn):
    """Fewer lines than publications, each inside a region; between regions one line for all their links."""
    assert len(thousand.edges) > 3000
    assert len(drawn.lines) < len(drawn.dots)
    assert all(drawn.dots[one].region == drawn.dots[other].region for one, other in drawn.lines)
    assert len(drawn.threads) <= 2 * len(drawn.regions)
    assert 10 <= len(drawn.regions) <= 50
    assert max(sum(dot.region == number for dot in drawn.dots) for number in range(len(drawn.regions))) < 200


def test_what_speaks_to_each_other_stands_together(drawn):
    """Linked publications are far nearer than two taken at random."""
    points = np.array([(dot.x, dot.y) for dot in drawn.dots])
    linked = [np.hypot(*(points[at] - points[other])) for at, dot in enumerate(drawn.dots) for other in dot.links]
    assert np.median(linked) < 0.25 * np.median(pdist(points))


def test_one_more_publication_moves_no_other(thousand, drawn):
    """It takes a free place in the region of those that it speaks to most."""
    (last,) = (one for one in thousand.cards if one.id == "p0999")
    before = draw(replace(thousand, cards=[one for one in thousand.cards if one is not last]))
    after = draw(thousand, before)
    stood, stand = places(before), places(after)
    assert {key: stand[key] for key in stood} == stood
    (new,) = (dot for dot in after.dots if dot.publication == last.id)
    assert after.dots[new.links[0]].region == new.region or after.dots[new.links[1]].region == new.region
    assert min(np.hypot(new.x - x, new.y - y) for x, y in stood.values()) > 0.8 * GAP


def test_one_publication_less_moves_no_other(thousand, drawn):
    """Its place stays free."""
    after = draw(replace(thousand, cards=thousand.cards[1:]), drawn)
    assert places(after) == {key: place for key, place in places(drawn).items() if key != thousand.cards[0].id}


def test_a_library_that_has_changed_much_is_drawn_anew():
    """Then from where things stood: most regions are found again in their quarter of the map."""
    whole = library(300)
    half = replace(whole, cards=whole.cards[:200])
    former = draw(half)
    new = draw(whole, former)
    assert (former.founded, new.founded, new.moved) == (200, 300, 0)
    assert places(draw(whole, former)) == places(new)


def test_the_map_counts_what_came_and_went():
    """So that many small changes end in a new drawing too."""
    whole = library(100)
    drawn = draw(replace(whole, cards=whole.cards[:90]))
    drawn = draw(replace(whole, cards=whole.cards[:95]), drawn)
    assert (drawn.founded, drawn.moved) == (90, 5)
    drawn = draw(replace(whole, cards=whole.cards[:99]), drawn)
    assert (drawn.founded, drawn.moved) == (90, 9)
    drawn = draw(replace(whole, cards=whole.cards[:80]), drawn)
    assert (drawn.founded, drawn.moved) == (80, 0)


def test_themes_stand_among_their_publications(drawn):
    """A region bears the name of those that set it apart; the others are landmarks in it."""
    assert all(region.themes for region in drawn.regions if region.radius > 4)
    for landmark in drawn.landmarks:
        region = drawn.regions[landmark.region]
        assert np.hypot(landmark.x - region.x, landmark.y - region.y) < region.radius + GAP
        assert all(landmark.slug in drawn.dots[number].themes for number in landmark.dots)


def test_a_link_that_is_gone_is_no_longer_drawn(thousand, drawn):
    """And nothing moves for that."""
    one, other = drawn.lines[0]
    pair = {drawn.dots[one].publication, drawn.dots[other].publication}
    after = draw(replace(thousand, edges=[one for one in thousand.edges if {one.source, one.target} != pair]), drawn)
    assert (one, other) not in after.lines
    assert other not in after.dots[one].links
    assert places(after) == places(drawn)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5])
def test_the_smallest_libraries_have_a_map(count):
    """With links or without."""
    cards = [card(number) for number in range(count)]
    alone = draw(Relations(cards, [], {}, {}))
    assert len(alone.dots) == count
    edges = [Edge(source=cards[0].id, target=one.id, strength=0.7) for one in cards[1:]]
    linked = draw(Relations(cards, edges, {}, {}), alone)
    assert sum(len(dot.links) for dot in linked.dots) == 2 * len(edges)


def test_links_to_what_is_not_published_are_left_out():
    """An edge is no reason to draw what has no card."""
    edge = Edge(source="p0000", target="p9999", strength=0.9)
    assert draw(Relations([card(0)], [edge], {"theme": frozenset({"p9999"})}, {})).dots[0].links == ()


def test_the_least_linked_are_left_out_of_a_map_that_would_be_too_large():
    """And the map says how many."""
    cards = [card(number) for number in range(DRAWN + 3)]
    edges = [Edge(source=cards[at].id, target=cards[at + 1].id, strength=0.5) for at in range(3, DRAWN + 2)]
    drawn = draw(Relations(cards, edges, {}, {}))
    assert (len(drawn.dots), drawn.beyond) == (DRAWN, 3)
    assert not {"p0000", "p0001", "p0002"} & places(drawn).keys()

"""What every store of decisions on links must hold: run against the one in memory and the one in SQLite."""

import pytest

from filrouge.errors import PublicationMissing
from filrouge.library.contract import Library
from filrouge.model import Standing
from tests.library.making import publication

UN, DEUX, TROIS = "id-un", "id-deux", "id-trois"


@pytest.fixture
def library(library):
    for key in ("un", "deux", "trois"):
        library.save_import(publication(key))
    return library


def test_a_decision_is_seen_from_both_ends(library: Library):
    """It has no direction: whoever is given first."""
    decided = library.links.decide(UN, DEUX, Standing.ACCEPTED, "Deux regards sur le cadre.")
    assert library.links.of(UN) == {DEUX: decided}
    assert library.links.of(DEUX) == {UN: decided}
    assert library.links.of(TROIS) == {}
    assert decided.words == "Deux regards sur le cadre."


def test_a_later_decision_takes_the_place_of_the_former(library: Library):
    """Words stay unless others are given."""
    library.links.decide(UN, DEUX, Standing.ACCEPTED, "Deux regards sur le cadre.")
    library.links.decide(DEUX, UN, Standing.PINNED)
    (decided,) = library.links.all()
    assert (decided.standing, decided.words) == (Standing.PINNED, "Deux regards sur le cadre.")
    library.links.decide(UN, DEUX, Standing.PINNED, "Autrement dit.")
    assert library.links.of(UN)[DEUX].words == "Autrement dit."


def test_a_decision_taken_back_is_as_if_it_had_never_been(library: Library):
    """Its words go too."""
    library.links.decide(UN, DEUX, Standing.REJECTED, "Sans rapport.")
    library.links.decide(UN, DEUX, Standing.FOUND)
    assert library.links.all() == ()
    assert library.links.of(UN) == {}
    assert library.links.decide(UN, DEUX, Standing.ACCEPTED).words == ""


def test_decisions_come_in_the_order_in_which_they_were_made(library: Library):
    """One that was made again comes last."""
    library.links.decide(UN, DEUX, Standing.PINNED)
    library.links.decide(UN, TROIS, Standing.PINNED)
    library.links.decide(UN, DEUX, Standing.ACCEPTED)
    assert list(library.links.of(UN)) == [TROIS, DEUX]


def test_the_revision_grows_with_every_decision(library: Library):
    """And with every one taken back, so that what was made from them is made again."""
    seen = [library.links.revision]
    for standing in (Standing.ACCEPTED, Standing.REJECTED, Standing.FOUND, Standing.FOUND):
        library.links.decide(UN, DEUX, standing)
        seen.append(library.links.revision)
    assert seen == sorted(set(seen))


def test_only_two_publications_that_are_there_can_be_linked(library: Library):
    """Neither an unknown one nor one with itself."""
    with pytest.raises(PublicationMissing):
        library.links.decide(UN, "id-inconnu", Standing.BY_HAND)
    with pytest.raises(ValueError, match="itself"):
        library.links.decide(UN, UN, Standing.BY_HAND)
    assert library.links.all() == ()


def test_decisions_outlive_another_import_of_the_publications(library: Library):
    """What a source says anew changes nothing of what editors decided."""
    library.links.decide(UN, DEUX, Standing.REJECTED)
    library.save_import(publication("un", summary=("Tout autre chose.",)))
    assert library.links.of(UN)[DEUX].standing is Standing.REJECTED

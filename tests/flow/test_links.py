"""Links of a library: they follow it, and editors have the last word."""

from pathlib import Path

import pytest

from filrouge.flow.doctor import Organ, examine_links
from filrouge.flow.links.linking import LinkUpdater
from filrouge.flow.links.reading import LinkReader
from filrouge.library.memory import MemoryLibrary
from filrouge.links import Links
from filrouge.model import Publication, ReasonKind, Section, Standing, Status
from filrouge.passages import cut
from filrouge.thesaurus.held import HeldThesaurus
from tests.library.making import publication

TEXTS = {
    "jardin": "Le jardin japonais apaise la respiration. La mousse du jardin retient la pluie.",
    "mousse": "La mousse pousse au jardin japonais. La pluie nourrit la mousse et la pierre.",
    "pluie": "La pluie tombe sur le jardin japonais, la mousse et la pierre respirent.",
    "trauma": "La dissociation coupe du corps. La stabilisation vient avant la mémoire.",
    "corps": "La stabilisation passe par le corps. La dissociation se lit dans le regard.",
    "regard": "Le regard se perd : la dissociation commence, la stabilisation attend.",
}


class Site:
    """A library in memory, linked in a folder."""

    def __init__(self, folder: Path) -> None:
        self.library = MemoryLibrary()
        self.links = Links(folder)
        self.updater = LinkUpdater(self.library, self.links, cut)
        self.reader = LinkReader(self.library, self.links, cut, HeldThesaurus())

    def save(self, key: str, **fields) -> None:
        self.library.save_import(publication(key, **fields))
        self.updater.refresh()

    def near(self, key: str) -> list[str]:
        return [link.target.slug for link in self.reader.links(f"id-{key}")]

    def standing(self, key: str) -> dict[str, Standing]:
        return {link.target.slug: link.standing for link in self.reader.links(f"id-{key}")}


def text(key: str) -> dict[str, object]:
    section = Section(anchor="texte", html=f"<p>{TEXTS[key]}</p>")
    return {"title": key.capitalize(), "summary": (), "sections": (section,)}


@pytest.fixture
def site(tmp_path):
    made = Site(tmp_path / "links")
    for key in TEXTS:
        made.library.save_import(publication(key, **text(key)))
    made.updater.refresh()
    yield made
    made.links.close()


def test_links_follow_what_is_saved(site):
    """A publication is linked when it comes, and no more once it is withdrawn."""
    assert set(site.near("jardin")) == {"mousse", "pluie"}
    site.save("mousse", **text("mousse"), status=Status.WITHDRAWN)
    assert site.near("jardin") == ["pluie"]
    assert site.near("mousse") == []
    site.save("mousse", **text("mousse"))
    assert set(site.near("jardin")) == {"mousse", "pluie"}


def test_an_edit_changes_links_on_both_sides(site):
    """What was said is no evidence any more."""
    site.save("pluie", **{**text("regard"), "title": "Pluie"})
    assert site.near("jardin") == ["mousse"]
    assert "pluie" in site.near("trauma")


def test_links_of_a_library_put_back_from_a_backup_are_made_again(site, tmp_path):
    """They had seen changes that the library does not have."""
    former = Site(tmp_path / "other")
    former.links.close()
    again = LinkUpdater(former.library, site.links, cut)
    assert site.links.sequence > former.library.sequence
    former.library.save_import(publication("jardin", **text("jardin")))
    again.refresh()
    assert (site.links.sequence, site.links.count()) == (1, 1)


def test_damaged_links_heal_by_themselves(site):
    """When they next follow the library."""
    site.links.close()
    content = bytearray(site.links.file.read_bytes())
    content[8192:] = b"\x07" * (len(content) - 8192)
    for file in site.links.file.parent.iterdir():
        file.unlink()
    site.links.file.write_bytes(content)
    assert site.updater.rebuild() == len(TEXTS)
    assert set(site.near("jardin")) == {"mousse", "pluie"}


def test_a_rebuild_from_nothing_gives_the_same_links(site):
    """The file can be deleted at any time."""
    before = {key: site.reader.links(f"id-{key}") for key in TEXTS}
    assert site.updater.rebuild() == len(TEXTS)
    assert {key: site.reader.links(f"id-{key}") for key in TEXTS} == before


def test_rejected_links_stay_away_after_every_computation(site):
    """On both pages, on the map, after another import and after a rebuild."""
    site.library.links.decide("id-jardin", "id-mousse", Standing.REJECTED)
    site.save("mousse", **{**text("mousse"), "subtitle": "Le jardin japonais sous la pluie"})
    site.updater.rebuild()
    assert "mousse" not in site.near("jardin")
    assert "jardin" not in site.near("mousse")
    ends = {frozenset((edge.source, edge.target)) for edge in site.reader.edges()}
    assert frozenset(("id-jardin", "id-mousse")) not in ends
    assert frozenset(("id-jardin", "id-pluie")) in ends


def test_pinned_links_come_first_then_those_that_editors_made(site):
    """With their words as the first reason, on both pages; their strength is 1."""
    site.library.links.decide("id-jardin", "id-trauma", Standing.BY_HAND, "Deux façons de ralentir.")
    site.library.links.decide("id-jardin", "id-corps", Standing.PINNED)
    assert site.near("jardin")[:2] == ["corps", "trauma"]
    assert site.near("trauma")[0] == "jardin"
    made = site.reader.links("id-jardin")[1]
    assert (made.standing, made.strength) == (Standing.BY_HAND, 1.0)
    assert (made.reasons[0].kind, made.reasons[0].values) == (ReasonKind.EDITOR, ("Deux façons de ralentir.",))


def test_a_decision_taken_back_leaves_the_link_as_it_was_found(site):
    """With the reasons that the texts give."""
    before = site.reader.links("id-jardin")
    site.library.links.decide("id-jardin", "id-mousse", Standing.ACCEPTED, "Bien vu.")
    assert site.standing("jardin")["mousse"] is Standing.ACCEPTED
    site.library.links.decide("id-jardin", "id-mousse", Standing.FOUND)
    assert site.reader.links("id-jardin") == before


def test_edges_are_one_a_pair_and_as_strong_as_asked(site):
    """Whichever end they were found from."""
    edges = site.reader.edges()
    assert len({(edge.source, edge.target) for edge in edges}) == len(edges)
    assert all(edge.source < edge.target for edge in edges)
    strongest = max(edge.strength for edge in edges)
    assert {edge.strength for edge in site.reader.edges(least=strongest)} == {strongest}


def test_the_doctor_tells_links_that_have_not_followed(site):
    """And nothing of those that have."""
    assert list(examine_links(site.updater)) == []
    site.library.save_import(publication("nouveau", **{**text("corps"), "title": "Nouveau"}))
    found = list(examine_links(site.updater))
    assert {finding.organ for finding in found} == {Organ.LINKS}
    assert "filrouge links --rebuild" in found[0].text


def test_the_same_speaker_is_said_and_is_no_link(site):
    """Two publications that share nothing else are not shown to each other."""
    people = ({"name": "Claire Vasseur"},)
    for key in ("jardin", "trauma"):
        site.save(key, **text(key), people=people, series="Mardis")
    shown = Publication.model_validate(site.library.get("id-jardin"))
    assert shown.people[0].name == "Claire Vasseur"
    assert "trauma" not in site.near("jardin")

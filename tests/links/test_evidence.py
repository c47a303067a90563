"""Evidence that the demonstration has none or little of: addresses, titles, dates, translations."""

import datetime as dt

import pytest

from filrouge.links import Links, read
from filrouge.links.citing import citations
from filrouge.links.evidence import Side, shared_terms, versions
from filrouge.model import Identifier, Kind, Person, Publication, Reason, ReasonKind, Section, ThemeTag
from filrouge.passages import cut
from tests.library.making import publication

CITED = {
    "title": "Tenir le cadre quand la séance vacille",
    "people": (Person(name="Claire Vasseur"),),
    "date": dt.date(2024, 1, 18),
    "source": "https://institut.example.org/webinaires/cadre/",
    "identifiers": (Identifier(scheme="doi", value="10.1234/cadre"),),
}


@pytest.fixture
def sides(tmp_path):
    """Makes sides of publications, held in one file."""
    links = Links(tmp_path / "links")

    def made(*publications: Publication, tags: tuple[ThemeTag, ...] = ()) -> list[Side]:
        links.update(((one.id, read(one, cut(one))) for one in publications), 1)
        held = links.held([one.id for one in publications])
        return [Side(one, cut(one), held[one.id], tags) for one in publications]

    yield made
    links.close()


def saying(html: str, **fields) -> Publication:
    given = {"summary": (), "sections": (Section(anchor="texte", html=html),), "date": dt.date(2024, 6, 1)}
    return publication("citant", title="Autre chose", source="", **{**given, **fields})


def cited(sides, html: str, **fields) -> list[Reason]:
    return list(citations(*sides(saying(html), publication("cite", **{**CITED, **fields}))))


@pytest.mark.parametrize(
    "html",
    [
        '<p>Voir <a href="http://www.institut.example.org/webinaires/cadre#t=3">ce webinaire</a>.</p>',
        '<p>Voir <a href="https://ailleurs.example.org/publications/cite">la page</a>.</p>',
        '<p>Voir <a href="https://doi.org/10.1234/cadre">l’article</a>.</p>',
        "<p>Nous l’avions dit : tenir le cadre quand la séance vacille, c’est durer.</p>",
        "<p>Dans un précédent webinaire avec Claire Vasseur, nous en parlions.</p>",
        "<p>C’était lors du webinaire de janvier 2024, sur le cadre.</p>",
        "<p>Au webinaire de janvier, Claire Vasseur le disait.</p>",
        "<p>Ce que j’ai dit en janvier lors du webinaire animé par Claire Vasseur.</p>",
        "<p>We had our January webinar with Claire Vasseur.</p>",
    ],
)
def test_what_names_another_publication_cites_it(sides, html):
    """By its address, its title, its speaker or its month; the quote says where."""
    (reason,) = cited(sides, html)
    assert reason.kind is ReasonKind.CITATION
    assert reason.quotes[0].publication == "id-citant"
    assert reason.quotes[0].place.anchor == "texte"


@pytest.mark.parametrize(
    "html",
    [
        '<p>Voir <a href="https://institut.example.org/webinaires/corps">ce webinaire</a>.</p>',
        "<p>Il faut tenir le cadre, quand même.</p>",
        "<p>Claire Vasseur tient des webinaires.</p>",
        "<p>C’était lors du webinaire de mars 2024, sur le cadre.</p>",
        "<p>C’était lors du webinaire de janvier 2023, sur le cadre.</p>",
        "<p>C’était lors du webinaire de janvier 2024, sur le deuil.</p>",
        "<p>Un article de janvier 2024 parle du cadre.</p>",
    ],
)
def test_what_only_resembles_a_citation_is_none(sides, html):
    """Another address, words of the title, a name alone, another month, year, subject or kind."""
    assert cited(sides, html) == []


def test_nothing_cites_what_came_later(sides):
    """A date that would be in the future is another webinar’s."""
    html = "<p>Dans un précédent webinaire avec Claire Vasseur, nous en parlions.</p>"
    assert cited(sides, html, date=dt.date(2025, 1, 18)) == []


def test_a_translation_has_its_speaker_its_themes_and_its_length(sides):
    """In another language; with other themes, or none, it is only another publication."""
    said = {"summary": (), "people": (Person(name="Claire Vasseur"),)}
    french = Section(anchor="a", html="<p>Le patient revient à la base de sécurité, puis il explore.</p>")
    english = Section(anchor="a", html="<p>The patient returns to the secure base, then explores.</p>")
    one = publication("fr", language="fr", sections=(french,), **said)
    other = publication("en", language="en", sections=(english,), **said)
    tags = (ThemeTag(concept="urn:base", weight=3.0), ThemeTag(concept="urn:patient", weight=1.0))
    (reason,) = versions(*sides(one, other, tags=tags))
    assert (reason.kind, reason.values) == (ReasonKind.TRANSLATION, ("en",))
    assert list(versions(*sides(one, other))) == []


def test_sheets_of_one_model_are_no_versions(sides):
    """They share nearly all their words and bear other titles: one is not the other again."""
    text = " ".join(f"démarche{number} guichet{number} dossier{number}." for number in range(40))
    section = (Section(anchor="a", html=f"<p>{text}</p>"),)
    car = publication("voiture", kind=Kind.ARTICLE, title="Papiers d’une voiture", sections=section)
    van = publication("camion", kind=Kind.ARTICLE, title="Papiers d’un camion", sections=section)
    assert list(versions(*sides(car, van))) == []
    again = van.model_copy(update={"title": car.title})
    assert [reason.kind for reason in versions(*sides(car, again))] == [ReasonKind.VERSION]


def test_terms_stand_as_they_are_written():
    """Expressions whole, small words within, without what is elided before; a part of a compound is no term."""
    mine = "L’hypervigilance rétrécit la fenêtre de tolérance à dix-sept heures."
    theirs = "Quand la fenêtre de la tolérance est étroite, l’hypervigilance dure sept jours."
    found = [term for term, _ in shared_terms(mine, theirs, ("fr", "fr"), lambda stem: 1.0 if stem else 0.0)]
    assert found == ["fenêtre de tolérance", "hypervigilance"]

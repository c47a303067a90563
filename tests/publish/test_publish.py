"""What other software reads: references, feeds, structured data, whatever the library was given."""

import datetime as dt
import json

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from hypothesis import example, given
from hypothesis import strategies as some
from lxml import etree

from filrouge.model import Extract, Gathering, Kind, ListeningPath, Person, Place, PlaceFound, Publication, Question
from filrouge.publish import atom, linked_data
from filrouge.publish.places import clock, locator, whole
from filrouge.publish.references import Reference, bibtex, cited, csl, ris

SITE = "https://bibliotheque.example/"
TALK = Publication(
    id="t1",
    slug="tenir",
    kind=Kind.TALK,
    title="Tenir, à 50 % : {cadre} & « lien » \\input{x}",
    date=dt.date(2024, 2, 9),
    people=(Person(name="Jean-Baptiste Quéré"), Person(name="Marc de La Tour"), Person(name="Colette")),
    series="Cadre",
)
HOSTILE = some.text(min_size=1).filter(str.strip)


def place(start: float | None = None, heading: str = "", anchor: str | None = None) -> PlaceFound:
    stands = Place(start=start, end=start + 30 if start is not None else None, anchor=anchor)
    return PlaceFound(place=stands, heading=heading, url=TALK.path + stands.suffix)


def reference(**changes: object) -> Reference:
    return Reference(TALK.model_copy(update=changes), (place(754.2, "Le silence"),), SITE)


def test_a_place_is_told_as_readers_tell_it():
    """A span of time, a page, or nothing where a heading says it."""
    places = Place(start=754.2, end=782.0), Place(start=3723.0), Place(page=3), Place(anchor="cadre")
    assert [locator(one) for one in places] == ["12:34–13:02", "1:02:03", "p. 3", ""]
    assert clock(0.4) == "0:00"


def test_addresses_are_whole_and_hold_nothing_of_a_format():
    """An anchor may hold braces and backslashes: an address has none."""
    assert whole(SITE, "/publications/tenir?t=754") == "https://bibliotheque.example/publications/tenir?t=754"
    assert whole(SITE, "/publications/tenir#a}\\b") == "https://bibliotheque.example/publications/tenir#a%7D%5Cb"


def test_bibtex_says_words_and_no_commands():
    """Special characters are written as LaTeX prints them; the moment is in the note with its address."""
    (entry,) = parse_string(bibtex([reference()], "Institut")).entries
    assert entry.key == "quere2024-tenir"
    assert entry["title"].startswith(r"{Tenir, \`a 50 \% : \{cadre\} \& ")
    assert r"{\textbackslash}input\{x\}" in entry["title"]
    assert entry["author"].count(" and ") == 2
    assert (
        entry["note"]
        == r"12:34{\textendash}13:04, Le silence, \url{https://bibliotheque.example/publications/tenir?t=754}"
    )


def test_names_are_parted_where_french_names_are():
    """A particle begins the family name; a single name stays whole."""
    (item,) = json.loads(csl([reference()], "Institut"))
    assert item["author"] == [
        {"family": "Quéré", "given": "Jean-Baptiste"},
        {"family": "de La Tour", "given": "Marc"},
        {"literal": "Colette"},
    ]
    (read,) = rispy.loads(ris([reference()], "Institut"))
    assert read["authors"] == ["Quéré, Jean-Baptiste", "de La Tour, Marc", "Colette"]


@given(title=HOSTILE, name=HOSTILE, heading=some.text())
def test_nothing_that_was_imported_adds_a_field(title, name, heading):
    """Whatever a title, a name or a heading holds: one reference in, the same one out."""
    made = TALK.model_copy(update={"title": title, "people": (Person(name=name),)})
    one = Reference(made, (place(5.0, heading),), SITE)
    (read,) = rispy.loads(ris([one], "Institut"))
    fields = "type_of_reference title authors year date secondary_title publisher language urls notes"
    assert set(read) <= set(fields.split())
    assert len(parse_string(bibtex([one], "Institut")).entries) == 1
    assert json.loads(csl([one], "Institut"))[0]["URL"] == "https://bibliotheque.example/publications/tenir"


def test_what_is_cited_is_what_is_shown():
    """Extracts in reading order, what is read before what is heard; each address once."""
    card = TALK.card()
    spoken = Extract(text="Oui.", publication=card, passage="p1", place=Place(start=40.0, end=50.0))
    earlier = spoken.model_copy(update={"place": Place(start=9.0, end=12.0)})
    read = Extract(text="Non.", publication=card, passage="p2", place=Place(anchor="cadre"))
    gathering = Gathering(answers=(spoken,), path=ListeningPath(moments=(spoken, earlier)), reading=(read,))
    assert [one.url.removeprefix(TALK.path) for one in cited(gathering)["t1"]] == ["#cadre", "?t=9", "?t=40"]


@given(title=some.text(), summary=some.text())
@example(title="\x00\x1f", summary="\ufffe\uffff")
def test_a_feed_is_xml_whatever_is_in_it(title, summary):
    """Control characters, which XML cannot hold, are left out."""
    entry = atom.Entry(title=title, url=f"{SITE}a", updated=dt.datetime(2024, 2, 9, tzinfo=dt.UTC), summary=summary)
    feed = atom.Feed(title=title, url=SITE, own=f"{SITE}q.atom", author="Institut", language="fr", entries=[entry])
    root = etree.fromstring(atom.atom(feed))
    assert root.findtext(f"{{{atom.ATOM}}}updated") == "2024-02-09T00:00:00Z"


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--", "]]>"])
def test_structured_data_cannot_leave_its_script(text):
    """Nor open a comment in it."""
    extract = Extract(text=text, publication=TALK.card(), passage="p1", place=Place(start=1.0, end=2.0))
    gathering = Gathering(answers=(extract,), path=ListeningPath(moments=(extract,)))
    told = linked_data.question_page(Question(id="q1", slug="q", wording=text), gathering, SITE)
    assert "<" not in told
    assert json.loads(told)["@graph"][0]["mainEntity"]["suggestedAnswer"][0]["text"] == text

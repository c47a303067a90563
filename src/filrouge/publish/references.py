"""Publications as citation managers read them, each with the places cited of it.

BibTeX (Oren Patashnik, *BibTeXing*, 1988), RIS (Research Information Systems, 2001), CSL-JSON 1.0.2.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import rispy
from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field
from pylatexenc.latexencode import UnicodeToLatexEncoder

from filrouge.model import Gathering, Kind, Person, PlaceFound, Publication, slug_of
from filrouge.publish.places import locator, whole

MEDIA_TYPES = {
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "json": "application/vnd.citationstyles.csl+json",
}
_RIS = {
    Kind.WEBINAR: "VIDEO",
    Kind.TALK: "VIDEO",
    Kind.PODCAST: "SOUND",
    Kind.DOCUMENT: "RPRT",
    Kind.CHAPTER: "CHAP",
}
_CSL = {
    Kind.WEBINAR: "motion_picture",
    Kind.TALK: "speech",
    Kind.PODCAST: "broadcast",
    Kind.DOCUMENT: "report",
    Kind.CHAPTER: "chapter",
}
_PARTICLE = re.compile(r"^(?:d[’']|(?:de|du|des|van|von|der|den|di|da|le|la)$)", re.IGNORECASE)
_LATEX = UnicodeToLatexEncoder(unknown_char_policy="keep", unknown_char_warning=False)


@dataclass(frozen=True)
class Reference:
    """A publication, and what is cited of it in reading order. `site` is the address of the library."""

    publication: Publication
    places: tuple[PlaceFound, ...]
    site: str

    @property
    def url(self) -> str:
        return whole(self.site, self.publication.path)

    @property
    def notes(self) -> tuple[tuple[str, str], ...]:
        """A line of words and an address for each place."""
        return tuple((_line(place), whole(self.site, place.url)) for place in self.places)

    @property
    def doi(self) -> str:
        return next((one.value for one in self.publication.identifiers if one.scheme == "doi"), "")


def cited(gathering: Gathering) -> dict[str, tuple[PlaceFound, ...]]:
    """By publication, the places to cite of it: those of the extracts that are shown, else where it asks or answers."""
    shown = (*gathering.answers, *gathering.path.moments, *gathering.reading)
    places: dict[str, dict[str, PlaceFound]] = {one.publication.id: {} for one in gathering.publications}
    for extract in shown:
        found = PlaceFound(place=extract.place, heading=extract.heading, text=extract.text, url=extract.url)
        places.setdefault(extract.publication.id, {}).setdefault(extract.url, found)
    for one in gathering.publications:
        if not places[one.publication.id]:
            places[one.publication.id] = {place.url: place for place in one.places}
    return {key: tuple(sorted(those.values(), key=_reading_order)) for key, those in places.items()}


def written(references: Sequence[Reference], form: str, publisher: str) -> str:
    """In `bib`, `ris` or `json`; KeyError for another."""
    return {"bib": bibtex, "ris": ris, "json": csl}[form](references, publisher)


def bibtex(references: Sequence[Reference], publisher: str) -> str:
    library = Library()
    for one in references:
        library.add(Entry("misc", _key(one), [Field(name, value) for name, value in _fields(one, publisher)]))
    return write_string(library)


def ris(references: Sequence[Reference], publisher: str) -> str:
    return str(rispy.dumps([dict(_tags(one, publisher)) for one in references]))


def csl(references: Sequence[Reference], publisher: str) -> str:
    return json.dumps([_item(one, publisher) for one in references], ensure_ascii=False, indent=2)


def _fields(one: Reference, publisher: str) -> Iterator[tuple[str, str]]:
    """Names are kept whole in braces: where a French name begins is nobody's guess."""
    made = one.publication
    yield "title", f"{{{_latex(made.title)}}}"
    if made.people:
        yield "author", " and ".join(f"{{{_latex(person.name)}}}" for person in made.people)
    if made.date:
        yield "year", str(made.date.year)
        yield "date", made.date.isoformat()
    if made.series:
        yield "series", _latex(made.series)
    yield "publisher", _latex(publisher)
    yield "language", made.language
    if one.doi:
        yield "doi", _latex(one.doi)
    yield "url", one.url
    if one.notes:
        yield "note", "; ".join(f"{_latex(words)}, \\url{{{address}}}" for words, address in one.notes)


def _tags(one: Reference, publisher: str) -> Iterator[tuple[str, str | list[str]]]:
    """A line break would begin another tag: none is left in what comes from outside."""
    made = one.publication
    yield "type_of_reference", _RIS.get(made.kind, "ELEC")
    yield "title", _flat(made.title)
    yield "authors", [", ".join(filter(None, _parted(person))) for person in made.people]
    if made.date:
        yield "year", str(made.date.year)
        yield "date", made.date.strftime("%Y/%m/%d")
    if made.series:
        yield "secondary_title", _flat(made.series)
    yield "publisher", _flat(publisher)
    yield "language", made.language
    if one.doi:
        yield "doi", _flat(one.doi)
    yield "urls", [one.url]
    yield "notes", [f"{words} — {address}" for words, address in one.notes]


def _item(one: Reference, publisher: str) -> dict[str, object]:
    made = one.publication
    given = {
        "id": _key(one),
        "type": _CSL.get(made.kind, "webpage"),
        "title": _flat(made.title),
        "author": [_csl_name(person) for person in made.people],
        "issued": {"date-parts": [[made.date.year, made.date.month, made.date.day]]} if made.date else None,
        "collection-title": _flat(made.series),
        "publisher": _flat(publisher),
        "language": made.language,
        "DOI": _flat(one.doi),
        "URL": one.url,
        "note": "\n".join(f"{words} — {address}" for words, address in one.notes),
    }
    return {name: value for name, value in given.items() if value}


def _csl_name(person: Person) -> dict[str, str]:
    family, given = _parted(person)
    return {"family": family, "given": given} if given else {"literal": family}


def _parted(person: Person) -> tuple[str, str]:
    """(family, given): “Jean de La Fontaine” → de La Fontaine, Jean. The whole name, alone, when it is one word."""
    words = _flat(person.name).split()
    particle = next((at for at, word in enumerate(words) if at and _PARTICLE.match(word) and word[0].islower()), 0)
    start = particle or max(len(words) - 1, 0)
    return " ".join(words[start:]), " ".join(words[:start])


def _key(one: Reference) -> str:
    """vasseur2024-le-lien-a-l-epreuve: slugs are one each, and so are these."""
    people = one.publication.people
    family = slug_of(_parted(people[0])[0]) if people else ""
    year = str(one.publication.date.year) if one.publication.date else ""
    return f"{family}{year}-{one.publication.slug}".lstrip("-")


def _reading_order(place: PlaceFound) -> tuple[bool, float, int]:
    """What is read before what is heard, each as it comes."""
    return place.place.start is not None, place.place.start or 0.0, place.place.page or 0


def _line(place: PlaceFound) -> str:
    return ", ".join(filter(None, (locator(place.place), _flat(place.heading)))) or _flat(place.text)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _latex(text: str) -> str:
    return str(_LATEX.unicode_to_latex(_flat(text)))

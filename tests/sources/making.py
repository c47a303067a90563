"""Readings for tests, from the few words that matter to each."""

import re

from filrouge.model import Publication
from filrouge.sources.contract import NoteKind, Origin, Reading, Refusal
from filrouge.sources.registry import importer


def read(format_name: str, content: str | bytes, uri: str = "file:///archives/soiree.x", **origin) -> Reading:
    """The one reading of that content."""
    raw = content.encode() if isinstance(content, str) else content
    (reading,) = importer(format_name)(Origin(uri, raw, **origin))
    assert isinstance(reading, Reading)
    return reading


def page(body: str, head: str = "", uri: str = "https://institut.example/lien", **origin) -> Publication:
    """What a page of that body gives."""
    html = f'<!doctype html><html lang="fr"><head>{head}</head><body><main>{body}</main></body></html>'
    return read("page", html, uri, **origin).publication


def headings(publication: Publication) -> list[str]:
    return [section.heading for section in publication.sections]


def words(html: str) -> str:
    return re.sub(r"<[^>]+>", " ", html)


def shown(publication: Publication) -> str:
    """All the rich text of its sections, as words."""
    return " ".join(words(section.html) for section in publication.sections)


def notes(reading: Reading, kind: NoteKind) -> list[str]:
    return [note.text for note in reading.notes if note.kind is kind]


def reasons(results) -> list[str]:
    return [one.reason for one in results if isinstance(one, Refusal)]

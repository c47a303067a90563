"""Atom feeds (RFC 4287)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_OPENING = datetime(1970, 1, 1, tzinfo=UTC)
"""Of a feed without an entry: `updated` is required."""
_CONTROLS = dict.fromkeys([*(code for code in range(32) if chr(code) not in "\t\n\r"), 0xFFFE, 0xFFFF])
"""Characters that XML 1.0 cannot hold (2.2)."""


@dataclass(frozen=True)
class Entry:
    """`url` is whole and is the entry's identity; `people` are names."""

    title: str
    url: str
    updated: datetime
    summary: str = ""
    people: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True)
class Feed:
    """`url` is of the page that it follows, `own` its own address; entries newest first."""

    title: str
    url: str
    own: str
    author: str
    language: str
    entries: Sequence[Entry]


def atom(feed: Feed) -> bytes:
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})  # type: ignore[dict-item]  # the stubs want a prefix
    root.set(_LANG, feed.language)
    _add(root, "title", feed.title)
    _add(root, "id", feed.own)
    _add(root, "link", rel="self", type=MEDIA_TYPE, href=feed.own)
    _add(root, "link", rel="alternate", type="text/html", href=feed.url)
    _add(root, "updated", _instant(max((one.updated for one in feed.entries), default=_OPENING)))
    _add(_add(root, "author"), "name", feed.author)
    for one in feed.entries:
        entry = _add(root, "entry")
        if one.language:
            entry.set(_LANG, one.language)
        _add(entry, "title", one.title)
        _add(entry, "id", one.url)
        _add(entry, "link", rel="alternate", type="text/html", href=one.url)
        _add(entry, "updated", _instant(one.updated))
        for name in one.people:
            _add(_add(entry, "author"), "name", name)
        if one.summary:
            _add(entry, "summary", one.summary)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    child.text = text.translate(_CONTROLS) or None
    return child


def _instant(moment: datetime) -> str:
    """RFC 3339, in universal time."""
    return moment.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")

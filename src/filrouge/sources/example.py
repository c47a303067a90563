"""A whole importer, to copy when adding a format: reference lists in RIS, as Zotero and library catalogues export.

One function parses the foreign structure, knowing nothing of Fil rouge; one translates, knowing nothing of bytes;
`read` joins them. The format is then named in `registry.FORMATS`, and `tests/sources` fuzzes it with the others.
"""

import re
from collections.abc import Iterator

from filrouge.errors import SourceUnreadable
from filrouge.model import Identifier, Kind, Person, Section, slug_of
from filrouge.sources.blocks import escaped
from filrouge.sources.contract import Note, NoteKind, Origin, Reading, Refusal
from filrouge.sources.decoding import decode
from filrouge.sources.identity import address_of, id_of
from filrouge.sources.making import made
from filrouge.sources.page_head import first_day

_FIELD = re.compile(r"^([A-Z][A-Z0-9])  ?- ?(.*)$")
_KINDS = {"CHAP": Kind.CHAPTER, "BOOK": Kind.DOCUMENT, "RPRT": Kind.DOCUMENT, "THES": Kind.DOCUMENT, "VIDEO": Kind.TALK}
Record = dict[str, list[str]]


def read(origin: Origin) -> Iterator[Reading | Refusal]:
    for number, record in enumerate(parsed(decode(origin.content, origin.media_type)), 1):
        uri = f"{origin.uri}#{number}"
        try:
            yield translate(record, uri)
        except SourceUnreadable as error:
            yield Refusal(uri, f"record {number}: {error}")


def parsed(text: str) -> Iterator[Record]:
    """Each record as its tags with their values, in order; a line without a tag goes on with the one before."""
    record: Record = {}
    last: list[str] = []
    for line in text.split("\n"):
        found = _FIELD.match(line.rstrip())
        if found and found.group(1) == "ER":
            yield record
            record, last = {}, []
        elif found:
            last = record.setdefault(found.group(1), [])
            last.append(found.group(2).strip())
        elif line.strip() and last:
            last[-1] += f" {line.strip()}"
    if record:
        raise SourceUnreadable("The last record has no end (`ER  -`): the file was cut.")


def translate(record: Record, uri: str) -> Reading:
    title = next((value for tag in ("TI", "T1", "BT") for value in record.get(tag, []) if value), "")
    if not title:
        raise SourceUnreadable("it has no title (TI).")
    doi = [Identifier(scheme="doi", value=value) for value in record.get("DO", []) if value]
    address = next(filter(None, map(address_of, record.get("UR", []))), "")
    abstract = " ".join((*record.get("AB", []), *record.get("N2", [])))
    key = doi[0].value if doi else address
    notes = () if abstract else (Note(NoteKind.LOST, "The reference gives no abstract: only its title is searched."),)
    publication = made(
        id=id_of(key or uri),
        slug=slug_of(title),
        kind=_KINDS.get(next(iter(record.get("TY", [])), ""), Kind.ARTICLE),
        title=title,
        date=first_day([date.replace("/", "-") for tag in ("DA", "PY", "Y1") for date in record.get(tag, [])]),
        sections=[Section(anchor="resume", html=f"<p>{escaped(abstract)}</p>")] if abstract else [],
        people=[Person(name=_said(name), role="") for name in (*record.get("AU", []), *record.get("A1", [])) if name],
        themes=[value for value in record.get("KW", []) if value],
        series=next(iter(record.get("T2", [])), ""),
        identifiers=doi,
        source=address or uri,
    )
    return Reading(publication, notes)


def _said(name: str) -> str:
    """“Vasseur, Claire” → “Claire Vasseur”."""
    family, _, given = name.partition(",")
    return f"{given} {family}".strip() or name

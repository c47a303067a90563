"""The two Tantivy indexes, of publications and of passages: their schemas and documents.

Text arrives analysed (`fields.py`), its terms joined by spaces: Tantivy's whitespace tokenizer takes them as they are.
A publication is known in both by its `number`, 63 bits of its id's digest, read from a fast field without touching
the document store.
"""

from hashlib import sha256

from tantivy import Document, Schema, SchemaBuilder

from filrouge.engine.contract import Entry
from filrouge.engine.fields import (
    EXACT,
    FACETS,
    PASSAGE_FIELDS,
    PUBLICATION_FIELDS,
    UNDATED,
    Analysed,
    Terms,
    filter_values,
)
from filrouge.model import FilterField, Passage, PublicationCard

VERSION = 7
"""Of the schema and of the analysis: any change of either asks for a rebuild."""
LABELLED = "\x1f"
"""Stands between an acronym and what it stands for."""
SEATS = 48
"""Powers of two whose sum is exact in double precision, whichever there are, and a whole number of bytes."""
ACRONYM = "acronym"
FAR = 4_000_000
"""A day after all others, for what has no date when the oldest comes first."""


def filter_name(field: FilterField) -> str:
    """The index field that is filtered by."""
    return f"by_{field}"


def number_of(identifier: str) -> int:
    """Of a publication."""
    return int.from_bytes(sha256(identifier.encode()).digest()[:8]) >> 1


def publications_schema() -> Schema:
    builder = _common(SchemaBuilder(), tuple(PUBLICATION_FIELDS))
    for name in ("seat", "bit", "oldest"):
        builder.add_unsigned_field(name, fast=True)
    builder.add_text_field("spelling", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field(ACRONYM, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("card", stored=True)
    return builder.build()


def passages_schema() -> Schema:
    builder = _common(SchemaBuilder(), tuple(PASSAGE_FIELDS))
    builder.add_unsigned_field("ordinal", fast=True)
    builder.add_text_field("by_part", tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("passage", stored=True)
    return builder.build()


def _common(builder: SchemaBuilder, fields: tuple[str, ...]) -> SchemaBuilder:
    for field in fields:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="position")
    builder.add_text_field(EXACT, tokenizer_name="whitespace", index_option="freq")
    builder.add_unsigned_field("number", indexed=True, fast=True)
    builder.add_unsigned_field("day", fast=True)
    for facet in FACETS:
        builder.add_text_field(filter_name(facet), tokenizer_name="raw", index_option="basic")
    return builder


def documents(entry: Entry, analysed: Analysed, seat: int) -> tuple[Document, list[Document]]:
    """What to add to each index for one publication; `seat` as in `columns.py`."""
    day = entry.publication.date.toordinal() if entry.publication.date else UNDATED
    common = {"number": number_of(entry.publication.id), "day": day}
    passed = filter_values(entry.publication, entry.themes)
    filters = [(filter_name(field), one) for field, those in passed.items() for one in those]
    publication = _document(
        analysed.publication, {**common, "seat": seat, "bit": 1 << seat % SEATS, "oldest": day or FAR}, filters
    )
    publication.add_text("spelling", " ".join(analysed.spelt))
    for told in analysed.acronyms:
        publication.add_text(ACRONYM, LABELLED.join(told))
    publication.add_bytes("card", entry.publication.card().model_dump_json(exclude_computed_fields=True).encode())
    found = []
    for passage, terms in zip(entry.passages, analysed.passages, strict=True):
        document = _document(terms, common, filters)
        document.add_unsigned("ordinal", passage.ordinal)
        document.add_text("by_part", passage.part)
        document.add_bytes("passage", passage.model_dump_json().encode())
        found.append(document)
    return publication, found


def _document(terms: Terms, numbers: dict[str, int], filters: list[tuple[str, str]]) -> Document:
    document = Document()
    for name, stems in terms.fields.items():
        document.add_text(name, " ".join(stems))
    document.add_text(EXACT, " ".join(terms.exact))
    for name, number in numbers.items():
        document.add_unsigned(name, number)
    for name, value in filters:
        document.add_text(name, value)
    return document


def read_card(document: Document) -> PublicationCard:
    return PublicationCard.model_validate_json(bytes(document["card"][0]))


def read_passage(document: Document) -> Passage:
    return Passage.model_validate_json(bytes(document["passage"][0]))

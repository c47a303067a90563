"""SKOS to values and back, in Turtle, RDF/XML and JSON-LD. What has no place in the values is kept as it came.

Read and written by Oxigraph: it takes a second where rdflib takes half a minute (50,000 concepts), resolves no
external entity and fetches no remote context.
"""

import gc
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyoxigraph as ox

from filrouge.errors import ThesaurusUnreadable
from filrouge.language import fold
from filrouge.model import Collection, Concept, ConceptScheme, Words, slug_of

MAX_BYTES = 400_000_000
"""Of a file. Fifty thousand concepts with their definitions weigh about twenty million."""
SKOS = "http://www.w3.org/2004/02/skos/core#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
PREFIXES = {
    "rdf": RDF,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": SKOS,
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
}
FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "rdf": ox.RdfFormat.RDF_XML,
    "xml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "json": ox.RdfFormat.JSON_LD,
    "nt": ox.RdfFormat.N_TRIPLES,
}
"""By suffix of the file."""

LONGEST_SLUG = 100
_WORDS = re.compile(r"[a-z0-9]+")
_TYPE = ox.NamedNode(f"{RDF}type")
_TEXTS = {
    "preferred": "prefLabel",
    "alternatives": "altLabel",
    "hidden": "hiddenLabel",
    "definitions": "definition",
    "scope_notes": "scopeNote",
    "editorial_notes": "editorialNote",
}
_LINKS = {
    "broader": "broader",
    "narrower": "narrower",
    "related": "related",
    "exact_matches": "exactMatch",
    "schemes": "inScheme",
    "top_of": "topConceptOf",
}
_CONCEPT = {**_TEXTS, **_LINKS}
_SCHEME = {"labels": "prefLabel", "tops": "hasTopConcept"}
_COLLECTION = {"labels": "prefLabel", "schemes": "inScheme", "members": "member"}
_LANG_STRING = f"{RDF}langString"
_STRING = "http://www.w3.org/2001/XMLSchema#string"

_WORDED = {*_TEXTS, "labels"}

Triples = tuple[ox.Triple, ...]


@dataclass(frozen=True)
class Skos:
    """Everything that the files of a thesaurus say; `rest` is what the values do not model, untouched."""

    concepts: tuple[Concept, ...] = ()
    schemes: tuple[ConceptScheme, ...] = ()
    collections: tuple[Collection, ...] = ()
    rest: Triples = ()


def read_file(file: Path) -> Skos:
    """Raises ThesaurusUnreadable: no such file, too large, of an unknown suffix, not RDF, or without a concept."""
    try:
        size = file.stat().st_size
        if size > MAX_BYTES:
            raise ThesaurusUnreadable(f"{file} is larger than {MAX_BYTES // 1_000_000} MB: split it.")
        data = file.read_bytes()
    except OSError as error:
        raise ThesaurusUnreadable(f"The thesaurus {file} cannot be read: {error.strerror}.") from error
    return read(data, file.suffix.lower().lstrip("."), str(file))


def read(data: bytes, suffix: str, name: str = "the thesaurus") -> Skos:
    """`suffix` says the format: one of `FORMATS`."""
    if suffix not in FORMATS:
        raise ThesaurusUnreadable(f"{name}: “{suffix}” is not a suffix of SKOS; use one of {', '.join(FORMATS)}.")
    if FORMATS[suffix] == ox.RdfFormat.RDF_XML:
        _refuse_swelling(data, name)
    # What is read stays: looking for garbage among half a million new objects would double the time.
    collecting = gc.isenabled()
    gc.disable()
    # A base lets relative addresses of a file pass; nothing is ever fetched from it.
    try:
        quads = ox.parse(data, format=FORMATS[suffix], base_iri="https://filrouge.invalid/", rename_blank_nodes=True)
        found = _values(quad.triple for quad in quads)
    except (SyntaxError, ValueError) as error:
        raise ThesaurusUnreadable(f"{name} is not well-formed {suffix}: {error}.") from error
    finally:
        if collecting:
            gc.enable()
    if not found.concepts:
        raise ThesaurusUnreadable(f"{name} holds no skos:Concept.")
    return found


def _refuse_swelling(data: bytes, name: str) -> None:
    """Entities that abbreviate addresses are an old habit of RDF/XML; those that hold others, or much, are an attack
    (“billion laughs”), and those that name files are not ours to open."""
    plain = re.findall(rb"""<!ENTITY\s+[^\s%"'&]+\s+(?:"([^"&%]{0,500})"|'([^'&%]{0,500})')\s*>""", data)
    if len(plain) != data.count(b"<!ENTITY"):
        raise ThesaurusUnreadable(f"{name} declares XML entities that are not plain abbreviations: write them out.")


def joined(parts: Iterable[Skos]) -> Skos:
    """Several files as one thesaurus: what they say of the same concept is put together."""
    return _values(triple for part in parts for triple in triples_of(part))


def write(skos: Skos, suffix: str) -> bytes:
    """Every triple that was read, in that format."""
    written = ox.serialize(triples_of(skos), format=FORMATS[suffix], prefixes=PREFIXES)
    return written or b""


def about(skos: Skos, address: str) -> Skos:
    """What is said of one concept alone."""
    rest = (one for one in skos.rest if isinstance(one.subject, ox.NamedNode) and one.subject.value == address)
    return Skos(concepts=tuple(one for one in skos.concepts if one.address == address), rest=tuple(rest))


def triples_of(skos: Skos) -> Iterator[ox.Triple]:
    for scheme in skos.schemes:
        yield from _told(scheme, "ConceptScheme", _SCHEME)
    for concept in skos.concepts:
        yield from _told(concept, "Concept", _CONCEPT)
    for collection in skos.collections:
        yield from _told(collection, "Collection", _COLLECTION)
    yield from skos.rest


def _told(value: Concept | ConceptScheme | Collection, kind: str, predicates: dict[str, str]) -> Iterator[ox.Triple]:
    subject = ox.NamedNode(value.address)
    yield ox.Triple(subject, _TYPE, ox.NamedNode(SKOS + kind))
    for field, name in predicates.items():
        predicate = ox.NamedNode(SKOS + name)
        for one in getattr(value, field):
            yield ox.Triple(subject, predicate, _literal(one) if isinstance(one, Words) else ox.NamedNode(one))


def _literal(words: Words) -> ox.Literal:
    return ox.Literal(words.text, language=words.language) if words.language else ox.Literal(words.text)


_Fields = dict[str, list[Words | str]]
_FIELDS = {
    kind: {SKOS + name: field for field, name in predicates.items()}
    for kind, predicates in (("Concept", _CONCEPT), ("ConceptScheme", _SCHEME), ("Collection", _COLLECTION))
}


def _values(triples: Iterable[ox.Triple]) -> Skos:
    """What the values model, sorted out of the triples; the order of the file is kept."""
    triples = list(triples)
    kinds = _kinds(triples)
    fields: dict[str, _Fields] = {address: defaultdict(list) for address in kinds}
    rest = []
    for triple in triples:
        subject, predicate, found = triple.subject, triple.predicate.value, triple.object
        address = subject.value if isinstance(subject, ox.NamedNode) else ""
        kind = kinds.get(address)
        if kind is None:
            rest.append(triple)
            continue
        if predicate == _TYPE.value and found == ox.NamedNode(SKOS + kind):
            continue
        field = _FIELDS[kind].get(predicate)
        value = _value(found) if field else None
        if field is None or value is None or isinstance(value, Words) is not (field in _WORDED):
            rest.append(triple)
        else:
            fields[address][field].append(value)
    by_kind = defaultdict(list)
    for address, kind in kinds.items():
        by_kind[kind].append(address)
    return Skos(
        concepts=tuple(_concepts(by_kind["Concept"], fields)),
        schemes=tuple(ConceptScheme(address=one, **_tuples(fields[one])) for one in by_kind["ConceptScheme"]),
        collections=tuple(Collection(address=one, **_tuples(fields[one])) for one in by_kind["Collection"]),
        rest=tuple(dict.fromkeys(rest)),
    )


def _kinds(triples: Iterable[ox.Triple]) -> dict[str, str]:
    """What each named thing is; of one that is several, the first said."""
    kinds: dict[str, str] = {}
    for triple in triples:
        subject, found = triple.subject, triple.object
        if triple.predicate == _TYPE and isinstance(subject, ox.NamedNode) and isinstance(found, ox.NamedNode):
            kind = found.value.removeprefix(SKOS)
            if kind in _FIELDS:
                kinds.setdefault(subject.value, kind)
    return kinds


def _value(found: object) -> Words | str | None:
    if isinstance(found, ox.NamedNode):
        return found.value
    if isinstance(found, ox.Literal) and found.datatype.value in {_STRING, _LANG_STRING}:
        return Words(text=found.value, language=found.language or "")
    return None


def _tuples(fields: _Fields) -> dict[str, Any]:
    """A graph is a set: what is said twice is said once."""
    return {name: tuple(dict.fromkeys(values) if len(values) > 1 else values) for name, values in fields.items()}


def _concepts(addresses: list[str], fields: dict[str, _Fields]) -> Iterator[Concept]:
    """With their slugs. The name that the author gave in the address comes first, being what never changes; where it
    is a number, the preferred label in French, or in the first language there is."""
    slugs: dict[str, str] = {}
    for address in sorted(addresses):
        preferred = tuple(one for one in fields[address].get("preferred", ()) if isinstance(one, Words))
        slugs.setdefault(_slug(address, preferred, slugs), address)
    owners = {address: slug for slug, address in slugs.items()}
    for address in addresses:
        yield Concept(address=address, slug=owners[address], **_tuples(fields[address]))


def key_of(text: str) -> str:
    """A label as `slug_of` would make it, forty times faster: a large thesaurus has a quarter of a million labels."""
    return "-".join(_WORDS.findall(fold(text)))


def _slug(address: str, preferred: tuple[Words, ...], taken: dict[str, str]) -> str:
    local = _short(unquote(re.split(r"[/#]", address.rstrip("/#"))[-1]))
    ranked = sorted(preferred, key=lambda one: (one.language[:2] != "fr", one.text))
    wanted = _short(ranked[0].text) if ranked and re.search(r"\d", local) else local
    for free in (wanted, f"{wanted[:60]}-{local}"[:110].strip("-")):
        if free not in taken:
            return free
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"


def _short(text: str) -> str:
    key = key_of(text)
    return key if key and len(key) <= LONGEST_SLUG else slug_of(text)

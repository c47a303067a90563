"""What an import may change, and under which slug a publication stands: pure rules that every store follows."""

import hashlib
from collections.abc import Collection
from typing import NamedTuple

from filrouge.model import Publication

OWN_FIELDS = frozenset({"id", "slug", "source"})
"""Decided by the library once it holds the publication; no import moves them."""
_SLUG_ROOM = 110
"""Characters, of the 120 that a slug may have: what is left is for a number."""


class Merged(NamedTuple):
    publication: Publication
    kept: tuple[str, ...]


def merge(current: Publication, imported: Publication, incoming: Publication) -> Merged:
    """A three-way merge, field by field: what differs from the last import was edited by hand, and stays.

    `imported` is what the source gave the last time, `incoming` what it gives now.
    """
    changes: dict[str, object] = {"source": incoming.source or current.source}
    kept = []
    for name in Publication.model_fields:
        if name in OWN_FIELDS:
            continue
        mine, theirs = getattr(current, name), getattr(incoming, name)
        if mine == getattr(imported, name):
            changes[name] = theirs
        elif mine != theirs:
            kept.append(name)
    merged = current.model_copy(update=changes)
    if _anchors_clash(merged):
        merged = merged.model_copy(update={"sections": current.sections, "questions": current.questions})
        kept = [*(name for name in kept if name not in {"sections", "questions"}), "sections", "questions"]
    return Merged(merged, tuple(kept))


def _anchors_clash(publication: Publication) -> bool:
    """Sections and questions share one space of anchors: an editor's and a source's may not fit together."""
    questions = {entry.anchor for entry in publication.questions}
    return any(section.anchor in questions for section in publication.sections)


def document_of(publication: Publication) -> str:
    """As it is stored. Defaults are written out, so that a later change of a default changes nothing saved before."""
    return publication.model_dump_json()


def digest_of(document: str) -> str:
    return hashlib.sha256(document.encode()).hexdigest()


def free_slug(wanted: str, taken: Collection[str]) -> str:
    """The slug itself, or with the first number from 2 that makes it free."""
    if wanted not in taken:
        return wanted
    number = 2
    base = slug_base(wanted)
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"


def slug_base(wanted: str) -> str:
    return wanted[:_SLUG_ROOM].rstrip("-")

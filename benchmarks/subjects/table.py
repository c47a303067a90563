"""Names to systems."""

from importlib import import_module
from typing import NamedTuple

from benchmarks.subjects.contract import Missing, Subject


class Known(NamedTuple):
    """Where a system's class stands, and what is measured of it."""

    place: str
    builds: bool = True
    searches: bool = True


SUBJECTS = {
    "filrouge": Known("filrouge:FilRouge"),
    "tantivy": Known("tantivy:OneField"),
    "tantivy-counted": Known("tantivy:OneFieldCounted", builds=False),
    "tantivy-fields": Known("tantivy:SameFields", searches=False),
    "bm25s": Known("bm25s:Bm25s"),
    "fts5": Known("fts5:Fts5"),
    "postgresql": Known("postgresql:PostgreSql"),
}
PEERS = {
    "tantivy": ("tantivy", "tantivy-counted", "tantivy-fields"),
    "bm25s": ("bm25s",),
    "fts5": ("fts5",),
    "postgresql": ("postgresql",),
}
"""A peer as it is asked for to the systems it is measured as."""


def subject(name: str) -> Subject:
    """Raises Missing when its package is not installed."""
    module, _, attribute = SUBJECTS[name].place.partition(":")
    try:
        made: Subject = getattr(import_module(f"benchmarks.subjects.{module}"), attribute)()
    except ModuleNotFoundError as error:
        raise Missing(f"{error.name} is not installed: pip install -r benchmarks/requirements.txt") from error
    return made

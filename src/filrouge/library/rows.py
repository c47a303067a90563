"""What everything that reads and writes the tables shares."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime

from pydantic import ValidationError
from sqlalchemy import Connection, Engine, Select, Table, select

from filrouge.errors import LibraryDamaged
from filrouge.library.contract import Stored
from filrouge.library.database import reading
from filrouge.library.tables import COUNTER, PUBLICATIONS
from filrouge.model import Publication

CHUNK = 50
"""Publications read at once: a webinar with its transcript weighs about 150 kB."""
_log = logging.getLogger(__name__)
_pub = PUBLICATIONS.c


def lock(connection: Connection) -> int:
    """Makes writers follow each other, so that numbers are committed in their order; answers the last number.

    SQLite has locked the file by now and has no row locks: there, FOR UPDATE is left out.
    """
    value: int = connection.execute(select(COUNTER.c.value).with_for_update()).scalar_one()
    return value


def aware(at: datetime) -> datetime:
    """SQLite drops the time zone; what was stored was UTC."""
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def read_document(document: str, publication: str) -> Publication:
    try:
        return Publication.model_validate_json(document)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the document"
        raise LibraryDamaged(
            f"The publication {publication} cannot be read from the database: {where}: {first['msg']}. "
            f"Import its source again, or put the last backup of the folder in its place."
        ) from error


def changed(engine: Engine, since: int) -> Iterator[Stored]:
    """Of `Library.changes`."""
    return _streamed(engine, _documents(), since)


def stale(engine: Engine, seen: Table, version: str) -> Iterator[Stored]:
    """Publications without a row in `seen` (`publication`, `version`, `sequence`) of that version and of their present
    state. What is given such a row meanwhile does not come again."""
    fresh = (seen.c.publication == _pub.id) & (seen.c.version == version) & (seen.c.sequence == _pub.sequence)
    return _streamed(engine, _documents().outerjoin(seen, fresh).where(seen.c.publication.is_(None)), 0)


def is_present(connection: Connection, stored: Stored) -> bool:
    """Whether the publication is still in that state."""
    query = select(_pub.sequence).where(_pub.id == stored.publication.id)
    return connection.execute(query).scalar_one_or_none() == stored.sequence


def _documents() -> Select[tuple[str, int, str]]:
    return select(_pub.id, _pub.sequence, _pub.document).order_by(_pub.sequence).limit(CHUNK)


def _streamed(engine: Engine, query: Select[tuple[str, int, str]], since: int) -> Iterator[Stored]:
    """Each chunk is its own short read: a scan that lasts holds back neither writers nor the checkpoint of WAL."""
    while True:
        with reading(engine) as connection:
            rows = connection.execute(query.where(_pub.sequence > since)).all()
        for row in rows:
            try:
                yield Stored(read_document(row.document, row.id), row.sequence)
            except LibraryDamaged as error:
                _log.warning("Passed over: %s", error)
        if len(rows) < CHUNK:
            return
        since = rows[-1].sequence

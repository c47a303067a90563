"""What everything that reads and writes the tables shares."""

from datetime import UTC, datetime

from pydantic import ValidationError
from sqlalchemy import Connection, select

from filrouge.errors import LibraryDamaged
from filrouge.library.tables import COUNTER
from filrouge.model import Publication


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

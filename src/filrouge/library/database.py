"""The connection to the store: how SQLite is made safe and shared, the migrations, and errors said in our words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, select, table, text
from sqlalchemy import column as named
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from filrouge.errors import LibraryDamaged, LibraryError, SettingsError
from filrouge.library.tables import VERSION

BUSY_TIMEOUT = 60_000
"""Milliseconds that a writer waits for another. A save lasts a few; what waits longer than this waits for a fault."""
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_MIGRATIONS = Path(__file__).parent / "migrations"


def connect(address: str | URL) -> Engine:
    """An engine for a SQLAlchemy address. SettingsError when it is not one."""
    try:
        engine = create_engine(address)
    except (ArgumentError, ImportError) as error:
        raise SettingsError(f"The database address of the settings cannot be used: {error}.") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    """WAL: readers never wait for the writer. FULL: what is committed is on the disk, even if the power goes."""
    connection.isolation_level = None  # the driver's own BEGIN comes too late for DDL and reads; ours is below
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes the lock at once: a reader that turns writer half-way would be refused instead of waiting."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent view of the store."""
    with _told(engine), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """All or nothing; on disk once the block is left."""
    with _told(engine), engine.execution_options(writes=True).begin() as connection:
        yield connection


def migrate(engine: Engine) -> None:
    """Bring the store to the present shape of its tables, making them when there are none."""
    with reading(engine) as connection:
        version = _version(connection)
    if version == VERSION:
        return
    if version is not None and version > VERSION:
        raise LibraryError(
            f"This library was written by a newer Fil rouge (its store is at version {version}, this program "
            f"knows {VERSION}). Install the newer version: pip install --upgrade filrouge."
        )
    from alembic import command  # noqa: PLC0415 (a tenth of a second, and only new or old libraries need it)
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(select(named("version_num")).select_from(table("alembic_version"))).scalar()


def integrity(engine: Engine) -> Iterator[str]:
    """What SQLite finds wrong in its own file. Other databases watch over their files themselves."""
    if engine.dialect.name != "sqlite":
        return
    try:
        with reading(engine) as connection:
            found = [row[0] for row in connection.execute(text("PRAGMA integrity_check(20)"))]
            orphans = connection.execute(text("PRAGMA foreign_key_check")).all()
    except LibraryError as error:
        yield str(error)
        return
    yield from (f"The database says: {line}." for line in found if line != "ok")
    yield from (f"The database says: a row of {row[0]} belongs to no publication." for row in orphans[:20])


@contextmanager
def _told(engine: Engine) -> Iterator[None]:
    place = engine.url.render_as_string(hide_password=True)
    try:
        yield
    except SQLAlchemyError as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF  # the low byte is the primary code, the rest its detail
        if code in _DAMAGE:
            raise LibraryDamaged(
                f"The library's database {place} is damaged ({cause}). Put the last backup of the folder in its "
                f"place, or recover what can be read: sqlite3 library.sqlite .recover | sqlite3 recovered.sqlite."
            ) from error
        raise LibraryError(f"The library's database {place} could not answer: {cause}.") from error

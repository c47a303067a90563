"""The file of a library's links: made from the library, and made again whenever it must be.

It is SQLite, so that a batch of changes is there whole or not at all, that readers go on in the former state meanwhile,
and that nothing needs to be held in memory.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from filrouge.links.tokens import Ids
from filrouge.links.vectors import Counts, Floats

RULES = 1
"""Changes with what is kept, or with what would be found in the same texts: a file of other rules is made again."""
BUSY = 60.0
"""Seconds that a writer waits for another."""
_SCHEMA = """
create table about (name text primary key, value text not null) without rowid;
create table words (id integer primary key, word text not null unique);
create table counts (name text primary key, value blob not null) without rowid;
create table publications (
    row integer primary key autoincrement, publication text not null unique, digest text not null,
    language text not null, people text not null, series text not null, tokens blob not null, sketch blob not null,
    runs integer not null);
create table vectors (row integer primary key, packed blob not null);
create table postings (
    kind integer not null, feature integer not null, segment integer not null, rows blob not null,
    weights blob not null, primary key (kind, feature, segment)) without rowid;
create table kept (row integer primary key, there blob not null, near blob not null);
"""


@dataclass(frozen=True)
class About:
    """`sequence`: the last change of the library that was seen. `counted`: publications there were when words were
    last counted. `changed`: those put in or taken out since. `version`: grows with every writing.
    """

    rules: int = RULES
    sequence: int = 0
    counted: int = 0
    changed: int = 0
    version: int = 0


class Ranked(NamedTuple):
    """Rows with a value each, highest first."""

    rows: Ids
    values: Floats

    def pack(self) -> bytes:
        return self.rows.astype(np.int32).tobytes() + self.values.astype(np.float32).tobytes()

    @classmethod
    def unpack(cls, packed: bytes) -> Self:
        half = len(packed) // 2
        return cls(np.frombuffer(packed[:half], np.int32), np.frombuffer(packed[half:], np.float32))

    @classmethod
    def best(cls, rows: NDArray[Any], values: NDArray[Any], most: int) -> Self:
        order = np.argsort(-values, kind="stable")[:most]
        return cls(rows[order].astype(np.int32), values[order].astype(np.float32))

    def put(self, row: int, value: float, most: int) -> Self:
        """With that row at that value, whatever it had."""
        others = self.rows != row
        return self.best(np.append(self.rows[others], row), np.append(self.values[others], value), most)


def connect(file: Path) -> sqlite3.Connection:
    """Raises sqlite3.DatabaseError when it is there and is none."""
    file.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(file, timeout=BUSY, isolation_level=None, check_same_thread=False)
    try:
        # NORMAL: after a loss of power the last changes may be missing, and are found missing by their number.
        connection.executescript("pragma journal_mode = wal; pragma synchronous = normal; pragma cache_size = -32000;")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection, *, writes: bool = False) -> Iterator[None]:
    connection.execute("begin immediate" if writes else "begin")
    try:
        yield
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


def prepare(connection: sqlite3.Connection) -> None:
    """Make the tables, in place of those of other rules."""
    with transaction(connection, writes=True):
        if about(connection) is not None:
            return
        names = connection.execute("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
        for (name,) in names.fetchall():
            connection.execute(f'drop table "{name}"')
        for statement in _SCHEMA.split(";")[:-1]:
            connection.execute(statement)
        note(connection, About())


def empty(connection: sqlite3.Connection) -> None:
    """Of all that was linked."""
    for table in ("words", "counts", "publications", "vectors", "postings", "kept"):
        connection.execute(f"delete from {table}")  # noqa: S608 (six names, above)


def about(connection: sqlite3.Connection) -> About | None:
    """None when it is not of the present rules."""
    if not connection.execute("select 1 from sqlite_master where name = 'about'").fetchone():
        return None
    found = connection.execute("select value from about where name = 'state'").fetchone()
    held = json.loads(found[0]) if found else {}
    return About(**held) if held.get("rules") == RULES else None


def note(connection: sqlite3.Connection, state: About) -> None:
    connection.execute("insert or replace into about values ('state', ?)", [json.dumps(asdict(state))])


def word_ids(connection: sqlite3.Connection, words: Iterable[str]) -> dict[str, int]:
    """Known words have theirs; the others are given one."""
    wanted = sorted(set(words))
    found = known_ids(connection, wanted)
    new = [word for word in wanted if word not in found]
    if new:
        first = connection.execute("select coalesce(max(id), 0) + 1 from words").fetchone()[0]
        first = max(first, _first_free(connection))
        connection.executemany("insert into words (id, word) values (?, ?)", enumerate(new, first))
        found |= {word: number for number, word in enumerate(new, first)}
    return found


def known_ids(connection: sqlite3.Connection, words: Sequence[str]) -> dict[str, int]:
    query = "select word, id from words where word in (select value from json_each(?))"
    return dict(connection.execute(query, [json.dumps(words)]).fetchall())


def _first_free(connection: sqlite3.Connection) -> int:
    """After the features of pairs, which follow the words that there were when they were counted."""
    found = connection.execute("select value from counts where name = 'features'").fetchone()
    features = np.frombuffer(found[0], np.int32) if found else np.zeros(0, np.int32)
    return int(features.max(initial=0)) + 1


_COLUMNS = ("words", "text", "opening", "body", "title", "pairs", "features", "pair_text", "pair_title")


def save_counts(connection: sqlite3.Connection, counts: Counts) -> None:
    rows: list[tuple[str, bytes]] = [(name, getattr(counts, name).tobytes()) for name in _COLUMNS]
    rows.append(("totals", json.dumps([counts.publications, counts.length]).encode()))
    connection.executemany("insert or replace into counts values (?, ?)", rows)


def read_counts(connection: sqlite3.Connection) -> Counts:
    held = dict(connection.execute("select name, value from counts").fetchall())
    if not held:
        nothing, keys = np.zeros(0, np.int32), np.zeros(0, np.int64)
        return Counts(0, 1.0, nothing, nothing, nothing, nothing, nothing, keys, nothing, nothing, nothing)
    kinds = {name: np.int64 if name == "pairs" else np.int32 for name in _COLUMNS}
    publications, length = json.loads(held["totals"])
    arrays: dict[str, Any] = {name: np.frombuffer(held[name], kinds[name]) for name in _COLUMNS}
    return Counts(publications, length, **arrays)

"""The links of a library, kept in a file that follows it: what was put in is linked both ways, what was taken out is
gone from every list, and nothing else is read again."""

import json
import logging
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from threading import RLock
from typing import NamedTuple

import numpy as np

from filrouge.errors import EngineError, IndexBusy, IndexDamaged
from filrouge.language.alike import Sketch
from filrouge.links import tables
from filrouge.links.linking import Linker, Progress, hubs
from filrouge.links.reading import Text
from filrouge.links.scoring import Linking
from filrouge.links.tables import About, Ranked, transaction
from filrouge.links.vectors import Counts, Vectors

FILE = "links.sqlite"
GROWN = 0.2
"""Share of a library that may change before its words are counted anew, and all of it is linked again."""
BATCH = 200
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
_log = logging.getLogger(__name__)

Change = tuple[str, Text | None]
"""A publication's id with what it says now; None when it is not published."""


class Scored(NamedTuple):
    publication: str
    score: float


class Held(NamedTuple):
    """A publication as the file holds it."""

    row: int
    publication: str
    language: str
    people: tuple[str, ...]
    series: str
    sketch: Sketch
    vectors: Vectors


class Links:
    """`folder` is made when first written to. May be used from several threads, and from several processes: one writes
    while the others read its former state."""

    def __init__(self, folder: Path, linking: Linking | None = None) -> None:
        self.file = folder / FILE
        self._linking = linking or Linking()
        self._lock = RLock()
        self._connection: sqlite3.Connection | None = None

    @property
    def sequence(self) -> int:
        """The last change of the library that was seen; 0 when there is nothing, or nothing that can be used."""
        with self._reading() as connection:
            return self._about(connection).sequence

    @property
    def version(self) -> int:
        """Grows with every writing in the file."""
        with self._reading() as connection:
            return self._about(connection).version

    def count(self) -> int:
        """Publications that are linked."""
        with self._reading() as connection:
            return int(connection.execute("select count(*) from kept").fetchone()[0])

    def faults(self) -> Iterator[str]:
        """What is wrong with the file itself."""
        with self._reading() as connection:
            found = [line for (line,) in connection.execute("pragma integrity_check(5)")]
        yield from (f"The file of the links says: {line}." for line in found if line != "ok")

    def update(
        self, changes: Iterable[Change], sequence: int, progress: Progress | None = None, *, anew: bool = False
    ) -> int:
        """Put in and take out, in one go; answers how many publications had changed for linking. All or nothing, and
        others read the former state until then. `anew`: in place of all that there was."""
        with self._writing() as connection, transaction(connection, writes=True):
            before = self._about(connection)
            if anew:
                tables.empty(connection)
                before = About(version=before.version)
            linker = Linker(connection, self._linking)
            changed = 0
            coming = iter(changes)
            while batch := list(islice(coming, BATCH)):
                changed += linker.put(batch)
                if progress:
                    progress(linker.read)
            state = replace(before, changed=before.changed + changed)
            if state.changed > GROWN * before.counted:
                state = replace(state, counted=linker.relink(progress), changed=0)
            elif linker.fresh:
                linker.link()
            tables.note(connection, replace(state, sequence=sequence, version=state.version + 1))
        return changed

    def remove(self) -> None:
        """The file with all that is in it, when nothing can be done with it."""
        with self._lock:
            self.close()
            for file in self.file.parent.glob(f"{FILE}*"):
                file.unlink()

    def close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def ranked(self, publication: str, depth: int, linking: Linking | None = None) -> list[Scored]:
        """The publications it speaks to, best first. With other weights than those of the file, `linking`, its
        candidates are compared now. Empty when it is not linked."""
        with self._reading() as connection:
            row = _row(connection, publication)
            if row is None:
                return []
            if linking is None:
                found = Ranked.unpack(connection.execute("select there from kept where row = ?", [row]).fetchone()[0])
            else:
                found = Linker(connection, linking).compared(row)
            names = _names(connection, found.rows.tolist())
            there = np.array([int(one) in names for one in found.rows], dtype=bool)
            rows, values = found.rows[there], found.values[there]
            near = hubs(connection, rows.tolist())
        weight = (linking or self._linking).hub
        best = Ranked.best(rows, values - weight * near, depth)
        return [Scored(names[int(one)], float(score)) for one, score in zip(best.rows, best.values, strict=True)]

    def edges(self, each: int) -> list[tuple[str, str, float]]:
        """The first links of every publication, with their scores. Holds two numbers for each link of the library."""
        with self._reading() as connection:
            names = dict(connection.execute("select row, publication from publications").fetchall())
            near = dict(zip(names, hubs(connection, list(names)).tolist(), strict=True))
            found = []
            for row, packed in connection.execute("select row, there from kept"):
                there = [(score - self._linking.hub * near[one], one) for one, score in _alive(packed, near)]
                found += [(names[row], names[one], score) for score, one in sorted(there, reverse=True)[:each]]
        return found

    def held(self, publications: Iterable[str]) -> dict[str, Held]:
        """By id, what links are explained with; those that are not linked are absent."""
        query = (
            "select row, publication, language, people, series, sketch, runs, packed from publications "
            "join vectors using (row) where publication in (select value from json_each(?))"
        )
        with self._reading() as connection:
            rows = connection.execute(query, [json.dumps(list(publications))]).fetchall()
        return {
            row[1]: Held(
                row[0],
                row[1],
                row[2],
                tuple(json.loads(row[3])),
                row[4],
                Sketch(np.frombuffer(row[5], np.uint64), row[6]),
                Vectors.unpack(row[7]),
            )
            for row in rows
        }

    def counts(self) -> Counts:
        with self._reading() as connection:
            return tables.read_counts(connection)

    def present(self, publications: Iterable[str]) -> set[str]:
        """Those of these that are linked."""
        query = "select publication from publications where publication in (select value from json_each(?))"
        with self._reading() as connection:
            return {key for (key,) in connection.execute(query, [json.dumps(list(publications))])}

    def ids(self, stems: Iterable[str]) -> dict[str, int]:
        """Those of these stems that some publication says."""
        with self._reading() as connection:
            return tables.known_ids(connection, sorted(set(stems)))

    def words(self, ids: Iterable[int]) -> dict[int, str]:
        """The stems that these ids are of."""
        query = "select id, word from words where id in (select value from json_each(?))"
        with self._reading() as connection:
            return dict(connection.execute(query, [json.dumps([int(one) for one in ids])]).fetchall())

    def _about(self, connection: sqlite3.Connection) -> About:
        return tables.about(connection) or About()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """One state of the file, made when it is not there."""
        with self._lock:
            if self._connection is None:
                self._connection = self._opened()
            try:
                with transaction(self._connection):
                    yield self._connection
            except sqlite3.DatabaseError as error:
                raise self._told(error) from error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        connection = self._opened()
        try:
            yield connection
        except sqlite3.DatabaseError as error:
            raise self._told(error) from error
        finally:
            connection.close()

    def _told(self, error: sqlite3.DatabaseError) -> EngineError:
        """What another writer, or a damaged file, is to those who know nothing of SQLite."""
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_BUSY:
            return IndexBusy("Another process is linking: wait for its import to end, then try again.")
        return IndexDamaged(f"The links in {self.file} cannot be used ({error}): `filrouge links --rebuild`.")

    def _opened(self) -> sqlite3.Connection:
        """A file that cannot be used is made again: it holds nothing that the library does not."""
        try:
            return self._prepared()
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _DAMAGE:
                raise
            _log.warning("The links are made again: their file cannot be read (%s).", error)
            self.remove()
            return self._prepared()

    def _prepared(self) -> sqlite3.Connection:
        connection = tables.connect(self.file)
        try:
            if tables.about(connection) is None:
                tables.prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def _row(connection: sqlite3.Connection, publication: str) -> int | None:
    query = "select row from publications join kept using (row) where publication = ?"
    found = connection.execute(query, [publication]).fetchone()
    return int(found[0]) if found else None


def _names(connection: sqlite3.Connection, rows: list[int]) -> dict[int, str]:
    query = "select row, publication from publications where row in (select value from json_each(?))"
    return dict(connection.execute(query, [json.dumps(rows)]).fetchall())


def _alive(packed: bytes, present: dict[int, float]) -> Iterator[tuple[int, float]]:
    found = Ranked.unpack(packed)
    for row, score in zip(found.rows.tolist(), found.values.tolist(), strict=True):
        if row in present:
            yield row, score

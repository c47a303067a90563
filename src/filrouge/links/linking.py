"""Linking, within one transaction of the file: what was put in is compared with its candidates, both ways."""

import json
import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from filrouge.language.alike import sketch
from filrouge.links import tables
from filrouge.links.candidates import candidates, post
from filrouge.links.counting import counted
from filrouge.links.reading import Text
from filrouge.links.scoring import Compared, Comparing, Linking
from filrouge.links.tables import Ranked
from filrouge.links.tokens import Ids, Tokens
from filrouge.links.vectors import Counts, Vectors, vectors

KEPT = 150
"""Links kept of each publication: more than are ever shown, so that those taken out leave enough."""
NEIGHBOURS = 30
"""By whose nearness a hub is known."""
SEGMENT = 1_000
"""Publications whose inverted lists are made at once."""
MEMORY = 192_000_000
"""Bytes of vectors that are held while linking."""


Progress = Callable[[int], None]
"""Called with the number of publications read, then with that of those linked."""


class Linker:
    """`fresh` are rows put in and not linked yet; `read` counts what was looked at."""

    def __init__(self, connection: sqlite3.Connection, linking: Linking) -> None:
        self.fresh: list[int] = []
        self.read = 0
        self._connection = connection
        self._linking = linking
        self._comparing = Comparing()
        self._vectors = _VectorCache(connection)

    def put(self, batch: Sequence[tuple[str, Text | None]]) -> int:
        """The number of those that had changed."""
        self.read += len(batch)
        held = self._digests([publication for publication, _ in batch])
        gone = [held[key][0] for key, text in batch if key in held and (text is None or text.digest != held[key][1])]
        new = [text for key, text in batch if text is not None and (key not in held or text.digest != held[key][1])]
        self._take_out(gone)
        ids = tables.word_ids(self._connection, (word for text in new for word in _words(text)))
        for text in new:
            self.fresh.append(self._insert(text, ids))
        return len(set(gone)) + sum(text.publication not in held for text in new)

    def link(self) -> None:
        """Both ways, with words as rare as they were when last counted."""
        counts = tables.read_counts(self._connection)
        self._prepare(self.fresh, counts)
        present = self._present()
        for row in self.fresh:
            others, compared = self._compare(row, present)
            self._keep(row, others, compared)
            self._keep_back(row, others, compared)
        self.fresh = []

    def relink(self, progress: Progress | None = None) -> int:
        """Count words anew, and link everything with everything near it. The number of publications."""
        last = self._connection.execute("select coalesce(max(id), 0) from words").fetchone()[0]
        counts = counted(self._tokens, int(last) + 1)
        tables.save_counts(self._connection, counts)
        for table in ("vectors", "postings", "kept"):
            self._connection.execute(f"delete from {table}")  # noqa: S608 (three names, above)
        rows = [row for (row,) in self._connection.execute("select row from publications order by row").fetchall()]
        for start in range(0, len(rows), SEGMENT):
            self._prepare(rows[start : start + SEGMENT], counts)
        present = self._present()
        for count, row in enumerate(rows, start=1):
            self._keep(row, *self._compare(row, present))
            if progress:
                progress(count)
        self.fresh = []
        return len(rows)

    def compared(self, row: int) -> Ranked:
        """All candidates, scored now."""
        others, compared = self._compare(row, self._present())
        return Ranked.best(others, compared.there(self._linking), len(others))

    def _digests(self, publications: list[str]) -> dict[str, tuple[int, str]]:
        query = (
            "select publication, row, digest from publications where publication in (select value from json_each(?))"
        )
        found = self._connection.execute(query, [json.dumps(publications)])
        return {publication: (row, digest) for publication, row, digest in found}

    def _take_out(self, rows: Sequence[int]) -> None:
        """Lists of others still name them; whoever reads a list leaves out what is not there."""
        for table in ("publications", "vectors", "kept"):
            self._connection.executemany(
                f"delete from {table} where row = ?",  # noqa: S608 (three names, above)
                [(row,) for row in rows],
            )
        gone = set(rows)
        self.fresh = [row for row in self.fresh if row not in gone]

    def _insert(self, text: Text, ids: dict[str, int]) -> int:
        tokens = _tokens(text, ids)
        known = sketch([word for passage in text.passages for sentence in passage for word in sentence])
        row = (
            text.publication,
            text.digest,
            text.language,
            json.dumps(text.people),
            text.series,
            tokens.pack(),
            known.hashes.tobytes(),
            known.runs,
        )
        query = (
            "insert into publications (publication, digest, language, people, series, tokens, sketch, runs) "
            "values (?, ?, ?, ?, ?, ?, ?, ?)"
        )
        return int(self._connection.execute(query, row).lastrowid or 0)

    def _tokens(self) -> Iterator[Tokens]:
        for (packed,) in self._connection.execute("select tokens from publications order by row"):
            yield Tokens.unpack(packed)

    def _prepare(self, rows: Sequence[int], counts: Counts) -> None:
        """Vectors and inverted lists."""
        made = {}
        for row in rows:
            query = "select tokens from publications where row = ?"
            (packed,) = self._connection.execute(query, [row]).fetchone()
            made[row] = vectors(Tokens.unpack(packed), counts)
        self._connection.executemany("insert into vectors values (?, ?)", ((row, v.pack()) for row, v in made.items()))
        (last,) = self._connection.execute("select coalesce(max(segment), 0) from postings").fetchone()
        post(self._connection, last + 1, made)

    def _present(self) -> NDArray[np.bool_]:
        rows = [row for (row,) in self._connection.execute("select row from vectors").fetchall()]
        present = np.zeros(max(rows, default=0) + 1, dtype=bool)
        present[rows] = True
        return present

    def _compare(self, row: int, present: NDArray[np.bool_]) -> tuple[Ids, Compared]:
        one = self._vectors[row]
        others = candidates(self._connection, row, one, present)
        (mine,) = self._connection.execute("select series from publications where row = ?", [row]).fetchone()
        series = np.zeros(len(others))
        if mine:
            same = {at for (at,) in self._connection.execute("select row from publications where series = ?", [mine])}
            series = np.array([float(int(other) in same) for other in others])
        return others, self._comparing.compared(one, [self._vectors[int(other)] for other in others], series)

    def _keep(self, row: int, others: Ids, compared: Compared) -> None:
        there = Ranked.best(others, compared.there(self._linking), KEPT)
        near = Ranked.best(others, compared.nearness(self._linking, compared.named), NEIGHBOURS)
        self._connection.execute("insert or replace into kept values (?, ?, ?)", [row, there.pack(), near.pack()])

    def _keep_back(self, row: int, others: Ids, compared: Compared) -> None:
        """In the lists of the others. One of those put in together may not be linked yet: its turn comes."""
        back, near = compared.back(self._linking), compared.nearness(self._linking, compared.names)
        query = "select row, there, near from kept where row in (select value from json_each(?))"
        held = self._connection.execute(query, [json.dumps(others.tolist())]).fetchall()
        places = {int(other): place for place, other in enumerate(others)}
        changed = []
        for other, packed_there, packed_near in held:
            at = places[other]
            there = Ranked.unpack(packed_there).put(row, float(back[at]), KEPT)
            nearest = Ranked.unpack(packed_near).put(row, float(near[at]), NEIGHBOURS)
            changed.append((there.pack(), nearest.pack(), other))
        self._connection.executemany("update kept set there = ?, near = ? where row = ?", changed)


def hubs(connection: sqlite3.Connection, rows: Sequence[int]) -> NDArray[np.float64]:
    """How near each is to its nearest: high for what is near to everything."""
    query = "select row, near from kept where row in (select value from json_each(?))"
    held = dict(connection.execute(query, [json.dumps(list(rows))]).fetchall())
    means = {row: Ranked.unpack(packed).values for row, packed in held.items()}
    return np.array([float(means[row].mean()) if row in means and len(means[row]) else 0.0 for row in rows])


class _VectorCache:
    """Vectors read once, as many as fit."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._held: OrderedDict[int, tuple[Vectors, int]] = OrderedDict()
        self._size = 0

    def __getitem__(self, row: int) -> Vectors:
        if row in self._held:
            self._held.move_to_end(row)
            return self._held[row][0]
        (packed,) = self._connection.execute("select packed from vectors where row = ?", [row]).fetchone()
        found = Vectors.unpack(packed)
        self._held[row] = found, len(packed)
        self._size += len(packed)
        while self._size > MEMORY and len(self._held) > 1:
            _, (_, size) = self._held.popitem(last=False)
            self._size -= size
        return found


def _words(text: Text) -> Iterator[str]:
    yield from text.title
    for passage in text.passages:
        for sentence in passage:
            yield from sentence


def _tokens(text: Text, ids: dict[str, int]) -> Tokens:
    sentences = [sentence for passage in text.passages for sentence in passage]
    return Tokens(
        title=np.array([ids[word] for word in text.title], dtype=np.int32),
        words=np.array([ids[word] for sentence in sentences for word in sentence], dtype=np.int32),
        sentences=np.cumsum([len(sentence) for sentence in sentences], dtype=np.int32),
        passages=np.cumsum([len(passage) for passage in text.passages], dtype=np.int32),
    )

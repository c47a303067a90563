"""Makes the next state of a library's vectors from the one before."""

import os
from collections.abc import Sequence
from dataclasses import fields
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

import numpy as np

from filrouge.semantic.model import SentenceModel
from filrouge.semantic.vectors import EXPANSION, HALF, Halves, Longs, Owners, Vectors

BATCH = 256
"""Passages encoded at once."""
TAIL = 20_000
"""Passages that all are looked at by each search, some milliseconds, before the graph is made to know them."""


class VectorsWriter:
    """`vectors()` in memory, `save()` on disk.

    Without a model, or with another than made what is there, it only forgets what changes. Texts that `known` vectors
    are of, by the same model, are not encoded again.
    """

    def __init__(
        self, before: Vectors, model: SentenceModel | None, known: Vectors | None = None, tail: int = TAIL
    ) -> None:
        self._before = before
        self._tail = tail
        self._model = model if model is not None and before.identity and model.identity == before.identity else None
        self._known = _Known(known if known and known.identity == before.identity else before)
        self._failed = before.failed
        self._owners = {
            number: before.owners.span(place) for place, number in enumerate(before.owners.numbers.tolist())
        }
        self._size = len(before.digests)
        self._fresh: list[Halves] = []
        self._digests: list[Longs] = []
        self._waiting: dict[int, Sequence[str]] = {}

    def put(self, number: int, texts: Sequence[str]) -> None:
        """In place of the passages that the publication had."""
        self.remove(number)
        if self._model is None:
            return
        self._waiting[number] = texts
        if sum(len(those) for those in self._waiting.values()) >= BATCH:
            self._flush()

    def remove(self, number: int) -> None:
        """Nothing happens when it is not there."""
        self._owners.pop(number, None)
        self._waiting.pop(number, None)

    def _flush(self) -> None:
        texts = [text for those in self._waiting.values() for text in those]
        digests = np.array([_digest(text) for text in texts], dtype=np.int64)
        rows = self._encode(texts, digests)
        if rows is not None:
            for number, those in self._waiting.items():
                self._owners[number] = (self._size, len(those))
                self._size += len(those)
            self._fresh.append(rows)
            self._digests.append(digests)
        self._waiting = {}

    def _encode(self, texts: Sequence[str], digests: Longs) -> Halves | None:
        """None when the model failed, which is the end of encoding here."""
        known = self._known.find(digests)
        missing = np.flatnonzero(known < 0).tolist()
        chunks = [missing[at : at + BATCH] for at in range(0, len(missing), BATCH)]
        made: list[Halves] = []
        for chunk in chunks:
            vectors = self._model.encode([texts[place] for place in chunk]) if self._model else None
            if vectors is None:
                self._failed, self._model = self._before.identity, None
                return None
            made.append(vectors.astype(HALF))
        rows = np.zeros((len(texts), self._width(made)), HALF)
        if (known >= 0).any():
            rows[known >= 0] = self._known.rows[known[known >= 0]]
        if missing:
            rows[missing] = np.concatenate(made)
        return rows

    def _width(self, made: Sequence[Halves]) -> int:
        held = [*made, *self._fresh[:1], self._before.rows, self._known.rows]
        return next((one.shape[1] for one in held if one.shape[1]), 0)

    def _owned(self) -> Owners:
        if self._waiting:
            self._flush()
        return Owners.of(self._owners)

    def vectors(self) -> Vectors:
        """The next state, in memory."""
        owners = self._owned()
        fresh = [rows for rows in (self._before.rows, *self._fresh) if len(rows)]
        rows = np.concatenate(fresh) if fresh else np.zeros((0, 0), HALF)
        digests = np.concatenate((self._before.digests, *self._digests))
        return Vectors(self._before.identity, self._failed, owners, digests, rows)

    def save(self, folder: Path, name: str) -> str:
        """Write the next state, in `name`, and answer the name of its graph. Durable when it returns; what `folder`
        held before still loads."""
        owners = self._owned()
        fresh = [rows for rows in self._fresh if len(rows)]
        width = fresh[0].shape[1] if fresh else self._before.rows.shape[1]
        _append(folder / "rows.bin", len(self._before.digests) * width * HALF.itemsize, fresh)
        graphed, file = self._before.graphed, self._before.file
        if self._size - graphed > self._tail:
            rows = np.memmap(folder / "rows.bin", HALF, "r", shape=(self._size, width))
            file = self._graph(folder, owners, rows)
            graphed = self._size
        table: dict[str, Any] = {
            **{one.name: getattr(owners, one.name) for one in fields(Owners)},
            "identity": np.array(self._before.identity),
            "failed": np.array(self._failed),
            "digests": np.concatenate((self._before.digests, *self._digests)),
            "width": np.array(width),
            "graphed": np.array(graphed),
            "graph": np.array(file),
        }
        with (folder / name).open("wb") as stream:
            np.savez(stream, **table)
            _sync(stream)
        return file

    def _graph(self, folder: Path, owners: Owners, rows: Halves) -> str:
        """The one before, without what is gone and with what came since."""
        from usearch.index import Index  # noqa: PLC0415

        alive = owners.rows()
        graph = Index(ndim=rows.shape[1], metric="cos", dtype="f16", expansion_search=EXPANSION)
        if self._before.file:
            graph.load(str(folder / self._before.file))
            gone = np.setdiff1d(np.arange(self._before.graphed), alive)
            graph.remove(gone[graph.contains(gone)])
        fresh = alive[alive >= self._before.graphed]
        for chunk in np.array_split(fresh, len(fresh) // TAIL + 1):
            graph.add(chunk, rows[chunk])
        name = f"graph-{uuid4().hex[:12]}.usearch"
        graph.save(str(folder / name))
        with (folder / name).open("rb") as stream:
            os.fsync(stream.fileno())
        return name


class _Known:
    """Vectors by the text they are of."""

    def __init__(self, vectors: Vectors) -> None:
        self.rows = vectors.rows
        self._order = np.argsort(vectors.digests)
        self._digests = vectors.digests[self._order]

    def find(self, digests: Longs) -> Longs:
        """The row of each; -1 when it has none."""
        if not len(self._digests):
            return np.full(len(digests), -1, dtype=np.int64)
        at = np.searchsorted(self._digests, digests).clip(max=len(self._digests) - 1)
        return np.where(self._digests[at] == digests, self._order[at], -1)


def _digest(text: str) -> int:
    return int.from_bytes(sha256(text.encode()).digest()[:8]) >> 1


def _append(file: Path, size: int, rows: Sequence[Halves]) -> None:
    """Keep its first `size` bytes and add `rows`."""
    with file.open("r+b" if file.exists() else "w+b") as stream:
        stream.truncate(size)
        stream.seek(size)
        for some in rows:
            stream.write(some.tobytes())
        _sync(stream)


def _sync(stream: BinaryIO) -> None:
    stream.flush()
    os.fsync(stream.fileno())

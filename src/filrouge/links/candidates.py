"""Which publications are worth comparing: inverted lists of weights, asked with a publication's heaviest words."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from filrouge.links.tokens import Ids
from filrouge.links.vectors import Floats, Vectors


class Kind(IntEnum):
    """Of an inverted list: what part of the publication it is of."""

    TEXT = 0
    TITLE = 1
    LEAD = 2


HEAVIEST = 120
"""Words and pairs of the whole that look for candidates."""
MOST = {Kind.TEXT: 200, Kind.TITLE: 60, Kind.LEAD: 80}
"""Candidates that each part may name."""


def vector(kind: Kind, vectors: Vectors) -> tuple[Ids, Floats]:
    if kind is Kind.TEXT:
        return vectors.text_ids, vectors.text
    return (vectors.title_ids, vectors.title) if kind is Kind.TITLE else (vectors.lead_ids, vectors.lead)


def post(connection: sqlite3.Connection, segment: int, batch: Mapping[int, Vectors]) -> None:
    """Add lists of these rows. A segment is written once."""
    for kind in Kind:
        parts = [vector(kind, vectors) for vectors in batch.values()]
        if not parts:
            return
        features = np.concatenate([ids for ids, _ in parts])
        weights = np.concatenate([values for _, values in parts]).astype(np.float16)
        rows = np.repeat(np.array(list(batch), np.int32), [len(ids) for ids, _ in parts])
        kept = weights > 0
        features, weights, rows = features[kept], weights[kept], rows[kept]
        order = np.argsort(features, kind="stable")
        features, weights, rows = features[order], weights[order], rows[order]
        unique, starts = np.unique(features, return_index=True)
        ends = [*starts[1:].tolist(), len(features)][: len(starts)]  # none where nothing is said
        connection.executemany(
            "insert into postings values (?, ?, ?, ?, ?)",
            (
                (int(kind), feature, segment, rows[start:end].tobytes(), weights[start:end].tobytes())
                for feature, start, end in zip(unique.tolist(), starts.tolist(), ends, strict=True)
            ),
        )


def candidates(connection: sqlite3.Connection, row: int, vectors: Vectors, present: NDArray[np.bool_]) -> Ids:
    """Rows that share most with this one, of those that are `present` (by row); itself left out. Sorted."""
    found: list[Ids] = []
    for kind in Kind:
        ids, values = vector(kind, vectors)
        if kind is Kind.TEXT and len(ids) > HEAVIEST:
            heavy = np.argpartition(-values, HEAVIEST)[:HEAVIEST]
            ids, values = ids[heavy], values[heavy]
        sums = _sums(connection, kind, dict(zip(ids.tolist(), values.tolist(), strict=True)), len(present))
        sums[~present] = 0
        sums[row] = 0
        top = np.argpartition(-sums, MOST[kind])[: MOST[kind]] if len(sums) > MOST[kind] else np.arange(len(sums))
        found.append(top[sums[top] > 0].astype(np.int32))
    return np.unique(np.concatenate(found))


def _sums(connection: sqlite3.Connection, kind: Kind, asked: Mapping[int, float], size: int) -> Floats:
    query = (
        "select feature, rows, weights from postings "
        "where kind = ? and feature in (select value from json_each(?)) order by feature"
    )
    held = connection.execute(query, [int(kind), json.dumps(sorted(asked))]).fetchall()
    if not held:
        return np.zeros(size, np.float32)
    rows, weights = _joined(blob for _, blob, _ in held), b"".join(blob for _, _, blob in held)
    asking = np.repeat([asked[feature] for feature, _, _ in held], [len(blob) // 4 for _, blob, _ in held])
    products = np.frombuffer(weights, np.float16) * asking
    return np.bincount(rows, weights=products, minlength=size)[:size].astype(np.float32)


def _joined(blobs: Iterable[bytes]) -> Ids:
    return np.frombuffer(b"".join(blobs), np.int32)

"""Which publications are nearest to each, found when the index is built: a search only reads them.

Exact among a few thousand. Beyond, publications gather around leaders drawn evenly among them, and those of the nearest
leaders are compared: Chierichetti et al., “Finding Near Neighbors Through Cluster Pruning”, PODS 2007.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

COUNT = 15
FEW = 4_000
"""Publications that are all compared."""
VISITED = 12
"""Leaders whose followers are compared."""
BLOCK = 512
NONE = -1

Vectors = NDArray[np.floating[Any]]
Places = NDArray[np.int64]


def nearest(vectors: Vectors, wanted: Places) -> Places:
    """For each row `wanted` of unit vectors, the rows of its COUNT nearest, itself left out; NONE where there are no
    more. A row without direction is near nothing.
    """
    everything = vectors.astype(np.float32)
    directed = np.flatnonzero(everything.any(axis=1))
    found = np.full((len(wanted), COUNT), NONE, dtype=np.int64)
    for rows, among in _compared(everything, wanted, directed):
        for start in range(0, len(rows), BLOCK):
            block = rows[start : start + BLOCK]
            near = everything[wanted[block]] @ everything[among].T
            near[wanted[block][:, None] == among[None, :]] = 0.0
            size = min(COUNT, len(among))
            best = np.argpartition(-near, size - 1, axis=1)[:, :size] if size else np.zeros((len(block), 0), np.int64)
            found[block, :size] = np.where(np.take_along_axis(near, best, axis=1) > 0, among[best], NONE)
    return found


def _compared(vectors: Vectors, wanted: Places, directed: Places) -> list[tuple[Places, Places]]:
    """Which of the rows `wanted` (by place in it) are compared with which rows."""
    if len(directed) <= FEW:
        return [(np.arange(len(wanted)), directed)]
    leaders = vectors[directed[np.linspace(0, len(directed) - 1, int(np.sqrt(len(directed)))).astype(int)]]
    led = _nearest_leader(vectors[directed], leaders)
    followers = [directed[led == leader] for leader in range(len(leaders))]
    close = np.argsort(-(leaders @ leaders.T), axis=1)[:, :VISITED]
    own = _nearest_leader(vectors[wanted], leaders)
    return [
        (np.flatnonzero(own == leader), np.concatenate([followers[one] for one in close[leader]]))
        for leader in np.unique(own)
    ]


def _nearest_leader(vectors: Vectors, leaders: Vectors) -> Places:
    blocks = range(0, len(vectors), BLOCK)
    nothing = np.zeros(0, dtype=np.int64)
    return np.concatenate([nothing, *((vectors[at : at + BLOCK] @ leaders.T).argmax(axis=1) for at in blocks)])


def joined(vectors: Vectors, known: Places, fresh: Places) -> Places:
    """The nearest of every row, when those of all but the rows `fresh` are `known` (one line a row, whatever it says
    for those). A row takes a fresh one among its nearest in place of the farthest.
    """
    neighbours = known.copy()
    neighbours[fresh] = nearest(vectors, fresh)
    for place, near in zip(fresh, neighbours[fresh], strict=True):
        for other in near[near >= 0]:
            if place in neighbours[other]:
                continue
            those = np.append(neighbours[other], place)
            worth = np.where(those >= 0, vectors[those].astype(np.float32) @ vectors[other].astype(np.float32), -1.0)
            neighbours[other] = those[np.argsort(-worth, kind="stable")[:COUNT]]
    return neighbours

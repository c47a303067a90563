"""Where publications stand: regions side by side, and in each its publications by what holds them together.

A map drawn as one cloud of forces is a hairball from a few hundred publications on. Here each region is laid out by
itself, in a disc, and the discs are packed beside those they speak to most: the cost is that of the regions, and what
is near on the map is near in the library.
"""

from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

Points = npt.NDArray[np.float64]
"""One row a thing: x to the right, y down."""

GAP = 1.0
"""The room that one publication takes: no two are nearer."""
AIRY = 1.18
"""As far apart as those of a region are spread, for others to come between."""
DENSITY = 0.72
"""Radius of a region by the square root of how many stand in it: half of its surface stays empty."""
MARGIN, ROOM = 1.0, 0.03
"""Around a disc, and the more of it the larger the map: names keep their size when all is drawn smaller."""
WIDER = 1.6
"""How much wider than high the whole is, as screens are."""
STEPS = 300
_GOLDEN = np.pi * (3 - 5**0.5)


def radius_of(size: int) -> float:
    return float(DENSITY * max(size, 2) ** 0.5 + 0.6)


def packed(sizes: Sequence[int], ties: Points, former: Points) -> Points:
    """Centres of discs of these sizes, none over another, near those they are tied to (`ties`: a square matrix).

    From the `former` centres where all have one (rows of NaN have none).
    """
    margin = MARGIN + ROOM * sum(sizes) ** 0.5
    radii = np.array([radius_of(size) + margin for size in sizes])
    centres = former if len(former) and not np.isnan(former).any() else _strewn(radii, ties)
    pull = ties / np.maximum(ties.sum(axis=1, keepdims=True), 1e-9)
    tied = (pull.sum(axis=1) > 0)[:, None]
    for step in range(STEPS):
        force = 0.12 * (1 - step / STEPS)
        centres = centres + force * np.where(tied, pull @ centres - centres, 0)
        centres = centres - force * 0.35 * centres * [1.0, WIDER**2]
        centres = _apart(centres, radii)
    for _ in range(STEPS):
        centres = _apart(centres, radii)
    return np.asarray(centres - centres.mean(axis=0)) if len(centres) else centres


def _strewn(radii: npt.NDArray[np.float64], ties: Points) -> Points:
    """By their ties alone (Fruchterman and Reingold 1991), on a surface that holds them all."""
    found = nx.spring_layout(nx.from_numpy_array(np.sqrt(ties + ties.T)), seed=0, iterations=200)
    side = 1.6 * float(np.sqrt((radii**2).sum()))
    return np.array([found[number] for number in range(len(radii))]).reshape(-1, 2) * [side * WIDER, side]


def _apart(centres: Points, radii: npt.NDArray[np.float64]) -> Points:
    """Each pair that overlaps pushed to where it touches."""
    between = centres[:, None] - centres[None]
    distance = np.linalg.norm(between, axis=-1)
    wanted = radii[:, None] + radii[None]
    over = np.clip(wanted - distance, 0, None)
    np.fill_diagonal(over, 0)
    push = between / np.maximum(distance, 1e-6)[..., None] * over[..., None] / 2
    return np.asarray(centres + push.sum(axis=1) * 0.8)


def laid_out(graph: nx.Graph, nodes: Sequence[str], former: Mapping[str, Points]) -> Points:
    """These nodes around (0, 0), in the disc of their number, by ForceAtlas2 (Jacomy et al. 2014)."""
    count = len(nodes)
    own = graph.subgraph([*nodes, *_themes(graph, nodes)])
    start = _start(own, former)
    found = nx.forceatlas2_layout(own, pos=start, max_iter=120, weight="weight", seed=0, strong_gravity=True)
    points = np.array([found[node] for node in nodes])
    points = points - points.mean(axis=0)
    rank = np.argsort(np.argsort(np.linalg.norm(points, axis=1), kind="stable"), kind="stable")
    away = radius_of(count) * np.sqrt((rank + 0.5) / count)  # evenly over the disc, in the order of the forces
    length = np.maximum(np.linalg.norm(points, axis=1), 1e-9)
    even = points / length[:, None] * away[:, None]
    return settled(even, gap=AIRY)


def _themes(graph: nx.Graph, nodes: Sequence[str]) -> list[tuple[str]]:
    those = set(nodes)
    return sorted({near for node in nodes for near in graph[node] if not isinstance(near, str)} - those)


def _start(own: nx.Graph, former: Mapping[str, Points]) -> dict[object, Points]:
    """Where they stood, or on a spiral: never at random."""
    placed = {}
    for number, node in enumerate(sorted(own, key=str)):
        turn = np.array([np.cos(number * _GOLDEN), np.sin(number * _GOLDEN)]) * np.sqrt(number + 0.5)
        placed[node] = former.get(node, turn)
    return placed


def settled(points: Points, fixed: int = 0, gap: float = GAP) -> Points:
    """The same with no two nearer than `gap`; the first `fixed` do not move."""
    points = points.copy()
    for _ in range(80):
        pairs = cKDTree(points).query_pairs(gap * 0.999, output_type="ndarray")
        pairs = pairs[pairs[:, 1] >= fixed]
        if not len(pairs):
            break
        between = points[pairs[:, 1]] - points[pairs[:, 0]]
        distance = np.linalg.norm(between, axis=1)
        still = distance < 1e-6
        between[still] = np.column_stack((np.cos(pairs[still, 1]), np.sin(pairs[still, 1])))
        push = between / np.maximum(np.linalg.norm(between, axis=1), 1e-6)[:, None] * (gap - distance)[:, None] / 2
        free = (pairs[:, 0] >= fixed)[:, None]
        np.add.at(points, pairs[:, 1], np.where(free, push, 2 * push))
        np.add.at(points, pairs[:, 0], np.where(free, -push, 0.0))
    return points


def turned(points: Points, towards: Points) -> Points:
    """The same turned around (0, 0), so that each looks as far as it can the way it is drawn (`towards`: one vector
    each). Least squares in the plane, one angle (Kabsch 1976)."""
    own = points[:, 0] + 1j * points[:, 1]
    drawn = towards[:, 0] + 1j * towards[:, 1]
    angle = np.angle(np.sum(np.conj(own) * drawn))
    whole = own * np.exp(1j * angle)
    return np.column_stack((whole.real, whole.imag))

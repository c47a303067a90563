"""What holds publications together on the map: links, and the themes they share."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain

import networkx as nx

from filrouge.model import Edge

SHARED_THEME = 0.6
"""Weight of a theme beside a link's strength, before it is spread over all that are filed under it: enough to give a
place to a publication without links, too little to part those that speak to each other."""
LEAST = 3
"""Publications in a region: fewer join those that they are closest to."""


def graph_of(publications: Sequence[str], edges: Iterable[Edge], filed: Mapping[str, Collection[str]]) -> nx.Graph:
    """Nodes are publications and, as `(slug,)`, themes; `weight` is how strongly they hold together."""
    graph = nx.Graph()
    graph.add_nodes_from(publications)
    for edge in sorted(edges, key=lambda edge: (edge.source, edge.target)):  # the order of arrival changes nothing
        if edge.source in graph and edge.target in graph:
            graph.add_edge(edge.source, edge.target, weight=edge.strength)
    for theme, those in sorted(filed.items()):
        held = sorted(set(publications).intersection(those))
        for publication in held if len(held) > 1 else ():
            graph.add_edge((theme,), publication, weight=SHARED_THEME / len(held) ** 0.5)
    return graph


def regions_of(graph: nx.Graph) -> list[list[str]]:
    """Publications in groups that hold together (Blondel et al. 2008, “Louvain”), largest first; the same graph gives
    the same groups. Those that nothing holds to a group are the last one."""
    found = nx.community.louvain_communities(graph, seed=0) if graph else []
    groups = [sorted(node for node in group if isinstance(node, str)) for group in found]
    groups = sorted((group for group in groups if group), key=lambda group: (-len(group), group))
    large = [group for group in groups if len(group) >= LEAST]
    small = [group for group in groups if len(group) < LEAST]
    region = {node: number for number, group in enumerate(large) for node in group}
    loose = []
    for group in small:
        held = closest(graph, group, region)
        if held is None:
            loose.extend(group)
        else:
            large[held].extend(group)
    return [sorted(group) for group in large] + ([sorted(loose)] if loose else [])


def closest(graph: nx.Graph, group: Iterable[str], region: Mapping[str, int]) -> int | None:
    """The region that these publications hold to most, by a link or by a theme; None when they hold to none."""
    held: dict[int, float] = {}
    for node in group:
        for near, weight in around(graph, node):
            if near in region:
                held[region[near]] = held.get(region[near], 0.0) + weight
    return min(held, key=lambda number: (-held[number], number)) if held else None


def around(graph: nx.Graph, node: str) -> list[tuple[str, float]]:
    """The publications that one holds to, and how strongly; through a theme, to all that are filed under it."""
    straight = [(near, data["weight"]) for near, data in graph[node].items() if isinstance(near, str)]
    through = chain.from_iterable(
        ((near, data["weight"] * held["weight"]) for near, held in graph[theme].items() if near != node)
        for theme, data in graph[node].items()
        if not isinstance(theme, str)
    )
    return [*straight, *through]

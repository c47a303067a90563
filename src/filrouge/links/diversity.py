"""Ten links are not the same link: what says again what was just shown comes later."""

from collections.abc import Mapping, Sequence

import numpy as np

from filrouge.links.store import Held, Scored
from filrouge.links.vectors import Vectors

LOOKED_AT = 3
"""Times as many links as are shown, from which they are chosen."""
ALIKE = 0.02
"""How much being like what is shown already costs, at most (maximal marginal relevance: Carbonell & Goldstein, 1998).
More than a tenth puts better links behind worse ones."""


def diversified(ranked: Sequence[Scored], held: Mapping[str, Held], shown: int) -> list[Scored]:
    """The same links, the first `shown` of them chosen one after the other."""
    waiting = [one for one in ranked[: LOOKED_AT * shown] if one.publication in held]
    near = _near([held[one.publication].vectors for one in waiting])
    chosen: list[int] = []
    free = list(range(len(waiting)))
    closest = np.zeros(len(waiting))
    while free and len(chosen) < shown:
        best = max(free, key=lambda at: waiting[at].score - ALIKE * closest[at])
        free.remove(best)
        chosen.append(best)
        closest = np.maximum(closest, near[best])
    first = [waiting[at] for at in chosen]
    named = {one.publication for one in first}
    return [*first, *(one for one in ranked if one.publication not in named)]


def _near(vectors: Sequence[Vectors]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Cosines of whole texts."""
    size = len(vectors)
    if not size:
        return np.zeros((0, 0))
    columns, at = np.unique(np.concatenate([one.text_ids for one in vectors]), return_inverse=True)
    matrix = np.zeros((size, len(columns)), np.float32)
    matrix[np.repeat(np.arange(size), [len(one.text_ids) for one in vectors]), at] = np.concatenate(
        [one.text for one in vectors]
    )
    return np.asarray(matrix @ matrix.T, dtype=np.float64)

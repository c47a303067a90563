"""A publication as numbers: its stems by their ids, and where its sentences and passages end."""

from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int32]
Keys = NDArray[np.int64]

OPENING = 60
"""Stems of a publication's opening, which says what it is about."""


class Tokens(NamedTuple):
    """`words` are those of the sentences end to end; `sentences[i]` is where sentence i ends in `words`, `passages[i]`
    where passage i ends in `sentences`.
    """

    title: Ids
    words: Ids
    sentences: Ids
    passages: Ids

    @property
    def opening(self) -> Ids:
        return self.words[:OPENING]

    def pairs(self) -> tuple[Keys, Keys]:
        """Neighbouring words of the title, and of sentences: the keys of each pair, as often as it stands there."""
        inside = np.ones(max(0, len(self.words) - 1), dtype=bool)
        ends = self.sentences[(self.sentences > 0) & (self.sentences < len(self.words))]
        inside[ends - 1] = False
        return keys(self.title), keys(self.words)[inside]

    def pack(self) -> bytes:
        sizes = np.array([len(part) for part in self], dtype=np.int32)
        return b"".join((sizes.tobytes(), *(part.astype(np.int32).tobytes() for part in self)))

    @classmethod
    def unpack(cls, packed: bytes) -> Self:
        values = np.frombuffer(packed, dtype=np.int32)
        count = len(cls._fields)
        return cls(*np.split(values[count:], np.cumsum(values[: count - 1])))


def keys(words: Ids) -> Keys:
    """One number for each pair of neighbours."""
    left, right = words[:-1].astype(np.int64), words[1:].astype(np.int64)
    return (left << 32) | right

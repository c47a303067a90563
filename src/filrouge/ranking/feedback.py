"""What the first answers are titled, looked for in the titles of all: feedback of the first answers on the question.

Lavrenko & Croft, “Relevance-Based Language Models”, SIGIR 2001, of titles alone: their whole texts, and their best
passages, led elsewhere as often as they helped (docs/relevance.md).
"""

import numpy as np

from filrouge.ranking.formulas import FIELD_B, FIELD_K1, Floats, bm25, idf
from filrouge.ranking.occurrences import tokens_of
from filrouge.ranking.shelf import Longs, Shelf

SHARED = 2
"""Of the first titles that must hold a stem: what one alone says may be beside the question."""


def titled_alike(shelf: Shelf, places: Longs, firsts: Longs) -> Floats:
    """How well the title of each of the publications in these rows of the shelf says what the titles of `firsts` (by
    place in `places`) have in common, each stem by its part of them; divided among those that have the same title.
    On the scale of a title that is one word, in no other title: 1 for the same title.
    """
    rarity = shelf.rarity
    lengths = shelf.rows.bounds[shelf.rows.bounds_at[places]].astype(np.int64)
    stems, column = np.unique(shelf.lexicon.tables.stem_of[tokens_of(shelf, places, lengths)], return_inverse=True)
    owner = np.repeat(np.arange(len(places)), lengths)
    shape = (len(places), len(stems))
    held = np.bincount(owner * len(stems) + column, minlength=shape[0] * shape[1]).reshape(shape).astype(np.float32)
    said = held[firsts]
    part = (said / said.sum(axis=1, keepdims=True).clip(min=1.0)).mean(axis=0)
    kept = np.flatnonzero((said > 0).sum(axis=0) >= SHARED)
    rare = part[kept] * idf(rarity.titles_with_stem[stems[kept]], rarity.publications)
    share = lengths / max(1.0, rarity.title_tokens / max(1, rarity.publications))
    rarest = idf(np.zeros(1, np.int64), rarity.publications)
    alike: Floats = bm25(held[:, kept], rare, share, FIELD_K1, FIELD_B) / rarest / shelf.sharing[places]
    return alike

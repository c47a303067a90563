"""A publication as what it is compared by, once it is known how rare its words are in the library."""

from dataclasses import dataclass
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from filrouge.links.tokens import Ids, Keys, Tokens

Floats = NDArray[np.float32]

TITLE = 3
"""Times that a title counts in the whole text; its opening counts twice."""
PAIR = 0.5
"""Of a pair of neighbouring words, beside a word."""
UNTITLED = 0.6
"""Of what no title of the library uses: it is how things are said rather than what is spoken of."""
POWER = 0.5
"""Of how often a word stands there."""
K1, B = 1.2, 0.75
"""Of BM25 (Robertson & Zaragoza, *The Probabilistic Relevance Framework*, 2009)."""
SHORT = 60
"""Stems added to a length before its logarithm, so that scraps do not stand far from each other."""


@dataclass(frozen=True)
class Counts:
    """In how many publications words and pairs stood when the library was last counted: of `words`, sorted ids, in the
    whole, in title or opening, in the body and in the title; of `pairs`, sorted keys, in the whole and in the title,
    with the `features` that stand for them. A word that is not there is new.
    """

    publications: int
    length: float
    """Stems of a publication, on average."""
    words: Ids
    text: Ids
    opening: Ids
    body: Ids
    title: Ids
    pairs: Keys
    features: Ids
    pair_text: Ids
    pair_title: Ids

    def rarity(self, counts: NDArray[Any]) -> Floats:
        found = np.log((1 + self.publications) / (1 + np.maximum(counts, 1))) + 1
        return np.asarray(found, dtype=np.float32)

    def of_words(self, column: Ids, words: Ids) -> Ids:
        """A column's counts for these words, in their order; 0 for new ones."""
        if not len(self.words):
            return np.zeros(len(words), np.int32)
        at = np.searchsorted(self.words, words).clip(max=len(self.words) - 1)
        return np.where(self.words[at] == words, column[at], 0).astype(np.int32)

    def find_pairs(self, pairs: Keys) -> Ids:
        """Their places, -1 for those that stood in one publication at most."""
        if not len(self.pairs):
            return np.full(len(pairs), -1, np.int32)
        at = np.searchsorted(self.pairs, pairs).clip(max=len(self.pairs) - 1)
        return np.where(self.pairs[at] == pairs, at, -1).astype(np.int32)


class Vectors(NamedTuple):
    """Ids come with values, one for one, sorted. Those of `text` and `title` are of words and pairs, others of words.

    `text`, `title`, `lead`: unit vectors of the whole, the title and the opening. `asks`: what the opening asks of
    others, `bm`: what the whole answers, `asked`: what it answers to its own opening. `name`: the title's words,
    `named`: the sum of their values. `said`: each sentence's words once, `sentences` and `passages` where they end.
    """

    text_ids: Ids
    text: Floats
    title_ids: Ids
    title: Floats
    lead_ids: Ids
    lead: Floats
    asks: Floats
    bm_ids: Ids
    bm: Floats
    name_ids: Ids
    name: Floats
    said: Ids
    sentences: Ids
    passages: Ids
    scalars: Floats

    @property
    def asked(self) -> float:
        return float(self.scalars[0])

    @property
    def named(self) -> float:
        return float(self.scalars[1])

    @property
    def length(self) -> float:
        """Its logarithm."""
        return float(self.scalars[2])

    def pack(self) -> bytes:
        sizes = np.array([len(part) for part in self], dtype=np.int32)
        return b"".join((sizes.tobytes(), *(part.tobytes() for part in self)))

    @classmethod
    def unpack(cls, packed: bytes) -> Self:
        """Ids and values are of four bytes each."""
        count = len(cls._fields)
        values = np.frombuffer(packed, dtype=np.int32)
        parts = np.split(values[count:], np.cumsum(values[: count - 1]))
        named = zip(cls._fields, parts, strict=True)
        arrays: dict[str, Any] = {name: part.view(np.float32) if name in _VALUES else part for name, part in named}
        return cls(**arrays)


_VALUES = frozenset({"text", "title", "lead", "asks", "bm", "name", "scalars"})


def vectors(tokens: Tokens, counts: Counts) -> Vectors:
    text_ids, text = _text(tokens, counts)
    title_ids, title = _title(tokens, counts)
    lead_ids, often = _counted(np.concatenate((tokens.title, tokens.opening)))
    asks = often**POWER
    bm_ids, bm = _answers(tokens, counts)
    name_ids = np.unique(tokens.title).astype(np.int32)
    name = _names(name_ids, counts)
    said, ends = _said(tokens)
    asked = float(asks @ bm[np.searchsorted(bm_ids, lead_ids)]) if len(lead_ids) else 0.0
    scalars = [asked, float(name.sum()), float(np.log(len(tokens.words) + SHORT))]
    return Vectors(
        text_ids=text_ids,
        text=text,
        title_ids=title_ids,
        title=title,
        lead_ids=lead_ids,
        lead=_unit(asks * counts.rarity(counts.of_words(counts.opening, lead_ids))),
        asks=asks,
        bm_ids=bm_ids,
        bm=bm,
        name_ids=name_ids,
        name=name,
        said=said,
        sentences=ends,
        passages=tokens.passages.astype(np.int32),
        scalars=np.array(scalars, dtype=np.float32),
    )


def _text(tokens: Tokens, counts: Counts) -> tuple[Ids, Floats]:
    """Words and pairs of the whole, by how often and how rare they are."""
    ids, often = _counted(np.concatenate((np.tile(tokens.title, TITLE), tokens.words, tokens.opening)))
    known = counts.of_words(counts.text, ids)
    titled = np.where(counts.of_words(counts.title, ids) > 0, 1, UNTITLED)
    rare = counts.rarity(known) * np.where(known == 0, 1, titled * (known > 1))
    pairs, pairs_often = np.unique(np.concatenate(tokens.pairs()), return_counts=True)
    found = counts.find_pairs(pairs)
    at = found[found >= 0]
    titled = np.where(counts.pair_title[at] > 0, 1, UNTITLED)
    weights = PAIR * titled * counts.rarity(counts.pair_text[at])
    features = np.concatenate((ids, counts.features[at]))
    values = np.concatenate((often**POWER * rare, pairs_often[found >= 0] ** POWER * weights))
    return _sorted(features, _unit(values))


def _title(tokens: Tokens, counts: Counts) -> tuple[Ids, Floats]:
    ids, often = _counted(tokens.title)
    values = often**POWER * counts.rarity(counts.of_words(counts.title, ids))
    pairs, pairs_often = np.unique(tokens.pairs()[0], return_counts=True)
    found = counts.find_pairs(pairs)
    known = np.where(found >= 0, counts.pair_title[found] if len(counts.pairs) else 0, 0)
    all_values = _unit(np.concatenate((values, pairs_often**POWER * counts.rarity(known))))
    kept = np.concatenate((np.ones(len(ids), bool), found >= 0))  # a pair that nobody else has lengthens the vector
    features = np.concatenate((ids, counts.features[found[found >= 0]]))
    return _sorted(features, all_values[kept])


def _answers(tokens: Tokens, counts: Counts) -> tuple[Ids, Floats]:
    """BM25 of each word."""
    ids, often = _counted(np.concatenate((tokens.title, tokens.words)))
    known = np.maximum(counts.of_words(counts.text, ids), 1)
    total = max(counts.publications, 1)
    rare = np.log(1 + np.maximum(total - known + 0.5, 0.5) / (known + 0.5))
    length = (len(tokens.title) + len(tokens.words)) / max(counts.length, 1)
    return ids, (rare * often * (K1 + 1) / (often + K1 * (1 - B + B * length))).astype(np.float32)


def _names(ids: Ids, counts: Counts) -> Floats:
    """How much each word of a title tells that the title is meant."""
    new = counts.of_words(counts.text, ids) == 0
    known = np.where(new, 1, counts.of_words(counts.body, ids))
    found = np.log((counts.publications + 1) / (1 + known))
    return np.maximum(found, 0).astype(np.float32)


def _said(tokens: Tokens) -> tuple[Ids, Ids]:
    """The words of each sentence, each once, and where it ends among them."""
    number = np.repeat(np.arange(len(tokens.sentences)), np.diff(tokens.sentences, prepend=0))
    together = np.unique((number.astype(np.int64) << 32) | tokens.words.astype(np.int64))
    ends = np.searchsorted(together >> 32, np.arange(len(tokens.sentences)), side="right")
    return (together & 0xFFFFFFFF).astype(np.int32), ends.astype(np.int32)


def _counted(ids: Ids) -> tuple[Ids, Floats]:
    unique, often = np.unique(ids, return_counts=True)
    return unique.astype(np.int32), often.astype(np.float32)


def _sorted(ids: NDArray[Any], values: NDArray[Any]) -> tuple[Ids, Floats]:
    order = np.argsort(ids, kind="stable")
    return ids[order].astype(np.int32), values[order].astype(np.float32)


def _unit(values: NDArray[Any]) -> Floats:
    length = float(np.sqrt((values**2).sum()))
    return (values / length if length else values).astype(np.float32)

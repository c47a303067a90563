"""How rare each word, stem and gram is in a library, and how long its publications are."""

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray

from filrouge.ranking.lexicon import Ids, Lexicon

Counts = NDArray[np.int64]


def _none() -> Counts:
    return np.zeros(0, dtype=np.int64)


@dataclass
class Rarity:
    """Totals, and in how many publications, titles or passages each number of the lexicon is found."""

    publications: int = 0
    passages: int = 0
    tokens: int = 0
    grams: int = 0
    title_tokens: int = 0
    passage_tokens: int = 0
    """A passage is as long as its heading, its text and the title of its publication."""
    with_word: Counts = field(default_factory=_none)
    with_stem: Counts = field(default_factory=_none)
    with_gram: Counts = field(default_factory=_none)
    gram_times: Counts = field(default_factory=_none)
    """How often each gram stands in all publications together."""
    titles_with_stem: Counts = field(default_factory=_none)
    passages_with_stem: Counts = field(default_factory=_none)

    def copy(self) -> Self:
        return deepcopy(self)

    def fit(self, lexicon: Lexicon) -> None:
        """Room for every number that the lexicon has given."""
        self.with_word = _grown(self.with_word, len(lexicon))
        self.with_stem = _grown(self.with_stem, lexicon.stem_count)
        self.with_gram = _grown(self.with_gram, lexicon.gram_count)
        self.gram_times = _grown(self.gram_times, lexicon.gram_count)
        self.titles_with_stem = _grown(self.titles_with_stem, lexicon.stem_count)
        self.passages_with_stem = _grown(self.passages_with_stem, lexicon.stem_count)

    def count(self, tokens: Ids, bounds: Ids, lexicon: Lexicon, sign: int) -> None:
        """Add (`sign` 1) or take away (-1) a publication: its tokens, and the ends of its title and passages."""
        tables = lexicon.tables
        title, lengths = int(bounds[0]), np.diff(bounds)
        stems = tables.stem_of[tokens]
        words, times = np.unique(tokens, return_counts=True)
        self.publications += sign
        self.passages += sign * len(lengths)
        self.tokens += sign * len(tokens)
        self.grams += sign * int(tables.gram_counts[tokens].sum())
        self.title_tokens += sign * title
        self.passage_tokens += sign * (int(lengths.sum()) + title * len(lengths))
        self.with_word[words] += sign
        self.with_stem[np.unique(stems)] += sign
        grams = tables.grams_of(words)
        self.with_gram[np.unique(grams)] += sign
        np.add.at(self.gram_times, grams, sign * np.repeat(times, tables.gram_counts[words]))
        titled = np.unique(stems[:title])
        self.titles_with_stem[titled] += sign
        span = max(1, lexicon.stem_count)
        owners = np.repeat(np.arange(len(lengths), dtype=np.int64), lengths)
        found = np.unique(owners * span + stems[title:]) % span
        found = found[~np.isin(found, titled)]
        self.passages_with_stem += sign * np.bincount(found, minlength=len(self.passages_with_stem))
        self.passages_with_stem[titled] += sign * len(lengths)


def _grown(counts: Counts, size: int) -> Counts:
    """By half again, so that a library that grows word by word is not copied at each."""
    if len(counts) >= size:
        return counts
    return np.concatenate((counts, np.zeros(size + size // 2 - len(counts), dtype=np.int64)))

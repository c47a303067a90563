"""What is asked, as the numbers of a lexicon."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from filrouge.ranking.lexicon import Ids, Lexicon, grams_of, key_of
from filrouge.ranking.shelf import Shelf

Floats = NDArray[np.floating[Any]]
Readings = tuple[tuple[str, tuple[str, ...]], ...]
"""(language, folded words); the words of every reading stand at the same places."""


class Asking(NamedTuple):
    """The content words of a query (folded, in order), one reading a language of the library.

    `names`: places of the words that are written like names. `subject`: how many words, the first ones, stand before
    a colon and say what it is about. `more`: words that say the same otherwise, an acronym or what it stands for.
    """

    readings: Readings
    names: frozenset[int] = frozenset()
    subject: int = 0
    more: Readings = ()


class Sought(NamedTuple):
    """What is looked for, as numbers: by word of the lexicon, the place in the query of its stem and of its form (or
    -1), and how many of each of the query's grams it holds (`held`, a row for each of `words`). `known` says of each
    word of the lexicon whether it is one of `words`, and `numbered` which.

    The first `asked` of the `stems` were typed, the others are of `more`. `names` and `subject` are places in `exacts`
    and in `stems`. `unknown` counts the words of which the library has no stem.
    """

    words: Ids
    known: NDArray[np.bool_]
    numbered: Ids
    stem_slot: Ids
    exact_slot: Ids
    held: Floats
    stems: Ids
    exacts: Ids
    grams: Ids
    pairs: NDArray[np.bool_]
    asked: int
    names: Ids
    subject: Ids
    unknown: int


def sought(asking: Asking, shelf: Shelf) -> Sought:
    lexicon, tables = shelf.lexicon, shelf.lexicon.tables
    size = max((len(words) for _, words in asking.readings), default=0)
    stem_place: dict[int, int] = {}
    exact_place: dict[int, int] = {}
    slots = np.full(size, -1, dtype=np.int32)
    names: list[int] = []
    for language, words in asking.readings:
        for place, word in enumerate(words):
            number = lexicon.stem_id(word, language)
            if number is not None:
                slots[place] = stem_place.setdefault(number, len(stem_place))
            exact = lexicon.ids.get(key_of(word, language))
            if exact is not None:
                exact_place.setdefault(exact, len(exact_place))
                if place in asking.names:
                    names.append(exact_place[exact])
    asked = len(stem_place)
    for number in _stems(asking.more, lexicon):
        stem_place.setdefault(number, len(stem_place))
    stems = np.array(list(stem_place), dtype=np.int32)
    exacts = np.array(list(exact_place), dtype=np.int32)
    wanted = {gram for _, words in asking.readings for word in words for gram in grams_of(word)}
    grams = sorted(number for gram in wanted if (number := lexicon.gram_id(gram)) is not None)
    stemmed = [tables.words_of_stem(number) for number in stem_place]
    holding = [tables.words_of_gram(number) for number in grams]
    known = np.zeros(len(lexicon), dtype=np.bool_)
    known[np.concatenate([*stemmed, *holding, exacts])] = True
    found = np.flatnonzero(known).astype(np.int32)
    numbered = np.empty(len(lexicon), dtype=np.int32)
    numbered[found] = np.arange(len(found))
    subject = slots[: asking.subject]
    return Sought(
        found,
        known,
        numbered,
        _slots(tables.stem_of[found], stems),
        _slots(found, exacts),
        _held(holding, numbered, len(found)),
        stems,
        exacts,
        np.array(grams, dtype=np.int32),
        _pairs(slots, len(stems)),
        asked,
        np.unique(np.array(names, dtype=np.int32)),
        np.unique(subject[subject >= 0]),
        int((slots < 0).sum()),
    )


def _stems(readings: Readings, lexicon: Lexicon) -> list[int]:
    """Those that the library has."""
    numbers = [lexicon.stem_id(word, language) for language, words in readings for word in words]
    return [number for number in numbers if number is not None]


def _held(holding: Sequence[Ids], numbered: Ids, count: int) -> Floats:
    """How many of each gram each word has, of the words `holding` it: once for each time they are told."""
    rows = numbered[np.concatenate([np.zeros(0, dtype=np.int32), *holding])]
    columns = np.repeat(np.arange(len(holding)), [len(those) for those in holding])
    held = np.bincount(rows * len(holding) + columns, minlength=count * len(holding))
    return held.reshape(count, len(holding)).astype(np.float32)


def _pairs(slots: Ids, size: int) -> NDArray[np.bool_]:
    """Which stems follow each other in the question."""
    pairs = np.zeros((size, size), dtype=np.bool_)
    for first, second in pairwise(slots.tolist()):
        if first >= 0 and second >= 0:
            pairs[first, second] = True
    return pairs


def _slots(values: Ids, wanted: Ids) -> Ids:
    """The place in `wanted` of each value; -1 when it is not there."""
    slots = np.full(len(values), -1, dtype=np.int32)
    for place, number in enumerate(wanted):
        slots[values == number] = place
    return slots

"""What is asked, as the numbers of a lexicon."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from filrouge.ranking.lexicon import Ids, Lexicon, grams_of, key_of
from filrouge.ranking.shelf import Shelf

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
    """What is looked for, as numbers of the lexicon. `known` says of each of its words whether it is sought: for its
    stem, its form, or one of its grams. `pairs` tells which stems follow each other in the query.

    The first `asked` of the `stems` were typed, the others are of `more`. `names` and `subject` are places in `exacts`
    and in `stems`. `unknown` counts the words of which the library has no stem.
    """

    known: NDArray[np.bool_]
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
    groups = [tables.words_of_stem(number) for number in stem_place] + [tables.words_of_gram(one) for one in grams]
    known = np.zeros(len(lexicon), dtype=np.bool_)
    known[np.concatenate([*groups, exacts])] = True
    subject = slots[: asking.subject]
    return Sought(
        known,
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


def _pairs(slots: Ids, size: int) -> NDArray[np.bool_]:
    """Which stems follow each other in the question."""
    pairs = np.zeros((size, size), dtype=np.bool_)
    for first, second in pairwise(slots.tolist()):
        if first >= 0 and second >= 0:
            pairs[first, second] = True
    return pairs

"""A French-like vocabulary of any size, with the law that says how often each word comes.

The first ranks are the words of the demonstration's own texts, by frequency: real function words, real clinical
words. The others are made of syllables and affixes, in families (root, derivations, inflections), so that a stemmer
has as much to bring together as in French.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import islice

import numpy as np
import numpy.typing as npt

from filrouge.language import fold, words

EXPONENT, SHIFT = 1.12, 2.7
"""p(rank) ∝ 1 / (rank + SHIFT)^EXPONENT (Mandelbrot, *An informational theory of the statistical structure of
language*, 1953)."""
KNOWN, RARE_EXPONENT = 6_000, 1.9
"""Beyond the words that everyone knows, frequencies fall faster (Ferrer i Cancho & Solé, *Two regimes in the
frequency of words*, 2001). The hundred first words make 53 % of all that is said, the ten thousand first 95 %; in
French encyclopedic paragraphs, administrative pages and interviews they make 50 to 63 % and 92 to 99 %."""
SIZE = 400_000
"""Word forms: enough for new words to keep coming at 100 million words, as they do in real libraries."""

_ONSETS = ["", *"b c ch d f g j l m n p r s t v b c d f l m n p r s t v br cl cr dr fl fr gr pl pr qu sp st tr".split()]
_VOWELS = "a a a e e é é i i i o o u ou an on in en oi ai au eu".split()
_CODAS = [*[""] * 9, "r", "r", "s", "l", "n", "t", "c"]
_PREFIXES = ["", "", "", "", "re", "dé", "in", "pré", "inter", "sur", "auto", "contre"]
_ENDINGS = (
    "er e es ons ez ent ait aient é ée és ées ant era".split(),
    "ation ations ateur ateurs atrice".split(),
    "ement ements age ages".split(),
    "ité ités ique iques".split(),
    "eur eurs euse euses".split(),
    "isme iste istes".split(),
    "able ables el elle els elles".split(),
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NOT_TEXT = re.compile(r"^(?:WEBVTT|.*-->).*$|<[^>]*>|https?://\S+|^[ -]*\{?\s*\w+:", re.MULTILINE)
_ELIDED = {"l": "le", "d": "de", "j": "je", "m": "me", "t": "te", "s": "se", "c": "ce", "n": "ne", "qu": "que"}


@dataclass(frozen=True)
class Vocabulary:
    """Word forms by rank, most frequent first; the first `real` are those of the demonstration."""

    forms: tuple[str, ...]
    real: int

    @cached_property
    def law(self) -> npt.NDArray[np.float64]:
        """The probability of each rank."""
        ranks = np.arange(1, len(self.forms) + 1)
        weights = (ranks + SHIFT) ** -EXPONENT * np.maximum(1, ranks / KNOWN) ** (EXPONENT - RARE_EXPONENT)
        return np.asarray(weights / weights.sum())

    @cached_property
    def telling(self) -> npt.NDArray[np.bool_]:
        """Which are not stop words; of those that are made, none is."""
        found = np.ones(len(self.forms), dtype=bool)
        found[: self.real] = [not all(word.stop for word in words(form, "fr")) for form in self.forms[: self.real]]
        return found


def vocabulary(seed: int, size: int = SIZE) -> Vocabulary:
    """The same for the same seed, size and demonstration texts."""
    real = list(islice(_demonstration(), size))
    seen = dict.fromkeys(real)
    chosen = random.Random(seed)
    for form in _made(chosen):
        if len(seen) == size:
            break
        seen.setdefault(form)
    # The more often a word comes, the shorter it is (Zipf, 1935), more or less; and families do not lie side by side.
    made = sorted(list(seen)[len(real) :], key=lambda form: len(form) + chosen.gauss(0, 3))
    return Vocabulary((*real, *made), len(real))


def _demonstration() -> Iterator[str]:
    """Words of the demonstration's texts, most frequent first."""
    counts: Counter[str] = Counter()
    for text in _texts(resources.files("filrouge") / "demo"):
        found = (_ELIDED.get(word, word) for word in _WORD.findall(_NOT_TEXT.sub(" ", text).lower()))
        counts.update(word for word in found if len(word) > 1 or word in {"à", "a", "y"})
    yield from (word for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _texts(folder: Traversable) -> Iterator[str]:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.is_dir():
            yield from _texts(entry)
        elif entry.name.endswith((".md", ".vtt", ".html")):
            yield entry.read_text(encoding="utf-8")


def _made(chosen: random.Random) -> Iterator[str]:
    while True:
        root = syllables(chosen, chosen.choice((1, 2, 2, 3)))
        stem = root if root[-1] not in "aeéiou" else root + chosen.choice("ltrnsvd")
        for endings in chosen.sample(_ENDINGS, 3):
            prefix = chosen.choice(_PREFIXES)
            yield from (prefix + stem + ending for ending in endings)


def syllables(chosen: random.Random, count: int) -> str:
    made = "".join(chosen.choice(_ONSETS) + chosen.choice(_VOWELS) + chosen.choice(_CODAS) for _ in range(count))
    return made if len(made) > 2 else made + syllables(chosen, 1)


def opens_with_vowel(form: str) -> bool:
    return fold(form[0])[0] in "aeiouh"

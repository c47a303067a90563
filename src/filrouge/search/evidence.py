"""What speaks for each piece of a passage as an answer to a question: features, and the weights fitted to them. Pure.

Weights are those of a log-linear model over all pieces of all candidate passages (Berger et al., “A Maximum Entropy
Approach to Natural Language Processing”, 1996), rounded; docs/questions.md tells how they were
fitted and what each is worth.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log, sqrt

from filrouge.language import words
from filrouge.ranking.lexicon import grams_of
from filrouge.search.expected import KINDS, heads, kind_of, likeness
from filrouge.search.pieces import STEM, Piece, Reading

HEAD = 0.3
"""Of the weight of a word that only says what is wanted (“quelle ville”)."""
REACH = 12
"""Words: how far the evidence of a word that was asked reaches, fading."""

WEIGHTS = {
    "rank": 3.6,
    "margin": 4.6,
    "own": 2.0,
    "all": 1.7,
    "like": 1.0,
    "grams": 1.9,
    "pairs": 0.7,
    "before": 0.8,
    "anaphora": 1.6,
    "titled": 2.8,
    "untitled": 0.8,
    "near": 3.2,
    "size": 0.4,
    "nothing new": -2.1,
    "asks": -1.0,
    "when": 3.0,
    "how many": 2.3,
    "who": 1.5,
    "where": 1.5,
    "why": 1.2,
    "name": 2.5,
    "how": 0.6,
}
"""In the order of `evidence`."""


class Sought:
    """What is asked, read once. `shares`: of each stem, how rare it is, all of them together 1."""

    def __init__(self, asked: str, language: str, rarity: Callable[[str], float]) -> None:
        every = list(words(asked, language))
        content = [word for word in every if not word.stop] or every
        known = heads(asked)
        rarities = {word.stem: rarity(word.exact) * (HEAD if word.exact in known else 1.0) for word in content}
        total = sum(rarities.values()) or 1.0
        self.shares = {stem: worth / total for stem, worth in rarities.items()}
        self.said = frozenset(word.exact for word in every)
        self.kind = kind_of(asked)
        self.pairs = {(one.stem, other.stem) for one, other in pairwise(content)}
        self.beginnings = {word.exact[:STEM]: self.shares[word.stem] for word in content}
        self.grams = [
            (frozenset(grams_of(exact)), self.shares[stem])
            for exact, stem in {(one.exact, one.stem) for one in content}
        ]

    def share(self, stems: AbstractSet[str]) -> float:
        return sum(worth for stem, worth in self.shares.items() if stem in stems)


@dataclass(frozen=True)
class Standing:
    """What is known of a passage beside its text. `rank`: the score of its publication over the first’s, less 1;
    `margin`: by how much the first leads the second, 0 for all others; `own`: its own score over that of the best of
    its publication, less 1; `titles`: stems of the title and the heading; `question`: those of the question that the
    passage is the answer to, as in a FAQ, which stands just before it.
    """

    rank: float
    margin: float
    own: float
    titles: frozenset[str]
    question: frozenset[str] = frozenset()


def weights() -> tuple[float, ...]:
    return tuple(WEIGHTS.values())


def evidence(reading: Reading, sought: Sought, standing: Standing) -> list[tuple[float, ...]]:
    """For each piece, the features that WEIGHTS names, in its order: most are from 0 to 1."""
    return list(_Evidence(reading, sought, standing).of_pieces())


class _Evidence:
    def __init__(self, reading: Reading, sought: Sought, standing: Standing) -> None:
        self._reading = reading
        self._sought = sought
        self._standing = standing
        self._stems = [one.stems & sought.shares.keys() for one in reading.sentences]
        self._titled = standing.titles & sought.shares.keys()
        self._untitled = 1 - sought.share(self._titled)
        self._places = self._occurrences()

    def _occurrences(self) -> dict[str, list[int]]:
        """Of each stem asked, the tokens where it stands."""
        places: dict[str, list[int]] = {}
        for word in self._reading.words:
            if word.stem in self._sought.shares:
                places.setdefault(word.stem, []).append(bisect_right(self._reading.tokens, word.start) - 1)
        for stem in self._standing.question & self._sought.shares.keys():
            places.setdefault(stem, []).append(-1)
        return places

    def of_pieces(self) -> Iterator[tuple[float, ...]]:
        standing = self._standing
        everywhere = self._sought.share(self._titled.union(*self._stems))
        passage = (standing.rank, standing.margin, standing.own, everywhere)
        by_sentence = [self._of_sentence(number) for number in range(len(self._stems))]
        for piece in self._reading.pieces:
            yield (*passage, *by_sentence[piece.sentence], *self._of_piece(piece))

    def _of_sentence(self, number: int) -> tuple[float, ...]:
        """How much of what is asked it holds, by word family, by 4-grams, by pairs; how much the one before does (more
        when it opens with a pronoun); how much of it the titles say, and of what they do not say, it does.
        """
        sought, sentence, stems = self._sought, self._reading.sentences[number], self._stems[number]
        like = sum(share for start, share in sought.beginnings.items() if start in sentence.beginnings)
        here = {gram for word in sentence.words for gram in grams_of(word.exact)}
        grams = sum(share * len(wanted & here) / len(wanted) for wanted, share in sought.grams)
        pairs = sum((one.stem, other.stem) in sought.pairs for one, other in pairwise(sentence.words))
        before = sought.share((self._stems[number - 1] if number else self._standing.question) - stems)
        titled = sought.share(self._titled - stems)
        untitled = sought.share(stems - self._titled) / self._untitled if self._untitled > 0 else 0.0
        return like, grams, pairs / max(1, len(sought.pairs)), before, before * sentence.refers, titled, untitled

    def _of_piece(self, piece: Piece) -> tuple[float, ...]:
        """How near the words asked stand, each worth less the more often it is said; length; whether it adds a word to
        the question; whether it asks; and how much it looks like the kind of answer that is expected.
        """
        sought = self._sought
        near = 0.0
        for stem, places in self._places.items():
            away = min(max(piece.at - at, at - piece.to + 1, 0) for at in places)
            near += sought.shares[stem] * exp(-away / REACH) / sqrt(len(places))
        nothing_new = all(word.stem in sought.shares for word in piece.words)
        text = self._reading.text[piece.start : piece.end]
        looks = likeness(sought.kind, text, sought.said)
        cues = (looks * (kind == sought.kind) for kind in KINDS)
        return near, log(1 + piece.size), float(nothing_new), float(text.endswith("?")), *cues

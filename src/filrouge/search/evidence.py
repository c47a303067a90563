"""What speaks for each piece of a passage as an answer to a question: features, and the weights fitted to them. Pure.

Weights are those of a log-linear model over all pieces of all candidate passages (Berger et al., “A Maximum Entropy
Approach to Natural Language Processing”, 1996), rounded; docs/questions.md tells how they were fitted and what each is
worth. What is asked (`sought.py`) is divided: what the titles say already need not be said again, so that nearness is
to the rest.
"""

from dataclasses import dataclass
from functools import cached_property
from math import log

import numpy as np
from numpy.typing import NDArray

from filrouge.search.expected import KINDS, likeness
from filrouge.search.pieces import Piece, Reading
from filrouge.search.sought import Sought, longest_run

Floats = NDArray[np.float64]
BESIDE, NEAR, FAR = 4, 10, 40
"""Words: how far the evidence of a word that was asked reaches, fading."""
CROSSING = 8
"""Words: what the end of a sentence is worth of distance."""

TITLED = 0.3
"""Of the weight of a word that the titles say: all that is left to go by when they say all that is asked."""

WEIGHTS = {
    "rank": 3.0,
    "log rank": 1.2,
    "margin": 3.0,
    "lead": 0.8,
    "own": 2.0,
    "names": 1.6,
    "names missed": -1.9,
    "numbers missed": -4.6,
    "rarest missed": -0.5,
    "all": 1.0,
    "kin": 4.4,
    "longest run": 1.2,
    "run": 0.9,
    "family": 1.2,
    "anaphora": 2.1,
    "numbers": 2.9,
    "common": 0.7,
    "titled": 1.7,
    "near": 3.3,
    "far": 0.4,
    "when": 2.5,
    "how many": 2.3,
    "who": 1.8,
    "where": 1.5,
    "why": 0.9,
    "name": 3.0,
    "how": 0.4,
    "likely near": 1.8,
    "likeliest near": -2.3,
    "when digits": 1.3,
    "size": 0.3,
    "nothing new": -2.6,
    "head": 1.4,
    "asks": -1.0,
}
"""In the order of `evidence`."""
_WEIGHTS = np.array([*WEIGHTS.values()])


@dataclass(frozen=True)
class Standing:
    """What is known of a passage beside its text. `rank`: the score of its publication over the first’s, less 1;
    `margin`: by how much the first publication leads the second, 0 for all others; `lead`: the same of passages;
    `own`: its own score over that of the best of its publication, less 1; `titles`: stems of the title and the heading;
    `question`: those of the question that the passage is the answer to, as in a FAQ, which stands just before it.
    """

    rank: float
    margin: float
    lead: float
    own: float
    titles: frozenset[str]
    question: frozenset[str]


def scores(reading: Reading, sought: Sought, standing: Standing) -> Floats:
    """Of each piece: the sum of its evidence, weighted."""
    weighted: Floats = evidence(reading, sought, standing) @ _WEIGHTS
    return weighted


def evidence(reading: Reading, sought: Sought, standing: Standing) -> Floats:
    """A row for each piece: the features that WEIGHTS names, in its order; most are from 0 to 1."""
    if not reading.pieces:
        return np.zeros((0, len(WEIGHTS)))
    found = _Evidence(reading, sought, standing)
    rows = len(reading.pieces)
    passage = np.tile(found.of_passage(), (rows, 1))
    sentence = np.array([found.of_sentence(number) for number in range(len(reading.sentences))])
    mine = sentence[[piece.sentence for piece in reading.pieces]]
    return np.column_stack(
        [passage, mine, found.nearness(), found.looks(), [found.of_piece(p) for p in reading.pieces]]
    )


class _Evidence:
    def __init__(self, reading: Reading, sought: Sought, standing: Standing) -> None:
        self._reading = reading
        self._sought = sought
        self._standing = standing
        stems = frozenset(word.stem for word in reading.words)
        self._said = frozenset(sought.stems) & (stems | standing.question)
        self._known = self._said | (frozenset(sought.stems) & standing.titles)
        self._stems = [one.stems & sought.shares.keys() for one in reading.sentences]
        rest = sought.worth * [TITLED if stem in standing.titles else 1.0 for stem in sought.stems]
        self._rest: Floats = rest / (rest.sum() or 1.0)
        self._collect()

    def _collect(self) -> None:
        """Where each word asked, or one of its family, stands: which, token, sentence, and how alike it is."""
        sentence_of = self._reading.sentence_of
        places = [
            (number, token, sentence_of[min(token, len(sentence_of) - 1)], alike)
            for token, word in self._reading.placed
            for number, alike in self._sought.kin(word)
        ]
        places += [(n, -1, 0, 1.0) for n, stem in enumerate(self._sought.stems) if stem in self._standing.question]
        places.sort()
        columns = np.array(places, dtype=np.float64).reshape(-1, 4).T
        self._which, self._token, self._sentence = columns[:3].astype(np.int64)
        self._alike = columns[3]
        self._exactly = self._alike == 1.0

    def _best(self, values: Floats, chosen: NDArray[np.bool_]) -> Floats:
        """Of values (a row a piece, a column a place), the highest of each word asked among the places chosen."""
        best = np.zeros((len(values), len(self._sought.stems)))
        which = self._which[chosen]
        if len(which):
            starts = np.flatnonzero(np.concatenate(([True], which[1:] != which[:-1])))
            best[:, which[starts]] = np.maximum.reduceat(values[:, chosen], starts, axis=1)
        return best

    def _seldom(self, chosen: NDArray[np.bool_]) -> Floats:
        """A word that is said often in the passage tells less of where the answer is."""
        counts = np.bincount(self._which[chosen], minlength=len(self._sought.stems))
        seldom: Floats = 1 / np.sqrt(np.maximum(1, counts))
        return seldom

    @cached_property
    def _away(self) -> NDArray[np.int64]:
        """Tokens between each piece and each place."""
        at, to = (np.array([getattr(one, end) for one in self._reading.pieces])[:, None] for end in ("at", "to"))
        away: NDArray[np.int64] = np.maximum(0, np.maximum(at - self._token, self._token - to + 1))
        return away

    def of_passage(self) -> tuple[float, ...]:
        """Its rank; then how much of what is asked it says: names, numbers, the rarest word, words of the family of
        those it does not say, and the longest run of words, to the letter.
        """
        sought, standing = self._sought, self._standing
        missed = frozenset(sought.stems) - self._known
        kin = np.array([stem not in self._said for stem in sought.stems], dtype=bool)
        alike = self._best(self._alike[None, :], kin[self._which])[0]
        return (
            standing.rank,
            log(max(0.01, 1 + standing.rank)),
            standing.margin,
            standing.lead,
            standing.own,
            len(sought.names & self._known) / len(sought.names) if sought.names else 0.5,
            sought.share(sought.names & missed),
            sought.share(sought.numbers & missed),
            float(sought.rarest in missed),
            sought.share(self._known),
            float(alike @ sought.worth),
            max(self._runs, default=0.0),
        )

    @cached_property
    def _runs(self) -> list[float]:
        return [log(1 + longest_run(self._sought.places, one.every)) for one in self._reading.sentences]

    def of_sentence(self, number: int) -> tuple[float, ...]:
        """The longest run of words of the question; how much of what the titles do not say, by word family; of what the
        sentence before says, when this one opens with a pronoun; of its numbers, of its verbs and common nouns; and how
        much of the question only the titles say.
        """
        sought, stems = self._sought, self._stems[number]
        here = self._best(self._alike[None, :], self._sentence == number)[0]
        before = sought.share((self._stems[number - 1] if number else self._standing.question) - stems)
        common = sought.share(sought.common) or 1.0
        return (
            self._runs[number],
            float(here @ self._rest),
            before * self._reading.sentences[number].refers,
            sought.share(stems & sought.numbers),
            sought.share(stems & sought.common) / common,
            sought.share((self._standing.titles & sought.shares.keys()) - stems),
        )

    def nearness(self) -> Floats:
        """How near the words asked stand: those that the titles do not say, or one of their family; any of them, from
        far around.
        """
        sought, away = self._sought, self._away
        every = np.ones(len(self._which), dtype=bool)
        crossed = np.abs(self._sentence - np.array([[one.sentence] for one in self._reading.pieces]))
        near = self._best(self._alike * np.exp(-(away + CROSSING * crossed) / NEAR), every)
        far = self._best(np.exp(-away / FAR), self._exactly)
        return np.column_stack(
            [near @ (self._rest * self._seldom(every)), far @ (sought.worth * self._seldom(self._exactly))]
        )

    def looks(self) -> Floats:
        """How much each piece looks like the kind of answer that is expected, by kind; the same times how near it
        stands, and the most of it in the passage; digits, for “quand”.
        """
        sought = self._sought

        def like(kind: str, wanted: bool) -> Floats:
            texts = (self._reading.text[one.start : one.end] for one in self._reading.pieces)
            return np.array([likeness(kind, text, sought.said) if wanted else 0.0 for text in texts])

        looks = like(sought.kind, bool(sought.kind))
        beside = self._best(np.exp(-self._away / BESIDE), self._exactly) @ (sought.worth * self._seldom(self._exactly))
        likely = looks * beside
        kinds = (looks * (kind == sought.kind) for kind in KINDS)
        digits = like("how many", sought.kind == "when")
        return np.column_stack([*kinds, likely, np.full(len(looks), likely.max()), digits])

    def of_piece(self, piece: Piece) -> tuple[float, ...]:
        """Its length; whether it adds a word to the question, holds the noun that says what is wanted, and asks."""
        shares = self._sought.shares
        return (
            log(1 + piece.size),
            float(all(word.stem in shares for word in piece.words)),
            float(any(word.stem in self._sought.heads for word in piece.words)),
            float(self._reading.text[piece.start : piece.end].endswith("?")),
        )

"""How surely something answers what is asked, or when to be silent: signals, and one weighted sum of them.

Weights and threshold were fitted by logistic regression on half of judged questions and read on the other half
(docs/questions.md). Pure.
"""

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise
from math import exp

from filrouge.model import Aspect
from filrouge.questions.nearness import Reading

_COUNTED = re.compile(
    r"\d|(?<!\w)(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|quarante|cinquante|cent|mille|"
    r"premi[eè]re?|fois|souvent|rarement|two|three|four|five|six|ten|twenty|hundred|once|twice|often)(?!\w)",
    re.IGNORECASE,
)
"""What says how much or how often."""


@dataclass(frozen=True)
class Found:
    """What a search gave for a question. `passages`: of each, best first, the stems that it and its titles hold;
    `extract` answers best; `known` tells whether the library has a word in any form."""

    passages: Sequence[AbstractSet[str]]
    extract: str
    known: Callable[[str], bool]


NAMES = ("best", "unknown", "rarest", "together", "telling", "count")
WEIGHTS = (0.3, -1.65, -0.65, 1.85, 1.4, -1.9)
BIAS = -0.85
THRESHOLD = 0.45
"""Evidence below which nothing is said to answer."""


def evidence(asked: Reading, found: Found) -> float:
    """From 0 to 1; 0 when nothing was found or nothing was asked."""
    if not found.passages or not asked.content:
        return 0.0
    total = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, signals(asked, found), strict=True))
    return 1 / (1 + exp(-total))


def signals(asked: Reading, found: Found) -> tuple[float, ...]:
    weights = asked.content
    total = sum(weights.values())
    shares = {stem: weight / total for stem, weight in weights.items()}

    def covered(passages: Sequence[AbstractSet[str]]) -> float:
        return sum(share for stem, share in shares.items() if any(stem in one for one in passages))

    best = max(found.passages[:5], key=lambda one: covered([one]))
    missing = [weights[stem] for stem in weights if stem not in best]
    order = list(asked.forms)
    couples = list(pairwise(order))
    joined = sum(any(one in passage and other in passage for passage in found.passages[:3]) for one, other in couples)
    return (
        covered([best]),
        sum(share for stem, share in shares.items() if not found.known(asked.forms[stem])),
        max(missing, default=0.0),
        joined / len(couples) if couples else covered([best]),
        min(1.0, len(weights) / 8),
        float(Aspect.HOW_MUCH in asked.aspects and not _COUNTED.search(found.extract)),
    )

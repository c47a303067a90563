"""How near two questions are: their words, what is asked of the subject, their themes, and what answers each.

One weighted sum, the weights fitted by logistic regression on the judged questions of the demonstration
library (docs/questions.md); from 0 to 1, comparable between libraries.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil, exp, log, sqrt

from filrouge.language import words
from filrouge.language.wording import key_of
from filrouge.model import Aspect
from filrouge.questions.about import About
from filrouge.questions.forms import aspects, negated
from filrouge.questions.targets import Target, target

Rarity = Callable[[str], float]
"""How much a folded word tells, above 0: the rarer, the more."""
Bag = Mapping[str, float]

KIN = 5
"""Letters that words of one family begin with (neutre, neutralité), and the share of the longer that they are."""
KIN_SHARE = 0.5
KIN_WORTH = 0.8
FLAT = 0.5
"""Kept by a word that is everywhere: in a library of three publications, nearly every word is."""
FRAME = 0.15
"""Of its weight, what a word that only frames a question keeps: “faut-il rester”, “est-elle nécessaire”."""
_FRAMES = frozenset(
    """
    acceptable agir apprendre arriver besoin comporter comprendre conduite considerer demander devenir
    different distinguer droit exister falloir forcement grave indispensable legitime mettre moment necessaire
    normal obligatoire permis possible prendre proposer question raison reagir reaction recommande rester
    savoir sembler signifier tenir toujours trouver utile utiliser venir vouloir vraiment acceptable allowed
    always become happen mean necessary ok possible really stay useful
    """.split()
)
_TOTAL = frozenset({Aspect.WHETHER, Aspect.SHOULD, Aspect.MAY})
"""Answered by yes or no: “faut-il rester neutre”, “la neutralité est-elle nécessaire”."""
_APART = frozenset({Aspect.WHY, Aspect.WHAT, Aspect.HOW_MUCH, Aspect.WHEN, Aspect.WHO, Aspect.WHAT_FOR})
"""What is asked so is rarely what is asked otherwise of the same subject."""


@dataclass(frozen=True)
class Reading:
    """A question as it is compared. `content`: weight of each stem, their squares 1 in all; `forms`: a word of each;
    `answer`: the same of what answers it, empty when that is not known; `about`: what the library, asked, finds for it,
    None when it was not asked; `passages`: ids of those that answer it or are found for it."""

    text: str
    language: str
    content: Bag
    forms: Mapping[str, str]
    concepts: frozenset[str]
    aspects: tuple[Aspect, ...]
    negated: bool
    answer: Bag = field(default_factory=dict)
    about: About | None = field(default=None, compare=False)
    passages: frozenset[str] = frozenset()
    target: Target | None = None

    @cached_property
    def key(self) -> str:
        return key_of(self.text)

    @cached_property
    def keys(self) -> frozenset[str]:
        """What it may share with another: how its words begin, its themes, and what answers it."""
        return self.beginnings | self.concepts | self.passages

    @cached_property
    def beginnings(self) -> frozenset[str]:
        return frozenset(form[:KIN] for form in self.forms.values())


def read(
    text: str, language: str, rarity: Rarity, concepts: Collection[str] = (), answers: Sequence[str] = ()
) -> Reading:
    """`concepts` are those named in it, `answers` the texts that answer it where it is asked."""
    content, forms = _bag(text, language, rarity)
    answer, _ = _bag("\n".join(answers), language, rarity)
    asked = aspects(text, language)
    return Reading(
        text,
        language[:2],
        content,
        forms,
        frozenset(concepts),
        asked,
        negated(text, language),
        answer,
        target=target(text, language),
    )


def nearness(one: Reading, other: Reading) -> float:
    """From 0 to 1; 1 for the same words."""
    if one.key == other.key:
        return 1.0
    total = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, features(one, other), strict=True))
    return 1 / (1 + exp(-total))


NAMES = ("words", "best", "themes", "answers", "alike", "apart", "denied", "other language")
WEIGHTS = (4.4, 2.9, 2.0, 6.8, 0.9, -1.8, -0.5, -3.0)
BIAS = -5.9


OWN_NAMES = ("themes", "alike", "same target", "other target", "found")
OWN_WEIGHTS = (1.8, 0.8, 0.9, -3.2, 11.1)
OWN_BIAS = -1.65


def sameness(one: Reading, other: Reading) -> float:
    """How surely one answer serves both, from 0 to 1: by what the library finds for each, where it was asked, and by
    the kind of answer that each wants; else by their nearness. Words do not count here: hard pairs share them, and the
    search has read them already. `python -m tests.questions.fitting` fits the weights. Comparable with `nearness`, and
    so no probability: the bias was moved so that one threshold serves both."""
    if one.key == other.key:
        return 1.0
    told = own_features(one, other)
    if told is None:
        return nearness(one, other)
    total = OWN_BIAS + sum(weight * value for weight, value in zip(OWN_WEIGHTS, told, strict=True))
    return 1 / (1 + exp(-total))


def own_features(one: Reading, other: Reading) -> tuple[float, ...] | None:
    """None where the library was not asked one of them."""
    if one.about is None or other.about is None:
        return None
    told = one.target is not None and other.target is not None
    return (
        _shared(one.concepts, other.concepts),
        _alike(one, other),
        float(told and one.target is other.target),
        float(told and one.target is not other.target),
        one.about.likeness(other.about),
    )


def features(one: Reading, other: Reading) -> tuple[float, ...]:
    mine, theirs = frozenset(one.aspects), frozenset(other.aspects)
    matched = _matched(one, other), _matched(other, one)
    return (
        sqrt(matched[0] * matched[1]),
        max(matched),
        _shared(one.concepts, other.concepts),
        _dot(one.answer, other.answer),
        _alike(one, other),
        float(bool((mine ^ theirs) & _APART)),
        float(one.negated != other.negated),
        float(one.language != other.language),
    )


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))


def _alike(one: Reading, other: Reading) -> float:
    """1 where the same is asked of the subject, or both are answered by yes or no."""
    mine, theirs = frozenset(one.aspects), frozenset(other.aspects)
    return float(bool(mine & theirs) or bool(mine and theirs and mine <= _TOTAL and theirs <= _TOTAL))


def _matched(one: Reading, other: Reading) -> float:
    """The share of the first's words, by weight, that the other has, or a word of their family."""
    total = sum(weight for weight in one.content.values())
    if not total:
        return 0.0
    held = sum(weight * _likeness(stem, one.forms[stem], other) for stem, weight in one.content.items())
    return held / total


def _likeness(stem: str, form: str, other: Reading) -> float:
    if stem in other.content:
        return 1.0
    if form[:KIN] not in other.beginnings:
        return 0.0
    return KIN_WORTH if any(_kin(form, one) for one in other.forms.values()) else 0.0


def _kin(one: str, other: str) -> bool:
    if one[:KIN] != other[:KIN] or len(one) < KIN:
        return False
    shared = ceil(KIN_SHARE * max(len(one), len(other)))
    return one[:shared] == other[:shared]


def _bag(text: str, language: str, rarity: Rarity) -> tuple[dict[str, float], dict[str, str]]:
    counts: dict[str, int] = {}
    forms: dict[str, str] = {}
    for word in words(text, language):
        if not word.stop:
            counts[word.stem] = counts.get(word.stem, 0) + 1
            forms.setdefault(word.stem, word.exact)
    weights = {stem: (1 + log(count)) * _worth(forms[stem], rarity) for stem, count in counts.items()}
    length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {stem: weight / length for stem, weight in weights.items()}, forms


def _worth(word: str, rarity: Rarity) -> float:
    return (FLAT + rarity(word)) * (FRAME if word in _FRAMES else 1.0)


def _dot(one: Bag, other: Bag) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[stem] for stem, weight in one.items() if stem in other)

"""What a publication speaks of: concepts weighed by where their labels stand and by how rare they are here.

Two steps, both pure. `weigh` reads one publication and nothing else; `choose` compares what was weighed with how
widely each concept is spread in the library, and keeps the few themes that the publication is filed under.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from math import log, sqrt
from types import MappingProxyType
from typing import NamedTuple

from filrouge.model import Passage, Publication, TaggedPassage, ThemeTag
from filrouge.model.passage import Part
from filrouge.thesaurus.concepts import Thesaurus
from filrouge.thesaurus.matching import Matcher, Mention

RULES = 2
"""Changes with what this module or `matching.py` would say of the same text: what was tagged before is tagged anew."""
TITLE, SUBTITLE, SUMMARY, HEADING, QUESTION, BODY = 8.0, 5.0, 3.0, 3.0, 2.0, 1.0
"""Weights of the places where a label stands."""
PRECISE = 0.35
"""Added for each further word of a label: the longer, the surer."""
KEPT_PASSAGES = 3
"""Of each concept, besides the questions that name it."""
SHOWN = 6
FLOOR = 0.25
"""Themes that a publication is filed under, at most, and how strong each must be beside the strongest."""
LEAST = 3.0
"""Weight under which a concept is only mentioned."""

MatcherOf = Callable[[str], Matcher]


class Weighed(NamedTuple):
    weight: float
    passages: tuple[TaggedPassage, ...]


class Spread(NamedTuple):
    """Of `publications`, how many speak of each concept, and to how many an editor gave it."""

    publications: int
    concepts: Mapping[str, int]
    given: Mapping[str, int] = MappingProxyType({})


def weigh(
    publication: Publication, passages: Sequence[Passage], thesaurus: Thesaurus, matcher_of: MatcherOf
) -> dict[str, Weighed]:
    """By concept, how much the publication speaks of it and the passages where it does, best first."""
    matcher = matcher_of(publication.language)
    placed: list[tuple[float, Mention]] = []
    for text, weight in _places(publication):
        placed.extend((weight, mention) for mention in matcher.mentions(text))
    read = [(passage, list(matcher.mentions(passage.text))) for passage in passages]
    headed = {heading: list(matcher.mentions(heading)) for heading in {passage.heading for passage in passages}}
    for heading, mentions in headed.items():
        weight = QUESTION if heading.endswith("?") else HEADING
        placed.extend((weight, mention) for mention in mentions)
    in_text = [mention for _, mentions in read for mention in mentions]
    sure = _sure([*(mention for _, mention in placed), *in_text], thesaurus)
    weights: dict[str, float] = defaultdict(float)
    for weight, mention in placed:
        for concept in sure.intersection(mention.concepts):
            weights[concept] += weight * _precision(mention)
    told: dict[str, list[TaggedPassage]] = defaultdict(list)
    for passage, mentions in read:
        for concept, strength in _strengths(mentions, headed[passage.heading], sure).items():
            # What is said of it where it is the matter comes before what is said of it in passing.
            raised = round(strength * (1 + min(1.0, weights[concept] / TITLE)), 4)
            told[concept].append(TaggedPassage(passage=passage.id, part=passage.part, strength=raised))
    for concept, count in _counts(in_text, sure).items():
        weights[concept] += BODY * sqrt(count)
    return {concept: Weighed(round(weights[concept], 4), _best(told.get(concept, ()))) for concept in sorted(weights)}


def choose(
    weighed: Mapping[str, Weighed],
    given: Collection[str],
    spread: Spread,
    thesaurus: Thesaurus,
    *,
    choosing: bool = True,
) -> tuple[ThemeTag, ...]:
    """Those shown come first, strongest first or in the order in which an editor gave them. When an editor gave some,
    these are shown and no other; without `choosing`, none is chosen in their place."""
    strengths = {
        concept: one.weight * rarity(concept, spread) * taught(concept, given, spread)
        for concept, one in weighed.items()
        if one.weight > 0
    }
    shown = set(given) if given or not choosing else _shown(strengths, weighed, thesaurus)
    tags = [
        ThemeTag(
            concept=concept,
            weight=weighed[concept].weight if concept in weighed else 0.0,
            strength=round(strengths.get(concept, 0.0), 4),
            given=concept in given,
            shown=concept in shown,
            passages=weighed[concept].passages if concept in weighed else (),
        )
        for concept in dict.fromkeys((*given, *strengths))
    ]
    order = {concept: number for number, concept in enumerate(given)}
    last = len(order)
    return tuple(
        sorted(tags, key=lambda tag: (not tag.shown, order.get(tag.concept, last), -tag.strength, tag.concept))
    )


def rarity(concept: str, spread: Spread) -> float:
    """The square root of Robertson's inverse document frequency: whole, it files publications under what they only
    mention in passing (measured on the themes that the demonstration was given by hand)."""
    held = min(spread.concepts.get(concept, 0), spread.publications)
    return sqrt(log(1 + (spread.publications - held + 0.5) / (held + 0.5)) + 0.25)


def taught(concept: str, given: Collection[str], spread: Spread) -> float:
    """What editors file publications under is what they would file others under; the publication itself is left out
    of it. Worth more than every other ingredient together on the demonstration's themes."""
    elsewhere = spread.given.get(concept, 0) - (concept in given)
    return 1 + log(1 + max(0, elsewhere))


def _places(publication: Publication) -> Iterable[tuple[str, float]]:
    yield publication.title, TITLE
    yield publication.subtitle, SUBTITLE
    for point in publication.summary:
        yield point, SUMMARY


def _precision(mention: Mention) -> float:
    return 1 + PRECISE * (mention.words - 1)


def _sure(mentions: Sequence[Mention], thesaurus: Thesaurus) -> set[str]:
    """Concepts named without doubt, and the doubtful ones that another concept of their branch, or a related one,
    named without doubt here speaks for."""
    sure = {concept for mention in mentions if not mention.doubtful for concept in mention.concepts}
    branches = Counter(top for concept in sure for top in _branches(concept, thesaurus))
    doubted = {concept for mention in mentions for concept in mention.concepts} - sure
    spoken = {
        concept
        for concept in doubted
        if any(branches[top] for top in _branches(concept, thesaurus))
        or any(other.address in sure for other in thesaurus.related(concept))
    }
    return sure | spoken


def _branches(concept: str, thesaurus: Thesaurus) -> set[str]:
    above = (concept, *thesaurus.above(concept))
    return {one for one in above if not thesaurus.broader(one)} or {concept}


def _counts(mentions: Iterable[Mention], sure: set[str]) -> dict[str, float]:
    counts: dict[str, float] = defaultdict(float)
    for mention in mentions:
        for concept in sure.intersection(mention.concepts):
            counts[concept] += _precision(mention)
    return counts


def _strengths(mentions: Sequence[Mention], headed: Sequence[Mention], sure: set[str]) -> dict[str, float]:
    """Of the concepts of one passage; its heading is spoken for by every passage under it."""
    strengths = {concept: sqrt(count) for concept, count in _counts(mentions, sure).items()}
    for mention in headed:
        for concept in sure.intersection(mention.concepts):
            strengths[concept] = strengths.get(concept, 0.0) + _precision(mention)
    return strengths


def _best(told: Sequence[TaggedPassage]) -> tuple[TaggedPassage, ...]:
    ranked = sorted(told, key=lambda one: (-one.strength, one.passage))
    questions = [one for one in ranked[KEPT_PASSAGES:] if one.part is Part.QUESTION]
    return (*ranked[:KEPT_PASSAGES], *questions)


def _shown(strengths: Mapping[str, float], weighed: Mapping[str, Weighed], thesaurus: Thesaurus) -> set[str]:
    ranked = sorted(strengths, key=lambda concept: (-strengths[concept], concept))
    strongest = strengths[ranked[0]] if ranked else 0.0
    kept = [
        concept for concept in ranked if weighed[concept].weight >= LEAST and strengths[concept] >= FLOOR * strongest
    ][: 2 * SHOWN]
    # What is filed under a concept is found under the broader ones too: these would only take its place.
    wide = {above for concept in kept[:SHOWN] for above in thesaurus.above(concept)}
    told = [concept for concept in kept if concept not in wide or strengths[concept] >= strongest / 2]
    return set(told[:SHOWN])

"""Why two publications speak to each other: what can be shown in both texts, and nothing that is guessed."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from filrouge.language import analyse, sentences, words
from filrouge.language.alike import SAME, contained
from filrouge.language.analysis import Word
from filrouge.language.normal import APOSTROPHES, ELIDED
from filrouge.links.pairs import Pair
from filrouge.links.store import Held
from filrouge.model import Passage, Place, Publication, Quote, Reason, ReasonKind, ThemeTag
from filrouge.thesaurus.matching import Matcher, broken

ASKED = 0.5
"""Share of the telling words of two questions that must be common."""
THEMES, TERMS, PHRASE = 3, 6, 2
"""Shown, at most; and small words that may stand between two words of a term."""
FAINT = 0.12
"""Terms that weigh less than this beside the first are left out."""
_ELIDED = re.compile(rf"^(?:{'|'.join(sorted(ELIDED, key=len, reverse=True))})[{APOSTROPHES}](?=\w)", re.IGNORECASE)
COVERED = 0.6
"""How alike the themes of a translation and its original must be (cosine), and how near their lengths."""

Rarity = Callable[[str], float]
"""How telling a stem is; 0 for one that much of the library uses."""


@dataclass(frozen=True)
class Side:
    """A publication with all that is asked of it as evidence."""

    publication: Publication
    passages: tuple[Passage, ...]
    held: Held
    tags: tuple[ThemeTag, ...] = ()

    def passage(self, ordinal: int) -> Passage | None:
        return self.passages[ordinal] if ordinal < len(self.passages) else None


class Theme(NamedTuple):
    """A concept that both speak of: its address, slug and label."""

    address: str
    slug: str
    label: str


def versions(one: Side, other: Side) -> Iterator[Reason]:
    """The same text again, in the same language or in another. Sheets of one model share most of their words and answer
    other questions: versions are of different kinds, or bear the same title."""
    if one.held.language == other.held.language:
        forms = one.publication.kind != other.publication.kind or _title(one) == _title(other)
        if forms and contained(one.held.sketch, other.held.sketch) >= SAME:
            spoken = bool(one.publication.transcript), bool(other.publication.transcript)
            form = {(True, False): ("written",), (False, True): ("spoken",)}.get(spoken, ())
            yield Reason(kind=ReasonKind.VERSION, values=form)
    elif set(one.held.people) & set(other.held.people) and translated(one, other):
        yield Reason(kind=ReasonKind.TRANSLATION, values=(other.publication.language,))


def _title(side: Side) -> tuple[str, ...]:
    return analyse(side.publication.title, side.publication.language).content


def translated(one: Side, other: Side) -> bool:
    """They speak of the same themes as much, at the same length."""
    sizes = sorted(len(side.held.vectors.said) for side in (one, other))
    mine, theirs = ({tag.concept: tag.weight for tag in side.tags if tag.weight} for side in (one, other))
    product = sum(mine[concept] * theirs[concept] for concept in mine.keys() & theirs.keys())
    norms = sum(value**2 for value in mine.values()) * sum(value**2 for value in theirs.values())
    return bool(norms) and product / norms**0.5 >= COVERED and sizes[0] >= COVERED * sizes[1]


def common(one: Side, other: Side) -> Iterator[Reason]:
    """Speakers and series."""
    theirs = {person.slug for person in other.publication.people}
    names = tuple(dict.fromkeys(one.name for one in one.publication.people if one.slug in theirs))
    if names:
        yield Reason(kind=ReasonKind.SPEAKER, values=names)
    if one.held.series and one.held.series == other.held.series:
        yield Reason(kind=ReasonKind.SERIES, values=(one.publication.series,))


def themes(one: Side, other: Side, rare: Sequence[Theme], matchers: Callable[[str], Matcher]) -> Iterator[Reason]:
    """The strongest of those that both speak of, of these, with the sentences that name the first."""
    mine, theirs = ({tag.concept: tag for tag in side.tags if tag.passages} for side in (one, other))
    shared = [theme for theme in rare if theme.address in mine and theme.address in theirs]
    shared.sort(key=lambda theme: -min(mine[theme.address].strength, theirs[theme.address].strength))
    if not shared:
        return
    shared = shared[:THEMES]
    first = shared[0].address
    quotes = (*_naming(one, mine[first], matchers), *_naming(other, theirs[first], matchers))
    yield Reason(
        kind=ReasonKind.THEMES,
        values=tuple(theme.label for theme in shared),
        concepts=tuple(theme.slug for theme in shared),
        quotes=quotes,
    )


def _naming(side: Side, tag: ThemeTag, matchers: Callable[[str], Matcher]) -> Iterator[Quote]:
    matcher = matchers(side.publication.language)
    wanted = {tagged.passage for tagged in tag.passages}
    for passage in side.passages:
        if passage.id in wanted:
            for mention in matcher.mentions(passage.text):
                if tag.concept in mention.concepts:
                    yield quoted(passage, mention.start, mention.end)
                    return


def quoted(passage: Passage, start: int, end: int) -> Quote:
    """The sentence of that passage around these characters."""
    for begins, ends in sentences(passage.text):
        if begins <= start < ends:
            return Quote(
                publication=passage.publication, text=passage.text[begins : max(ends, end)], place=passage.place
            )
    return Quote(publication=passage.publication, text=passage.text[start:end], place=passage.place)


class Meeting(NamedTuple):
    """A pair with its passages, and the telling words and expressions of both with their worth, best first."""

    pair: Pair
    mine: Passage
    theirs: Passage
    said: list[tuple[str, float]]


def meetings(one: Side, other: Side, found: Iterable[Pair], telling: Rarity) -> Iterator[Meeting]:
    """Those of the pairs in which something telling is said by both."""
    languages = one.publication.language, other.publication.language
    for pair in found:
        mine, theirs = one.passage(pair.one), other.passage(pair.other)
        if mine is not None and theirs is not None:
            said = shared_terms(mine.text, theirs.text, languages, telling)
            if said:
                yield Meeting(pair, mine, theirs, said)


def terms(met: Sequence[Meeting]) -> Iterator[Reason]:
    """The rare words and expressions of these, with the passages of the first."""
    said: dict[str, float] = {}
    for term, weight in (one for meeting in met for one in meeting.said):
        said[term] = max(weight, said.get(term, 0.0))
    ranked = sorted(said, key=lambda term: -said[term])
    best = _distinct([term for term in ranked if said[term] >= FAINT * said[ranked[0]]])
    if len(best) > 1 or any(" " in term for term in best):  # one word alone is no evidence
        sides = (met[0].mine, met[0].theirs)
        quotes = tuple(Quote(publication=side.publication, text=side.text, place=side.place) for side in sides)
        yield Reason(kind=ReasonKind.TERMS, values=tuple(best[:TERMS]), quotes=quotes)


def shared_terms(mine: str, theirs: str, languages: tuple[str, str], telling: Rarity) -> list[tuple[str, float]]:
    """Telling words that both texts say, and expressions of several, as they stand in the first, the best first."""
    there = [word for word in words(theirs, languages[1]) if not word.stop]
    stems = set(analyse(theirs, languages[1]).stems)
    beside = {(left.stem, right.stem) for left, right in pairwise(there)}
    found: dict[str, float] = {}
    read = list(words(mine, languages[0]))
    apart = {word.start for word in read if not stems.issuperset(_chunk_stems(mine, word, languages[0]))}
    for run in _runs(mine, [word._replace(stem="") if word.start in apart else word for word in read], stems, beside):
        worth = sum(telling(word.stem) for word in run)
        if worth > 0 and any(len(word.exact) > 2 and not word.exact.isdigit() for word in run):
            said = " ".join(mine[run[0].start : run[-1].end].split())
            term = _ELIDED.sub("", said)
            found[term] = max(worth, found.get(term, 0.0))
    return sorted(found.items(), key=lambda item: -item[1])


def _chunk_stems(text: str, word: Word, language: str) -> tuple[str, ...]:
    """Of what stands between two spaces or marks: one of the two words of a compound is no term."""
    return analyse(text[word.start : word.end], language).stems


def _runs(text: str, said: Sequence[Word], stems: set[str], beside: set[tuple[str, str]]) -> Iterator[tuple[Word, ...]]:
    """Words that the other says too; those that stand side by side there as here come together."""
    run: list[Word] = []
    between = 0
    for word in said:
        if word.stop:
            between += 1
            continue
        follows = run and (run[-1].stem, word.stem) in beside and between <= PHRASE and not broken(text, run[-1], word)
        if run and not follows:
            yield tuple(run)
            run = []
        if word.stem in stems:
            run.append(word)
        between = 0
    if run:
        yield tuple(run)


def _distinct(ranked: Sequence[str]) -> list[str]:
    """Without those that say the stems of a better one again."""
    kept: list[str] = []
    told: set[str] = set()
    for term in ranked:
        stems = set(analyse(term).stems)
        if not stems <= told:
            kept.append(term)
            told |= stems
    return kept


def questions(one: Side, other: Side, rarity: Rarity) -> Iterator[Reason]:
    """The two that ask the same in most of their telling words."""
    best: tuple[float, Quote, Quote] | None = None
    theirs = [(asked, _telling(asked, other)) for asked in asking(other.publication)]
    for asked in asking(one.publication):
        mine = _telling(asked, one)
        for answered, stems in theirs:
            both, either = mine & stems, mine | stems
            share = sum(map(rarity, both)) / (sum(map(rarity, either)) or 1.0)
            if len(both) > 1 and share >= ASKED and (best is None or share > best[0]):
                best = share, asked, answered
    if best:
        _, asked, answered = best
        yield Reason(kind=ReasonKind.QUESTION, values=(asked.text, answered.text), quotes=(asked, answered))


def asking(publication: Publication) -> Iterator[Quote]:
    """Every question that it puts as such: its own, and titles that ask."""
    key = publication.id
    for entry in publication.questions:
        yield Quote(publication=key, text=entry.question, place=Place(anchor=entry.anchor))
    for section in publication.sections:
        if section.heading.endswith("?"):
            yield Quote(publication=key, text=section.heading, place=Place(anchor=section.anchor))
    for chapter in publication.chapters:
        if chapter.title.endswith("?"):
            yield Quote(publication=key, text=chapter.title, place=Place(start=chapter.start))
    if publication.title.endswith("?"):
        yield Quote(publication=key, text=publication.title)


def _telling(asked: Quote, side: Side) -> set[str]:
    return set(analyse(asked.text, side.publication.language).stems)

"""Everything around one question: composed of what the search finds, what the question's wordings point at and the
themes of passages. Extracts to the letter, each once; nothing is written.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from filrouge.engine import Engine
from filrouge.flow.questions.extracting import from_answer, from_passage
from filrouge.library.contract import Library
from filrouge.model import (
    Angle,
    Aspect,
    Extract,
    Gathering,
    ListeningPath,
    Named,
    Origin,
    Passage,
    Place,
    PlaceFound,
    PublicationCard,
    PublicationFound,
    Question,
    QuestionCard,
    Results,
    SideBySide,
    Variant,
    Voice,
)
from filrouge.model.passage import Part
from filrouge.questions.forms import aspects
from filrouge.search import Search
from filrouge.search.answering import Candidate, answers, candidates
from filrouge.search.answering import Extract as Answer
from filrouge.search.parsing import parse
from filrouge.thesaurus.held import HeldThesaurus

PUBLICATIONS = 12
PASSAGES = 4
"""Of each, that may answer."""
READ = 16
"""Passages in which the sentence that answers is looked for: those that answer best."""
ANSWERS = 6
STRETCH = 3
"""Passages after a question asked aloud in which it is answered."""
MOMENTS = 8
READING = 8
ANGLES = 6
IN_ANGLE = 3
THEMES = 3
VOICES = 4
PLACES = 12
"""Of a publication; the sections of one that is the question itself are all named, up to SECTIONS."""
SECTIONS = 40
WORTH = 0.3
"""Of the best passage's score, below which a passage is around the question no more."""
LIKELY = 0.5
"""The same, of a publication's score and of its places."""


@dataclass(frozen=True)
class Sought:
    """What a search found: its passages, best first of all, and the extracts of them that answer best."""

    results: Results
    passages: tuple[Candidate, ...]
    answers: tuple[Answer, ...]


class _Asked(NamedTuple):
    """Where a wording of the question stands; `answering` are those of its publication's passages that answer it."""

    variant: Variant
    card: PublicationCard
    passages: tuple[Passage, ...]
    answering: tuple[Passage, ...]


@dataclass
class Gatherer:
    library: Library
    engine: Engine
    search: Search
    held: HeldThesaurus
    language: str = "fr"
    _named: tuple[str, dict[str, Named]] = field(default=("", {}), repr=False)

    @property
    def _names(self) -> dict[str, Named]:
        """Of every concept, by its address; made once for each thesaurus."""
        present = self.held.present
        if self._named[0] != present.digest:
            concepts = present.thesaurus.concepts.items()
            names = {key: Named(slug=one.slug, label=one.label(self.language)) for key, one in concepts}
            self._named = present.digest, names
        return self._named[1]

    def find(self, text: str) -> Sought:
        """The search that a gathering is made from, and what answers best in it."""
        results = self.search.search(text, size=PUBLICATIONS, passages=PASSAGES, facets=0)
        every = sorted(candidates(results), key=lambda one: -(one.score + one.own))
        best = answers(parse(text).words, every[:READ], rarity=self.search.rarity, limit=ANSWERS + 2)
        return Sought(results, tuple(every), best)

    def gather(
        self,
        text: str,
        sought: Sought,
        related: Sequence[QuestionCard] = (),
        question: Question | None = None,
    ) -> Gathering:
        """Around these words, and around the wordings of `question` when the library holds it; `related` are the
        questions near it, nearest first."""
        asked = self._asked(question) if question else ()
        direct = self._direct(text, sought, asked)
        used = {one.passage for one in direct}
        around = [one for one in _around(sought) if one.passage.id not in used]
        excerpts = {found.passage.id: found.text for hit in sought.results.hits for found in hit.passages}
        extracts = [(one.passage.part, from_passage(one, excerpts[one.passage.id])) for one in around]
        moments = [extract for part, extract in extracts if part is Part.TRANSCRIPT]
        reading = [extract for part, extract in extracts if part is not Part.TRANSCRIPT]
        shown = (*direct, *moments[:MOMENTS], *reading[:READING])
        themes = self._themes((*direct, *moments, *reading))
        rest = (*moments[MOMENTS:], *reading[READING:])
        return Gathering(
            answers=direct,
            path=ListeningPath(moments=tuple(moments[:MOMENTS])),
            reading=tuple(reading[:READING]),
            angles=tuple(_angles(text, related, rest, themes, self._subject(text)))[:ANGLES],
            voices=tuple(_voices(shown, themes))[:THEMES],
            related=tuple(related),
            publications=self._publications(sought.results, asked),
        )

    def named(self, slugs: Iterable[str]) -> tuple[Named, ...]:
        concepts = self.held.present.thesaurus.by_slug
        return tuple(Named(slug=slug, label=concepts[slug].label(self.language)) for slug in slugs if slug in concepts)

    def _subject(self, text: str) -> frozenset[str]:
        """Slugs of the themes that the question itself names: they are no other angle of it."""
        present = self.held.present
        return frozenset(present.thesaurus.concepts[one].slug for one in present.named(text, self.language))

    def _asked(self, question: Question) -> tuple[_Asked, ...]:
        passages, cards = self.engine.fetch(question.publications), self.engine.cards(question.publications)
        return tuple(
            _Asked(one, cards[one.publication], passages[one.publication], _answering(one, passages[one.publication]))
            for one in question.variants if one.publication in passages and one.publication in cards
        )  # fmt: skip

    def _direct(self, text: str, sought: Sought, asked: Sequence[_Asked]) -> tuple[Extract, ...]:
        """What answers where it is asked (a FAQ's answer, what is said next), then the best of what is found."""
        kept: dict[str, Extract] = {}
        for answer, whole in chain(self._where_asked(text, asked), ((one, False) for one in sought.answers)):
            kept.setdefault(answer.passage.id, from_answer(answer, whole=whole))
            if len(kept) == ANSWERS:
                break
        return tuple(kept.values())

    def _where_asked(self, text: str, asked: Sequence[_Asked]) -> Iterator[tuple[Answer, bool]]:
        """Of each wording, what answers best where it stands, and whether that is to be shown whole. Read one by one:
        those of which nothing is shown cost nothing."""
        rarity = self.search.rarity
        for one in asked:
            if one.variant.origin is not Origin.TITLE:
                own = [Candidate(passage, one.card, 1.0, 1.0) for passage in one.answering[:STRETCH]]
                for best in answers(text, own, rarity=rarity, limit=1):
                    yield best, best.passage.part is Part.QUESTION

    def _themes(self, extracts: Iterable[Extract]) -> dict[str, tuple[Named, ...]]:
        """By passage, the themes that it was found to speak of, strongest first."""
        passages: dict[str, set[str]] = defaultdict(set)
        for one in extracts:
            passages[one.publication.id].add(one.passage)
        names = self._names
        found = {}
        for passage, concepts in self.library.tags.told(passages).items():
            named = [(-strength, names[one]) for one, strength in concepts.items() if one in names]
            found[passage] = tuple(one for _, one in sorted(named, key=lambda one: (one[0], one[1].slug)))
        return found

    def _publications(self, results: Results, asked: Sequence[_Asked]) -> tuple[PublicationFound, ...]:
        """Those that ask it first, each with every place where it asks or answers, in reading order."""
        places: dict[str, dict[tuple[Place, str], PlaceFound]] = defaultdict(dict)
        cards: dict[str, PublicationCard] = {}
        scores: dict[str, float] = {}
        for variant, card, passages, answering in asked:
            cards[card.id] = card
            scores.setdefault(card.id, 1.0)
            if variant.origin is Origin.TITLE:
                for place in _sections(card, passages):
                    places[card.id].setdefault((place.place, place.heading), place)
            else:
                text = answering[0].text if answering else ""
                place = PlaceFound(
                    place=variant.place,
                    heading=variant.text,
                    text=_opening(text),
                    asked=True,
                    url=card.url + variant.place.suffix,
                )
                places[card.id][variant.place, variant.text] = place
        best = results.hits[0].score if results.hits else 1.0
        for hit in results.hits:
            card = hit.publication
            near = [one for one in hit.passages if one.score >= LIKELY * hit.passages[0].score]
            if hit.score < LIKELY * best and card.id not in cards:
                continue
            cards.setdefault(card.id, card)
            scores.setdefault(card.id, min(1.0, hit.score / best) if best else 0.0)
            for one in near:
                key = one.passage.place, one.passage.heading
                found = PlaceFound(place=key[0], heading=key[1], text=_opening(one.text), url=one.url)
                places[card.id].setdefault(key, found)
        return tuple(
            PublicationFound(publication=card, score=scores[key], places=_in_order(places[key].values()))
            for key, card in cards.items()
        )


def _answering(variant: Variant, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """From the first that answers to the end of its place."""
    first = next((number for number, one in enumerate(passages) if one.id == variant.passage), None)
    if first is None:
        return ()
    head = passages[first]
    return (head, *(one for one in passages[first + 1 :] if one.part is head.part and _same_place(one, variant)))


def _same_place(passage: Passage, variant: Variant) -> bool:
    if variant.place.start is None:
        return variant.place.anchor is not None and passage.place.anchor == variant.place.anchor
    return passage.place.start is not None and passage.place.start < (variant.place.end or 0.0)


def _around(sought: Sought) -> Iterator[Candidate]:
    """Passages, those far below the best left out."""
    every = sought.passages
    best = every[0].score + every[0].own if every else 0.0
    return (one for one in every if one.score + one.own >= WORTH * best)


def _angles(
    text: str,
    related: Sequence[QuestionCard],
    rest: Sequence[Extract],
    themes: Mapping[str, tuple[Named, ...]],
    subject: Collection[str],
) -> Iterator[Angle]:
    """What else is asked of the subject (for whom, why, how…), then what else is said around it, by theme."""
    mine = set(aspects(text))
    asked: dict[Aspect, list[QuestionCard]] = defaultdict(list)
    for one in related:
        for aspect in aspects(one.wording)[:1]:
            if aspect not in mine:
                asked[aspect].append(one)
    for aspect, those in asked.items():
        yield Angle(aspect=aspect, questions=tuple(those[:IN_ANGLE]))
    grouped: dict[Named, list[Extract]] = defaultdict(list)
    for extract in rest:
        for theme in themes.get(extract.passage, ())[:2]:
            if theme.slug not in subject:
                grouped[theme].append(extract)
                break
    for theme, extracts in sorted(grouped.items(), key=lambda item: -len(item[1])):
        yield Angle(theme=theme, extracts=tuple(extracts[:IN_ANGLE]))


def _voices(shown: Sequence[Extract], themes: Mapping[str, tuple[Named, ...]]) -> Iterator[SideBySide]:
    """Themes of which two speakers at least are heard, most speakers first; each speaker is heard once a theme."""
    heard: dict[Named, dict[str, Extract]] = defaultdict(dict)
    for extract in shown:
        speaker = extract.speaker
        for theme in themes.get(extract.passage, ())[:4] if speaker else ():
            heard[theme].setdefault(speaker or "", extract)
    seen: set[frozenset[str]] = set()
    for theme, voices in sorted(heard.items(), key=lambda item: (-len(item[1]), item[0].slug)):
        passages = frozenset(one.passage for one in voices.values())
        if len(voices) > 1 and passages not in seen:
            seen.add(passages)
            chosen = list(voices.items())[:VOICES]
            yield SideBySide(theme=theme, voices=tuple(Voice(speaker=name, extracts=(one,)) for name, one in chosen))


def _sections(card: PublicationCard, passages: Sequence[Passage]) -> Iterator[PlaceFound]:
    """A publication that is the question itself: each of its sections and chapters, once."""
    seen: set[tuple[Part, str]] = set()
    for one in passages:
        if one.part is Part.QUESTION or (one.part, one.heading) in seen or len(seen) >= SECTIONS:
            continue
        seen.add((one.part, one.heading))
        place = Place(start=one.place.start) if one.place.start is not None else one.place
        yield PlaceFound(place=place, heading=one.heading, text=_opening(one.text), url=card.url + place.suffix)


def _in_order(places: Iterable[PlaceFound]) -> tuple[PlaceFound, ...]:
    """What is read, as it comes; then what is heard, by its moment."""
    every = list(places)
    spoken = sorted((one for one in every if one.place.start is not None), key=lambda one: one.place.start or 0.0)
    written = [one for one in every if one.place.start is None]
    most = max(PLACES, min(SECTIONS, len(every))) if any(one.asked for one in every) else PLACES
    return (*written, *spoken)[:most]


def _opening(text: str, letters: int = 160) -> str:
    """The first words of a passage, cut between two."""
    line = " ".join(text.split())
    return line if len(line) <= letters else line[: line.rfind(" ", 0, letters)] + " …"

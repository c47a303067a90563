"""What a library says of each theme: how much is filed under it, where it is best said, what is asked about it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from filrouge.engine import Engine
from filrouge.flow.themes.tagging import Cut
from filrouge.library.contract import Library, Stored
from filrouge.model import Concept, Passage, PassageHit, PublicationCard, Status
from filrouge.model.passage import Part
from filrouge.search.excerpts import Marker
from filrouge.thesaurus.agreement import Agreement, agreement
from filrouge.thesaurus.candidates import Candidate, candidates
from filrouge.thesaurus.held import HeldThesaurus, Present

SPEAKING = 24
"""Publications whose best passages are looked at for moments and questions."""


@dataclass(frozen=True)
class Moment:
    publication: PublicationCard
    hit: PassageHit


@dataclass(frozen=True)
class Uses:
    """Of one state of library and thesaurus: by concept, the publications filed under it or under a narrower one;
    and every concept that something leads to, the broader ones among them."""

    counts: dict[str, int]
    used: frozenset[str]


@dataclass
class ThemeReader:
    """Reads what tagging kept. May be used from several threads."""

    library: Library
    engine: Engine
    held: HeldThesaurus
    _uses: tuple[tuple[int, str], Uses] | None = field(default=None, repr=False)

    @property
    def present(self) -> Present:
        return self.held.present

    def uses(self) -> Uses:
        """Counted once for each state."""
        present = self.present
        state = self.library.sequence, present.digest
        if self._uses is None or self._uses[0] != state:
            self._uses = state, self._count(present)
        return self._uses[1]

    def _count(self, present: Present) -> Uses:
        thesaurus = present.thesaurus
        publications: dict[str, set[str]] = defaultdict(set)
        for concept, those in self.library.tags.filed().items():
            if concept in thesaurus.concepts:
                for one in (concept, *thesaurus.above(concept)):
                    publications[one] |= those
        spoken = [concept for concept in self.library.tags.spread() if concept in thesaurus.concepts]
        broader = {above for concept in spoken for above in thesaurus.above(concept)}
        counts = {concept: len(those) for concept, those in publications.items()}
        return Uses(counts, frozenset((*counts, *spoken, *broader)))

    def moments(self, concept: Concept, limit: int) -> tuple[Moment, ...]:
        """Where it is best said, then where a narrower one is: one passage a publication, strongest first."""
        present = self.present
        wanted = {concept.address, *present.thesaurus.below(concept.address)}
        best = self.library.tags.best
        told = [*best([concept.address], limit), *best(wanted, 2 * limit)]
        found: dict[str, str] = {}
        for one in told:
            found.setdefault(one.publication, one.tag.passages[0].passage)
        return tuple(self._shown(list(found.items())[:limit], wanted, present))

    def questions(self, concept: Concept, limit: int) -> tuple[Moment, ...]:
        """Questions that name it, or a narrower one, in their own words or in their answer; the former first."""
        present = self.present
        wanted = {concept.address, *present.thesaurus.below(concept.address)}
        told = self.library.tags.best(wanted, SPEAKING)
        found = [
            (one.publication, passage.passage)
            for one in told
            for passage in one.tag.passages
            if passage.part is Part.QUESTION
        ]
        shown: dict[str, Moment] = {}
        for moment in self._shown(found, wanted, present):
            shown.setdefault(moment.hit.passage.heading, moment)

        def names_it(moment: Moment) -> bool:
            mentions = present.matcher(moment.publication.language).mentions(moment.hit.passage.heading)
            return any(wanted.intersection(mention.concepts) for mention in mentions)

        return tuple(sorted(shown.values(), key=lambda moment: not names_it(moment))[:limit])

    def agreement(self) -> Agreement:
        """Of what was found with what editors gave."""
        return agreement(self.library.tags.of(one.publication.id) for one in self._published())

    def candidates(self, cut: Cut, *, limit: int, least: int) -> tuple[Candidate, ...]:
        """Phrases of the library that no concept covers. Reads all of it, twice, and keeps none of it."""
        names = {person.name for one in self._published() for person in one.publication.people}
        read = ((one.publication.id, one.publication.language, cut(one.publication)) for one in self._published())
        return candidates(read, self.present.matcher, names=names, limit=limit, least=least)

    def _published(self) -> Iterator[Stored]:
        return (one for one in self.library.changes() if one.publication.status is Status.PUBLISHED)

    def _shown(self, found: Iterable[tuple[str, str]], wanted: Collection[str], present: Present) -> Iterator[Moment]:
        """A passage that the index does not hold yet, or no more, is left out until both have caught up."""
        found = list(found)
        passages = self.engine.fetch([publication for publication, _ in found])
        for publication, key in found:
            passage = next((one for one in passages.get(publication, ()) if one.id == key), None)
            if passage is not None:
                card = self.library.get(publication).card()
                yield Moment(card, _hit(card, passage, wanted, present))


def _hit(card: PublicationCard, passage: Passage, wanted: Collection[str], present: Present) -> PassageHit:
    """The excerpt marks the words that name the theme."""
    naming = [
        passage.text[mention.start : mention.end]
        for mention in present.matcher(card.language).mentions(passage.text)
        if set(wanted).intersection(mention.concepts)
    ]
    text, html = Marker(" ".join(naming) or passage.heading).marked(passage.text, card.language)
    return PassageHit(passage=passage, score=0.0, text=text, html=html, url=card.url + passage.place.suffix)

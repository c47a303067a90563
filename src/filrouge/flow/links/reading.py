"""What a library says of its links: each publication's, with quotes and evidence; and all of them, for a map."""

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import log
from threading import Lock
from typing import NamedTuple, TypeVar

import numpy as np

from filrouge.errors import LibraryError
from filrouge.flow.themes.tagging import Cut
from filrouge.language import analyse
from filrouge.library.contract import Library
from filrouge.links import Linking, Links
from filrouge.links.citing import citations
from filrouge.links.diversity import LOOKED_AT, diversified
from filrouge.links.evidence import Meeting, Rarity, Side, Theme, common, meetings, questions, terms, themes, versions
from filrouge.links.pairs import Weighed, pairs, rare_limit, telling, weigh
from filrouge.links.store import Held
from filrouge.links.strength import strength
from filrouge.links.vectors import Vectors
from filrouge.model import (
    Decision,
    Edge,
    Link,
    Passage,
    PassageHit,
    PassagePair,
    Publication,
    Reason,
    ReasonKind,
    Standing,
    Status,
    ThemeTag,
)
from filrouge.search.excerpts import Marker
from filrouge.thesaurus.held import HeldThesaurus, Present

SHOWN = 10
"""Links shown with a publication."""
AGAIN = 5
"""Versions of a publication, at most, that are shown beside its links: they are no discovery, and take no place."""
REMEMBERED = 256
"""Publications whose links, and whose weighed passages, are kept in memory: who reads one goes on to its neighbours."""
_VERSIONS = frozenset({ReasonKind.VERSION, ReasonKind.TRANSLATION})
Key = TypeVar("Key")
Found = TypeVar("Found")
_NEVER_ALONE = frozenset({ReasonKind.SPEAKER, ReasonKind.SERIES})
_FIRST = (Standing.PINNED, Standing.BY_HAND, Standing.ACCEPTED)


class RankedLink(NamedTuple):
    """A link before it is explained. One that an editor made or accepted has strength 1: there is no doubt left."""

    publication: str
    strength: float
    standing: Standing
    words: str = ""


class LinkReader:
    """Reads what linking kept, as editors decided. May be used from several threads."""

    def __init__(self, library: Library, links: Links, cut: Cut, thesaurus: HeldThesaurus) -> None:
        self._library = library
        self._links = links
        self._cut = cut
        self._thesaurus = thesaurus
        self._lock = Lock()
        self._known: OrderedDict[tuple[str, int], tuple[Link, ...]] = OrderedDict()
        self._explaining: _Explaining | None = None
        self._state = ""

    @property
    def state(self) -> str:
        """Of all that links are made of: another whenever one of them may be another."""
        written, decided = self._links.version, self._library.links.revision
        return f"{written}.{decided}.{self._library.sequence}.{self._thesaurus.digest[:12]}"

    def links(self, publication: str, limit: int = SHOWN) -> tuple[Link, ...]:
        """From a publication by its id, pinned first, then those that editors made or accepted, then the strongest,
        diversified; rejected ones are left out, and those that nothing but a speaker or a series explains. Versions of
        the publication itself are not counted in `limit`.

        Only published targets. Empty for what is not published or not linked yet.
        """
        with self._lock:
            state = self.state
            if state != self._state or self._explaining is None:
                self._known.clear()
                present = self._thesaurus.present
                self._explaining = _Explaining(self._library, self._links, self._cut, present)
                self._state = state
            if (publication, limit) in self._known:
                self._known.move_to_end((publication, limit))
                return self._known[publication, limit]
            explaining = self._explaining
        found = tuple(_counted(explaining.links(publication, self.ranked(publication, limit + AGAIN)), limit))
        with self._lock:
            if state == self._state:
                _remember(self._known, (publication, limit), found)
        return found

    def ranked(self, publication: str, depth: int, linking: Linking | None = None) -> list[RankedLink]:
        """The list that `links` explains the first of, whatever their strength. `linking`: other weights, tried."""
        decided = self._library.links.of(publication)
        found = self._links.ranked(publication, max(depth, LOOKED_AT * SHOWN) + len(decided), linking)
        scores = {one.publication: one.score for one in found}
        held = self._links.held([*decided, *(one.publication for one in found[: LOOKED_AT * SHOWN])])
        made = sorted(
            (one for one in decided.items() if one[1].standing in _FIRST and one[0] in held),
            key=lambda one: (_FIRST.index(one[1].standing), -scores.get(one[0], 0.0)),
        )
        free = diversified([one for one in found if one.publication not in decided], held, SHOWN)
        size = self._links.count()
        return [
            *(RankedLink(key, 1.0, decision.standing, decision.words) for key, decision in made),
            *(RankedLink(one.publication, strength(one.score, size), Standing.FOUND) for one in free),
        ][:depth]

    def edges(self, least: float = 0.0, each: int = SHOWN) -> tuple[Edge, ...]:
        """Links of the whole library of strength `least` or more, one a pair: those that stand among the first
        `each` of one of their two ends, and those that editors made. Costs no reading of texts."""
        size = self._links.count()
        decided = {(one.first, one.second): one for one in self._library.links.all()}
        best: dict[tuple[str, str], float] = defaultdict(float)
        for one, other, score in self._links.edges(each):
            ends = Decision.ends(one, other)
            best[ends] = max(best[ends], strength(score, size))
        present = self._links.present([key for ends in decided for key in ends])
        edges = [
            Edge(source=first, target=second, strength=value)
            for (first, second), value in best.items()
            if (first, second) not in decided and value >= least
        ]
        edges += [
            Edge(source=first, target=second, strength=1.0, standing=one.standing)
            for (first, second), one in decided.items()
            if one.standing in _FIRST and {first, second} <= present
        ]
        return tuple(sorted(edges, key=lambda edge: (-edge.strength, edge.source, edge.target)))


def _remember(kept: OrderedDict[Key, Found], key: Key, found: Found) -> None:
    kept[key] = found
    while len(kept) > REMEMBERED:
        kept.popitem(last=False)


def _counted(links: Iterator[Link], limit: int) -> Iterator[Link]:
    """The first `limit` that are not versions of the publication, and the versions among them."""
    count = 0
    for link in links:
        if _VERSIONS.isdisjoint(reason.kind for reason in link.reasons):
            count += 1
        yield link
        if count == limit:
            return


class _Read(NamedTuple):
    """What of a publication is the same for all its links."""

    passages: tuple[Passage, ...]
    tags: tuple[ThemeTag, ...]
    weighed: Weighed


class _End(NamedTuple):
    """Of a link."""

    side: Side
    weighed: Weighed


class _Explaining:
    """Explains the links of one state of the library, those of a publication told apart by the passages that are shown.
    May be used from several threads."""

    def __init__(self, library: Library, links: Links, cut: Cut, present: Present) -> None:
        self._library = library
        self._links = links
        self._cut = cut
        self._present = present
        self._counts = links.counts()
        self._spread = library.tags.spread()
        self._read: OrderedDict[str, _Read] = OrderedDict()
        self._lock = Lock()

    def links(self, publication: str, shown: Sequence[RankedLink]) -> Iterator[Link]:
        held = self._links.held([publication, *(one.publication for one in shown)])
        one = self._end(publication, held)
        if one is None:
            return
        taken: Counter[int] = Counter()
        for ranked in shown:
            other = self._end(ranked.publication, held)
            link = self._link(one, other, ranked, taken) if other else None
            if link:
                yield link

    def _link(self, mine: "_End", theirs: "_End", ranked: RankedLink, taken: Counter[int]) -> Link | None:
        """None when nothing but a speaker or a series explains it. `taken`: passages that links showed first."""
        one, other = mine.side, theirs.side
        rare = telling(one.held.vectors, other.held.vectors, self._counts)
        found = pairs(mine.weighed, theirs.weighed, rare, ranked.strength, taken)
        stems = {stem: rare[word] for word, stem in self._links.words(rare).items()}

        def rarity(stem: str) -> float:
            return stems.get(stem, 0.0)

        met = list(meetings(one, other, found, rarity))
        reasons = self._reasons(one, other, met, rarity, ranked.words)
        if ranked.standing is Standing.FOUND and _NEVER_ALONE.issuperset(reason.kind for reason in reasons):
            return None
        taken.update(pair.one for pair in found[:1])
        return Link(
            source=one.publication.id,
            target=other.publication.card(),
            strength=ranked.strength,
            standing=ranked.standing,
            reasons=reasons,
            pairs=tuple(_shown(one, other, meeting) for meeting in met if meeting.pair.worth_showing),
        )

    def _end(self, publication: str, held: Mapping[str, Held]) -> "_End | None":
        """None when it cannot be read, or is not published any more: the links will have caught up in a moment."""
        try:
            whole = self._library.get(publication)
        except LibraryError:
            return None
        if publication not in held or whole.status is not Status.PUBLISHED:
            return None
        read = self._reading(whole, held[publication])
        return _End(Side(whole, read.passages, held[publication], read.tags), read.weighed)

    def _reading(self, publication: Publication, held: Held) -> _Read:
        with self._lock:
            if publication.id in self._read:
                self._read.move_to_end(publication.id)
                return self._read[publication.id]
        passages, tags = self._cut(publication), self._library.tags.of(publication.id)
        weighed = self._weighed(publication, passages, tags, held.vectors)
        found = _Read(passages, tags, weighed)
        with self._lock:
            _remember(self._read, publication.id, found)
        return found

    def _weighed(
        self, publication: Publication, passages: Sequence[Passage], tags: Sequence[ThemeTag], vectors: Vectors
    ) -> Weighed:
        """A passage has its heading from the first one under it on, and the concepts that it was tagged with."""
        size = len(vectors.passages)
        headings = [analyse(passage.heading, publication.language).stems for passage in passages[:size]]
        ids = self._links.ids(stem for stems in headings for stem in stems)
        again = [before == heading for before, heading in pairwise(("", *headings))]
        known = [
            np.array([ids[stem] for stem in stems if stem in ids] if repeated else [], np.int32)
            for stems, repeated in zip(headings, again, strict=True)
        ]
        places = {passage.id: number for number, passage in enumerate(passages[:size])}
        themes: list[dict[str, float]] = [{} for _ in range(size)]
        for tag in tags:
            telling = log((1 + self._counts.publications) / (1 + self._spread.get(tag.concept, 0)))
            for tagged in tag.passages:
                if telling > 0 and tagged.passage in places:
                    themes[places[tagged.passage]][tag.concept] = telling
        return weigh(vectors, self._counts, known, themes)

    def _reasons(
        self, one: Side, other: Side, met: Sequence[Meeting], rarity: Rarity, editors: str
    ) -> tuple[Reason, ...]:
        told = (
            [Reason(kind=ReasonKind.EDITOR, values=(editors,))] if editors else [],
            versions(one, other),
            citations(one, other),
            questions(one, other, rarity),
            themes(one, other, list(self._rare(one, other)), self._present.matcher),
            terms(met),
            common(one, other),
        )
        return tuple(reason for some in told for reason in some)

    def _rare(self, one: Side, other: Side) -> Iterator[Theme]:
        """Themes of both that few of the library speak of."""
        most = rare_limit(self._counts)
        theirs = {tag.concept for tag in other.tags}
        for tag in one.tags:
            concept = self._present.thesaurus.concepts.get(tag.concept)
            if concept is not None and tag.concept in theirs and self._spread.get(tag.concept, 0) <= most:
                yield Theme(tag.concept, concept.slug, concept.label(one.publication.language))


def _shown(one: Side, other: Side, meeting: Meeting) -> PassagePair:
    """The excerpts mark what both say."""
    said = [term for term, _ in meeting.said]
    marker = Marker(" ".join(said))
    return PassagePair(
        source=_hit(one, meeting.mine, marker),
        target=_hit(other, meeting.theirs, marker),
        terms=tuple(said[:SHOWN]),
        strength=meeting.pair.likely,
    )


def _hit(side: Side, passage: Passage, marker: Marker) -> PassageHit:
    text, html = marker.marked(passage.text, side.publication.language)
    return PassageHit(
        passage=passage, score=0.0, text=text, html=html, url=side.publication.path + passage.place.suffix
    )

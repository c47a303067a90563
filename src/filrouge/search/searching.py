"""The search call: the one that pages, API, command line and evaluation all use."""

from collections.abc import Sequence
from dataclasses import replace
from math import log
from time import perf_counter

from filrouge.engine import FACET_VALUES, Engine, Match, Matches, Request, ScoredPassage
from filrouge.model import Clause, Filter, Hit, Notice, PassageHit, PublicationCard, Query, Results, Sort, Suggestion
from filrouge.search.crowding import SPARE, Shown
from filrouge.search.excerpts import Marker, Rarity
from filrouge.search.parsing import parse
from filrouge.search.suggesting import Suggestions
from filrouge.search.synonym_file import HeldSynonyms
from filrouge.search.wording import Worded, Wording

DEEPEST = 10_000
"""Publications: nobody reads beyond, and ranking them would cost more than it is worth."""


class Search:
    """Searches one index."""

    def __init__(self, engine: Engine, synonyms: HeldSynonyms | None = None) -> None:
        self._engine = engine
        self._synonyms = synonyms or HeldSynonyms()
        self._suggestions = Suggestions(engine)

    def search(  # noqa: PLR0913 (one argument an option of the page)
        self,
        query: str | Query,
        *,
        filters: Sequence[Filter] = (),
        sort: Sort = Sort.RELEVANCE,
        page: int = 1,
        size: int = 10,
        passages: int = 3,
        facets: int = FACET_VALUES,
        exact: bool = False,
        excerpts: bool = True,
        whole: str = "",
    ) -> Results:
        """One page of results. `page` counts from 1; what is beyond the last result is empty, never an error.
        `facets`: how many values of each, at most. `exact`: what was typed, without corrections or synonyms.
        `excerpts`: of passages; without, they are found and their texts are left empty.
        `whole`: the slug of a publication of which passages are shown even where they repeat each other.
        """
        started = perf_counter()
        asked = (parse(query) if isinstance(query, str) else query).filtered(*filters)
        size = max(1, min(size, DEEPEST))
        start = max(0, page - 1) * size
        worded = self._wording.worded(asked, exact=exact)
        wanted = Request(
            worded.sought, sort, start, max(0, min(size, DEEPEST - start)), passages and passages + SPARE, facets
        )
        worded, matches = self._answered(worded, wanted, loosening=not exact)
        hits = _hits(matches.found, self._marker(worded.sought) if excerpts else None, passages, whole)
        return Results(
            query=worded.query,
            total=matches.total,
            took_ms=round((perf_counter() - started) * 1000, 3),
            hits=hits,
            facets=matches.facets,
            sort=sort,
            page=max(1, page),
            size=size,
            notices=matches.notices,
            synonyms=worded.sought.rewordings,
            correction=worded.better,
            corrected=worded.query.typed != asked.typed,
        )

    @property
    def _wording(self) -> Wording:
        return Wording(self._engine.vocabulary, self._synonyms.present, self._engine.state.publications)

    def _answered(self, worded: Worded, wanted: Request, *, loosening: bool) -> tuple[Worded, Matches]:
        """With phrases as words, when nothing holds them as they are quoted."""
        strict = self._engine.search(wanted)
        loose = _loosened(worded) if loosening and not strict.total else None
        if loose is None:
            return worded, strict
        matches = self._engine.search(replace(wanted, query=loose.sought))
        if not matches.total:
            return worded, strict
        return loose, replace(matches, notices=(*matches.notices, Notice.LOOSENED))

    def _marker(self, sought: Query) -> Marker:
        return Marker(sought.words, self.rarity, [other for one in sought.rewordings for other in one.others])

    @property
    def rarity(self) -> Rarity:
        """How much a folded word tells (Robertson & Spärck Jones’ weight): the fewer publications hold it, the more.
        Of the state that the index has now."""
        vocabulary, among = self._engine.vocabulary, self._engine.state.publications

        def rarity(word: str) -> float:
            count = vocabulary.count(word)
            return log(1 + (max(0, among - count) + 0.5) / (count + 0.5))

        return rarity

    def suggest(self, typed: str) -> tuple[Suggestion, ...]:
        """What to offer while this is being typed."""
        return self._suggestions.suggest(typed)


def _loosened(worded: Worded) -> Worded | None:
    """Its phrases as words; None when there are none."""
    clauses = tuple(
        Clause(alternatives=(" ".join(one.alternatives),)) if one.phrase and not one.excluded else one
        for one in worded.sought.clauses
    )
    if clauses == worded.sought.clauses:
        return None
    return worded._replace(sought=worded.sought.model_copy(update={"clauses": clauses}))


def _hits(found: Sequence[Match], marker: Marker | None, passages: int, whole: str) -> tuple[Hit, ...]:
    shown = Shown()
    return tuple(
        _hit(match, shown.choose(match.passages, passages, every=match.card.slug == whole), marker) for match in found
    )


def _hit(match: Match, passages: Sequence[ScoredPassage], marker: Marker | None) -> Hit:
    return Hit(
        publication=match.card,
        score=match.score,
        passages=tuple(_passage_hit(match.card, found, marker) for found in passages),
        more=match.more + len(match.passages) - len(passages),
        versions=match.versions,
    )


def _passage_hit(card: PublicationCard, found: ScoredPassage, marker: Marker | None) -> PassageHit:
    text, html = marker.marked(found.passage.text, card.language) if marker else ("", "")
    return PassageHit(
        passage=found.passage, score=found.score, text=text, html=html, url=card.url + found.passage.place.suffix
    )

"""The search call: the one that pages, API, command line and evaluation all use."""

from collections.abc import Sequence
from time import perf_counter

from filrouge.engine import Engine, Match, Request, ScoredPassage
from filrouge.model import Filter, Hit, PassageHit, PublicationCard, Query, Results, Sort
from filrouge.search.excerpts import marked
from filrouge.search.parsing import parse

DEEPEST = 10_000
"""Publications: nobody reads beyond, and ranking them would cost more than it is worth."""


class Search:
    """Searches one index."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def search(
        self,
        query: str | Query,
        *,
        filters: Sequence[Filter] = (),
        sort: Sort = Sort.RELEVANCE,
        page: int = 1,
        size: int = 10,
        passages: int = 3,
    ) -> Results:
        """One page of results. `page` counts from 1; what is beyond the last result is empty, never an error."""
        started = perf_counter()
        asked = (parse(query) if isinstance(query, str) else query).filtered(*filters)
        size = max(1, min(size, DEEPEST))
        start = max(0, page - 1) * size
        matches = self._engine.search(
            Request(asked, sort=sort, start=start, size=max(0, min(size, DEEPEST - start)), passages=passages)
        )
        hits = tuple(_hit(match, asked.words) for match in matches.found)
        return Results(
            query=asked,
            total=matches.total,
            took_ms=round((perf_counter() - started) * 1000, 3),
            hits=hits,
            facets=matches.facets,
            sort=sort,
            page=max(1, page),
            size=size,
        )

    def suggest(self, prefix: str, limit: int = 8) -> tuple[str, ...]:
        """Words of the library that complete the last one typed, each with what was typed before it."""
        before, _, last = prefix.rpartition(" ")
        return tuple(f"{before} {word}".strip() for word in self._engine.complete(last, limit))


def _hit(match: Match, words: str) -> Hit:
    return Hit(
        publication=match.card,
        score=match.score,
        passages=tuple(_passage_hit(match.card, found, words) for found in match.passages),
        more=match.more,
    )


def _passage_hit(card: PublicationCard, found: ScoredPassage, words: str) -> PassageHit:
    text, html = marked(found.passage.text, words, card.language)
    return PassageHit(
        passage=found.passage, score=found.score, text=text, html=html, url=card.url + found.passage.place.suffix
    )

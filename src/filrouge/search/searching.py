"""The search call: the one that pages, API, command line and evaluation all use."""

import re
from collections.abc import Sequence
from dataclasses import replace
from time import perf_counter

from filrouge.engine import Engine, Match, Request, ScoredPassage
from filrouge.language import words
from filrouge.language.normal import spellings
from filrouge.model import Clause, Filter, Hit, PassageHit, PublicationCard, Query, Results, Sort, Suggestion
from filrouge.search.excerpts import Marker
from filrouge.search.parsing import parse
from filrouge.search.suggesting import Suggestions
from filrouge.search.vocabulary import Vocabulary

DEEPEST = 10_000
"""Publications: nobody reads beyond, and ranking them would cost more than it is worth."""


class Search:
    """Searches one index."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._suggestions = Suggestions(engine)

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
        spelt = self._respelt(asked)
        wanted = Request(spelt, sort=sort, start=start, size=max(0, min(size, DEEPEST - start)), passages=passages)
        matches = self._engine.search(wanted)
        better = self._corrected(asked) if asked.clauses else None
        instead = better is not None and not matches.total
        if better is not None and instead:
            asked, spelt = better, self._respelt(better)
            matches = self._engine.search(replace(wanted, query=spelt))
        marker = Marker(spelt.words)
        hits = tuple(_hit(match, marker) for match in matches.found)
        return Results(
            query=asked,
            total=matches.total,
            took_ms=round((perf_counter() - started) * 1000, 3),
            hits=hits,
            facets=matches.facets,
            sort=sort,
            page=max(1, page),
            size=size,
            notices=matches.notices,
            correction=better.typed if better else None,
            corrected=instead,
        )

    def suggest(self, typed: str) -> tuple[Suggestion, ...]:
        """What to offer while this is being typed."""
        return self._suggestions.suggest(typed)

    def _respelt(self, query: Query) -> Query:
        """The same query with its neighbouring words joined, where the library writes them so."""
        wanted = [word.exact for word in words(query.words) if not word.stop]
        joined = self._suggestions.vocabulary.joined(wanted) if len(wanted) > 1 else ()
        clauses = (*query.clauses, *(Clause(alternatives=(word,)) for word in joined))
        return query.model_copy(update={"clauses": clauses}) if joined else query

    def _corrected(self, query: Query) -> Query | None:
        """The same query with each word that the library does not know put right; None when there is none."""
        vocabulary = self._suggestions.vocabulary
        clauses = []
        for clause in query.clauses:
            better = clause if clause.excluded else _corrected(clause, vocabulary)
            clauses.append(better)
        if tuple(clauses) == query.clauses:
            return None
        typed = query.typed
        for before, after in zip(query.clauses, clauses, strict=True):
            for old, new in zip(before.alternatives, after.alternatives, strict=True):
                typed = typed.replace(old, new)
        return query.model_copy(update={"clauses": tuple(clauses), "typed": typed})


def _corrected(clause: Clause, vocabulary: Vocabulary) -> Clause:
    return clause.model_copy(
        update={"alternatives": tuple(_corrected_text(text, vocabulary) for text in clause.alternatives)}
    )


def _corrected_text(text: str, vocabulary: Vocabulary) -> str:
    """Elisions, hyphens and the words that are known stay as they are."""
    for spelling in spellings(text):
        better = vocabulary.correct(spelling)
        if better:
            text = re.sub(re.escape(spelling), better, text, flags=re.IGNORECASE)
    return text


def _hit(match: Match, marker: Marker) -> Hit:
    return Hit(
        publication=match.card,
        score=match.score,
        passages=tuple(_passage_hit(match.card, found, marker) for found in match.passages),
        more=match.more,
    )


def _passage_hit(card: PublicationCard, found: ScoredPassage, marker: Marker) -> PassageHit:
    text, html = marker.marked(found.passage.text, card.language)
    return PassageHit(
        passage=found.passage, score=found.score, text=text, html=html, url=card.url + found.passage.place.suffix
    )

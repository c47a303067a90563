"""What is asked to Tantivy queries.

Words that score are one flat union of weighted terms, so that Tantivy can skip whole blocks of postings that cannot
reach the best results (block-max WAND, Ding & Suel, SIGIR 2011); nothing is nested in it unless it filters.
"""

from collections.abc import Collection, Mapping
from datetime import date

from tantivy import FieldType, Occur, Query, Schema

from filrouge.engine.asked import Asked, Wanted
from filrouge.engine.fields import EXACT
from filrouge.engine.tantivy_schema import filter_name
from filrouge.model import Filter, FilterField


class Queries:
    """Builds queries for one index, whose text `fields` are weighted."""

    def __init__(self, schema: Schema, fields: Mapping[str, float]) -> None:
        self._schema = schema
        self._fields = fields

    def strict(self, terms: Asked, filters: Collection[Filter], near: Collection[int] = ()) -> Query:
        """What matches: at least one of the words (or being among those `near`), all that is needed, nothing excluded,
        every filter."""
        union = self.union(terms, near)
        musts = [self._any_phrase(alternatives) for alternatives in terms.needed]
        musts += [self._filter(one) for one in filters]
        nots = [self._any_phrase((phrase,)) for phrase in terms.excluded]
        if not musts and not nots and union is not None:
            return union
        parts = [(Occur.Must, Query.const_score_query(must, 0.0)) for must in musts]
        parts += [(Occur.MustNot, unwanted) for unwanted in nots]
        parts.append((Occur.Must, union if union is not None else Query.all_query()))
        return Query.boolean_query(parts)

    def union(self, terms: Asked, near: Collection[int] = ()) -> Query | None:
        parts = self._union_parts(terms)
        if near:
            parts.append((Occur.Should, Query.const_score_query(self.among(near), 0.0)))
        return Query.boolean_query(parts) if parts else None

    def among(self, numbers: Collection[int]) -> Query:
        """These publications, or their passages."""
        return self._any("number", numbers)

    def holding(self, groups: Collection[Collection[Wanted]], field: str) -> Query:
        """What has in that field one word at least of each group."""
        return Query.boolean_query(
            [
                (
                    Occur.Must,
                    Query.boolean_query(
                        [(Occur.Should, self._term(field, stem)) for wanted in group for stem in wanted.stems]
                    ),
                )
                for group in groups
            ]
        )

    def every_form(self, wanted: Collection[Wanted]) -> Query:
        """What holds each of these words in that form."""
        return Query.boolean_query([(Occur.Must, self._term(EXACT, word.exact)) for word in wanted])

    def _union_parts(self, terms: Asked) -> list[tuple[Occur, Query]]:
        weights: dict[tuple[str, str], float] = {}
        for wanted in (*terms.wanted, *terms.more):
            if not wanted.stems:
                weights[EXACT, wanted.exact] = 1.0
            for field, weight in self._fields.items():
                for stem in wanted.stems:
                    weights[field, stem] = weights.get((field, stem), 0.0) + weight
        parts = [
            (Occur.Should, Query.boost_query(self._term(field, term), weight))
            for (field, term), weight in weights.items()
        ]
        return parts + [(Occur.Should, self._any_phrase((phrase,))) for phrase in terms.synonyms]

    def _any_phrase(self, alternatives: Collection[tuple[Wanted, ...]]) -> Query:
        return Query.boolean_query([(Occur.Should, query) for phrase in alternatives for query in self._phrase(phrase)])

    def _phrase(self, phrase: tuple[Wanted, ...]) -> list[Query]:
        """One query a field and language in which the phrase may stand."""
        if not all(word.stems for word in phrase):
            return [self.every_form(phrase)]
        languages = max(len(word.stems) for word in phrase)
        readings = {tuple(word.stems[min(n, len(word.stems) - 1)] for word in phrase) for n in range(languages)}
        return [
            self._term(field, reading[0])
            if len(reading) == 1
            else Query.phrase_query(self._schema, field, list(reading))
            for field in self._fields
            for reading in sorted(readings)
        ]

    def _any(self, field: str, terms: Collection[str | int]) -> Query:
        """A term set would do, and take ten times as long for a few: it walks through all the terms of the field."""
        return Query.boolean_query(
            [(Occur.Should, Query.term_query(self._schema, field, term, "basic")) for term in terms]
        )

    def _term(self, field: str, term: str) -> Query:
        return Query.term_query(self._schema, field, term, "freq")

    def _filter(self, one: Filter) -> Query:
        if one.field == FilterField.SINCE:
            return self._days(one.day, None)
        if one.field == FilterField.BEFORE:
            return self._days(date.min, one.day)
        return self._any(filter_name(one.field), one.values)

    def _days(self, since: date, before: date | None) -> Query:
        return Query.range_query(
            self._schema,
            "day",
            FieldType.Unsigned,
            lower_bound=since.toordinal(),
            upper_bound=before.toordinal() if before else None,
            include_upper=before is None,
        )

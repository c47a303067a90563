"""Facets in Tantivy: how many of the publications that match are found under each value."""

from collections.abc import Sequence
from typing import Any, Self

from tantivy import Searcher

from filrouge.engine import tantivy_schema as schemas
from filrouge.engine.asked import Asked
from filrouge.engine.contract import Request
from filrouge.engine.fields import FACETS, counted
from filrouge.engine.hybrid import Nearby
from filrouge.engine.tantivy_query import Queries
from filrouge.model import Facet, Filter, FilterField


class Labels:
    """What the numbers that are counted stand for, as of one commit: by field, number → value, and value → label."""

    def __init__(self, terms: dict[FilterField, list[tuple[str, int]]]) -> None:
        self.values: dict[FilterField, dict[int, str]] = {}
        self.labels: dict[FilterField, dict[str, str]] = {}
        for field, found in terms.items():
            # Of several labels of one value, the most frequent comes last, and stays.
            pairs = [term.partition(schemas.LABELLED) for term, _ in sorted(found, key=lambda item: item[1])]
            self.labels[field] = {value: label for value, _, label in pairs}
            self.values[field] = {schemas.number_of(value): value for value in self.labels[field]}

    @classmethod
    def read(cls, publications: Searcher) -> Self:
        return cls({field: publications.terms_with_prefix(schemas.label_name(field), "") for field in FACETS})


def facets(
    publications: Searcher, queries: Queries, labels: Labels, terms: Asked, request: Request, nearby: Nearby
) -> tuple[Facet, ...]:
    """A facet that is filtered by is counted as if it were not, so that one can widen."""
    filters = request.query.filters
    filtered = {one.field for one in filters}
    free = [field for field in FACETS if field not in filtered]
    buckets: dict[str, Any] = {}
    for fields, kept in [
        (free, filters),
        *(([field], _but(filters, field)) for field in FACETS if field in filtered),
    ]:
        query = queries.strict(terms, kept, nearby.publications)
        # Of what is filtered by, every value: the one chosen may be a rare one.
        wanted = {
            field.value: _wanted(field, len(labels.values[field]) if field in filtered else request.facets)
            for field in fields
        }
        buckets |= publications.aggregate(query, wanted) if wanted else {}
    return tuple(
        counted(field, _counts(buckets[field.value], labels, field), labels.labels[field], filters, request.facets)
        for field in FACETS
    )


def _wanted(field: FilterField, size: int) -> dict[str, Any]:
    return {"terms": {"field": schemas.count_name(field), "size": max(1, size)}}


def _counts(found: dict[str, Any], labels: Labels, field: FilterField) -> dict[str, int]:
    return {labels.values[field][int(bucket["key"])]: bucket["doc_count"] for bucket in found["buckets"]}


def _but(filters: Sequence[Filter], field: FilterField) -> list[Filter]:
    return [one for one in filters if one.field != field]

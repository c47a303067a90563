"""Everything that matches a query, as a set, and the facets that are counted from such sets."""

from collections.abc import Sequence

import numpy as np
from tantivy import Query, Searcher

from filrouge.engine.asked import Asked
from filrouge.engine.columns import Columns, Which
from filrouge.engine.contract import Request
from filrouge.engine.fields import FACETS, counted
from filrouge.engine.hybrid import Nearby
from filrouge.engine.tantivy_query import Queries
from filrouge.engine.tantivy_schema import SEATS
from filrouge.model import Facet, Filter, FilterField

_MATCHING = {"held": {"histogram": {"field": "seat", "interval": SEATS, "min_doc_count": 1},
                      "aggs": {"bits": {"sum": {"field": "bit"}}}}}  # fmt: skip


def matching(publications: Searcher, query: Query, columns: Columns) -> Which:
    """The seats of all that match.

    Tantivy gives documents one by one, each a Python object. Sums do better: every seat has a bit of its own, a power
    of two, and the sum of the bits of SEATS neighbours says which of them are there.
    """
    buckets = publications.aggregate(query, _MATCHING)["held"]["buckets"]
    rows = np.array([bucket["key"] for bucket in buckets], dtype=np.int64) // SEATS
    sums = np.array([bucket["bits"]["value"] for bucket in buckets], dtype=np.float64).astype("<u8")
    size = max(len(columns.numbers) // SEATS, rows.max(initial=0)) + 1
    held = np.zeros((size, SEATS), dtype=np.bool_)
    held[rows] = np.unpackbits(sums.view(np.uint8).reshape(-1, 8), axis=1, count=SEATS, bitorder="little")
    # A seat that the columns do not know comes with the next state.
    return held.ravel()[: len(columns.numbers)]


def facets(
    publications: Searcher,
    queries: Queries,
    columns: Columns,
    found: Which,
    terms: Asked,
    request: Request,
    nearby: Nearby,
) -> tuple[Facet, ...]:
    """A facet that is filtered by is counted as if it were not, so that one can widen. `found`: all that match."""
    filters = request.query.filters
    filtered = {one.field for one in filters}

    def facet(field: FilterField, which: Which) -> Facet:
        chosen = {value for one in filters if one.field == field for value in one.values}
        counts = columns.most(field, which, request.facets, chosen)
        return counted(field, counts, columns.labels[field], filters, request.facets)

    def widened(field: FilterField) -> Which:
        query = queries.strict(terms, _but(filters, field), nearby.publications)
        return matching(publications, query, columns)

    return tuple(facet(field, widened(field) if field in filtered else found) for field in FACETS)


def _but(filters: Sequence[Filter], field: FilterField) -> list[Filter]:
    return [one for one in filters if one.field != field]

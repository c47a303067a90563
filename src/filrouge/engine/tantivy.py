"""The index in the process: Tantivy, in a folder.

A search asks the publications index and the passages index, each for its best: these are candidates, which are then
ranked closely (`ranking/`). Only the publications of the page wanted are read, with their best passages.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import tantivy
from tantivy import Occur, Order, Query, Searcher

from filrouge.engine import hybrid
from filrouge.engine import tantivy_schema as schemas
from filrouge.engine.asked import Asked, asked
from filrouge.engine.asked import alternatives as read_alternatives
from filrouge.engine.contract import Entry, Match, Matches, Progress, Request, ScoredPassage, State, Titled
from filrouge.engine.fields import FACETS, PARTIAL, PASSAGE_FIELDS, PUBLICATION_FIELDS
from filrouge.engine.folder import IndexFolder
from filrouge.engine.hybrid import Nearby
from filrouge.engine.scoring import best_passages, ordered
from filrouge.engine.tantivy_build import (
    SHELF,
    VECTORS,
    BuildWriter,
    open_index,
    paths,
    prepare,
    read_shelf,
    read_vectors,
)
from filrouge.engine.tantivy_query import Queries
from filrouge.errors import EngineError, IndexDamaged
from filrouge.model import Facet, FacetValue, Filter, FilterField, Passage, PublicationCard, Sort
from filrouge.model.passage import Part
from filrouge.ranking import Ranking, Shelf
from filrouge.semantic import SentenceModel, Vectors, VectorsWriter

CANDIDATES = 150
"""Publications that are ranked closely, at least, and passages by which others join them; deeper pages rank more."""
FACET_VALUES = 200
ALL = 1_000_000
"""More passages than a page of publications holds."""


@dataclass(frozen=True)
class _Snapshot:
    """Both indexes as of one commit. Searches in progress keep theirs when a newer one comes."""

    stamp: tuple[str, int]
    state: State
    publications: Searcher
    passages: Searcher
    languages: tuple[str, ...]
    shelf: Shelf
    vectors: Vectors


class TantivyEngine:
    """`folder` is made when first written to."""

    def __init__(self, folder: Path, ranking: Ranking | None = None, model: SentenceModel | None = None) -> None:
        self._ranking = ranking or Ranking()
        self._model = model
        self._folder = IndexFolder(folder, schemas.VERSION)
        self._schemas = schemas.publications_schema(), schemas.passages_schema()
        self._publications = Queries(self._schemas[0], PUBLICATION_FIELDS)
        self._passages = Queries(self._schemas[1], PASSAGE_FIELDS)
        self._snapshot: _Snapshot | None = None
        self._lock = Lock()

    @property
    def state(self) -> State:
        snapshot = self._current()
        return hybrid.encoded_state(self._model, snapshot.vectors, snapshot.state)

    def update(self, entries: Iterable[Entry], *, removed: Collection[str] = (), sequence: int) -> None:
        with self._folder.writing():
            build = self._folder.current
            _, shelf, vectors = self._folder.read_state()
            encoding = VectorsWriter(read_vectors(build, vectors), self._model) if vectors else None
            writer = BuildWriter(build, self._schemas, read_shelf(build, shelf), encoding)
            for identifier in removed:
                writer.remove(identifier)
            for entry in entries:
                writer.remove(entry.publication.id)
                writer.add(entry)
            self._commit(build, writer, sequence)

    def rebuild(self, entries: Iterable[Entry], *, sequence: int, progress: Progress | None = None) -> None:
        with self._folder.writing():
            build = self._folder.new_build()
            prepare(build, self._schemas)
            identity = self._model.identity if self._model else ""
            encoding = VectorsWriter(Vectors.empty(identity), self._model, self._encoded()) if identity else None
            writer = BuildWriter(build, self._schemas, Shelf.empty(), encoding)
            for count, entry in enumerate(entries, start=1):
                writer.add(entry)
                if progress:
                    progress(count)
            self._commit(build, writer, sequence)
            self._folder.use(build)

    def _commit(self, build: Path, writer: "BuildWriter", sequence: int) -> None:
        shelf, vectors, graph = writer.commit()
        publications, passages = (open_index(path).searcher().num_docs for path in paths(build))
        self._folder.write_state(build, State(sequence, publications, passages), shelf, vectors)
        for other in (*(build / SHELF).glob("shelf-*.npz"), *(build / VECTORS).glob("*-*")):
            if other.name not in {shelf, vectors, graph}:
                other.unlink()

    def _encoded(self) -> Vectors:
        """The vectors in use, from which those of texts that did not change are taken."""
        try:
            return read_vectors(self._folder.current, self._folder.read_state()[2])
        except EngineError:
            return Vectors.empty()

    def _current(self) -> _Snapshot:
        stamp = self._folder.stamp()
        snapshot = self._snapshot
        if snapshot is not None and snapshot.stamp == stamp:
            return snapshot
        with self._lock:
            while True:
                try:
                    self._snapshot = self._taken(stamp)
                except IndexDamaged:
                    # A commit takes away the files that the state named a moment ago: then there is a newer state.
                    before, stamp = stamp, self._folder.stamp()
                    if stamp == before:
                        raise
                else:
                    return self._snapshot

    def _taken(self, stamp: tuple[str, int]) -> _Snapshot:
        build = self._folder.current
        publications, passages = (open_index(path).searcher() for path in paths(build))
        found = publications.terms_with_prefix(schemas.filter_name(FilterField.LANGUAGE), "")
        languages = tuple(name for name, _ in sorted(found, key=lambda item: -item[1]))
        state, name, encoded = self._folder.read_state()
        vectors = read_vectors(build, encoded if self._model else "")
        shelf = read_shelf(build, name)
        return _Snapshot(stamp, state, publications, passages, languages or ("fr",), shelf, vectors)

    def search(self, request: Request) -> Matches:
        snapshot = self._current()
        terms = asked(request.query, snapshot.languages)
        nearby = hybrid.nearby(self._model, snapshot.vectors, snapshot.state.publications, request.query, terms)
        query = self._publications.strict(terms, request.query.filters, nearby.publications)
        # A query that was typed but holds no word (punctuation alone) finds nothing rather than everything.
        if terms.empty and request.query.words.strip():
            return Matches(total=0)
        if terms.empty or request.sort != Sort.RELEVANCE:
            total, ranked = self._by_date(snapshot, query, request)
        else:
            total, ranked = self._by_relevance(snapshot, query, terms, request, nearby)
        page = ranked[request.start : request.start + request.size]
        return Matches(
            total=total,
            found=self._read(snapshot, page, terms, request.passages, nearby),
            facets=self._facets(snapshot, terms, request, nearby) if request.facets else (),
            notices=nearby.notices,
        )

    def _by_date(self, snapshot: _Snapshot, query: Query, request: Request) -> tuple[int, list[tuple[int, float]]]:
        oldest = request.sort == Sort.OLDEST
        result = snapshot.publications.search(
            query,
            limit=request.start + request.size,
            order_by_field="oldest" if oldest else "day",
            order=Order.Asc if oldest else Order.Desc,
        )
        numbers = snapshot.publications.fast_field_values("number", [address for _, address in result.hits])
        return _count(result), [(int(number or 0), 0.0) for number in numbers]

    def _by_relevance(
        self, snapshot: _Snapshot, query: Query, terms: Asked, request: Request, nearby: Nearby
    ) -> tuple[int, list[tuple[int, float]]]:
        depth = max(CANDIDATES, 2 * (request.start + request.size))
        result = snapshot.publications.search(query, limit=depth)
        numbers = _numbers(snapshot.publications, result.hits)
        union = self._passages.union(terms)
        if union is not None:
            hits = snapshot.passages.search(union, limit=2 * depth, count=False).hits
            others = (_numbers(snapshot.passages, hits).keys() | set(nearby.publications)) - numbers.keys()
            numbers |= self._matching(snapshot, query, others)
        if not any(word.stems for word in terms.wanted):
            return _count(result), list(numbers.items())
        ranked = ordered(terms, snapshot.languages, snapshot.shelf, list(numbers), self._ranking, nearby.near)
        return _count(result), ranked

    def _matching(self, snapshot: _Snapshot, query: Query, numbers: Collection[int]) -> dict[int, float]:
        """Those of these publications that match the query, with their score."""
        if not numbers:
            return {}
        among = self._publications.only(query, numbers)
        return _numbers(snapshot.publications, snapshot.publications.search(among, len(numbers), count=False).hits)

    def _read(
        self, snapshot: _Snapshot, page: Sequence[tuple[int, float]], terms: Asked, wanted: int, nearby: Nearby
    ) -> tuple[Match, ...]:
        shown = [number for number, _ in page]
        cards = self._cards(snapshot, shown)
        best = best_passages(terms, snapshot.languages, snapshot.shelf, shown, self._ranking, nearby.near)
        places = self._places(snapshot, shown) if best else {}

        def match(number: int, score: float) -> Match:
            answering = [(places[number, at], worth) for at, worth in best.get(number, ()) if (number, at) in places]
            passages = tuple(
                ScoredPassage(schemas.read_passage(snapshot.passages.doc(address)), worth)
                for address, worth in answering[:wanted]
            )
            return Match(cards[number], score, passages, len(answering) - len(passages))

        return tuple(match(number, score) for number, score in page if number in cards)

    def _places(self, snapshot: _Snapshot, numbers: Sequence[int]) -> dict[tuple[int, int], Any]:
        """Where each passage of these publications lies, by publication and ordinal."""
        among = Query.term_set_query(self._schemas[1], "number", list(numbers))
        addresses = [address for _, address in snapshot.passages.search(among, limit=ALL, count=False).hits]
        owners = snapshot.passages.fast_field_values("number", addresses)
        ordinals = snapshot.passages.fast_field_values("ordinal", addresses)
        keys = zip(owners, ordinals, strict=True)
        return {(int(owner or 0), int(ordinal or 0)): at for (owner, ordinal), at in zip(keys, addresses, strict=True)}

    def _cards(self, snapshot: _Snapshot, numbers: Sequence[int]) -> dict[int, PublicationCard]:
        if not numbers:
            return {}
        among = Query.term_set_query(self._schemas[0], "number", list(numbers))
        hits = snapshot.publications.search(among, limit=len(numbers), count=False).hits
        cards = (schemas.read_card(snapshot.publications.doc(address)) for _, address in hits)
        return {schemas.number_of(card.id): card for card in cards}

    def _facets(self, snapshot: _Snapshot, terms: Asked, request: Request, nearby: Nearby) -> tuple[Facet, ...]:
        """Counts of each value; a facet that is filtered by is counted as if it were not, so that one can widen."""
        filters = request.query.filters
        filtered = {one.field for one in filters}
        buckets: dict[FilterField, list[dict[str, Any]]] = {}
        free = [field for field in FACETS if field not in filtered]
        for fields, kept in [
            (free, filters),
            *(([field], _but(filters, field)) for field in FACETS if field in filtered),
        ]:
            query = self._publications.strict(terms, kept, nearby.publications)
            wanted = {
                field.value: {"terms": {"field": schemas.label_name(field), "size": FACET_VALUES}} for field in fields
            }
            counted = snapshot.publications.aggregate(query, wanted) if wanted else {}
            buckets |= {field: counted[field.value]["buckets"] for field in fields}
        return tuple(Facet(field=field, values=_facet_values(buckets[field], field, filters)) for field in FACETS)

    def fetch(self, publications: Sequence[str]) -> dict[str, tuple[Passage, ...]]:
        snapshot = self._current()
        if not publications:
            return {}
        numbers = [schemas.number_of(identifier) for identifier in publications]
        among = Query.term_set_query(self._schemas[1], "number", numbers)
        hits = snapshot.passages.search(among, limit=max(1, snapshot.state.passages), count=False).hits
        found: dict[str, list[Passage]] = defaultdict(list)
        for _, address in hits:
            passage = schemas.read_passage(snapshot.passages.doc(address))
            found[passage.publication].append(passage)
        return {name: tuple(sorted(those, key=lambda one: one.ordinal)) for name, those in found.items()}

    def titled(self, alternatives: Sequence[Sequence[str]], limit: int) -> Titled:
        snapshot = self._current()
        groups = read_alternatives(alternatives, snapshot.languages)
        if not groups:
            return Titled((), ())
        titles = snapshot.publications.search(self._publications.holding(groups, "title"), limit=limit, count=False)
        asking = Query.boolean_query(
            [
                (Occur.Must, Query.term_query(self._schemas[1], "by_part", Part.QUESTION.value, "basic")),
                (Occur.Must, self._passages.holding(groups, "heading")),
            ]
        )
        questions = snapshot.passages.search(asking, limit=limit, count=False)
        return Titled(
            tuple(schemas.read_card(snapshot.publications.doc(address)) for _, address in titles.hits),
            tuple(schemas.read_passage(snapshot.passages.doc(address)) for _, address in questions.hits),
        )

    def words(self) -> Iterable[tuple[str, int]]:
        return self._current().publications.terms_with_prefix("spelling", "")


def _numbers(searcher: Searcher, hits: Sequence[tuple[float, Any]]) -> dict[int, float]:
    """The best score of each publication; hits come best first."""
    numbers = searcher.fast_field_values("number", [address for _, address in hits])
    best: dict[int, float] = {}
    for number, (score, _) in zip(numbers, hits, strict=True):
        best.setdefault(int(number or 0), score)
    return best


def _but(filters: Sequence[Filter], field: FilterField) -> list[Filter]:
    return [one for one in filters if one.field != field]


def _facet_values(
    buckets: Sequence[dict[str, Any]], field: FilterField, filters: Sequence[Filter]
) -> tuple[FacetValue, ...]:
    selected = {value for one in filters if one.field == field for value in one.values}
    counts: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for bucket in buckets:
        value, _, label = bucket["key"].partition(schemas.LABELLED)
        counts[value] += bucket["doc_count"]
        labels.setdefault(value, label)
    for value in selected:
        if not value.startswith(PARTIAL):
            counts[value] += 0
    return tuple(
        FacetValue(value=value, label=labels.get(value, value), count=count, selected=value in selected)
        for value, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )


def _count(result: tantivy.SearchResult) -> int:
    count: int = result.count  # type: ignore[attr-defined]  # there, but missing from the stubs of tantivy 0.27
    return count

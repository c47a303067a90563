"""The index in the process: Tantivy, in a folder.

A search asks the publications index and the passages index, each for its best, and fuses the two (`scoring.py`);
only the publications of the page wanted are then read, with their best passages.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import tantivy
from tantivy import Occur, Order, Query, Searcher

from filrouge.engine import tantivy_schema as schemas
from filrouge.engine.asked import Asked, asked
from filrouge.engine.asked import alternatives as read_alternatives
from filrouge.engine.contract import Entry, Match, Matches, Progress, Request, ScoredPassage, State, Titled
from filrouge.engine.fields import FACETS, PARTIAL, PASSAGE_FIELDS, PUBLICATION_FIELDS
from filrouge.engine.folder import IndexFolder
from filrouge.engine.scoring import fused
from filrouge.engine.tantivy_query import Queries
from filrouge.errors import IndexDamaged
from filrouge.model import Facet, FacetValue, Filter, FilterField, Passage, PublicationCard, Sort
from filrouge.model.passage import Part

HEAP_BYTES = 128_000_000
CANDIDATES = 100
"""Publications that are ranked by both scores, at least; deeper pages rank more."""
PASSAGES_PER_CANDIDATE = 3
FACET_VALUES = 200
PASSAGES_PER_PUBLICATION = 400
"""Beyond it, the passages of one publication are not all read to be counted."""


@dataclass(frozen=True)
class _Snapshot:
    """Both indexes as of one commit. Searches in progress keep theirs when a newer one comes."""

    stamp: tuple[str, int]
    state: State
    publications: Searcher
    passages: Searcher
    languages: tuple[str, ...]


class TantivyEngine:
    """`folder` is made when first written to."""

    def __init__(self, folder: Path) -> None:
        self._folder = IndexFolder(folder, schemas.VERSION)
        self._schemas = schemas.publications_schema(), schemas.passages_schema()
        self._publications = Queries(self._schemas[0], PUBLICATION_FIELDS)
        self._passages = Queries(self._schemas[1], PASSAGE_FIELDS)
        self._shown = self._passages.without("title")
        self._snapshot: _Snapshot | None = None
        self._lock = Lock()

    @property
    def state(self) -> State:
        return self._current().state

    def update(self, entries: Iterable[Entry], *, removed: Collection[str] = (), sequence: int) -> None:
        with self._folder.writing():
            build = self._folder.current
            writers = [_open(path).writer(HEAP_BYTES, 1) for path in self._paths(build)]
            for writer in writers:
                writer.garbage_collect_files()  # what a killed process left would stand in the way of the same commit
            for identifier in removed:
                self._remove(writers, identifier)
            for entry in entries:
                self._remove(writers, entry.publication.id)
                _add(writers, entry)
            self._commit(build, writers, sequence)

    def rebuild(self, entries: Iterable[Entry], *, sequence: int, progress: Progress | None = None) -> None:
        with self._folder.writing():
            build = self._folder.new_build()
            pairs = zip(self._paths(build), self._schemas, strict=True)
            writers = [_create(path, schema).writer(HEAP_BYTES, 1) for path, schema in pairs]
            for count, entry in enumerate(entries, start=1):
                _add(writers, entry)
                if progress:
                    progress(count)
            self._commit(build, writers, sequence)
            self._folder.use(build)

    def _paths(self, build: Path) -> tuple[Path, Path]:
        return build / "publications", build / "passages"

    def _remove(self, writers: Sequence[Any], identifier: str) -> None:
        # By query: a delete by term takes a Python integer for a signed one, and finds nothing (tantivy-py 0.27).
        number = schemas.number_of(identifier)
        for writer, schema in zip(writers, self._schemas, strict=True):
            writer.delete_documents_by_query(Query.term_set_query(schema, "number", [number]))

    def _commit(self, build: Path, writers: Sequence[Any], sequence: int) -> None:
        for writer in writers:
            writer.commit()
            writer.wait_merging_threads()
        counts = [_open(path).searcher().num_docs for path in self._paths(build)]
        self._folder.write_state(build, State(sequence, *counts))

    def _current(self) -> _Snapshot:
        stamp = self._folder.stamp()
        snapshot = self._snapshot
        if snapshot is not None and snapshot.stamp == stamp:
            return snapshot
        with self._lock:
            build = self._folder.current
            publications, passages = (_open(path).searcher() for path in self._paths(build))
            found = publications.terms_with_prefix(schemas.filter_name(FilterField.LANGUAGE), "")
            languages = tuple(name for name, _ in sorted(found, key=lambda item: -item[1]))
            state = self._folder.read_state()
            self._snapshot = _Snapshot(stamp, state, publications, passages, languages or ("fr",))
            return self._snapshot

    def search(self, request: Request) -> Matches:
        snapshot = self._current()
        terms = asked(request.query, snapshot.languages)
        query = self._publications.strict(terms, request.query.filters)
        # A query that was typed but holds no word (punctuation alone) finds nothing rather than everything.
        if terms.empty and request.query.words.strip():
            return Matches(total=0)
        if terms.empty or request.sort != Sort.RELEVANCE:
            total, ranked = self._by_date(snapshot, query, request)
        else:
            total, ranked = self._by_relevance(snapshot, query, terms, request)
        page = ranked[request.start : request.start + request.size]
        return Matches(
            total=total,
            found=self._read(snapshot, page, terms, request.passages),
            facets=self._facets(snapshot, terms, request) if request.facets else (),
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
        self, snapshot: _Snapshot, query: Query, terms: Asked, request: Request
    ) -> tuple[int, list[tuple[int, float]]]:
        depth = max(CANDIDATES, 2 * (request.start + request.size))
        result = snapshot.publications.search(query, limit=depth)
        publications = _numbered(snapshot.publications, result.hits)
        passages: dict[int, float] = {}
        loose = self._passages.loose(terms)
        if loose is not None:
            hits = snapshot.passages.search(loose, limit=depth * PASSAGES_PER_CANDIDATE, count=False).hits
            passages = _numbered(snapshot.passages, hits)
        missing = passages.keys() - publications.keys()
        if missing:
            rest = snapshot.publications.search(
                self._publications.only(query, missing), limit=len(missing), count=False
            )
            publications |= _numbered(snapshot.publications, rest.hits)
        return _count(result), fused(publications, passages)

    def _read(
        self, snapshot: _Snapshot, page: Sequence[tuple[int, float]], terms: Asked, wanted: int
    ) -> tuple[Match, ...]:
        cards = self._cards(snapshot, [number for number, _ in page])
        best = self._best_passages(snapshot, [number for number, _ in page], terms, wanted)
        return tuple(
            Match(cards[number], score, *best.get(number, ((), 0))) for number, score in page if number in cards
        )

    def _cards(self, snapshot: _Snapshot, numbers: Sequence[int]) -> dict[int, PublicationCard]:
        if not numbers:
            return {}
        among = Query.term_set_query(self._schemas[0], "number", list(numbers))
        hits = snapshot.publications.search(among, limit=len(numbers), count=False).hits
        cards = (schemas.read_card(snapshot.publications.doc(address)) for _, address in hits)
        return {schemas.number_of(card.id): card for card in cards}

    def _best_passages(
        self, snapshot: _Snapshot, numbers: Sequence[int], terms: Asked, wanted: int
    ) -> dict[int, tuple[tuple[ScoredPassage, ...], int]]:
        query = self._shown.loose(terms)
        if query is None or not numbers:
            return {}
        hits = snapshot.passages.search(
            self._shown.only(query, numbers), limit=len(numbers) * PASSAGES_PER_PUBLICATION, count=False
        ).hits
        owners = snapshot.passages.fast_field_values("number", [address for _, address in hits])
        counts = Counter(int(owner or 0) for owner in owners)
        chosen: dict[int, list[ScoredPassage]] = defaultdict(list)
        for (score, address), owner in zip(hits, owners, strict=True):
            if len(chosen[int(owner or 0)]) < wanted:
                passage = schemas.read_passage(snapshot.passages.doc(address))
                chosen[int(owner or 0)].append(ScoredPassage(passage, score))
        return {owner: (tuple(found), counts[owner] - len(found)) for owner, found in chosen.items()}

    def _facets(self, snapshot: _Snapshot, terms: Asked, request: Request) -> tuple[Facet, ...]:
        """Counts of each value; a facet that is filtered by is counted as if it were not, so that one can widen."""
        filters = request.query.filters
        filtered = {one.field for one in filters}
        buckets: dict[FilterField, list[dict[str, Any]]] = {}
        free = [field for field in FACETS if field not in filtered]
        for fields, kept in [
            (free, filters),
            *(([field], _but(filters, field)) for field in FACETS if field in filtered),
        ]:
            query = self._publications.strict(terms, kept)
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


def _create(path: Path, schema: tantivy.Schema) -> tantivy.Index:
    path.mkdir()
    return tantivy.Index(schema, path=str(path))


def _open(path: Path) -> tantivy.Index:
    try:
        index = tantivy.Index.open(str(path))
        index.config_reader(reload_policy="Manual")
    except (ValueError, OSError) as error:
        raise IndexDamaged(f"The index cannot be read ({error}): `filrouge reindex` rebuilds it.") from error
    return index


def _add(writers: Sequence[Any], entry: Entry) -> None:
    publication, passages = schemas.documents(entry)
    writers[0].add_document(publication)
    for passage in passages:
        writers[1].add_document(passage)


def _numbered(searcher: Searcher, hits: Sequence[tuple[float, Any]]) -> dict[int, float]:
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

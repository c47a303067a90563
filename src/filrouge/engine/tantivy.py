"""The index in the process: Tantivy, in a folder.

A search asks the publications index and the passages index, each for its best: these are candidates, which are then
ranked closely (`ranking/`). Only the publications of the page wanted are read, with their best passages.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from tantivy import Occur, Order, Query, Searcher

from filrouge.engine import headings, hybrid
from filrouge.engine import tantivy_schema as schemas
from filrouge.engine.acronyms import Acronyms
from filrouge.engine.asked import Asked, asked
from filrouge.engine.asked import alternatives as read_alternatives
from filrouge.engine.columns import Columns, Which
from filrouge.engine.contract import Entry, Match, Matches, Progress, Request, ScoredPassage, State, Titled
from filrouge.engine.fields import PASSAGE_FIELDS, PUBLICATION_FIELDS
from filrouge.engine.folder import IndexFolder
from filrouge.engine.hybrid import Nearby
from filrouge.engine.scoring import BestPassages, Scored, scored
from filrouge.engine.tantivy_build import (
    SHELF,
    VECTORS,
    BuildWriter,
    open_index,
    paths,
    prepare,
    read_columns,
    read_shelf,
    read_vectors,
    read_versions,
    read_vocabulary,
    written_versions,
)
from filrouge.engine.tantivy_facets import facets, matching
from filrouge.engine.tantivy_query import Queries
from filrouge.engine.versions import Folded, Versions, VersionsWriter
from filrouge.engine.vocabulary import Vocabulary
from filrouge.errors import EngineError, IndexDamaged
from filrouge.model import Facet, FilterField, Passage, PublicationCard, Sort
from filrouge.model.passage import Part
from filrouge.ranking import Ranking, Shelf, files_of
from filrouge.semantic import SentenceModel, Vectors, VectorsWriter


class _Depth(NamedTuple):
    """How many are looked at: publications that match best, passages that do, by which other publications join them,
    and of each of the two the first ones, whose nearest neighbours join them too.
    """

    publications: int
    passages: int
    leading: int


FIRST = _Depth(40, 160, 2)
"""For one of the first pages. More change nothing on judged sets; in a million passages, those of passages count most
(docs/performance.md).
"""
FIRST_PAGES = 20
"""Results. Who reads beyond is given another ranking, of more candidates, that then lasts."""
DEEPER = 150
LEADING = 12
"""One of so many candidates leads, there."""


@dataclass(frozen=True)
class _Snapshot:
    """Both indexes as of one commit. Searches in progress keep theirs when a newer one comes."""

    stamp: tuple[str, int]
    state: State
    publications: Searcher
    passages: Searcher
    languages: tuple[str, ...]
    columns: Columns
    vocabulary: Vocabulary
    acronyms: Acronyms
    shelf: Shelf
    versions: Versions
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
            _, files = self._folder.read_state()
            encoding = VectorsWriter(read_vectors(build, files.vectors), self._model) if files.vectors else None
            versions = written_versions(build, files.versions)
            shelf, columns = read_shelf(build, files.shelf), read_columns(build, files.columns)
            writer = BuildWriter(build, self._schemas, shelf, columns, versions, encoding)
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
            writer = BuildWriter(build, self._schemas, Shelf.empty(), Columns.empty(), VersionsWriter(), encoding)
            for count, entry in enumerate(entries, start=1):
                writer.add(entry)
                if progress:
                    progress(count)
            self._commit(build, writer, sequence)
            self._folder.use(build)

    def _commit(self, build: Path, writer: BuildWriter, sequence: int) -> None:
        files = writer.commit()
        publications, passages = (open_index(path).searcher().num_docs for path in paths(build))
        self._folder.write_state(build, State(sequence, publications, passages), files)
        kept = {*files, *files_of(build / SHELF, files.shelf)}
        for other in (*(build / SHELF).glob("*-*"), *(build / VECTORS).glob("*-*")):
            if other.name not in kept:
                other.unlink()

    def _encoded(self) -> Vectors:
        """The vectors in use, from which those of texts that did not change are taken."""
        try:
            return read_vectors(self._folder.current, self._folder.read_state()[1].vectors)
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
        state, files = self._folder.read_state()
        vectors = read_vectors(build, files.vectors if self._model else "")
        shelf = read_shelf(build, files.shelf)
        columns = read_columns(build, files.columns)
        vocabulary = read_vocabulary(build, files.vocabulary)
        told = publications.terms_with_prefix(schemas.ACRONYM, "")
        acronyms = Acronyms((*term.partition(schemas.LABELLED)[::2], count) for term, count in told)
        languages = languages or ("fr",)
        versions = read_versions(build, files.versions)
        return _Snapshot(
            stamp, state, publications, passages, languages, columns, vocabulary, acronyms, shelf, versions, vectors
        )

    def search(self, request: Request) -> Matches:
        snapshot = self._current()
        terms = asked(request.query, snapshot.languages, snapshot.acronyms)
        nearby = hybrid.nearby(self._model, snapshot.vectors, snapshot.state.publications, request.query, terms)
        query = self._publications.strict(terms, request.query.filters, nearby.publications)
        # A query that was typed but holds no word (punctuation alone) finds nothing rather than everything.
        if terms.empty and request.query.words.strip():
            return Matches(total=0)
        matches = matching(snapshot.publications, query, snapshot.columns)
        headed = self._headed(snapshot, terms)
        known: Scored | None = None
        if terms.empty or request.sort != Sort.RELEVANCE:
            ranked = self._by_date(snapshot, query, request)
        elif headings.only_links(terms):
            ranked = self._by_heading(snapshot, query, matches, headed, request)
        else:
            known = self._by_relevance(snapshot, query, matches, terms, request, nearby)
            ranked = known.ranked
        page = list(islice(snapshot.versions.fold(ranked), request.start, request.start + request.size))
        again = snapshot.columns.among(snapshot.versions.numbers, matches)
        shown = [one.number for one in page]
        known = known or self._scored(snapshot, shown, terms, nearby)
        return Matches(
            total=int(matches.sum()) - snapshot.versions.hidden(again),
            found=self._read(snapshot, page, headed or known.best(shown), request.passages),
            facets=self._facets(snapshot, matches, terms, request, nearby) if request.facets else (),
            notices=nearby.notices,
        )

    def _by_date(self, snapshot: _Snapshot, query: Query, request: Request) -> list[tuple[int, float]]:
        oldest = request.sort == Sort.OLDEST
        result = snapshot.publications.search(
            query,
            limit=request.start + request.size + len(snapshot.versions.numbers),
            count=False,
            order_by_field="oldest" if oldest else "day",
            order=Order.Asc if oldest else Order.Desc,
        )
        numbers = snapshot.publications.fast_field_values("number", [address for _, address in result.hits])
        return [(int(number or 0), 0.0) for number in numbers]

    def _by_relevance(
        self, snapshot: _Snapshot, query: Query, matches: Which, terms: Asked, request: Request, nearby: Nearby
    ) -> Scored:
        depth = _depth(request)
        numbers = _numbers(
            snapshot.publications, snapshot.publications.search(query, depth.publications, count=False).hits
        )
        union = self._passages.union(terms)
        if union is not None:
            hits = snapshot.passages.search(union, depth.passages, count=False).hits
            owners = _numbers(snapshot.passages, hits)
            firsts = [number for found in (numbers, owners) for number in list(found)[: depth.leading]]
            others = (owners.keys() | set(nearby.publications) | snapshot.shelf.near(firsts)) - numbers.keys()
            numbers |= dict.fromkeys(snapshot.columns.among(sorted(others), matches), 0.0)
        return self._scored(snapshot, list(numbers), terms, nearby)

    def _by_heading(
        self, snapshot: _Snapshot, query: Query, matches: Which, headed: BestPassages, request: Request
    ) -> list[tuple[int, float]]:
        hits = snapshot.publications.search(query, _depth(request).publications, count=False).hits
        numbers = _numbers(snapshot.publications, hits)
        numbers |= dict.fromkeys(snapshot.columns.among(headed.keys() - numbers.keys(), matches), 0.0)
        return headings.first(headed, numbers)

    def _headed(self, snapshot: _Snapshot, terms: Asked) -> BestPassages:
        if not headings.only_links(terms):
            return {}
        every = self._passages.every_form(terms.wanted)
        hits = snapshot.passages.search(every, limit=headings.LOOKED_AT, count=False).hits
        read = (schemas.read_passage(snapshot.passages.doc(address)) for _, address in hits)
        return headings.headed(terms, ((schemas.number_of(one.publication), one) for one in read))

    def _scored(self, snapshot: _Snapshot, numbers: Sequence[int], terms: Asked, nearby: Nearby) -> Scored:
        return scored(terms, snapshot.languages, snapshot.shelf, numbers, self._ranking, nearby.near)

    def _read(self, snapshot: _Snapshot, page: Sequence[Folded], best: BestPassages, wanted: int) -> tuple[Match, ...]:
        shown = [one.number for one in page]
        cards = self._cards(snapshot, [*shown, *(other for one in page for other in one.others)])
        places = self._places(snapshot, shown) if best else {}

        def match(number: int, score: float, others: Sequence[int]) -> Match:
            answering = [(places[number, at], worth) for at, worth in best.get(number, ()) if (number, at) in places]
            passages = tuple(
                ScoredPassage(schemas.read_passage(snapshot.passages.doc(address)), worth)
                for address, worth in answering[:wanted]
            )
            versions = tuple(cards[other] for other in others if other in cards)
            return Match(cards[number], score, passages, len(answering) - len(passages), versions)

        return tuple(match(*one) for one in page if one.number in cards)

    def _places(self, snapshot: _Snapshot, numbers: Sequence[int]) -> dict[tuple[int, int], Any]:
        """Where each passage of these publications lies, by publication and ordinal."""
        addresses = self._addresses(snapshot, numbers)
        owners = snapshot.passages.fast_field_values("number", addresses)
        ordinals = snapshot.passages.fast_field_values("ordinal", addresses)
        keys = zip(owners, ordinals, strict=True)
        return {(int(owner or 0), int(ordinal or 0)): at for (owner, ordinal), at in zip(keys, addresses, strict=True)}

    def _addresses(self, snapshot: _Snapshot, numbers: Sequence[int]) -> list[Any]:
        """Of every passage of these publications."""
        among = self._passages.among(numbers)
        hits = snapshot.passages.search(among, limit=max(1, snapshot.passages.num_docs), count=False).hits
        return [address for _, address in hits]

    def _cards(self, snapshot: _Snapshot, numbers: Sequence[int]) -> dict[int, PublicationCard]:
        if not numbers:
            return {}
        among = self._publications.among(numbers)
        hits = snapshot.publications.search(among, limit=len(numbers), count=False).hits
        cards = (schemas.read_card(snapshot.publications.doc(address)) for _, address in hits)
        return {schemas.number_of(card.id): card for card in cards}

    def _facets(
        self, snapshot: _Snapshot, matches: Which, terms: Asked, request: Request, nearby: Nearby
    ) -> tuple[Facet, ...]:
        return facets(snapshot.publications, self._publications, snapshot.columns, matches, terms, request, nearby)

    def fetch(self, publications: Sequence[str]) -> dict[str, tuple[Passage, ...]]:
        snapshot = self._current()
        found: dict[str, list[Passage]] = defaultdict(list)
        for address in self._addresses(snapshot, [schemas.number_of(identifier) for identifier in publications]):
            passage = schemas.read_passage(snapshot.passages.doc(address))
            found[passage.publication].append(passage)
        return {name: tuple(sorted(those, key=lambda one: one.ordinal)) for name, those in found.items()}

    def cards(self, publications: Sequence[str]) -> dict[str, PublicationCard]:
        found = self._cards(self._current(), [schemas.number_of(identifier) for identifier in publications])
        return {card.id: card for card in found.values()}

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

    @property
    def vocabulary(self) -> Vocabulary:
        return self._current().vocabulary


def _depth(request: Request) -> _Depth:
    last = request.start + request.size
    size = max(DEEPER, 2 * last)
    return FIRST if last <= FIRST_PAGES else _Depth(size, 2 * size, size // LEADING)


def _numbers(searcher: Searcher, hits: Sequence[tuple[float, Any]]) -> dict[int, float]:
    """The best score of each publication; hits come best first."""
    numbers = searcher.fast_field_values("number", [address for _, address in hits])
    best: dict[int, float] = {}
    for number, (score, _) in zip(numbers, hits, strict=True):
        best.setdefault(int(number or 0), score)
    return best

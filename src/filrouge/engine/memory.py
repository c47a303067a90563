"""The index in memory, without a dependency: for tests, for small libraries, and as the plainest reading of the
contract. Every publication that matches is a candidate.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from filrouge.engine.acronyms import Acronyms
from filrouge.engine.asked import Asked, Wanted, asked
from filrouge.engine.asked import alternatives as read_alternatives
from filrouge.engine.contract import Entry, Match, Matches, Progress, Request, ScoredPassage, State, Titled
from filrouge.engine.fields import FACETS, Analysed, Terms, counted, facet_values, filter_values, index_terms
from filrouge.engine.headings import first, headed, only_links
from filrouge.engine.hybrid import encoded_texts, nearby
from filrouge.engine.scoring import BestPassages, Scored, scored
from filrouge.engine.versions import Folded, Versions, VersionsWriter
from filrouge.engine.vocabulary import Vocabulary
from filrouge.model import Facet, Filter, FilterField, Passage, Publication, PublicationCard, Sort
from filrouge.model.passage import Part
from filrouge.ranking import Ranking, Shelf, ShelfWriter
from filrouge.semantic import SentenceModel, Vectors, VectorsWriter


class _Document(NamedTuple):
    number: int
    publication: Publication
    passages: tuple[Passage, ...]
    analysed: Analysed
    themes: Mapping[str, str] | None


class MemoryEngine:
    """Forgets everything with its process."""

    def __init__(self, ranking: Ranking | None = None, model: SentenceModel | None = None) -> None:
        self._ranking = ranking or Ranking()
        self._model = model
        self._vectors = Vectors.empty()
        self._documents: dict[str, _Document] = {}
        self._shelf = Shelf.empty()
        self._vocabulary = Vocabulary()
        self._acronyms = Acronyms()
        self._versions = Versions()
        self._sequence = 0
        self._numbers = 0

    @property
    def state(self) -> State:
        passages = sum(len(document.passages) for document in self._documents.values())
        return State(self._sequence, len(self._documents), passages, self._encoded)

    @property
    def _encoded(self) -> int | None:
        return len(self._vectors.owners.numbers) if self._model else None

    def update(self, entries: Iterable[Entry], *, removed: Collection[str] = (), sequence: int) -> None:
        added = [self._document(entry) for entry in entries]
        for identifier in removed:
            self._documents.pop(identifier, None)
        self._documents |= {document.publication.id: document for document in added}
        self._settle(sequence)

    def rebuild(self, entries: Iterable[Entry], *, sequence: int, progress: Progress | None = None) -> None:
        anew = {}
        for count, entry in enumerate(entries, start=1):
            anew[entry.publication.id] = self._document(entry)
            if progress:
                progress(count)
        self._documents = anew
        self._settle(sequence)

    def _settle(self, sequence: int) -> None:
        shelf = ShelfWriter(Shelf.empty())
        vectors = VectorsWriter(Vectors.empty(self._model.identity if self._model else ""), self._model, self._vectors)
        versions = VersionsWriter()
        found = Counter[str]()
        for document in self._documents.values():
            versions.put(
                document.number, Entry(document.publication, document.passages), document.analysed.texts.passages
            )
            shelf.put(document.number, document.analysed.texts)
            vectors.put(document.number, encoded_texts(Entry(document.publication, document.passages)))
            found.update(document.analysed.spelt)
        people = (person.name for document in self._documents.values() for person in document.publication.people)
        self._vocabulary = Vocabulary.of(found.items(), people)
        told = Counter(one for document in self._documents.values() for one in document.analysed.acronyms)
        self._acronyms = Acronyms((*one, count) for one, count in told.items())
        self._versions = versions.versions()
        self._shelf = shelf.shelf()
        self._vectors = vectors.vectors()
        self._sequence = sequence

    def _document(self, entry: Entry) -> _Document:
        self._numbers += 1
        return _Document(self._numbers, entry.publication, entry.passages, index_terms(entry), entry.themes)

    def search(self, request: Request) -> Matches:
        documents, names = list(self._documents.values()), self._languages
        terms = asked(request.query, names, self._acronyms)
        if terms.empty and request.query.words.strip():
            return Matches(total=0)
        meant = nearby(self._model, self._vectors, len(documents), request.query, terms)
        near, among = meant.near, meant.publications
        matching = {one.number: one for one in documents if _matches(one, terms, request.query.filters, among)}
        links = only_links(terms)
        headings = ((one.number, passage) for one in matching.values() if links for passage in one.passages)
        best = headed(terms, headings)
        known: Scored | None = None
        if links and request.sort == Sort.RELEVANCE:
            ranked = first(best, dict.fromkeys(matching, 0.0))
        elif any(word.stems for word in terms.wanted) and request.sort == Sort.RELEVANCE:
            known = scored(terms, names, self._shelf, list(matching), self._ranking, near)
            ranked = known.ranked
        else:
            dated = _by_date(matching.values(), oldest=request.sort == Sort.OLDEST)
            ranked = [(document.number, 0.0) for document in dated]
        folded = list(self._versions.fold(ranked))
        page = folded[request.start : request.start + request.size]
        shown = [one.number for one in page]
        best = best or (known or scored(terms, names, self._shelf, shown, self._ranking, near)).best(shown)
        return Matches(
            total=len(folded),
            found=tuple(self._match(matching[one.number], one, best, request.passages) for one in page),
            facets=tuple(
                _facet(documents, terms, request.query.filters, among, field, request.facets)
                for field in FACETS
                if request.facets
            ),
            notices=meant.notices,
        )

    @property
    def _languages(self) -> list[str]:
        languages = Counter(document.publication.language[:2].lower() for document in self._documents.values())
        return [name for name, _ in languages.most_common()] or ["fr"]

    def _match(self, document: _Document, one: Folded, best: BestPassages, wanted: int) -> Match:
        answering = [found for found in best.get(document.number, ()) if found[0] < len(document.passages)]
        passages = tuple(ScoredPassage(document.passages[ordinal], worth) for ordinal, worth in answering[:wanted])
        versions = tuple(other.publication.card() for other in self._documents.values() if other.number in one.others)
        return Match(document.publication.card(), one.score, passages, len(answering) - len(passages), versions)

    def fetch(self, publications: Sequence[str]) -> dict[str, tuple[Passage, ...]]:
        return {name: self._documents[name].passages for name in publications if name in self._documents}

    def cards(self, publications: Sequence[str]) -> dict[str, PublicationCard]:
        return {name: self._documents[name].publication.card() for name in publications if name in self._documents}

    def titled(self, alternatives: Sequence[Sequence[str]], limit: int) -> Titled:
        groups = read_alternatives(alternatives, self._languages)
        if not groups:
            return Titled((), ())
        cards, questions = [], []
        for document in self._documents.values():
            if _has_each(document.analysed.publication.fields["title"], groups):
                cards.append(document.publication.card())
            for passage, terms in zip(document.passages, document.analysed.passages, strict=True):
                if passage.part == Part.QUESTION and _has_each(terms.fields["heading"], groups):
                    questions.append(passage)
        return Titled(tuple(cards[:limit]), tuple(questions[:limit]))

    @property
    def vocabulary(self) -> Vocabulary:
        return self._vocabulary


def _has_each(field: Collection[str], groups: Sequence[Sequence[Wanted]]) -> bool:
    return all(any(stem in field for wanted in group for stem in wanted.stems) for group in groups)


def _matches(document: _Document, terms: Asked, filters: Sequence[Filter], near: Collection[int]) -> bool:
    if not all(_passes(document, one) for one in filters):
        return False
    if any(_holds(document.analysed.publication, phrase) for phrase in terms.excluded):
        return False
    if not all(
        any(_holds(document.analysed.publication, phrase) for phrase in alternatives) for alternatives in terms.needed
    ):
        return False
    if not terms.wanted or document.number in near:
        return True
    candidates = (*((wanted,) for wanted in (*terms.wanted, *terms.more)), *terms.synonyms)
    return any(_holds(document.analysed.publication, phrase) for phrase in candidates)


def _holds(terms: Terms, phrase: tuple[Wanted, ...]) -> bool:
    if not all(wanted.stems for wanted in phrase):
        return all(wanted.exact in terms.exact for wanted in phrase)
    return any(
        all(stem in wanted.stems for stem, wanted in zip(field[at : at + len(phrase)], phrase, strict=True))
        for field in terms.fields.values()
        for at in range(len(field) - len(phrase) + 1)
    )


def _passes(document: _Document, one: Filter) -> bool:
    publication = document.publication
    if one.field in {FilterField.SINCE, FilterField.BEFORE}:
        if publication.date is None:
            return False
        return publication.date >= one.day if one.field == FilterField.SINCE else publication.date < one.day
    return bool(filter_values(publication, document.themes)[one.field].intersection(one.values))


def _by_date(documents: Iterable[_Document], *, oldest: bool) -> list[_Document]:
    """Those without a date come last, whichever way."""
    dated = [document for document in documents if document.publication.date]
    undated = [document for document in documents if not document.publication.date]
    return sorted(dated, key=lambda one: one.publication.date or one, reverse=not oldest) + undated


def _facet(
    documents: Sequence[_Document],
    terms: Asked,
    filters: Sequence[Filter],
    near: Collection[int],
    field: FilterField,
    limit: int,
) -> Facet:
    others = [one for one in filters if one.field != field]
    counts: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for document in documents:
        if _matches(document, terms, others, near):
            values = facet_values(document.publication, document.themes)[field]
            labels = values | labels
            counts.update(values.keys())
    return counted(field, counts, labels, filters, limit)

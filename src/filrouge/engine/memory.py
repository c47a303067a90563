"""The index in memory, without a dependency: for tests, for small libraries, and as the plainest reading of the
contract. It scores by BM25 (Robertson & Zaragoza, *The Probabilistic Relevance Framework*, 2009) like the others.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from filrouge.engine.asked import Asked, Wanted, asked
from filrouge.engine.asked import alternatives as read_alternatives
from filrouge.engine.contract import Entry, Match, Matches, Progress, Request, ScoredPassage, State, Titled
from filrouge.engine.fields import (
    FACETS,
    PARTIAL,
    PASSAGE_FIELDS,
    PHRASE_FIELDS,
    PUBLICATION_FIELDS,
    Terms,
    facet_values,
    filter_values,
    index_terms,
    spelt,
)
from filrouge.engine.scoring import fused
from filrouge.model import Facet, FacetValue, Filter, FilterField, Passage, Publication, Sort
from filrouge.model.passage import Part

K1 = 1.2
B = 0.75


class _Document(NamedTuple):
    number: int
    publication: Publication
    passages: tuple[Passage, ...]
    terms: Terms
    passage_terms: tuple[Terms, ...]


class MemoryEngine:
    """Forgets everything with its process."""

    def __init__(self) -> None:
        self._documents: dict[str, _Document] = {}
        self._sequence = 0
        self._numbers = 0

    @property
    def state(self) -> State:
        passages = sum(len(document.passages) for document in self._documents.values())
        return State(self._sequence, len(self._documents), passages)

    def update(self, entries: Iterable[Entry], *, removed: Collection[str] = (), sequence: int) -> None:
        added = [self._document(entry) for entry in entries]
        for identifier in removed:
            self._documents.pop(identifier, None)
        self._documents |= {document.publication.id: document for document in added}
        self._sequence = sequence

    def rebuild(self, entries: Iterable[Entry], *, sequence: int, progress: Progress | None = None) -> None:
        anew = {}
        for count, entry in enumerate(entries, start=1):
            anew[entry.publication.id] = self._document(entry)
            if progress:
                progress(count)
        self._documents = anew
        self._sequence = sequence

    def _document(self, entry: Entry) -> _Document:
        self._numbers += 1
        return _Document(self._numbers, entry.publication, entry.passages, *index_terms(entry))

    def search(self, request: Request) -> Matches:
        documents = list(self._documents.values())
        languages = Counter(document.publication.language[:2].lower() for document in documents)
        terms = asked(request.query, [name for name, _ in languages.most_common()] or ["fr"])
        if terms.empty and request.query.words.strip():
            return Matches(total=0)
        matching = {one.number: one for one in documents if _matches(one, terms, request.query.filters)}
        ranked = self._ranked(documents, matching, terms, request.sort)
        page = ranked[request.start : request.start + request.size]
        return Matches(
            total=len(ranked),
            found=tuple(self._match(matching[number], score, terms, request.passages) for number, score in page),
            facets=_facets(documents, terms, request.query.filters) if request.facets else (),
        )

    def _ranked(
        self, documents: Sequence[_Document], matching: Mapping[int, _Document], terms: Asked, sort: Sort
    ) -> list[tuple[int, float]]:
        if terms.empty or sort != Sort.RELEVANCE:
            return [(document.number, 0.0) for document in _by_date(matching.values(), oldest=sort == Sort.OLDEST)]
        whole = _bm25([(document.number, document.terms) for document in documents], PUBLICATION_FIELDS, terms)
        parts = _bm25(
            [(document.number, part) for document in documents for part in document.passage_terms],
            PASSAGE_FIELDS,
            terms,
        )
        best: dict[int, float] = defaultdict(float)
        for number, score in parts:
            best[number] = max(best[number], score)
        return fused({number: score for number, score in whole if number in matching}, best)

    def _match(self, document: _Document, score: float, terms: Asked, wanted: int) -> Match:
        fields = {name: weight for name, weight in PASSAGE_FIELDS.items() if name != "title"}
        scores = [score for _, score in _bm25([(0, part) for part in document.passage_terms], fields, terms)]
        found = [ScoredPassage(passage, score) for passage, score in zip(document.passages, scores, strict=True)]
        found = sorted((one for one in found if one.score > 0), key=lambda one: (-one.score, one.passage.ordinal))
        return Match(document.publication.card(), score, tuple(found[:wanted]), max(0, len(found) - wanted))

    def fetch(self, publications: Sequence[str]) -> dict[str, tuple[Passage, ...]]:
        return {name: self._documents[name].passages for name in publications if name in self._documents}

    def titled(self, alternatives: Sequence[Sequence[str]], limit: int) -> Titled:
        groups = read_alternatives(alternatives, ("fr", "en"))
        if not groups:
            return Titled((), ())
        cards, questions = [], []
        for document in self._documents.values():
            if _has_each(document.terms.fields["title"], groups):
                cards.append(document.publication.card())
            for passage, terms in zip(document.passages, document.passage_terms, strict=True):
                if passage.part == Part.QUESTION and _has_each(terms.fields["heading"], groups):
                    questions.append(passage)
        return Titled(tuple(cards[:limit]), tuple(questions[:limit]))

    def words(self) -> Iterable[tuple[str, int]]:
        found = Counter[str]()
        for document in self._documents.values():
            found.update(spelt(Entry(document.publication, document.passages)))
        return found.items()


def _has_each(field: Collection[str], groups: Sequence[Sequence[Wanted]]) -> bool:
    return all(any(stem in field for wanted in group for stem in wanted.stems) for group in groups)


def _bm25(
    documents: Sequence[tuple[int, Terms]], weights: Mapping[str, float], terms: Asked
) -> list[tuple[int, float]]:
    """The weighted sum over fields of each document's BM25, in the order given."""
    scores = [0.0] * len(documents)
    for field, weight in weights.items():
        bags = [Counter(one.fields[field]) for _, one in documents]
        lengths = [bag.total() for bag in bags]
        average = sum(lengths) / max(1, len(lengths)) or 1.0
        for term in _terms(terms, field):
            frequency = sum(1 for bag in bags if term in bag)
            idf = math.log(1 + (len(bags) - frequency + 0.5) / (frequency + 0.5))
            for place, bag in enumerate(bags):
                if times := bag[term]:
                    scores[place] += (
                        weight * idf * times * (K1 + 1) / (times + K1 * (1 - B + B * lengths[place] / average))
                    )
    return [(number, score) for (number, _), score in zip(documents, scores, strict=True)]


def _terms(terms: Asked, field: str) -> list[str]:
    if field == "exact":
        return [wanted.exact for wanted in terms.wanted]
    return [stem for wanted in terms.wanted for stem in wanted.stems]


def _matches(document: _Document, terms: Asked, filters: Sequence[Filter]) -> bool:
    if not all(_passes(document.publication, one) for one in filters):
        return False
    if any(_holds(document.terms, phrase) for phrase in terms.excluded):
        return False
    if not all(any(_holds(document.terms, phrase) for phrase in alternatives) for alternatives in terms.needed):
        return False
    return not terms.wanted or any(
        term in document.terms.fields[field] for field in PUBLICATION_FIELDS for term in _terms(terms, field)
    )


def _holds(terms: Terms, phrase: tuple[Wanted, ...]) -> bool:
    if not all(wanted.stems for wanted in phrase):
        return all(wanted.exact in terms.fields["exact"] for wanted in phrase)
    return any(
        all(stem in wanted.stems for stem, wanted in zip(field[at : at + len(phrase)], phrase, strict=True))
        for name in PHRASE_FIELDS
        if (field := terms.fields.get(name, ()))
        for at in range(len(field) - len(phrase) + 1)
    )


def _passes(publication: Publication, one: Filter) -> bool:
    if one.field in {FilterField.SINCE, FilterField.BEFORE}:
        if publication.date is None:
            return False
        return publication.date >= one.day if one.field == FilterField.SINCE else publication.date < one.day
    return bool(filter_values(publication)[one.field].intersection(one.values))


def _by_date(documents: Iterable[_Document], *, oldest: bool) -> list[_Document]:
    """Those without a date come last, whichever way."""
    dated = [document for document in documents if document.publication.date]
    undated = [document for document in documents if not document.publication.date]
    return sorted(dated, key=lambda one: one.publication.date or one, reverse=not oldest) + undated


def _facets(documents: Sequence[_Document], terms: Asked, filters: Sequence[Filter]) -> tuple[Facet, ...]:
    return tuple(_facet(documents, terms, filters, field) for field in FACETS)


def _facet(documents: Sequence[_Document], terms: Asked, filters: Sequence[Filter], field: FilterField) -> Facet:
    selected = {value for one in filters if one.field == field for value in one.values}
    others = [one for one in filters if one.field != field]
    counts = Counter({value: 0 for value in selected if not value.startswith(PARTIAL)})
    labels: dict[str, str] = {}
    for document in documents:
        if _matches(document, terms, others):
            values = facet_values(document.publication)[field]
            labels = values | labels
            counts.update(values.keys())
    return Facet(
        field=field,
        values=tuple(
            FacetValue(value=value, label=labels.get(value, value), count=count, selected=value in selected)
            for value, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        ),
    )

"""Tantivy alone: its own French analysis, hits and scores only, nothing read from the store.

`OneField` is what search is compared to: one field of passages, the ten best. `SameFields` is what indexing is
compared to: the same texts in as many fields as Fil rouge has, of publications and of passages.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tantivy import Document, Filter, Index, Occur, Query, SchemaBuilder, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from benchmarks.corpus import Corpus
from benchmarks.subjects.contract import HEAP_BYTES, TOP, Opened
from filrouge.engine import Entry
from filrouge.engine.fields import EXACT, PASSAGE_FIELDS, PUBLICATION_FIELDS

FIELD = "text"
ANALYSER = "french"
OF_PUBLICATIONS = (*PUBLICATION_FIELDS, EXACT, "spelling")
OF_PASSAGES = (*PASSAGE_FIELDS, EXACT)


def french() -> TextAnalyzer:
    """The usual French chain, accents folded last because stop words and stemmer know them."""
    return (
        TextAnalyzerBuilder(Tokenizer.simple())
        .filter(Filter.lowercase())
        .filter(Filter.stopword("french"))
        .filter(Filter.stemmer("french"))
        .filter(Filter.ascii_fold())
        .build()
    )


class OneField:
    folder = "tantivy"
    counted = False

    def build(self, corpus: Corpus, folder: Path) -> None:
        builder = SchemaBuilder()
        builder.add_text_field(FIELD, stored=True, tokenizer_name=ANALYSER)
        builder.add_unsigned_field("number", fast=True)
        index = _index(builder, folder)
        writer = index.writer(HEAP_BYTES, 1)
        for number, text in corpus.texts():
            document = Document()
            document.add_text(FIELD, text)
            document.add_unsigned("number", number)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    @contextmanager
    def opened(self, folder: Path) -> Iterator[Opened]:
        index = Index.open(str(folder))
        analyser = french()
        index.register_tokenizer(ANALYSER, analyser)
        schema = index.schema
        searcher = index.searcher()

        def top(query: Query) -> int:
            return len(searcher.search(query, TOP, count=self.counted).hits)

        def words(typed: str) -> int:
            terms = dict.fromkeys(analyser.analyze(typed))
            return top(
                Query.boolean_query([(Occur.Should, Query.term_query(schema, FIELD, one, "freq")) for one in terms])
            )

        def fuzzy(typed: str) -> int:
            return top(Query.fuzzy_term_query(schema, FIELD, "".join(analyser.analyze(typed)), distance=1))

        def prefix(typed: str) -> int:
            return top(Query.fuzzy_term_query(schema, FIELD, typed, distance=0, prefix=True))

        calls = {
            "one-word": words,
            "three-word": words,
            "ten-word": words,
            "phrase": lambda typed: top(index.parse_query(f'"{typed}"', [FIELD])),
            "fuzzy": fuzzy,
            "prefix": prefix,
        }
        yield Opened(calls, {"segments": searcher.num_segments})


class OneFieldCounted(OneField):
    """Asked as its Python binding asks by default: matches are counted too, which no block can be skipped for."""

    counted = True


class SameFields:
    """The text of each field of Fil rouge; a field that no part of a publication is named for takes all of its text."""

    folder = "tantivy-fields"

    def build(self, corpus: Corpus, folder: Path) -> None:
        indexes = [_fields(OF_PUBLICATIONS, folder / "publications"), _fields(OF_PASSAGES, folder / "passages")]
        writers = [index.writer(HEAP_BYTES, 1) for index in indexes]
        for entry in corpus.entries():
            writers[0].add_document(_publication(entry))
            for passage in entry.passages:
                texts = {"title": entry.publication.title, "heading": passage.heading, "body": passage.text}
                document = _filled(OF_PASSAGES, texts, f"{passage.heading} {passage.text}")
                document.add_text("stored", passage.text)
                writers[1].add_document(document)
        for writer in writers:
            writer.commit()
            writer.wait_merging_threads()

    @contextmanager
    def opened(self, folder: Path) -> Iterator[Opened]:
        yield Opened({}, {"segments": Index.open(str(folder / "passages")).searcher().num_segments})


def _index(builder: SchemaBuilder, folder: Path) -> Index:
    folder.mkdir(parents=True)
    index = Index(builder.build(), path=str(folder))
    index.register_tokenizer(ANALYSER, french())
    return index


def _fields(names: Iterable[str], folder: Path) -> Index:
    builder = SchemaBuilder()
    for name in names:
        builder.add_text_field(name, tokenizer_name=ANALYSER)
    builder.add_text_field("stored", stored=True, tokenizer_name="raw", index_option="basic")
    return _index(builder, folder)


def _publication(entry: Entry) -> Document:
    publication = entry.publication
    body = " ".join(passage.text for passage in entry.passages)
    people = [f"{person.name} {person.role}" for person in publication.people]
    parts = {
        "title": publication.title,
        "about": " ".join([*people, *publication.themes, publication.series]),
        "heading": " ".join(passage.heading for passage in entry.passages),
        "summary": " ".join(publication.summary),
        "question": " ".join(one.question for one in publication.questions),
        "person": " ".join(people),
        "theme": " ".join(publication.themes),
        "body": body,
        "spelling": " ".join(set(body.lower().split())),
    }
    return _filled(OF_PUBLICATIONS, parts, body)


def _filled(names: Iterable[str], texts: Mapping[str, str], whole: str) -> Document:
    document = Document()
    for name in names:
        document.add_text(name, texts.get(name, whole))
    return document

"""bm25s: scores computed beforehand, in SciPy's sparse matrices. No phrase, no misspelling, no prefix."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import Stemmer

from benchmarks.corpus import Corpus
from benchmarks.subjects.contract import TOP, Opened

LANGUAGE = "french"


class Bm25s:
    folder = "bm25s"

    def __init__(self) -> None:
        self._library = import_module("bm25s")

    def build(self, corpus: Corpus, folder: Path) -> None:
        retriever = self._library.BM25(k1=1.2, b=0.75)
        retriever.index(self._tokens([text for _, text in corpus.texts()]), show_progress=False)
        retriever.save(str(folder))

    @contextmanager
    def opened(self, folder: Path) -> Iterator[Opened]:
        retriever = self._library.BM25.load(str(folder), load_corpus=False)

        def words(typed: str) -> int:
            _, scores = retriever.retrieve(self._tokens([typed]), k=TOP, show_progress=False)
            return int((scores > 0).sum())

        yield Opened({"one-word": words, "three-word": words, "ten-word": words}, {})

    def _tokens(self, texts: list[str]) -> Any:
        return self._library.tokenize(texts, stopwords=LANGUAGE, stemmer=Stemmer.Stemmer(LANGUAGE), show_progress=False)

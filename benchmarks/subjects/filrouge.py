"""Fil rouge: the engine's own rebuild, and the whole search call (parse → results with excerpts and facets)."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from benchmarks.corpus import Corpus
from benchmarks.subjects.contract import Call, Opened
from filrouge.engine.tantivy import TantivyEngine
from filrouge.search import Search


class FilRouge:
    folder = "filrouge"

    def build(self, corpus: Corpus, folder: Path) -> None:
        TantivyEngine(folder).rebuild(corpus.entries(), sequence=1)

    @contextmanager
    def opened(self, folder: Path) -> Iterator[Opened]:
        started = perf_counter()
        engine = TantivyEngine(folder)
        state = engine.state
        search = Search(engine)
        opening = (perf_counter() - started) * 1000

        def words(typed: str) -> int:
            return len(search.search(typed).hits)

        calls: dict[str, Call] = {
            "one-word": words,
            "three-word": words,
            "ten-word": words,
            "phrase": lambda typed: words(f'"{typed}"'),
            "fuzzy": words,
            "prefix": lambda typed: len(search.suggest(typed)),
        }
        yield Opened(calls, {"publications": state.publications, "opening_ms": round(opening, 1)})

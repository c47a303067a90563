"""SQLite FTS5, as Python brings it. It has no French stemmer and no stop words: it is given only telling words, so
that it does not pay for “de”. Misspelt words are not offered."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from benchmarks.corpus import Corpus
from benchmarks.subjects.contract import TOP, Opened
from filrouge.language import words as words_of

FOUND = f"SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT {TOP}"


class Fts5:
    folder = "fts5"

    def build(self, corpus: Corpus, folder: Path) -> None:
        folder.mkdir(parents=True)
        with closing(sqlite3.connect(folder / "passages.sqlite")) as base:
            base.execute("PRAGMA journal_mode = off")
            base.execute("PRAGMA synchronous = off")
            base.execute("PRAGMA cache_size = -128000")
            base.execute("CREATE VIRTUAL TABLE passages USING fts5(text, tokenize='unicode61 remove_diacritics 2')")
            base.executemany("INSERT INTO passages(rowid, text) VALUES (?, ?)", corpus.texts())
            base.execute("INSERT INTO passages(passages) VALUES ('optimize')")
            base.commit()

    @contextmanager
    def opened(self, folder: Path) -> Iterator[Opened]:
        with closing(sqlite3.connect(folder / "passages.sqlite")) as base:
            base.execute("PRAGMA cache_size = -512000")
            base.execute("PRAGMA mmap_size = 8000000000")

            def found(match: str) -> int:
                return len(base.execute(FOUND, (match,)).fetchall()) if match else 0

            def words(typed: str) -> int:
                return found(" OR ".join(f'"{word}"' for word in dict.fromkeys(_telling(typed))))

            calls = {
                "one-word": words,
                "three-word": words,
                "ten-word": words,
                "phrase": lambda typed: found(f'"{typed}"'),
                "prefix": lambda typed: found(f'"{typed}" *'),
            }
            yield Opened(calls, {"sqlite": sqlite3.sqlite_version})


def _telling(typed: str) -> list[str]:
    every = list(words_of(typed, "fr"))
    return [word.exact for word in every if not word.stop] or [word.exact for word in every]

"""PostgreSQL full text: `french` configuration, GIN index, ts_rank_cd. A server of its own in the index's folder,
started and stopped here, reached through a socket of that folder; never one that runs already."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from benchmarks.corpus import Corpus
from benchmarks.subjects.contract import TOP, Missing, Opened

INSTALL = "apt-get install postgresql (initdb and postgres are not found)"
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "shared_buffers": "1GB",
    "maintenance_work_mem": "512MB",
    "work_mem": "64MB",
    "max_wal_size": "4GB",
    "jit": "off",  # costs more than it saves on queries of milliseconds
}
START_SECONDS = 30.0
FOUND = (
    f"SELECT id FROM passages, {{query}} AS asked WHERE words @@ asked "
    f"ORDER BY ts_rank_cd(words, asked) DESC LIMIT {TOP}"
)
ANY = FOUND.format(query="CAST(replace(plainto_tsquery('french', %s)::text, '&', '|') AS tsquery)")
PHRASE = FOUND.format(query="phraseto_tsquery('french', %s)")
PREFIX = FOUND.format(query="to_tsquery('simple', %s || ':*')")


class PostgreSql:
    folder = "postgresql"

    def __init__(self) -> None:
        self._library = import_module("psycopg")
        self._programs = _programs()

    def build(self, corpus: Corpus, folder: Path) -> None:
        folder.mkdir(parents=True)
        _given(folder)
        self._run(
            "initdb", "-D", str(folder / "data"), "--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust", "-U", "b"
        )
        with self._served(folder) as base:
            base.execute(
                "CREATE TABLE passages (id bigint, text text, "
                "words tsvector GENERATED ALWAYS AS (to_tsvector('french', text)) STORED)"
            )
            with base.cursor().copy("COPY passages (id, text) FROM STDIN") as rows:
                for row in corpus.texts():
                    rows.write_row(row)
            base.execute("CREATE INDEX ON passages USING gin (words)")
            base.execute("VACUUM ANALYZE passages")

    @contextmanager
    def opened(self, folder: Path) -> Iterator[Opened]:
        with self._served(folder) as base:

            def asked(statement: str, typed: str) -> int:
                return len(base.execute(statement, (typed,)).fetchall())

            def words(typed: str) -> int:
                return asked(ANY, typed)

            calls = {
                "one-word": words,
                "three-word": words,
                "ten-word": words,
                "phrase": lambda typed: asked(PHRASE, typed),
                "prefix": lambda typed: asked(PREFIX, typed),
            }
            (version,) = base.execute("SHOW server_version").fetchone()
            yield Opened(calls, {"postgresql": version})

    @contextmanager
    def _served(self, folder: Path) -> Iterator[Any]:
        settings = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        # A socket's path holds 107 characters: the index's own folder may be deeper.
        with tempfile.TemporaryDirectory(prefix="pg-") as socket, (folder / "server.log").open("ab") as log:
            _given(Path(socket))
            command: list[str | Path] = [
                self._programs / "postgres",
                "-D",
                str(folder / "data"),
                "-k",
                socket,
                *settings,
            ]
            with subprocess.Popen(command, stdout=log, stderr=log, user=_user(), cwd=socket) as server:
                try:
                    with self._connected(socket) as base:
                        yield base
                finally:
                    server.terminate()

    def _connected(self, socket: str) -> Any:
        until = monotonic() + START_SECONDS
        while True:
            try:
                return self._library.connect(host=socket, user="b", dbname="postgres", autocommit=True)
            except self._library.OperationalError:
                if monotonic() > until:
                    raise
                sleep(0.1)

    def _run(self, program: str, *arguments: str) -> None:
        command: Sequence[str] = [str(self._programs / program), *arguments]
        subprocess.run(command, check=True, user=_user(), cwd="/", stdout=subprocess.DEVNULL)


def _programs() -> Path:
    """Where initdb and postgres lie: on the path, or where Debian puts them. Raises Missing."""
    found = shutil.which("initdb")
    places = [Path(found).resolve().parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not places or not (places[-1] / "postgres").exists():
        raise Missing(INSTALL)
    return places[-1]


def _user() -> str | None:
    """PostgreSQL refuses to run as root: there, a user without rights runs it."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _given(folder: Path) -> None:
    user = _user()
    if user:
        shutil.chown(folder, user)

"""Where an index lies on disk: one folder a build, a pointer to the one in use, a note of what it has seen.

    index/
      current          the name of the build in use, replaced atomically
      lock             held by whoever writes
      v3-3f9c…/        a build: `publications/`, `passages/`, `shelf/`, `vectors/` if a model is set, `state.json`

A build that is not pointed at is a leftover of an interrupted rebuild and is removed by the next one.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from filelock import FileLock, Timeout

from filrouge.engine.contract import State
from filrouge.errors import IndexBusy, IndexDamaged, IndexOutdated

LOCK_SECONDS = 60.0


class Files(NamedTuple):
    """The files of a build that count, by name; an empty name for none."""

    shelf: str
    columns: str
    vocabulary: str
    versions: str
    vectors: str = ""
    graph: str = ""


class IndexFolder:
    """`schema` is the version of what is indexed: another one asks for a rebuild."""

    def __init__(self, root: Path, schema: int) -> None:
        self.root = root
        self.schema = schema

    @property
    def current(self) -> Path:
        """The build in use. Raises IndexOutdated when there is none of this schema."""
        try:
            name = (self.root / "current").read_text(encoding="ascii").strip()
        except FileNotFoundError:
            raise IndexOutdated("There is no index yet: `filrouge reindex` builds it from the library.") from None
        except (OSError, UnicodeDecodeError) as error:
            raise IndexDamaged(f"The index cannot be found ({error}): `filrouge reindex` rebuilds it.") from error
        if not name.startswith(f"v{self.schema}-"):
            raise IndexOutdated(f"The index is of another version ({name}): `filrouge reindex` rebuilds it.")
        return self.root / name

    def stamp(self) -> tuple[str, int]:
        """Changes whenever what searches should see changes."""
        build = self.current
        try:
            return build.name, (build / "state.json").stat().st_mtime_ns
        except OSError as error:
            raise IndexDamaged(f"The index has lost its state ({error}): `filrouge reindex` rebuilds it.") from error

    def read_state(self) -> tuple[State, Files]:
        """What the build in use holds, and which of its files count."""
        try:
            held = json.loads((self.current / "state.json").read_text(encoding="utf-8"))
            return State(**held["state"]), Files(**held["files"])
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise IndexDamaged(f"The index has lost its state ({error}): `filrouge reindex` rebuilds it.") from error

    def write_state(self, build: Path, state: State, files: Files) -> None:
        """All that a build holds counts from here on, at once."""
        replace(build / "state.json", json.dumps({"state": asdict(state), "files": files._asdict()}))

    def new_build(self) -> Path:
        build = self.root / f"v{self.schema}-{uuid4().hex[:12]}"
        build.mkdir(parents=True)
        return build

    def use(self, build: Path) -> None:
        """Swap to that build, then remove the others."""
        replace(self.root / "current", build.name)
        for other in self.root.iterdir():
            if other.is_dir() and other.name != build.name:
                shutil.rmtree(other, ignore_errors=True)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Alone. The lock dies with its process. Raises IndexBusy after a minute."""
        self.root.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.root / "lock", timeout=LOCK_SECONDS):
                yield
        except Timeout as error:
            raise IndexBusy(
                "Another process is writing in the index: wait for the import to end, then try again."
            ) from error


def replace(file: Path, text: str) -> None:
    """Write whole or not at all, and durably."""
    aside = file.with_name(f".{file.name}.{uuid4().hex[:8]}")
    with aside.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    aside.replace(file)
    directory = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)

"""What an importer promises: foreign bytes in, `Publication` out, and the truth about what was lost on the way."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Protocol

from filrouge.model import Publication


class NoteKind(StrEnum):
    GUESSED = "guessed"
    LOST = "lost"


@dataclass(frozen=True)
class Note:
    """One thing that the editor should know: `guessed` was made up from form, `lost` was there and is no more."""

    kind: NoteKind
    text: str


@dataclass(frozen=True)
class Origin:
    """Something to import. `uri` names it for ever (an address, or the file's URI); `content` is its bytes.

    `path` is the local file, when it is one; `root` is the folder out of which no file is ever read for it.
    A format that streams is given empty `content` and a `path`, and reads `open()`.
    """

    uri: str
    content: bytes
    path: Path | None = None
    root: Path | None = None
    media_type: str = ""

    def open(self) -> BinaryIO:
        if self.path is not None and not self.content:
            return self.path.open("rb")
        return io.BytesIO(self.content)


@dataclass(frozen=True)
class Reading:
    """A publication read. Its relative addresses are relative to the origin; `files` resolves them to local files."""

    publication: Publication
    notes: tuple[Note, ...] = ()
    files: tuple[tuple[str, Path], ...] = ()


@dataclass(frozen=True)
class Refusal:
    """A source, or one line of it, that gave no publication; `reason` says why and what to do next."""

    source: str
    reason: str


class FetchLimits(Protocol):
    """What the importer of addresses is allowed; `settings.FetchSettings` is one."""

    @property
    def max_bytes(self) -> int: ...

    @property
    def timeout(self) -> float: ...

    @property
    def max_redirects(self) -> int: ...

    @property
    def allowed_hosts(self) -> tuple[str, ...]: ...

    @property
    def user_agent(self) -> str: ...


class Source(Protocol):
    """One format; a module with this function is one. Parsing (the foreign structure) and translating (to
    Publication) are separate functions inside."""

    def read(self, origin: Origin) -> Iterator[Reading | Refusal]:
        """Yields one Reading a publication, and a Refusal for each part that gave none where the rest can go on.
        Raises SourceUnreadable, and nothing else, on bad input; what was yielded before stays good."""
        ...

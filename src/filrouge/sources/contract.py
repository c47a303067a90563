"""What an importer promises: foreign bytes in, `Publication` out, and the truth about what was lost on the way."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

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
    """

    uri: str
    content: bytes
    path: Path | None = None
    root: Path | None = None
    media_type: str = ""


@dataclass(frozen=True)
class Reading:
    """A publication read. Its relative addresses are relative to the origin; `files` resolves them to local files."""

    publication: Publication
    notes: tuple[Note, ...] = ()
    files: tuple[tuple[str, Path], ...] = ()


class Source(Protocol):
    """One format. Parsing (the foreign structure) and translating (to Publication) are separate functions inside."""

    def read(self, origin: Origin) -> Iterator[Reading]:
        """Yields one Reading a publication. Raises SourceUnreadable, and nothing else, on bad input;
        what was yielded before stays good."""
        ...

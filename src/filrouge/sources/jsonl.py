"""Our own interchange: one publication a line of JSON, lossless both ways (`filrouge export`, then import)."""

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, Protocol

from pydantic import ValidationError

from filrouge.errors import SourceUnreadable
from filrouge.model import Publication
from filrouge.sources.contract import Origin, Reading, Refusal
from filrouge.sources.making import explained
from filrouge.sources.references import settle

_LONGEST_LINE = 16_000_000  # bytes; a day of transcript is 2 MB
_GZIP = b"\x1f\x8b"
_MOST_TIMES = 200  # larger than its archive; text packs 5 to 20 times, a bomb 1,000
_ALWAYS = 64_000_000  # bytes that any archive may hold


def dump(publication: Publication) -> str:
    """Its line, without the line end. `read` gives the same publication back."""
    return publication.model_dump_json()


def schema() -> dict[str, Any]:
    """The JSON schema of a line."""
    return Publication.model_json_schema()


def read(origin: Origin) -> Iterator[Reading | Refusal]:
    """A Reading a line; a line that cannot be read is refused by its number and the rest goes on."""
    with origin.open() as stream:
        for number, line in _lines(_unpacked(stream)):
            if line is None:
                limit = _LONGEST_LINE // 1_000_000
                yield Refusal(
                    f"{origin.uri}#L{number}", f"line {number} is longer than {limit} MB: cut the publication."
                )
            elif line.strip():
                yield _read_line(line, number, origin)


def _read_line(line: bytes, number: int, origin: Origin) -> Reading | Refusal:
    try:
        publication = Publication.model_validate_json(line)
    except ValidationError as error:
        return Refusal(f"{origin.uri}#L{number}", f"line {number}: {explained(error)}")
    settled = settle(publication, origin, keep=True)
    return Reading(settled.publication, settled.notes, settled.files)


class _Readable(Protocol):
    def readline(self, size: int, /) -> bytes: ...


def _lines(stream: _Readable) -> Iterator[tuple[int, bytes | None]]:
    """Each line with its number; None for one that is too long, whose rest is passed over."""
    number = 0
    while line := stream.readline(_LONGEST_LINE):
        number += 1
        if len(line) < _LONGEST_LINE or line.endswith(b"\n"):
            yield number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_LONGEST_LINE)
        yield number, None


def _unpacked(stream: BinaryIO) -> _Readable:
    packed = stream.read(2) == _GZIP
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    return _Gunzipped(stream, max(_ALWAYS, size * _MOST_TIMES)) if packed else stream


class _Gunzipped:
    """Lines of a gzip archive, as long as it stays in proportion to its size."""

    def __init__(self, stream: BinaryIO, most: int) -> None:
        self._inside = gzip.GzipFile(fileobj=stream)
        self._left = most

    def readline(self, size: int, /) -> bytes:
        try:
            line = self._inside.readline(size)
        except (OSError, EOFError, zlib.error) as error:
            raise SourceUnreadable(f"The archive is damaged ({error}): export it again.") from error
        self._left -= len(line)
        if self._left < 0:
            raise SourceUnreadable("The archive unpacks to far more than text does: unpack it to see what it holds.")
        return line

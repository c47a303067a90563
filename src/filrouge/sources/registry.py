"""From what was typed (files, folders, addresses) to what was read of it, whatever the format."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from filrouge.errors import SourceError, SourceUnreadable
from filrouge.sources.companions import with_companions
from filrouge.sources.contract import FetchLimits, Origin, Reading, Refusal
from filrouge.sources.walk import Address, Found, shown, walk

Importer = Callable[[Origin], Iterator[Reading | Refusal]]

FORMATS = {
    "page": "filrouge.sources.page:read",
    "text": "filrouge.sources.text:read",
    "markdown": "filrouge.sources.markdown:read",
    "subtitles": "filrouge.sources.subtitles:read",
    "jsonl": "filrouge.sources.jsonl:read",
    "references": "filrouge.sources.example:read",
}
"""Format → the function that reads it, imported when first needed."""

_EXTENSIONS = {
    ".html": "page", ".htm": "page", ".xhtml": "page",
    ".txt": "text", ".text": "text",
    ".md": "markdown", ".markdown": "markdown",
    ".vtt": "subtitles", ".srt": "subtitles", ".sbv": "subtitles",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".gz": "jsonl",
    ".ris": "references",
}  # fmt: skip
_MEDIA_TYPES = {
    "text/html": "page", "application/xhtml+xml": "page", "text/markdown": "markdown", "text/x-markdown": "markdown",
    "text/vtt": "subtitles", "application/x-subrip": "subtitles", "application/jsonl": "jsonl",
    "application/x-ndjson": "jsonl", "application/gzip": "jsonl", "application/x-gzip": "jsonl",
    "application/x-research-info-systems": "references",
}  # fmt: skip
_LARGEST = 64_000_000  # bytes of one file; interchange has no such limit, it is read line by line
_HEAD = 4096
_BINARY = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\xd0\xcf\x11\xe0", b"\x1aE\xdf\xa3", b"ID3")
_TIME = rb"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_LOOKS = (
    ("subtitles", re.compile(rb"\s*WEBVTT|\s*\d{1,6}\s*\n\s*" + _TIME + rb"\s*-->")),
    ("subtitles", re.compile(rb"\s*" + _TIME + rb"(?:,|\s*-->\s*)" + _TIME)),
    ("page", re.compile(rb"\s*(?:<[?!][^>]{0,500}>\s*){0,9}<(?:html|head|body)\b|\s*<!doctype\s+html", re.IGNORECASE)),
    ("markdown", re.compile(rb"\s*---[ \t]*\r?\n(?:#.*\r?\n)*\w[\w-]*[ \t]*:")),
    ("jsonl", re.compile(rb"\s*\{\s*\"\w+\"\s*:")),
    ("references", re.compile(rb"\s*TY  - [A-Z]")),
)


def read_all(locations: Sequence[str], *, fetch: FetchLimits) -> Iterator[Reading | Refusal]:
    """Each publication found there, as it is read; a Refusal for each thing that gave none. Nothing stops the rest."""
    from filrouge.sources.fetch import Fetcher  # noqa: PLC0415 (an HTTP client is loaded for addresses only)

    fetcher = Fetcher(fetch)
    for one in walk(locations):
        if isinstance(one, Refusal):
            yield one
        elif isinstance(one, Address):
            yield from _read(one.url, partial(fetcher.fetch, one.url))
        else:
            for result in _read(shown(one.path), partial(_load, one)):
                yield with_companions(result, one) if isinstance(result, Reading) and _is_one(one) else result


def read_origin(origin: Origin) -> Iterator[Reading | Refusal]:
    """One thing whose bytes are at hand. Raises SourceUnreadable."""
    return importer(format_of(origin))(origin)


def importer(name: str) -> Importer:
    module, function = FORMATS[name].split(":")
    return cast(Importer, getattr(import_module(module), function))


def format_of(origin: Origin) -> str:
    """What the content is: by how it begins where that is sure, else by its media type, else by its name."""
    with origin.open() as stream:
        head = stream.read(_HEAD)
    named = _EXTENSIONS.get(Path(urlsplit(origin.uri).path).suffix.lower())
    typed = _MEDIA_TYPES.get(origin.media_type.split(";")[0].strip().lower())
    if named == "jsonl" and typed is None:
        return named
    marked = head.removeprefix(b"\xef\xbb\xbf")
    if marked.startswith(_BINARY) or (
        b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff"))
    ):
        raise SourceUnreadable(f"it is not text, whatever its name says; formats: {', '.join(_EXTENSIONS)}.")
    looks = next((name for name, pattern in _LOOKS if pattern.match(marked)), None)
    return looks or typed or named or "text"


def _read(source: str, load: Callable[[], Origin]) -> Iterator[Reading | Refusal]:
    try:
        yield from read_origin(load())
    except SourceError as error:
        yield Refusal(source, str(error))
    except OSError as error:
        yield Refusal(source, f"it cannot be read: {error.strerror or error}.")


def _load(found: Found) -> Origin:
    streams = _EXTENSIONS.get(found.path.suffix.lower()) == "jsonl"
    size = found.path.stat().st_size
    if not streams and size > _LARGEST:
        raise SourceUnreadable(f"it is larger than {_LARGEST // 1_000_000} MB: cut it into several files.")
    content = b"" if streams else found.path.read_bytes()
    return Origin(found.path.as_uri(), content, path=found.path, root=found.root)


def _is_one(found: Found) -> bool:
    """A file that is one publication, to which what stands beside it belongs."""
    return bool(found.subtitles or found.played) or _EXTENSIONS.get(found.path.suffix.lower()) != "jsonl"

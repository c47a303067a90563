"""Addresses written relative to their source, made absolute or resolved to local files that may be copied.

No file outside the origin's root is ever named, whatever `..` or symbolic link leads there.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from lxml.html import HtmlElement

from filrouge.model import Figure, Media, Person, Publication, TextTrack
from filrouge.sources.contract import Note, NoteKind, Origin
from filrouge.sources.html_tree import text_of
from filrouge.sources.identity import address_of

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"})
PLAYED = frozenset(
    {".mp4", ".webm", ".ogv", ".m4v", ".mov", ".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav", ".flac", ".aac"}
)
CAPTIONS = frozenset({".vtt", ".srt", ".sbv"})
COPIED = PICTURES | PLAYED | CAPTIONS


class Settled(NamedTuple):
    publication: Publication
    files: tuple[tuple[str, Path], ...]
    notes: tuple[Note, ...]


def settle(publication: Publication, origin: Origin, base: str = "", *, keep: bool = False) -> Settled:
    """`base` is the address that a saved page says it had; without it a page fetched has its own.

    What leads nowhere is taken out and noted; with `keep` (interchange, which must be lossless) it is only noted.
    """
    desk = _Desk(origin, base, keep=keep)
    settled = publication.model_copy(
        update={
            "media": tuple(filter(None, (desk.media(media) for media in publication.media))),
            "figures": tuple(filter(None, (desk.figure(figure) for figure in publication.figures))),
            "people": tuple(desk.person(person) for person in publication.people),
            "event": publication.event
            and publication.event.model_copy(update={"address": desk.page(publication.event.address)}),
        }
    )
    return Settled(settled, tuple(desk.files.items()), tuple(desk.notes()))


def base_of(origin: Origin, given: str = "") -> str:
    """What relative addresses are joined to: empty for a local file that does not say where it came from."""
    if origin.uri.startswith(("http://", "https://")):
        return urljoin(origin.uri, given)
    return given if given.startswith(("http://", "https://")) else ""


def settle_links(root: HtmlElement, base: str) -> Iterator[Note]:
    """Links of the text lead where they led; those to neighbours of a local file would lead nowhere."""
    lost: list[str] = []
    for link in root.iter("a"):
        written = (link.get("href") or "").strip()
        if not written or written.startswith("#") or written.lower().startswith(("mailto:", "tel:")):
            continue
        address = address_of(written, base)
        if address and urlsplit(address).scheme:
            link.set("href", address)
        else:
            del link.attrib["href"]
            if address and text_of(link):
                lost.append(address)
    if lost:
        named = ", ".join(dict.fromkeys(lost[:5]))
        yield Note(NoteKind.LOST, f"{len(lost)} links to neighbouring files became plain text ({named}).")


class _Desk:
    """Settles one reference at a time and remembers what could not be."""

    def __init__(self, origin: Origin, base: str, *, keep: bool) -> None:
        self._origin = origin
        self._keep = keep
        self._base = base_of(origin, base)
        self.files: dict[str, Path] = {}
        self._lost: dict[str, list[str]] = {}

    def media(self, media: Media) -> Media | None:
        source = self._file(media.source)
        if source is None:
            return None
        captions = (self._track(track) for track in media.captions)
        return media.model_copy(
            update={
                "source": source,
                "poster": self._file(media.poster),
                "captions": tuple(filter(None, captions)),
            }
        )

    def _track(self, track: TextTrack) -> TextTrack | None:
        source = self._file(track.source)
        return track.model_copy(update={"source": source}) if source else None

    def figure(self, figure: Figure) -> Figure | None:
        source = self._file(figure.source)
        if not (source or figure.alt or figure.caption):
            return None
        return figure.model_copy(update={"source": source})

    def person(self, person: Person) -> Person:
        return person.model_copy(update={"address": self.page(person.address), "picture": self._file(person.picture)})

    def page(self, address: str | None) -> str | None:
        """An address to visit: a page beside a local file is not in the library."""
        if address is None or urlsplit(address).scheme:
            return address
        if self._base:
            return address_of(address, self._base)
        return address if self._keep else None

    def _file(self, reference: str | None) -> str | None:
        if reference is None or urlsplit(reference).scheme:
            return reference
        if self._origin.path is None or (self._base and reference.startswith("/")):
            return address_of(reference, self._base) if self._base else self._lose("missing", reference)
        found = local_file(self._origin.path.parent, reference)
        if found is None:
            return address_of(reference, self._base) if self._base else self._lose("missing", reference)
        if not is_inside(found, self._origin.root or self._origin.path.parent):
            return self._lose("outside", reference)
        if found.suffix.lower() not in COPIED:
            return self._lose("untold", reference)
        self.files[reference] = found
        return reference

    def _lose(self, why: str, reference: str) -> str | None:
        self._lost.setdefault(why, []).append(reference)
        return reference if self._keep else None

    def notes(self) -> Iterable[Note]:
        told = {
            "missing": "not found: put {them} where the source says, or correct the source",
            "outside": "outside the imported folder: import the folder that holds both the source and {them}",
            "untold": "neither a picture, a sound, a video nor captions: link to {them} instead",
        }
        for why, references in self._lost.items():
            one = len(references) == 1
            named = ", ".join(references[:5]) + (f" and {len(references) - 5} more" if len(references) > 5 else "")
            said = told[why].format(them="it" if one else "them")
            yield Note(NoteKind.LOST, f"{'A file is' if one else f'{len(references)} files are'} {said} ({named}).")


def local_file(folder: Path, reference: str) -> Path | None:
    """The file that a relative reference means, links followed; None when there is none."""
    try:
        found = (folder / unquote(urlsplit(reference).path).replace("\\", "/")).resolve()
        return found if found.is_file() else None
    except (OSError, RuntimeError, ValueError):
        return None  # a name too long, a loop of links, a NUL: no such file


def is_inside(path: Path, root: Path) -> bool:
    return path.resolve().is_relative_to(root.resolve())

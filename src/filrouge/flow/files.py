"""The library's own copies of what its publications show: pictures, media, captions.

Names come from content (`phare-3f9c0a1b2c3d.svg`): the same file is kept once, and a changed one has a new address.
"""

import hashlib
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from filrouge.errors import LibraryError
from filrouge.model import Figure, Media, Person, Publication, slug_of

PREFIX = "files/"
"""Of the addresses that lead here: relative to the library's folder as to the site."""
_PART = ".part-"
_ABANDONED = 86_400
"""Seconds after which a copy that was never finished is a leftover of a process that died."""


class FileStore:
    """A folder of files that are only ever added whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, file: Path) -> str:
        """Copy it here if it is not; the address to show it at.

        Raises OSError when it cannot be read, LibraryError when it cannot be kept.
        """
        with file.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        suffix = file.suffix.lower() if re.fullmatch(r"\.[a-z0-9]{1,8}", file.suffix.lower()) else ""
        mark = f"-{digest[:12]}"  # what comes from another library has it already, and keeps its name
        name = f"{slug_of(file.stem.removesuffix(mark))[:60].rstrip('-')}{mark}{suffix}"
        if not (self._folder / name).exists():
            try:
                self._copy(file, name)
            except OSError as error:
                raise LibraryError(
                    f"{file.name} could not be kept in {self._folder}: {error.strerror}. Make room or set the "
                    "permissions of that folder right, then import again: what was read so far is kept."
                ) from error
        return PREFIX + name

    def shown(self, publication: Publication) -> dict[str, Path]:
        """The addresses of the files that it shows from here, and where they should lie."""
        ours = ((one, one.removeprefix(PREFIX)) for one in addresses_of(publication) if one.startswith(PREFIX))
        return {address: self._folder / name for address, name in ours if name == Path(name).name}

    def missing(self, publication: Publication) -> tuple[str, ...]:
        """The addresses of files it shows that are not here."""
        return tuple(address for address, file in self.shown(publication).items() if not file.is_file())

    def sweep(self) -> None:
        """Remove the copies that a killed process left half-made."""
        limit = time.time() - _ABANDONED
        for part in self._folder.glob(f"{_PART}*"):
            if part.stat().st_mtime < limit:
                part.unlink(missing_ok=True)

    def _copy(self, file: Path, name: str) -> None:
        """Aside, to the disk, then in place at once: a name that is here always has its whole content."""
        self._folder.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(prefix=_PART, dir=self._folder)
        try:
            with os.fdopen(handle, "wb") as target, file.open("rb") as source:
                shutil.copyfileobj(source, target)
                target.flush()
                os.fchmod(target.fileno(), 0o644)  # a temporary file is private; these are for the web server to read
                os.fsync(target.fileno())
            Path(aside).replace(self._folder / name)
        finally:
            Path(aside).unlink(missing_ok=True)
        _sync(self._folder)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def addresses_of(publication: Publication) -> Iterator[str]:
    """Every address of something shown with it."""
    for media in publication.media:
        yield from (media.source, *(track.source for track in media.captions), *filter(None, [media.poster]))
    yield from (figure.source for figure in publication.figures if figure.source)
    yield from (person.picture for person in publication.people if person.picture)


def readdressed(publication: Publication, names: Mapping[str, str]) -> Publication:
    """The same publication, showing each thing that has a new address at that one."""
    if not names:
        return publication

    def new(address: str | None) -> str | None:
        return names.get(address, address) if address else address

    def media(one: Media) -> Media:
        captions = tuple(track.model_copy(update={"source": new(track.source)}) for track in one.captions)
        return one.model_copy(update={"source": new(one.source), "poster": new(one.poster), "captions": captions})

    def figure(one: Figure) -> Figure:
        return one.model_copy(update={"source": new(one.source)})

    def person(one: Person) -> Person:
        return one.model_copy(update={"picture": new(one.picture)})

    return publication.model_copy(
        update={
            "media": tuple(media(one) for one in publication.media),
            "figures": tuple(figure(one) for one in publication.figures),
            "people": tuple(person(one) for one in publication.people),
        }
    )

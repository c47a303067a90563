"""Writes publications as JSON lines: to a file, with what they show beside it, or to standard output."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import typer

from filrouge.errors import LibraryError, SettingsError
from filrouge.flow.files import FileStore
from filrouge.model import Publication
from filrouge.sources import jsonl
from filrouge.thesaurus.held import Present
from filrouge.thesaurus.skos import FORMATS


def print_lines(publications: Iterable[Publication]) -> None:
    for publication in publications:
        typer.echo(jsonl.dump(publication))


def write_lines(publications: Iterable[Publication], file: Path, files: FileStore) -> int:
    """The number written. The file comes whole or not at all; pictures and media are copied in `files/` beside it."""
    beside = FileStore(file.parent / "files")
    aside = file.with_name(f".{file.name}.part")
    count = 0
    try:
        with aside.open("w", encoding="utf-8") as stream:
            for count, publication in enumerate(publications, start=1):  # noqa: B007 (the last number is the count)
                stream.write(f"{jsonl.dump(publication)}\n")
                for copied in _there(publication, files):
                    beside.keep(copied)
        aside.replace(file)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise LibraryError(f"{file} could not be written: {error.strerror}.") from error
    return count


def _there(publication: Publication, files: FileStore) -> Iterator[Path]:
    """What is missing cannot be copied, and is the doctor's to tell."""
    return (file for file in files.shown(publication).values() if file.is_file())


def write_thesaurus(file: Path, present: Present) -> None:
    """The thesaurus, in the format that the suffix names, whole or not at all."""
    suffix = file.suffix.lower().lstrip(".")
    if suffix not in FORMATS:
        raise SettingsError(f"{file}: the suffix says the format of a thesaurus; use one of {', '.join(FORMATS)}.")
    aside = file.with_name(f".{file.name}.part")
    try:
        aside.write_bytes(present.written(suffix))
        aside.replace(file)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise LibraryError(f"{file} could not be written: {error.strerror}.") from error

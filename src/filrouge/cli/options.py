"""Options that several commands share, and what may be chosen in them.

The choices repeat those of the model, which takes too long to import for a help page; a test holds them together.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

DEFAULT_LIBRARY = Path("library")


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"


class Shown(StrEnum):
    PUBLISHED = "published"
    DRAFT = "draft"
    WITHDRAWN = "withdrawn"
    ALL = "all"


class Task(StrEnum):
    SEARCH = "search"
    LINKS = "links"
    QUESTIONS = "questions"


class Order(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


MainLibrary = Annotated[
    Path,
    typer.Option("--library", envvar="FILROUGE_LIBRARY", metavar="DIR", help="The folder of the library."),
]
Library = Annotated[
    Path | None,
    typer.Option("--library", metavar="DIR", help="The folder of the library (may stand before the command too)."),
]
FormatOption = Annotated[Format, typer.Option("--format", help="For a person, or for a program.")]
Host = Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 for every one.")]
Port = Annotated[int, typer.Option(min=0, max=65535)]


def folder_of(context: typer.Context, given: Path | None) -> Path:
    """The library named after the command, else before it, else by the environment, else `./library`."""
    if given is not None:
        return given
    before = context.obj
    return before if isinstance(before, Path) else DEFAULT_LIBRARY

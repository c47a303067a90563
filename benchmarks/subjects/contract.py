"""What a system does to be measured."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple, Protocol

from benchmarks.corpus import Corpus

Call = Callable[[str], int]
"""One query, from what is typed to the ten best; the number of answers it gives back (at most ten)."""
HEAP_BYTES = 128_000_000
TOP = 10


class Missing(Exception):
    """The system is not on this machine; the message says how to install it."""


class Opened(NamedTuple):
    """An index ready to answer: by class of queries, the call; and what else is worth a line in the results."""

    calls: Mapping[str, Call]
    facts: Mapping[str, str | int | float]


class Subject(Protocol):
    """`folder` is the name of the folder of its index: systems that read the same index give the same.

    Each method runs in a process of its own.
    """

    folder: str

    def build(self, corpus: Corpus, folder: Path) -> None:
        """Index the whole corpus in that folder, until it is as good to search as it gets. Raises Missing."""
        ...

    def opened(self, folder: Path) -> AbstractContextManager[Opened]:
        """Raises Missing."""
        ...

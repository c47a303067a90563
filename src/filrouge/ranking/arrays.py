"""Named arrays in one file: written durably, read whole or refused."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

_BREAK = "\n"
"""Between words of an array: a word has no white space."""


def save(file: Path, arrays: Mapping[str, Any]) -> None:
    """Durable when it returns."""
    with file.open("wb") as stream:
        np.savez(stream, **arrays)
        synced(stream)


def load(file: Path, *names: str) -> dict[str, NDArray[Any]]:
    """Those of these names, or all. Raises OSError or ValueError when the file is not whole."""
    try:
        with file.open("rb") as stream, np.load(stream) as held:
            return {name: held[name] for name in names or held.files}
    except (BadZipFile, EOFError, KeyError) as error:
        raise ValueError(f"{file.name} is not whole: {error}") from error


def synced(stream: BinaryIO) -> None:
    stream.flush()
    os.fsync(stream.fileno())


def packed(words: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer(_BREAK.join(words).encode(), dtype=np.uint8)


def unpacked(held: NDArray[np.uint8]) -> list[str]:
    text = held.tobytes().decode()
    return text.split(_BREAK) if text else []

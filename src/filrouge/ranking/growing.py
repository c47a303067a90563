"""An array that only grows: in memory, or at the end of a file."""

import os
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from filrouge.ranking.arrays import synced

HELD_BYTES = 4_000_000
"""Of what is added to a file, kept in memory before it is written."""


class Growing:
    """Starts as `before`. With a file, that is its beginning: whatever else it holds is written over by what is added,
    of which memory holds the last part only.
    """

    def __init__(self, before: NDArray[Any], file: Path | None = None) -> None:
        self._size = self._written = len(before)
        self._kind, self._shape = before.dtype, before.shape[1:]
        self._file = file
        self._parts: list[NDArray[Any]] = [] if file else [before]
        self._whole: NDArray[Any] | None = before

    def __len__(self) -> int:
        return self._size

    def add(self, rows: NDArray[Any]) -> None:
        self._parts.append(rows.astype(self._kind, copy=False))
        self._size += len(rows)
        self._whole = None
        if self._file is not None and (self._size - self._written) * self._row_bytes > HELD_BYTES:
            self._write(self._file)

    @property
    def whole(self) -> NDArray[Any]:
        """All of it, as of now."""
        if self._whole is None:
            if self._file is not None:
                self._write(self._file)
                self._whole = mapped(self._file, self._kind, (self._size, *self._shape))
            else:
                self._parts = [np.concatenate(self._parts)]
                self._whole = self._parts[0]
        return self._whole

    def sync(self) -> None:
        """Durable when it returns, if it has a file."""
        if self._file is not None:
            self._write(self._file, durable=True)

    @property
    def _row_bytes(self) -> int:
        return int(np.prod(self._shape, dtype=np.int64)) * self._kind.itemsize

    def _write(self, file: Path, *, durable: bool = False) -> None:
        with file.open("r+b" if file.exists() else "w+b") as stream:
            stream.truncate(self._written * self._row_bytes)
            stream.seek(0, os.SEEK_END)
            for part in self._parts:
                stream.write(part.tobytes())
            if durable:
                synced(stream)
        self._parts = []
        self._written = self._size


def mapped(file: Path, kind: np.dtype[Any], shape: tuple[int, ...]) -> NDArray[Any]:
    """The file as an array. A plain one: slices of a memmap cost ten times as much."""
    return np.asarray(np.memmap(file, kind, "r", shape=shape)) if all(shape) else np.zeros(shape, kind)

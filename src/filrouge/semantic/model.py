"""A sentence model as the rest sees it: it may be missing, fail to load or to encode, and then says why."""

import logging
from collections.abc import Callable, Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from filrouge.errors import FilrougeError
from filrouge.semantic.encoders import Encoder, Found

Floats = NDArray[np.float32]

WEIGHT = 1.0
_log = logging.getLogger(__name__)


class SentenceModel:
    """Found and loaded when first needed, once. What failed in that is not tried again by this process; a text that
    cannot be encoded costs nothing but itself.

    `weight`: what the nearest passage there can be is worth, against a whole match by words.
    """

    def __init__(self, find: Callable[[], Found], weight: float = WEIGHT) -> None:
        self.weight = weight
        self._find = find
        self._found: Found | None = None
        self._encoder: Encoder | None = None
        self._unusable = False
        self._fault = ""
        self._lock = Lock()

    @property
    def fault(self) -> str:
        """Why it could not be used, the last time it could not; empty while all went well."""
        return self._fault

    @property
    def identity(self) -> str:
        """Its name and a digest of its files; empty when it cannot be found."""
        with self._lock:
            self._prepare(load=False)
            return self._found.identity if self._found else ""

    @property
    def usable(self) -> bool:
        """Whether it loads, and encodes a word."""
        return self.encode(["mot"]) is not None

    def encode(self, texts: Sequence[str], *, asked: bool = False) -> Floats | None:
        """Vectors of length 1 (0 for a text that says nothing to the model), or None when that failed."""
        with self._lock:  # tokenizers refuse to be used by two threads
            self._prepare(load=True)
            if self._encoder is None:
                return None
            try:
                return _unit(self._encoder.encode(texts, asked=asked), len(texts))
            except Exception as error:  # noqa: BLE001 - these libraries raise anything, bare Exception among them
                self._failed(error)
                return None

    def _prepare(self, *, load: bool) -> None:
        if self._unusable or self._encoder is not None:
            return
        try:
            self._found = self._found or self._find()
            self._encoder = self._found.load() if load else None
        except Exception as error:  # noqa: BLE001 - as above, and the hub's besides
            self._unusable = True
            self._found = None
            self._failed(error)

    def _failed(self, error: Exception) -> None:
        told = str(error) if isinstance(error, FilrougeError) else f"The sentence model failed: {error!r}."
        if told != self._fault:
            _log.warning("%s", told)
        self._fault = told


def _unit(vectors: Floats, rows: int) -> Floats:
    if vectors.ndim != 2 or len(vectors) != rows or not np.isfinite(vectors).all():
        raise ValueError(f"{rows} texts were encoded as something else than as many rows of numbers")
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Floats = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return unit

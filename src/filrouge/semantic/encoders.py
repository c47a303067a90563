"""Which model, from where, and which library reads it. Nothing here is imported before a model is asked for."""

import json
import re
from collections.abc import Callable, Sequence
from hashlib import file_digest, sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from filrouge.errors import ExtraMissing, ModelUnusable

HUB_NAME = re.compile(r"[\w.-]+/[\w.-]+")
UNREAD = ("*.onnx", "*.h5", "*.msgpack", "*.ot", "onnx/*", "openvino/*")
"""Copies of the same weights for other libraries, which a hub offers too and which can be gigabytes."""


class Encoder(Protocol):
    """Texts to vectors, one a row, all of one length."""

    def encode(self, texts: Sequence[str], *, asked: bool = False) -> NDArray[np.float32]:
        """`asked`: these are questions; some models read questions and documents differently."""
        ...


class Found(NamedTuple):
    """A model that is there. `identity` changes when its vectors would."""

    identity: str
    load: Callable[[], Encoder]


def find_model(name: str, beside: Path, device: str = "") -> Found:
    """`name`: a folder (seen from `beside` unless absolute), else a name on the hub, `owner/model`.

    A folder never touches the network; a name does once, to fetch what is not yet in the hub's cache of this machine.
    Raises ModelUnusable, ExtraMissing; and whatever the hub's library raises.
    """
    folder = _folder(name, beside)
    static = _is_static(folder)
    for module in ("model2vec" if static else "sentence_transformers", "usearch"):
        if find_spec(module) is None:
            raise ExtraMissing("The sentence model", "semantic" if static or module == "usearch" else "transformers")
    load = (lambda: Static(folder)) if static else (lambda: Transformer(folder, device))
    return Found(f"{name}@{_digest(folder)}", load)


class Static:
    """A vector a word, averaged (model2vec): small, and fast without a graphics card."""

    def __init__(self, folder: Path) -> None:
        from model2vec import StaticModel  # noqa: PLC0415

        self._model = StaticModel.from_pretrained(folder)

    def encode(self, texts: Sequence[str], *, asked: bool = False) -> NDArray[np.float32]:
        del asked
        return np.asarray(self._model.encode(list(texts), use_multiprocessing=False), dtype=np.float32)


class Transformer:
    """A model of sentence-transformers."""

    def __init__(self, folder: Path, device: str) -> None:
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415

        self._model: Any = SentenceTransformer(str(folder), device=device or None, local_files_only=True)

    def encode(self, texts: Sequence[str], *, asked: bool = False) -> NDArray[np.float32]:
        encode = self._model.encode_query if asked else self._model.encode_document
        return np.asarray(encode(list(texts), show_progress_bar=False, convert_to_numpy=True), dtype=np.float32)


def _folder(name: str, beside: Path) -> Path:
    folder = beside / Path(name).expanduser()
    if folder.is_dir():
        return folder
    if not HUB_NAME.fullmatch(name) or name.startswith("."):
        raise ModelUnusable(
            f"There is no sentence model in {folder}: set `model` in [semantic] to a folder that holds one, "
            "or to its name on the hub (owner/model)."
        )
    if find_spec("huggingface_hub") is None:
        raise ExtraMissing("The sentence model", "semantic")
    return _from_hub(name)


def _from_hub(name: str) -> Path:
    from huggingface_hub import snapshot_download  # noqa: PLC0415
    from huggingface_hub.errors import LocalEntryNotFoundError  # noqa: PLC0415

    try:
        return Path(snapshot_download(name, ignore_patterns=list(UNREAD), local_files_only=True))
    except LocalEntryNotFoundError:
        return Path(snapshot_download(name, ignore_patterns=list(UNREAD)))


def _is_static(folder: Path) -> bool:
    """Whether model2vec reads it: a table of vectors, and no network of neurons over them."""
    modules, config = _json(folder / "modules.json"), _json(folder / "config.json")
    if modules is None and config is None:
        raise ModelUnusable(f"{folder} holds no sentence model: it has neither modules.json nor config.json.")
    if modules is not None:
        kinds = {str(module["type"]).rpartition(".")[2] for module in modules}
        return "StaticEmbedding" in kinds and "Transformer" not in kinds
    return not config.get("architectures")


def _json(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else None


def _digest(folder: Path) -> str:
    """Of every file that may change a vector: neither hidden ones nor the model's card."""
    whole = sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = file.relative_to(folder)
        if name.suffix == ".md" or any(part.startswith(".") for part in name.parts):
            continue
        with file.open("rb") as stream:
            whole.update(f"{name.as_posix()}\0{file_digest(stream, 'sha256').hexdigest()}\n".encode())
    return whole.hexdigest()[:16]

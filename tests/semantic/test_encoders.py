"""Finding a model and reading it."""

import json
import shutil

import huggingface_hub.constants
import numpy as np
import pytest

from filrouge.errors import ExtraMissing, ModelUnusable
from filrouge.semantic import find_model
from tests.semantic.making import MEANINGS, save_model


def test_a_folder_of_model2vec_is_read(tmp_path):
    """Its vectors are those that were saved, and texts of near meaning are near."""
    save_model(tmp_path / "petit")
    encoder = find_model("petit", tmp_path).load()
    vectors = encoder.encode(["dormir", "insomnie nuit", "argent"])
    assert vectors.dtype == np.float32
    assert np.allclose(vectors[0], np.array(MEANINGS["dormir"]) / np.linalg.norm(MEANINGS["dormir"]), atol=1e-6)
    assert vectors[0] @ vectors[1] > 0.9
    assert vectors[0] @ vectors[2] < 0.3


def test_the_same_files_are_the_same_model_wherever_they_lie(tmp_path):
    """The identity follows the content of what is read: neither the card nor hidden files count."""
    for place in ("ici", "là"):
        save_model(tmp_path / place / "petit")
    (tmp_path / "là/petit/README.md").write_text("Une autre fiche.")
    (tmp_path / "là/petit/.cache").write_text("x")
    first, second = (find_model("petit", tmp_path / place).identity for place in ("ici", "là"))
    assert first == second
    save_model(tmp_path / "là" / "petit", {word: meaning[::-1] for word, meaning in MEANINGS.items()})
    assert find_model("petit", tmp_path / "là").identity != first


@pytest.mark.parametrize("name", ["nulle-part", "/nulle/part/du/tout", "./nulle/part", "../a/b"])
def test_a_folder_that_is_missing_is_told_without_asking_the_network(tmp_path, name):
    """What cannot be a name on the hub is a folder, and there is none."""
    with pytest.raises(ModelUnusable, match=r"no sentence model in .*: set `model` in"):
        find_model(name, tmp_path)


def test_a_folder_of_something_else_is_told(tmp_path):
    """An empty folder is no model."""
    with pytest.raises(ModelUnusable, match=r"neither modules\.json nor config\.json"):
        find_model(".", tmp_path)


def test_a_model_of_sentence_transformers_names_what_to_install(tmp_path):
    """A network of neurons needs the other library, which is heavy and optional."""
    (tmp_path / "grand").mkdir()
    modules = [{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"}]
    (tmp_path / "grand/modules.json").write_text(json.dumps(modules))
    with pytest.raises(ExtraMissing, match=r"pip install 'filrouge\[transformers\]'"):
        find_model("grand", tmp_path)


def test_a_name_already_fetched_is_read_from_the_cache(tmp_path, monkeypatch):
    """The hub is asked once: afterwards no socket is opened, and none can be in these tests."""
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    kept = tmp_path / "hub/models--equipe--petit"
    save_model(kept / "snapshots/abc123")
    (kept / "refs").mkdir()
    (kept / "refs/main").write_text("abc123")
    found = find_model("equipe/petit", tmp_path)
    assert found.identity.startswith("equipe/petit@")
    assert found.load().encode(["lien"]).shape == (1, 4)


def test_a_folder_comes_before_a_name(tmp_path, monkeypatch):
    """`equipe/petit` beside the library is that folder, whatever the hub has."""
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    save_model(tmp_path / "equipe/petit")
    assert find_model("equipe/petit", tmp_path).load().encode(["lien"]).shape == (1, 4)
    shutil.rmtree(tmp_path / "equipe")

"""A library with a model: its settings, what it tells, and what survives a kill."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from filrouge.cli import app
from filrouge.flow.doctor import examine
from filrouge.web.app import create_app
from filrouge.wiring import init_library, open_parts
from tests.flow.making import reading
from tests.semantic.making import save_model

READ = (
    reading("nuits", sections=({"anchor": "a", "html": "<p>L’ insomnie revient.</p>"},)),
    reading("lien", sections=({"anchor": "a", "html": "<p>Le lien tient.</p>"},)),
)


@pytest.fixture
def folder(tmp_path):
    """A library whose settings name the folder `petit` beside it."""
    init_library(tmp_path / "library")
    (tmp_path / "library/filrouge.toml").write_text('[semantic]\nmodel = "../petit"\n', encoding="utf-8")
    save_model(tmp_path / "petit")
    return tmp_path / "library"


def found(parts, typed):
    return [hit.publication.slug for hit in parts.search.search(typed).hits]


def told(parts):
    return [(one.organ.value, one.text) for one in examine(parts.indexer, parts.files, parts.model)]


def filrouge(folder, *arguments):
    return CliRunner().invoke(app, ["--library", str(folder), *arguments])


def test_a_model_in_the_settings_is_used_from_the_import_on(folder):
    """And when the library is opened again, without encoding anything anew."""
    with open_parts(folder) as parts:
        parts.ingest(iter(READ))
        assert found(parts, "dormir") == ["nuits"]
        assert told(parts) == []
    with open_parts(folder) as parts:
        assert found(parts, "dormir") == ["nuits"]
        assert parts.indexer.refresh().value == "current"


def test_a_model_set_afterwards_reads_the_library_when_it_is_opened(folder):
    """With progress; and one that is taken away is not missed."""
    settings = folder / "filrouge.toml"
    wanted = settings.read_text()
    settings.write_text("")
    with open_parts(folder) as parts:
        parts.ingest(iter(READ))
        assert found(parts, "dormir") == []
    settings.write_text(wanted)
    counted: list[int] = []
    with open_parts(folder, counted.append) as parts:
        assert found(parts, "dormir") == ["nuits"]
    assert counted == [1, 2]
    settings.write_text("")
    with open_parts(folder) as parts:
        assert parts.search.search("dormir").notices == ()


def test_a_missing_model_is_told_by_the_doctor_the_import_and_each_answer(folder, tmp_path):
    """Where it was looked for, and what goes on without it; opening does not build the index again for it."""
    shutil.rmtree(tmp_path / "petit")
    page = tmp_path / "nuits.md"
    page.write_text("---\ntitle: Nuits\n---\nL’insomnie revient.\n", encoding="utf-8")
    imported = filrouge(folder, "import", str(page))
    assert imported.exit_code == 0
    assert imported.stderr.count("There is no sentence model in") == 1
    assert "only words are searched" in imported.stderr
    doctor = filrouge(folder, "doctor")
    assert doctor.exit_code == 1
    assert f"model: There is no sentence model in {folder}/../petit" in doctor.stdout
    assert "Searched by words alone" in filrouge(folder, "search", "insomnie").stdout
    with open_parts(folder) as parts:
        assert parts.indexer.refresh().value == "current"
        assert [organ for organ, _ in told(parts)] == ["model"]
        visitor = TestClient(create_app(parts))
        answer = visitor.get("/api/v1/search?q=insomnie").json()
        assert (answer["total"], answer["notices"]) == (1, ["lexical"])
        for language, words in (("fr", "Seuls les mots sont cherchés"), ("en", "Only the words are searched")):
            assert words in visitor.get(f"/recherche?q=insomnie&lang={language}").text


def test_an_extra_that_is_not_installed_names_its_command(folder, tmp_path):
    """Here the one that reads networks of neurons."""
    (tmp_path / "petit/modules.json").write_text('[{"type": "sentence_transformers.models.Transformer"}]')
    with open_parts(folder) as parts:
        ((organ, text),) = told(parts)
    assert organ == "model"
    assert "pip install 'filrouge[transformers]'" in text


def test_a_model_whose_files_are_broken_is_told(folder, tmp_path):
    """The library is searched by words."""
    (tmp_path / "petit/model.safetensors").write_bytes(b"broken")
    with open_parts(folder) as parts:
        parts.ingest(iter(READ))
        assert found(parts, "insomnie") == ["nuits"]
        ((organ, text),) = told(parts)
    assert organ == "model"
    assert "The sentence model failed" in text
    assert "only words are searched" in text


def test_answers_have_no_notice_while_all_goes_well(folder):
    """Neither the API nor the page says anything."""
    with open_parts(folder) as parts:
        parts.ingest(iter(READ))
        visitor = TestClient(create_app(parts))
        answer = visitor.get("/api/v1/search?q=dormir").json()
        assert answer["total"] == 1
        assert "notices" not in answer
        assert "Seuls les mots" not in visitor.get("/recherche?q=dormir&lang=fr").text


def killed(verb: str, folder: Path, turn: int, delay: float) -> None:
    command = [sys.executable, "-m", "tests.flow.crashing", verb, str(folder), str(turn)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(delay)
        os.kill(process.pid, signal.SIGKILL)
        process.stdout.read()


def test_kills_leave_every_publication_encoded_or_encoded_when_next_opened(tmp_path, monkeypatch):
    """In imports and in rebuilds: the doctor finds nothing wrong, and every publication has its vectors."""
    monkeypatch.setenv("FILROUGE_SEMANTIC__MODEL", str(save_model(tmp_path / "petit")))
    chance = random.Random(15)
    folder = tmp_path / "library"
    for turn in range(4):
        killed("reindex" if turn % 3 == 2 else "import", folder, turn, chance.uniform(0.7, 1.6))
        with open_parts(folder) as parts:
            assert told(parts) == []
            state = parts.engine.state
            assert state.encoded == state.publications
            assert parts.search.search("relation").notices == ()
    assert state.publications > 4

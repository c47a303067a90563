"""The commands, as a person at a terminal or a script would use them."""

import json
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from filrouge import model
from filrouge.cli import app
from filrouge.cli.options import Order, Shown

PAGE = """\
---
title: "Quand un patient met le lien à l'épreuve"
kind: webinar
date: 2023-02-09
people:
  - name: Claire Vasseur
    role: Psychologue clinicienne
summary:
  - "Tenir le cadre sans punir."
themes: [attachement, cadre]
figures:
  - {source: phare.svg, alt: "Un phare", caption: "Tenir dans la nuit."}
---
Une ouverture sur ce qui se demande.

## Retards et silences
Le patient qui teste le lien demande si la relation tiendra. <script>alert(1)</script>
"""
DRAFT = """\
---
title: "Un brouillon sur la supervision"
status: draft
---
## À écrire
Le thérapeute qui veut sauver.
"""
SUBTITLES = """\
WEBVTT

00:12:34.000 --> 00:12:39.000
<v Paul Estève>La fenêtre de tolérance se rétrécit quand le corps a peur.
"""


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "lien.md").write_text(PAGE, encoding="utf-8")
    (folder / "phare.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (folder / "brouillon.md").write_text(DRAFT, encoding="utf-8")
    (folder / "fenetre.vtt").write_text(SUBTITLES, encoding="utf-8")
    return folder


@pytest.fixture
def run(tmp_path: Path):
    """Runs a command on a library of its own; stdout and stderr are kept apart."""

    def command(*words: str, status: int = 0, library: str = "library"):
        result = CliRunner().invoke(app, ["--library", str(tmp_path / library), *words])
        assert result.exit_code == status, result.output
        return result

    return command


@pytest.fixture
def filled(run, sources):
    run("import", str(sources))
    return run


def test_help_loads_nothing_heavy():
    """The help page answers at once: neither the store, the index, the pages nor any model is imported for it."""
    heavy = ("sqlalchemy", "tantivy", "fastapi", "sklearn", "pydantic", "numpy", "alembic", "uvicorn", "httpx")
    program = (
        "import sys; from filrouge.cli import app\n"
        "try: app(['--help'])\n"
        f"finally: sys.stderr.write(' '.join(name for name in {heavy} if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "serve" in done.stdout
    assert done.stderr == ""


def test_the_choices_of_options_are_those_of_the_model():
    """What may be asked on the command line is what the model knows."""
    assert {one.value for one in Order} == {one.value for one in model.Sort}
    assert {one.value for one in Shown} - {"all"} == {one.value for one in model.Status}


def test_init_makes_a_library_and_leaves_one_that_is_there(filled, run):
    """Running it again loses nothing."""
    run("init")
    assert json.loads(run("list", "--format", "json").stdout)["total"] == 2


def test_import_tells_what_became_of_each_source(run, sources):
    """Counts and sources as JSON; a second time, all is unchanged."""
    report = json.loads(run("import", "--format", "json", str(sources)).stdout)
    assert {name: report[name] for name in ("imported", "updated", "unchanged", "refused")} == {
        "imported": 3,
        "updated": 0,
        "unchanged": 0,
        "refused": 0,
    }
    assert set(report["sources"][0]) == {"source", "outcome", "publication", "notes"}
    again = json.loads(run("import", "--format", "json", str(sources)).stdout)
    assert (again["imported"], again["updated"], again["unchanged"]) == (0, 0, 3)


def test_a_refusal_sets_the_exit_status_and_stops_nothing(run, sources):
    """3 says that something was refused; the rest is imported, and the reason is told."""
    (sources / "casse.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    told = run("import", str(sources), status=3)
    assert "casse.md" in told.stdout
    assert "3 imported, 0 updated, 0 unchanged, 1 refused." in told.stdout
    assert run("search", "fenêtre de tolérance").stdout.startswith("1 publications")


def test_a_file_that_is_not_there_is_a_refusal(run, tmp_path):
    """It is named like any other source that gave nothing."""
    told = run("import", "--format", "json", str(tmp_path / "nulle-part.md"), status=3)
    [source] = json.loads(told.stdout)["sources"]
    assert source["outcome"] == "refused"
    assert source["publication"] is None
    assert source["notes"][0]["kind"] == "refused"


def test_search_answers_in_the_promised_shape(filled):
    """Every name of the shape is there, and the excerpt is marked and safe."""
    found = json.loads(filled("search", '"teste le lien"', "--format", "json").stdout)
    assert set(found) == {"query", "total", "took_ms", "facets", "results", "help"}
    assert (found["query"], found["total"]) == ('"teste le lien"', 1)
    [result] = found["results"]
    assert set(result) == {"publication", "score", "passages"}
    assert {**result["publication"], "id": ""} == {
        "id": "",
        "slug": "quand-un-patient-met-le-lien-a-l-epreuve",
        "kind": "webinar",
        "title": "Quand un patient met le lien à l'épreuve",
        "date": "2023-02-09",
        "people": ["Claire Vasseur"],
        "url": "/publications/quand-un-patient-met-le-lien-a-l-epreuve",
    }
    passage = next(one for one in result["passages"] if one["heading"] == "Retards et silences")
    assert set(passage) == {"id", "heading", "text", "html", "start", "end", "url"}
    assert "<mark>teste</mark>" in passage["html"]
    assert "script" not in passage["html"]
    assert passage["url"].startswith("/publications/quand-un-patient-met-le-lien-a-l-epreuve#")
    assert {"value": "webinar", "count": 1} in [
        {"value": one["value"], "count": one["count"]} for one in found["facets"]["kind"]
    ]


def test_search_leads_to_the_moment(filled):
    """A transcript's passage opens where it is said."""
    found = json.loads(filled("search", "fenêtre de tolérance", "--format", "json").stdout)
    passage = found["results"][0]["passages"][0]
    assert passage["start"] == 754.0
    assert passage["url"].endswith("?t=754")
    assert "12:34" in filled("search", "fenêtre de tolérance").stdout


def test_search_takes_exclusions_without_ceremony(filled):
    """A word after a hyphen is left out; it is not taken for an option of the command."""
    assert filled("search", "lien", "-silences").stdout.startswith("0 publications")
    assert filled("search", "lien").stdout.startswith("1 publications")


def test_drafts_are_listed_only_when_asked_for_and_never_found(filled):
    """The list shows what visitors see unless its status is asked for."""
    titles = {
        status: [
            one["title"]
            for one in json.loads(filled("list", "--status", status, "--format", "json").stdout)["publications"]
        ]
        for status in ("published", "draft", "all")
    }
    assert titles["draft"] == ["Un brouillon sur la supervision"]
    assert len(titles["published"]) == 2
    assert len(titles["all"]) == 3
    assert filled("search", "sauver").stdout.startswith("0 publications")


def test_show_gives_the_whole_publication(filled):
    """For a program, the document with its address; for a person, its text without tags."""
    slug = "quand-un-patient-met-le-lien-a-l-epreuve"
    document = json.loads(filled("show", slug, "--format", "json").stdout)
    assert document["url"] == f"/publications/{slug}"
    assert model.Publication.model_validate({name: document[name] for name in model.Publication.model_fields})
    text = filled("show", slug).stdout
    assert "Tenir le cadre sans punir." in text
    assert "si la relation tiendra" in text
    assert "<p>" not in text


def test_the_pictures_of_a_source_are_in_the_library(filled, tmp_path):
    """The address of the figure leads to a copy of the file."""
    document = json.loads(filled("show", "quand-un-patient-met-le-lien-a-l-epreuve", "--format", "json").stdout)
    copy = tmp_path / "library" / document["figures"][0]["source"]
    assert copy.read_text().startswith("<svg")


def test_an_export_is_imported_back_without_loss(filled, run, tmp_path):
    """Another library filled from the export exports the same lines, and shows the same pictures."""
    whole = filled("export").stdout
    file = tmp_path / "elsewhere" / "export.jsonl"
    file.parent.mkdir()
    told = filled("export", str(file))
    assert file.read_text(encoding="utf-8") == whole
    assert "3 publications" in told.stderr
    run("import", str(file), library="other")
    assert sorted(run("export", library="other").stdout.splitlines()) == sorted(whole.splitlines())
    assert "whole" in run("doctor", library="other").stdout


def test_an_export_that_cannot_be_written_says_so(filled, tmp_path):
    """One line names the file; no traceback."""
    told = filled("export", str(tmp_path / "nulle" / "part.jsonl"), status=1)
    assert "part.jsonl could not be written" in told.stderr
    assert "Traceback" not in told.output


def test_reindex_builds_the_index_anew(filled):
    """It says what the index holds now."""
    assert "2 publications" in filled("reindex").stdout


def test_synonyms_are_searched_told_and_left_out(filled, tmp_path):
    """From the file of the library; `--exact` searches what was typed; `doctor` names the line that means nothing."""
    file = tmp_path / "library" / "synonymes.txt"
    file.write_text("rapport, lien\nseul\n", encoding="utf-8")
    found = json.loads(filled("search", "rapport", "--format", "json").stdout)
    assert (found["total"], found["synonyms"][0]["typed"]) == (1, "rapport")
    assert "lien" in found["synonyms"][0]["others"]
    assert "also searched: lien" in filled("search", "rapport").stdout
    assert filled("search", "rapport", "--exact").stdout.startswith("0 publications")
    assert f"synonyms: Line 2 of {file} is left out of every search" in filled("doctor", status=1).stdout


def test_a_correction_is_searched_and_told(filled):
    """`query` is what was searched."""
    found = json.loads(filled("search", "rettards", "--format", "json").stdout)
    assert (found["query"], found["correction"], found["total"]) == ("retards", "retards", 1)
    assert "Searched: retards" in filled("search", "rettards").stdout
    assert "Did you mean: retards?" in filled("search", "rettards", "--exact").stdout


def test_doctor_says_that_all_is_well_or_what_is_not(filled, tmp_path):
    """Exit status 0 and one line; when a file is gone, status 1 and its name."""
    assert "whole" in filled("doctor").stdout
    [copy] = (tmp_path / "library" / "files").iterdir()
    copy.unlink()
    assert copy.name in filled("doctor", status=1).stdout


def test_a_missing_library_is_one_clear_line(run):
    """The message names the folder and the command that makes one; there is no traceback."""
    told = run("search", "lien", status=1)
    assert "There is no library in" in told.stderr
    assert "init" in told.stderr
    assert told.stderr.count("\n") == 1


def test_a_missing_publication_is_one_clear_line(filled):
    """The key that was asked for is named."""
    assert "“nulle-part”" in filled("show", "nulle-part", status=1).stderr


def test_wrong_settings_are_named(filled, tmp_path):
    """The file and the setting stand in the message."""
    (tmp_path / "library" / "filrouge.toml").write_text('[site]\nlanguage = "de"\n')
    told = filled("list", status=1)
    assert "filrouge.toml" in told.stderr
    assert "language" in told.stderr


def test_a_damaged_library_is_one_clear_line(filled, tmp_path):
    """The advice stands in the message, and the exit status is 1."""
    for file in (tmp_path / "library").glob("library.sqlite*"):
        file.write_bytes(b"Ceci n'est pas une base." * 400)
    assert "backup" in filled("doctor", status=1).stderr


def test_usage_errors_have_their_own_status(run):
    """A script can tell a wrong command from a failed one."""
    run("import", status=2)
    run("list", "--status", "perdu", status=2)
    run("nonsense", status=2)


def test_the_library_may_be_named_after_the_command_or_by_the_environment(filled, tmp_path):
    """Three ways to say which, the same answer."""
    folder = str(tmp_path / "library")
    after = CliRunner().invoke(app, ["list", "--library", folder])
    environment = CliRunner().invoke(app, ["list"], env={"FILROUGE_LIBRARY": folder})
    assert after.exit_code == environment.exit_code == 0
    assert after.stdout == environment.stdout == filled("list").stdout


def test_the_version_is_told():
    """`--version` prints one line and stops."""
    assert CliRunner().invoke(app, ["--version"]).stdout.startswith("filrouge 0.")


def test_the_demonstration_is_made_and_made_again(tmp_path):
    """The first time everything is imported, the second time nothing has changed; its settings name it."""
    folder = tmp_path / "demonstration"
    first = CliRunner().invoke(app, ["demo", str(folder), "--no-serve"])
    assert first.exit_code == 0, first.output
    assert "démonstration" in (folder / "filrouge.toml").read_text(encoding="utf-8")
    again = CliRunner().invoke(app, ["demo", str(folder), "--no-serve"])
    assert again.stdout.splitlines()[-1].startswith("0 imported, 0 updated,")
    lines = CliRunner().invoke(app, ["--library", str(folder), "export"]).stdout.splitlines()
    assert all(json.loads(line)["source"].startswith("demo/") for line in lines)
    healthy = CliRunner().invoke(app, ["--library", str(folder), "doctor"])
    assert healthy.exit_code == 0, healthy.output


@pytest.mark.network
def test_serve_answers_where_it_says(filled, tmp_path):
    """The address printed opens the library, and its API finds what was imported."""
    command = [sys.executable, "-m", "filrouge", "--library", str(tmp_path / "library"), "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            address = next(word for word in said.split() if word.startswith("http://127.0.0.1:"))
            found = httpx.get(f"{address}api/v1/search", params={"q": "fenêtre de tolérance"}, timeout=20).json()
            page = httpx.get(address, timeout=20)
        finally:
            process.terminate()
    assert found["total"] == 1
    assert page.status_code == 200

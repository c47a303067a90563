"""What the documents say is true: commands, settings, folders, links and pictures they name exist."""

import re
import tomllib
from pathlib import Path

import pytest
import typer.main

from filrouge.cli.app import app
from filrouge.settings import Settings

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "benchmarks").glob("*.md")])
PACKAGE = ROOT / "src" / "filrouge"
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)\s#]+)")
COMMAND = re.compile(r"(?:\.venv/bin/)?\bfilrouge ([a-z]+)\b")
TOML = re.compile(r"```toml\n(.*?)```", re.DOTALL)
NEVER = re.compile(r"/(?:work|root|tmp)/|pypi\.org|npmjs|files\.pythonhosted")


def named(document):
    return document.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_links_and_pictures_lead_somewhere(document):
    """Every relative link of a document is a file of the project."""
    missing = [link for link in LINK.findall(document.read_text()) if not (document.parent / link).exists()]
    assert not missing


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_commands_exist(document):
    """`filrouge something` is always a command there is."""
    commands = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    assert set(COMMAND.findall(document.read_text())) <= commands


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_settings_are_accepted(document):
    """The examples of `filrouge.toml` hold settings that exist, with values that pass."""
    for example in TOML.findall(document.read_text()):
        read = tomllib.loads(example)
        assert read.keys() <= Settings.model_fields.keys()
        assert Settings(**read)


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_documents_speak_of_the_project_alone(document):
    """No path of a machine, no host of a package registry."""
    assert not NEVER.search(document.read_text())


def test_every_command_is_in_the_readme():
    """A command that nobody is told of is not there."""
    told = set(COMMAND.findall((ROOT / "README.md").read_text()))
    assert set(typer.main.get_command(app).commands) <= told  # type: ignore[attr-defined]


def test_every_folder_is_in_the_architecture():
    """Each folder of the package says what it is for, and each folder named is there."""
    rows = re.findall(r"^\| `([a-z_]+)/` \|", (ROOT / "ARCHITECTURE.md").read_text(), re.MULTILINE)
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert set(rows) == folders


def test_the_layers_drawn_are_those_that_are_held():
    """ARCHITECTURE.md draws the layers of the import contract, in their order."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]["layers"]
    held = [{name.strip(" ()") for name in layer.split("|")} for layer in contract]
    drawn_line = next(line for line in (ROOT / "ARCHITECTURE.md").read_text().splitlines() if line.startswith("cli →"))
    drawn = [{name.strip() for name in layer.split(",")} for layer in drawn_line.split("→")]
    existing = {path.stem for path in PACKAGE.iterdir()}
    assert drawn == [layer & existing for layer in held]

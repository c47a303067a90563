"""`filrouge themes …`, as an editor or a script would use it."""

import json
from functools import partial

import pytest

from tests.thesaurus.making import HEAD

PAGE = """\
---
title: "{title}"
summary: ["Le jardin japonais, la respiration."]
---
## La respiration
La respiration et le jardin japonais.
"""
TREE = (
    HEAD
    + """
:corps a skos:Concept ; skos:prefLabel "corps"@fr ; skos:narrower :souffle ; skos:notation "7" .
:souffle a skos:Concept ; skos:prefLabel "respiration"@fr .
:seul a skos:Concept ; skos:prefLabel "seul"@fr .
"""
)


@pytest.fixture
def run(filrouge, tmp_path):
    """`run("list")` runs `filrouge themes list` on a library of three publications; its status and output."""
    sources = tmp_path / "sources"
    sources.mkdir()
    for number in range(3):
        (sources / f"p{number}.md").write_text(PAGE.format(title=f"Titre {number}"), encoding="utf-8")
    filrouge("import", str(sources))
    return partial(filrouge, "themes")


@pytest.fixture
def file(tmp_path):
    written = tmp_path / "voix.ttl"
    written.write_text(TREE, encoding="utf-8")
    return written


def test_a_library_begins_with_our_themes(run):
    """What is imported is filed under them at once; the tree shows what leads somewhere."""
    told = json.loads(run("list", "--format", "json"))
    counts = {one["slug"]: one["publications"] for one in told["themes"]}
    assert counts["respiration"] == counts["corps"] == 3
    assert "respiration  3  respiration" in run("list")
    assert json.loads(run("list", "--all", "--format", "json"))["total"] > told["total"]


def test_another_thesaurus_takes_its_place(run, file):
    """Its faults are told, and everything is tagged with it."""
    told = run("import", str(file))
    assert "3 concepts" in told
    assert "orphan: “seul”" in told
    counts = {one["slug"]: one["publications"] for one in json.loads(run("list", "--format", "json"))["themes"]}
    assert counts == {"corps": 3, "souffle": 3}


def test_a_thesaurus_may_be_added_to_the_present_one(run, file):
    """Ours and theirs, together."""
    run("import", "--add", str(file))
    told = json.loads(run("report", "--format", "json"))
    assert told["concepts"] > 600
    assert told["schemes"] == 1


@pytest.mark.parametrize("name", ["out.ttl", "out.rdf", "out.jsonld"])
def test_what_is_exported_can_be_imported(run, file, tmp_path, name):
    """With what we have no place for."""
    run("import", str(file))
    run("export", str(tmp_path / name))
    run("import", str(tmp_path / name))
    again = run("export")
    assert '"7"' in again
    assert "respiration" in again


def test_what_is_no_thesaurus_is_refused_and_changes_nothing(run, tmp_path):
    """One line, and the themes are those of before."""
    broken = tmp_path / "broken.ttl"
    broken.write_text("@prefix", encoding="utf-8")
    before = run("list")
    assert "not well-formed" in run("import", str(broken), status=1)
    assert "suffix" in run("export", str(tmp_path / "out.csv"), status=1)
    assert run("list") == before


def test_a_thesaurus_that_the_settings_name_is_used_and_left_alone(run, file, tmp_path):
    """It is changed where it lies."""
    (tmp_path / "library" / "filrouge.toml").write_text('[thesaurus]\nfile = "../voix.ttl"\n', encoding="utf-8")
    assert "souffle" in run("list")
    assert "settings name" in run("import", str(file), status=1)


def test_everything_can_be_tagged_again(run):
    """And says how much it was."""
    assert run("tag") == "3 publications tagged.\n"


def test_what_may_be_missing_is_proposed(run):
    """A phrase of each publication that no theme covers."""
    told = json.loads(run("candidates", "--format", "json"))["candidates"]
    assert ["jardin japonais", 3] in [[one["label"], one["publications"]] for one in told]
    assert "jardin japonais" in run("candidates", "--limit", "1")

"""Which thesaurus a library has."""

import os

import pytest

from filrouge.errors import ThesaurusUnreadable
from filrouge.thesaurus.held import OURS, HeldThesaurus
from tests.thesaurus.making import HEAD


def write(file, label: str) -> None:
    file.write_text(f'{HEAD} :a a skos:Concept ; skos:prefLabel "{label}"@fr .', encoding="utf-8")


def test_the_first_file_that_is_there_is_the_one(tmp_path):
    """What was imported, else ours; noticed while others are at work."""
    kept = tmp_path / "thesaurus.ttl"
    held = HeldThesaurus([kept, OURS])
    assert len(held.present.thesaurus.concepts) > 250
    write(kept, "voix")
    assert [one.label() for one in held.present.thesaurus.concepts.values()] == ["voix"]
    kept.unlink()
    assert len(held.present.thesaurus.concepts) > 250


def test_a_changed_file_is_read_again_and_an_unchanged_one_is_not(tmp_path):
    """By its content: a file that was only touched is the same."""
    file = tmp_path / "voix.ttl"
    write(file, "voix")
    held = HeldThesaurus([file])
    first = held.present
    os.utime(file, (1, 1))
    assert held.present is first
    assert first.matcher("fr-FR") is first.matcher("fr")
    write(file, "regard")
    assert held.present.thesaurus.named("a") is not None
    assert [one.label() for one in held.present.thesaurus.concepts.values()] == ["regard"]


def test_a_missing_file_is_told(tmp_path):
    """With the setting that names it."""
    with pytest.raises(ThesaurusUnreadable, match="thesaurus"):
        _ = HeldThesaurus([tmp_path / "rien.ttl"]).digest

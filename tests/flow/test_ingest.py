"""From what was read to the library and its index."""

import json
import os
import time
from dataclasses import replace

import pytest

from filrouge.engine import Request
from filrouge.engine.memory import MemoryEngine
from filrouge.errors import LibraryError
from filrouge.flow.files import FileStore
from filrouge.flow.indexing import Indexer
from filrouge.flow.ingest import Ingest
from filrouge.library.memory import MemoryLibrary
from filrouge.model import Figure, Media, Person, Query, Status, TextTrack
from filrouge.passages import cut
from filrouge.search import parse
from filrouge.sources.contract import Refusal
from tests.flow.making import reading
from tests.library.making import publication


@pytest.fixture
def ingest(tmp_path):
    library = MemoryLibrary()
    return Ingest(library, FileStore(tmp_path / "files"), Indexer(library, MemoryEngine(), cut))


def found(ingest: Ingest, typed: str) -> list[str]:
    return [match.card.slug for match in ingest.indexer.engine.search(Request(parse(typed))).found]


def test_what_was_read_is_in_the_library_and_found(ingest):
    """One pass brings a reading to where a search answers with it."""
    report = ingest.run([reading()])
    assert (report.imported, report.refused) == (1, 0)
    assert ingest.library.get("lien") == publication()
    assert found(ingest, "le patient teste le lien") == ["lien"]


def test_a_second_import_of_the_same_touches_nothing(ingest, tmp_path):
    """All is unchanged, the files included: neither the library nor the index moves."""
    picture = tmp_path / "phare.svg"
    picture.write_text("<svg/>")
    readings = [reading("un", figures=(Figure(source="phare.svg"),), files=[("phare.svg", picture)]), reading("deux")]
    ingest.run(readings)
    before = ingest.library.sequence
    report = ingest.run(readings)
    assert (report.imported, report.updated, report.unchanged, report.refused) == (0, 0, 2, 0)
    assert ingest.library.sequence == ingest.indexer.engine.state.sequence == before


def test_one_refusal_never_stops_the_rest(ingest):
    """What follows a source that gave nothing is read; the reason stands in the report."""
    report = ingest.run([reading("un"), Refusal("file:///x.pdf", "It is not a PDF."), reading("deux")])
    assert [source.outcome for source in report.sources] == ["imported", "refused", "imported"]
    assert [(note.kind, note.text) for note in report.sources[1].notes] == [("refused", "It is not a PDF.")]


def test_the_report_has_the_shape_that_scripts_read(ingest):
    """Counts, then per source its outcome, the id of its publication, and what was guessed, lost or kept."""
    ingest.run([reading("un"), reading("deux")])
    ingest.library.save_edit(publication("un", title="Par l’éditrice"))
    report = ingest.run(
        [
            reading("un", title="Nouveau", subtitle="Un sous-titre", guessed="Le titre, de la première ligne."),
            reading("deux"),
        ]
    )
    assert json.loads(report.model_dump_json()) == {
        "imported": 0,
        "updated": 1,
        "unchanged": 1,
        "refused": 0,
        "sources": [
            {
                "source": "file:///archives/un.md",
                "outcome": "updated",
                "publication": "id-un",
                "notes": [
                    {"kind": "guessed", "text": "Le titre, de la première ligne."},
                    {"kind": "kept", "text": "Edited by hand since the last import, and left so: title."},
                ],
            },
            {"source": "file:///archives/deux.md", "outcome": "unchanged", "publication": "id-deux", "notes": []},
        ],
    }


def test_the_files_shown_are_copied_and_readdressed(ingest, tmp_path):
    """Media, poster, captions, figure and portrait are shown from the library's own folder, with their content."""
    names = ("Le phare.MP4", "affiche.jpg", "paroles.vtt", "schéma.svg", "claire.png")
    for name in names:
        (tmp_path / name).write_text(f"contenu de {name}")
    given = reading(
        files=[(name, tmp_path / name) for name in names],
        media=(Media(source=names[0], poster=names[1], captions=(TextTrack(source=names[2]),)),),
        figures=(Figure(source=names[3]), Figure(source="https://exemple.org/loin.png")),
        people=(Person(name="Claire Vasseur", picture=names[4]),),
    )
    ingest.run([given])
    kept = ingest.library.get("lien")
    media = kept.media[0]
    addresses = [media.source, media.poster, media.captions[0].source, kept.figures[0].source, kept.people[0].picture]
    assert [(tmp_path / address).read_text() for address in addresses] == [f"contenu de {name}" for name in names]
    assert media.source.startswith("files/le-phare-")
    assert media.source.endswith(".mp4")
    assert kept.figures[1].source == "https://exemple.org/loin.png"


def test_a_changed_file_has_a_new_address(ingest, tmp_path):
    """What a browser kept of the former picture is never shown in place of the new one."""
    picture = tmp_path / "phare.svg"
    given = reading(figures=(Figure(source="phare.svg"),), files=[("phare.svg", picture)])
    addresses = []
    for content in ("<svg/>", "<svg></svg>"):
        picture.write_text(content)
        ingest.run([given])
        addresses.append(ingest.library.get("lien").figures[0].source)
    assert addresses[0] != addresses[1]
    assert ingest.files.missing(ingest.library.get("lien")) == ()


def test_a_file_that_cannot_be_read_is_lost_and_named(ingest, tmp_path):
    """The publication is imported without it, and the report says so."""
    report = ingest.run([reading(figures=(Figure(source="a.png"),), files=[("a.png", tmp_path / "nulle-part.png")])])
    assert report.imported == 1
    assert [(note.kind, "a.png" in note.text) for note in report.sources[0].notes] == [("lost", True)]


def test_a_folder_that_takes_no_file_is_told_as_our_own_fault(tmp_path):
    """The import stops rather than lose every picture, and says what to do."""
    (tmp_path / "files").write_text("not a folder")
    picture = tmp_path / "a.png"
    picture.write_text("image")
    library = MemoryLibrary()
    ingest = Ingest(library, FileStore(tmp_path / "files"), Indexer(library, MemoryEngine(), cut))
    with pytest.raises(LibraryError, match="import again"):
        ingest.run([reading(files=[("a.png", picture)])])


def test_half_made_copies_of_a_dead_process_are_removed(ingest, tmp_path):
    """The next import a day later sweeps them away; one that is being made now is left alone."""
    (tmp_path / "files").mkdir()
    old, new = (tmp_path / "files" / name for name in (".part-old", ".part-new"))
    for part in (old, new):
        part.write_text("…")
    os.utime(old, (0, time.time() - 100_000))
    ingest.run([])
    assert not old.exists()
    assert new.exists()


def test_a_long_import_is_found_before_its_end(ingest):
    """The index follows now and then, not only when all is read."""
    ingest = replace(ingest, indexer=replace(ingest.indexer, batch=2))
    seen = []

    def readings():
        for key in ("un", "deux", "trois"):
            seen.append(len(found(ingest, "patient")))
            yield reading(key)

    ingest.run(readings())
    assert seen == [0, 0, 2]
    assert len(found(ingest, "patient")) == 3


def test_what_is_not_published_is_kept_but_not_found(ingest):
    """A draft waits in the library; a withdrawn publication leaves the index."""
    ingest.run([reading("un", status=Status.DRAFT), reading("deux")])
    assert found(ingest, "patient") == ["deux"]
    ingest.run([reading("deux", status=Status.WITHDRAWN)])
    assert found(ingest, "patient") == []
    assert ingest.indexer.engine.search(Request(Query())).total == 0


def test_each_source_is_told_once_it_is_saved(ingest):
    """What was told is in the library, whatever happens afterwards."""
    held = []
    ingest.run([reading("un"), reading("deux")], lambda told: held.append(ingest.library.get(told.publication).slug))
    assert held == ["un", "deux"]

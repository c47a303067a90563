"""From what was typed to what was read: pairing, refusals, order, and nothing that stops the rest."""

import os
from pathlib import Path

import pytest

from filrouge.settings import FetchSettings
from filrouge.sources import registry
from filrouge.sources.contract import NoteKind, Origin, Reading, Refusal, Source
from tests.sources.making import notes, reasons

VTT = "WEBVTT\n\n00:00.000 --> 00:02.000\n<v Anne Leroy>Bonsoir, ce texte est dit.\n"
PAGE = "<!doctype html><html lang=fr><body><main><h1>{title}</h1><p>Texte.</p></main></body></html>"


@pytest.fixture
def folder(tmp_path):
    return tmp_path


def lay(folder: Path, **files: str | bytes) -> None:
    """Files named with `__` for a dot and `_in_` for a folder."""
    for name, content in files.items():
        path = folder / name.replace("_in_", "/").replace("__", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def read_all(*locations) -> list[Reading | Refusal]:
    return list(registry.read_all([str(one) for one in locations], fetch=FetchSettings()))


def titles(*locations) -> list[str]:
    return [one.publication.title for one in read_all(*locations) if isinstance(one, Reading)]


def one(*locations) -> Reading:
    (reading,) = read_all(*locations)
    assert isinstance(reading, Reading), reading
    return reading


def test_each_format_is_a_source():
    """The table names functions that exist, each reading an origin."""
    for name in registry.FORMATS:
        assert callable(registry.importer(name))
    from filrouge.sources import page

    source: Source = page
    assert source.read is registry.importer("page")


def test_a_folder_is_read_in_order(folder):
    """Every format, folder after folder, by name."""
    lay(folder, b__txt="Le b\n\nTexte.", a__html=PAGE.format(title="Le a"), d_in_c__md="# Le c\n\nTexte.", e__vtt=VTT)
    assert titles(folder) == ["Le a", "Le b", "E", "Le c"]


def test_the_source_names_the_file_for_ever(folder, monkeypatch):
    """The same file typed in another way is the same source, with the same id."""
    lay(folder, d_in_a__md="# A\n\nTexte.")
    monkeypatch.chdir(folder)
    first, second = one("d/../d/a.md").publication, one(folder).publication
    assert first == second
    assert first.source == (folder / "d" / "a.md").resolve().as_uri()
    assert len(first.id) == 16


def test_what_is_named_twice_is_read_once(folder):
    """A folder and a file in it."""
    lay(folder, a__md="# A\n\nTexte.")
    assert titles(folder, folder / "a.md", folder) == ["A"]


@pytest.mark.parametrize("name", ["a__html", "a__md", "a__txt"])
@pytest.mark.parametrize("subtitles", ["a__vtt", "a__fr__vtt"])
def test_subtitles_beside_a_text_are_its_transcript(folder, name, subtitles):
    """They are one publication, whichever of the two is typed."""
    lay(folder, **{name: PAGE.format(title="A") if name == "a__html" else "# A\n\nTexte.", subtitles: VTT})
    reading = one(folder)
    assert [cue.text for cue in reading.publication.transcript] == ["Bonsoir, ce texte est dit."]
    assert one(folder / subtitles.replace("__", ".")).publication == reading.publication


def test_subtitles_beside_media_play_with_it(folder):
    """They make a publication with that media, captioned."""
    (folder / "le cap.mp4").write_bytes(b"\0")
    (folder / "le cap.fr.vtt").write_text(VTT)
    reading = one(folder)
    (media,) = reading.publication.media
    assert (media.source, media.captions[0].source, media.captions[0].language) == (
        "le%20cap.mp4",
        "le%20cap.fr.vtt",
        "fr",
    )
    assert dict(reading.files) == {"le%20cap.mp4": folder / "le cap.mp4", "le%20cap.fr.vtt": folder / "le cap.fr.vtt"}


def test_a_text_its_media_and_its_subtitles(folder):
    """All three of one name are one publication; several languages are as many tracks."""
    lay(folder, a__md="---\ntitle: A\n---\nTexte.", a__webm=b"\0", a__vtt=VTT, a__en__vtt=VTT)
    reading = one(folder)
    assert [track.language for track in reading.publication.media[0].captions] == ["en", "fr"]
    assert [person.name for person in reading.publication.people] == ["Anne Leroy"]


def test_captions_that_the_page_names(folder):
    """Without subtitles of its name, a page's own track gives the transcript."""
    html = PAGE.format(title="A").replace("<p>", '<video src="v.mp4"><track src="sous/t.vtt"></video><p>')
    lay(folder, a__html=html, v__mp4=b"\0", sous_in_t__vtt=VTT)
    first, second = read_all(folder)
    assert isinstance(first, Reading)
    assert [cue.speaker for cue in first.publication.transcript] == ["Anne Leroy"]
    assert isinstance(second, Reading), "alone in its folder, the track is a publication too"


def test_a_broken_transcript_is_a_loss_of_its_page(folder):
    """The page is imported, and the report names the file."""
    lay(folder, a__md="# A\n\nTexte.", a__vtt="WEBVTT\n\nrien")
    assert any("a.vtt cannot be read" in note for note in notes(one(folder), NoteKind.LOST))


def test_pictures_and_media_alone_are_companions(folder):
    """In a folder they wait for a text to show them, and are no refusal."""
    lay(folder, a__png=b"\x89PNG", b__mp4=b"\0")
    assert read_all(folder) == []


def test_unknown_formats_are_named(folder):
    """A document that cannot be read yet is told, with the formats that can."""
    lay(folder, a__pdf=b"%PDF-1.4", b__md="# B\n\nTexte.")
    refusal, reading = read_all(folder)
    assert isinstance(refusal, Refusal)
    assert refusal.reason.startswith("not a format that can be read yet: .pdf; formats: .md,")
    assert isinstance(reading, Reading)


def test_hidden_files(folder):
    """What someone hid is told; what systems leave behind is not worth a word."""
    lay(folder, __brouillon__md="# B", __DS_Store=b"\0", __git_in_config="x", Thumbs__db=b"\0")
    (refusal,) = read_all(folder)
    assert isinstance(refusal, Refusal)
    assert refusal.source.endswith(".brouillon.md")
    assert "hidden" in refusal.reason


def test_the_content_decides_when_the_name_lies(folder):
    """A page named .txt, subtitles named .txt, Markdown named .txt, a page without extension."""
    lay(
        folder, a__txt=PAGE.format(title="Page"), b__txt=VTT, c__txt="---\ntitle: Écrit\n---\nx",
        d=PAGE.format(title="Sans nom"),
    )  # fmt: skip
    assert titles(folder) == ["Page", "B", "Écrit", "Sans nom"]


@pytest.mark.parametrize("raw", [b"%PDF-1.7\n", b"PK\x03\x04zip", b"\x89PNG\r\n", b"abc\0def"])
def test_binary_named_text_is_refused(folder, raw):
    """It is not text, whatever its name."""
    lay(folder, a__txt=raw)
    assert reasons(read_all(folder))[0].startswith("it is not text")


def test_one_bad_file_never_stops_the_rest(folder):
    """Refusals stand among the readings, each with its reason."""
    lay(folder, a__md="---\ntitre: A\n---\n", b__md="# B\n\nTexte.", c__jsonl="{", d__html="", e__txt="E\n\nTexte.")
    results = read_all(folder, folder / "nope.md", "http://moi:secret@a.example/", "ftp://x/")
    assert [one.publication.title for one in results if isinstance(one, Reading)] == ["B", "E"]
    assert len(reasons(results)) == 6
    assert "there is no such file or folder." in reasons(results)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable for root")
def test_unreadable_files_are_refused(folder):
    """Their permissions are the reason."""
    lay(folder, a__md="# A")
    (folder / "a.md").chmod(0)
    assert "denied" in reasons(read_all(folder))[0].lower()


def test_links_out_of_the_folder_are_refused(folder, tmp_path_factory):
    """A symbolic link is followed inside the imported folder only."""
    outside = tmp_path_factory.mktemp("outside")
    lay(outside, secret__md="# Secret\n\nTexte.", d_in_x__md="# X")
    lay(folder, a__md="# A\n\nTexte.")
    (folder / "s.md").symlink_to(outside / "secret.md")
    (folder / "dossier").symlink_to(outside / "d")
    (folder / "boucle.md").symlink_to(folder / "boucle.md")
    (folder / "b.md").symlink_to(folder / "a.md")
    results = read_all(folder)
    assert "Secret" not in [one.publication.title for one in results if isinstance(one, Reading)]
    assert len(reasons(results)) == 3


def test_pipes_are_not_waited_for(folder):
    """A device in a folder would hold the import for ever."""
    os.mkfifo(folder / "a.md")
    assert "not a file that can be read" in reasons(read_all(folder))[0]


def test_media_typed_alone(folder):
    """Without subtitles there is nothing to search, and that is said."""
    lay(folder, a__mp4=b"\0")
    assert "put subtitles" in reasons(read_all(folder / "a.mp4"))[0]


def test_names_in_any_bytes(folder):
    """A file name that is not UTF-8 is read like another."""
    (Path(os.fsdecode(os.fsencode(folder) + b"/\xe9t\xe9.md"))).write_text("# Été\n\nTexte.")
    assert titles(folder) == ["Été"]


def test_nothing_is_read_before_it_is_asked_for(folder):
    """A long import begins at once."""
    lay(folder, a__md="# A\n\nTexte.")
    stream = registry.read_all([str(folder), "/nope"], fetch=FetchSettings())
    assert isinstance(next(stream), Reading)


@pytest.mark.parametrize(
    ("media_type", "uri", "expected"),
    [
        ("text/html; charset=utf-8", "https://a.example/notes.txt", "page"),
        ("text/plain", "https://a.example/notes.md", "markdown"),
        ("text/plain", "https://a.example/notes", "text"),
        ("text/vtt", "https://a.example/t", "subtitles"),
        ("application/octet-stream", "https://a.example/t.srt", "subtitles"),
        ("application/x-ndjson", "https://a.example/t", "jsonl"),
    ],
)
def test_formats_of_addresses(media_type, uri, expected):
    """The server's word comes before the name's."""
    assert registry.format_of(Origin(uri, b"Quelques mots", media_type=media_type)) == expected

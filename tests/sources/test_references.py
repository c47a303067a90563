"""Relative addresses: files inside the folder, absolute on the web, told when they lead nowhere."""

import pytest

from filrouge.sources.contract import NoteKind, Origin, Reading
from filrouge.sources.registry import read_origin
from tests.sources.making import notes

SOURCE = '---\ntitle: A\nkind: talk\n---\n![Un phare]({}  "La nuit")\n'


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "textes").mkdir()
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "le phare.svg").write_text("<svg/>")
    (tmp_path / "images" / "notes.pdf").write_text("x")
    return tmp_path


def reading(folder, reference, root=None):
    path = folder / "textes" / "a.md"
    path.write_text(SOURCE.format(reference))
    (one,) = read_origin(Origin(path.as_uri(), path.read_bytes(), path, root or folder))
    return one


def test_a_file_inside_the_folder_is_given_with_it(folder):
    """As it is written, with where it is."""
    one = reading(folder, "../images/le%20phare.svg")
    assert one.files == (("../images/le%20phare.svg", folder / "images" / "le phare.svg"),)
    assert one.publication.figures[0].source == "../images/le%20phare.svg"


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("../images/perdu.svg", "not found"),
        ("../images/notes.pdf", "neither a picture"),
        ("../../../../../../etc/passwd", "outside the imported folder"),
        ("..%2F..%2F..%2F..%2F..%2F..%2Fetc%2Fpasswd", "outside the imported folder"),
        ("%00.svg", "not found"),
        ("x" * 3000 + ".svg", "not found"),
        ("/images/phare.svg", "not found"),
    ],
)
def test_what_leads_nowhere_is_told(folder, reference, said):
    """The picture goes, its description stays, the note says what to do."""
    one = reading(folder, reference)
    assert one.files == ()
    assert [(figure.source, figure.alt) for figure in one.publication.figures] == [(None, "Un phare")]
    assert said in notes(one, NoteKind.LOST)[0]


def test_a_file_outside_the_imported_folder(folder):
    """The folder that holds both is asked for."""
    one = reading(folder, "../images/le%20phare.svg", folder / "textes")
    assert "import the folder that holds both" in notes(one, NoteKind.LOST)[0]


def test_links_do_not_lead_out(folder, tmp_path_factory):
    """A symbolic link to a file elsewhere is a file elsewhere."""
    secret = tmp_path_factory.mktemp("ailleurs") / "secret.png"
    secret.write_text("x")
    (folder / "images" / "lien.png").symlink_to(secret)
    assert reading(folder, "../images/lien.png").files == ()


def test_a_saved_page_knows_where_it_came_from(tmp_path):
    """Without the files beside it, its pictures are those of its canonical address."""
    html = (
        '<html><head><link rel="canonical" href="https://institut.example/a/b"></head><body><main><h1>T</h1><p>t</p>'
        '<img src="/img/p.jpg" alt="P"><img src="q.jpg" alt="Q"></main></body></html>'
    )
    (one,) = read_origin(Origin("file:///a.html", html.encode(), tmp_path / "a.html", tmp_path))
    assert isinstance(one, Reading)
    sources = [figure.source for figure in one.publication.figures]
    assert sources == ["https://institut.example/img/p.jpg", "https://institut.example/a/q.jpg"]

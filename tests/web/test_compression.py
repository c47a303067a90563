"""What goes out compressed, and what does not."""

from filrouge.web.app import create_app
from tests.web.conftest import Visitor
from tests.web.making import WEBINAR, parts_of


def test_pages_go_out_compressed_to_those_who_can_read_it(visitor):
    """A page is compressed when the browser says it reads gzip, and caches are told that it depends on it."""
    answer = visitor.get(WEBINAR.path, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["vary"]
    assert "content-encoding" not in visitor.get(WEBINAR.path, headers={"Accept-Encoding": "identity"}).headers


def test_a_film_is_served_by_parts_of_its_own_bytes(tmp_path):
    """Players ask for a span of bytes: of the file itself, whatever they can read compressed."""
    visitor = Visitor(create_app(parts_of(tmp_path)))
    film = bytes(range(256)) * 40
    (tmp_path / "files").mkdir(exist_ok=True)
    (tmp_path / "files" / "film.mp4").write_bytes(film)
    answer = visitor.get("/files/film.mp4", headers={"Accept-Encoding": "gzip", "Range": "bytes=1000-1999"})
    assert answer.status_code == 206
    assert "content-encoding" not in answer.headers
    assert answer.content == film[1000:2000]

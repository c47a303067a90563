"""The map follows the library: one file beside the index, made again whenever it must be."""

import os
import subprocess
import sys

import pytest

from filrouge.flow.mapping import Mapper
from filrouge.model import Standing, Status
from filrouge.model.map import LibraryMap
from tests.web.making import ARTICLE, ENGLISH, WEBINAR, parts_of


@pytest.fixture
def parts(tmp_path):
    return parts_of(tmp_path)


def refreshed(parts):
    parts.indexer.refresh()
    parts.linker.refresh()
    parts.map.refresh()
    return parts.map.present


def linked(drawn: LibraryMap, slug: str) -> set[str]:
    (dot,) = (dot for dot in drawn.dots if dot.slug == slug)
    return {drawn.dots[number].slug for number in dot.links}


def test_what_is_published_is_drawn(parts):
    """With its links, its themes (broader ones too) and its speakers."""
    drawn = parts.map.present
    assert {dot.slug for dot in drawn.dots} == {WEBINAR.slug, ARTICLE.slug, ENGLISH.slug}
    assert ARTICLE.slug in linked(drawn, WEBINAR.slug)
    (webinar,) = (dot for dot in drawn.dots if dot.slug == WEBINAR.slug)
    assert {"cadre", "mise-a-l-epreuve-du-lien"} <= set(webinar.themes)
    assert {drawn.people[one] for one in webinar.people} == {"Claire Vasseur", "Paul Estève"}


def test_an_unchanged_library_is_not_drawn_again(parts):
    """The file is left alone."""
    written = parts.map.file.stat().st_mtime_ns
    assert not parts.map.refresh()
    assert parts.map.file.stat().st_mtime_ns == written


def test_what_is_withdrawn_leaves_the_map(parts):
    """And comes back when it is published again."""
    parts.library.save_edit(ARTICLE.model_copy(update={"status": Status.WITHDRAWN}))
    assert ARTICLE.slug not in {dot.slug for dot in refreshed(parts).dots}
    parts.library.save_edit(ARTICLE)
    assert ARTICLE.slug in {dot.slug for dot in refreshed(parts).dots}


def test_a_new_title_is_on_the_map(parts):
    """Where the publication stood."""
    (before,) = (dot for dot in parts.map.present.dots if dot.slug == WEBINAR.slug)
    parts.library.save_edit(WEBINAR.model_copy(update={"title": "Tenir"}))
    (after,) = (dot for dot in refreshed(parts).dots if dot.slug == WEBINAR.slug)
    assert (after.title, after.x, after.y) == ("Tenir", before.x, before.y)


def test_a_link_that_an_editor_rejected_is_on_no_map(parts):
    """Whatever is computed afterwards, even from nothing."""
    parts.library.links.decide(WEBINAR.id, ARTICLE.id, Standing.REJECTED)
    assert ARTICLE.slug not in linked(refreshed(parts), WEBINAR.slug)
    parts.linker.rebuild()
    parts.map.again()
    assert ARTICLE.slug not in linked(parts.map.present, WEBINAR.slug)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"dots": 3}', b'{"unknown": 1}'])
def test_a_damaged_file_is_no_map_until_the_next_refresh(parts, content, caplog):
    """It is told in the log, and never stops a page or an import."""
    whole = parts.map.present
    parts.map.file.write_bytes(content)
    os.utime(parts.map.file, ns=(1, 1))
    assert parts.map.present is None
    assert "drawn again" in caplog.text
    assert parts.map.refresh()
    assert parts.map.present == whole


def test_a_deleted_file_comes_back_the_same(parts):
    """The map is a function of the library."""
    whole = parts.map.present
    parts.map.file.unlink()
    assert parts.map.present is None
    assert parts.map.refresh()
    assert parts.map.present == whole


def test_another_process_sees_what_one_has_drawn(parts):
    """A server notices the import that runs beside it."""
    served = Mapper(parts.engine, parts.library.tags, parts.links, parts.themes, parts.map.file)
    assert served.present is not None
    assert len(served.present.dots) == 3
    parts.library.save_edit(ENGLISH.model_copy(update={"status": Status.DRAFT}))
    refreshed(parts)
    assert len(served.present.dots) == 2


def test_the_map_is_the_same_on_every_run(tmp_path):
    """Whatever the seed of Python's hashing."""
    script = (
        "import pathlib, sys; from tests.web.making import parts_of; "
        "print(parts_of(pathlib.Path(sys.argv[1])).map.present.model_dump_json())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / seed)],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1

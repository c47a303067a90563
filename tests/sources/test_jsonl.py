"""Our interchange loses nothing, and one bad line costs one line."""

import gzip

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filrouge.errors import SourceUnreadable
from filrouge.model import Publication
from filrouge.sources import jsonl
from filrouge.sources.contract import Origin, Reading, Refusal
from tests.sources.making import read
from tests.sources.test_markdown import FULL

LINE = jsonl.dump(read("markdown", FULL).publication)


def readings(raw: bytes, **origin) -> list[Reading | Refusal]:
    return list(jsonl.read(Origin("file:///a/b.jsonl", raw, **origin)))


def test_round_trip():
    """What is written is read back the same, every field of it."""
    (reading,) = readings(LINE.encode())
    assert isinstance(reading, Reading)
    assert jsonl.dump(reading.publication) == LINE
    assert reading.notes == ()


def test_unresolved_files_are_kept():
    """An address that leads to no file beside the export stays as it is: interchange loses nothing."""
    publication = Publication.model_validate_json(LINE).model_copy(update={"media": ()})
    figure = publication.figures[0].model_copy(update={"source": "files/phare-0123.svg"})
    (reading,) = readings(jsonl.dump(publication.model_copy(update={"figures": (figure,)})).encode())
    assert isinstance(reading, Reading)
    assert reading.publication.figures[0].source == "files/phare-0123.svg"


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    title=st.text(min_size=1).filter(str.strip),
    summary=st.lists(st.text(min_size=1).filter(str.strip), max_size=3),
    prose=st.text(),
)
def test_round_trip_of_any_text(title, summary, prose):
    """Whatever the words, dump then read then dump is the same line."""
    parts = {
        "id": "x",
        "slug": "x",
        "kind": "article",
        "title": title,
        "summary": summary,
        "sections": [{"anchor": "a", "html": prose}],
    }
    try:
        publication = Publication.model_validate(parts)
        line = jsonl.dump(publication).encode()
    except ValueError:
        return  # a lone surrogate is no text
    (reading,) = readings(line)
    assert isinstance(reading, Reading)
    assert reading.publication == publication


def test_a_bad_line_is_refused_by_its_number():
    """The others are read."""
    raw = f'{LINE}\n\nnot json\n{{"id": "a"}}\n{LINE.replace("cap-1", "cap-2")}\n'.encode()
    first, second, third, fourth = readings(raw)
    assert isinstance(first, Reading)
    assert isinstance(fourth, Reading)
    assert isinstance(second, Refusal)
    assert isinstance(third, Refusal)
    assert (second.source, second.reason[:8]) == ("file:///a/b.jsonl#L3", "line 3: ")
    assert "slug: Field required" in third.reason


def test_unknown_keys_are_named():
    """A misspelt key is refused with the right one."""
    (refusal,) = readings(LINE.replace('"subtitle"', '"sous-titre"').encode())
    assert isinstance(refusal, Refusal)
    assert "did you mean “subtitle”" in refusal.reason


def test_streams_from_a_file(tmp_path):
    """Without content the file is read, plain or packed."""
    for name, raw in (("a.jsonl", LINE.encode()), ("a.jsonl.gz", gzip.compress(LINE.encode()))):
        (tmp_path / name).write_bytes(raw)
        (reading,) = readings(b"", path=tmp_path / name, root=tmp_path)
        assert isinstance(reading, Reading)


def test_a_line_too_long_costs_itself(monkeypatch):
    """It is passed over, and the next is read."""
    monkeypatch.setattr(jsonl, "_LONGEST_LINE", 5_000)
    long, after = readings(b'{"id": "' + b"x" * 12_000 + b'"}\n' + LINE.encode())
    assert isinstance(long, Refusal)
    assert "line 1 is longer" in long.reason
    assert isinstance(after, Reading)


def test_a_bomb_is_let_go(monkeypatch):
    """An archive that swells beyond what text does is refused, whatever it would have held."""
    monkeypatch.setattr(jsonl, "_ALWAYS", 100_000)
    with pytest.raises(SourceUnreadable, match="far more than text"):
        readings(gzip.compress((b" " * 10_000 + b"\n") * 3_000))


@pytest.mark.parametrize("raw", [b"\x1f\x8b", b"\x1f\x8bxxxx", gzip.compress(b"{}" * 500)[:-9]])
def test_damaged_archives(raw):
    """They are refused, and asked for again."""
    with pytest.raises(SourceUnreadable, match="damaged"):
        readings(raw)


def test_schema_is_that_of_the_model():
    """The schema documents each field of a line."""
    assert set(jsonl.schema()["properties"]) == set(Publication.model_fields)

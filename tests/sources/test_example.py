"""The importer that is copied to add another: reference lists in RIS."""

import pytest

from filrouge.errors import SourceUnreadable
from filrouge.model import Kind
from filrouge.sources.contract import Origin, Reading
from filrouge.sources.registry import read_origin
from tests.sources.making import reasons

RIS = """TY  - CHAP
TI  - Tenir le cap
AU  - Leroy, Anne
PY  - 2024/02/29
AB  - On ne tient pas un cap
  par la force.
KW  - cap
DO  - 10.1/x
ER  -

TY  - JOUR
AU  - Ménard, Zoé
ER  -
"""


def test_records_become_publications():
    """One a record, with what it says; a record without a title is refused and the others go on."""
    reading, refusal = read_origin(Origin("file:///a/b.ris", RIS.encode()))
    assert isinstance(reading, Reading)
    publication = reading.publication
    assert (publication.title, publication.kind, str(publication.date)) == ("Tenir le cap", Kind.CHAPTER, "2024-02-29")
    assert publication.people[0].name == "Anne Leroy"
    assert publication.sections[0].html == "<p>On ne tient pas un cap par la force.</p>"
    assert reasons([refusal]) == ["record 2: it has no title (TI)."]


def test_a_cut_file_says_so():
    """What was whole is read, then the refusal comes."""
    stream = read_origin(Origin("file:///a/b.ris", RIS.rpartition("ER")[0].encode()))
    assert isinstance(next(stream), Reading)
    with pytest.raises(SourceUnreadable, match="was cut"):
        next(stream)

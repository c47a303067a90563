"""Every store of the library: one suite of tests runs against each."""

import os

import pytest
from sqlalchemy import create_engine, text

from filrouge.library.memory import MemoryLibrary
from filrouge.library.sql import SqlLibrary
from filrouge.library.tables import METADATA

ELSEWHERE = os.environ.get("FILROUGE_TEST_DATABASE", "")
"""Address of an empty database, such as PostgreSQL's, that the same suite is to be run against; it is emptied."""


@pytest.fixture(params=["memory", "sqlite", *(["elsewhere"] if ELSEWHERE else [])])
def library(request, tmp_path):
    if request.param == "memory":
        yield MemoryLibrary()
        return
    store = SqlLibrary.in_file(tmp_path / "library.sqlite") if request.param == "sqlite" else SqlLibrary(ELSEWHERE)
    yield store
    store.close()
    if request.param == "elsewhere":
        _empty(ELSEWHERE)


def _empty(address: str) -> None:
    engine = create_engine(address)
    METADATA.drop_all(engine)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))

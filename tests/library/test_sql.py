"""What only the SQL store can show: its files, its migrations, its locks and its damages."""

import sqlite3
import threading

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from filrouge.errors import LibraryDamaged, LibraryError, SettingsError
from filrouge.library import database
from filrouge.library.sql import SqlLibrary
from filrouge.library.tables import METADATA, VERSION
from filrouge.model import Origin, Question, Variant
from tests.library.making import publication


@pytest.fixture
def file(tmp_path):
    return tmp_path / "library.sqlite"


@pytest.fixture
def library(file):
    store = SqlLibrary.in_file(file)
    yield store
    store.close()


def _corrupt(file, statement: str, *values) -> None:
    connection = sqlite3.connect(file)
    with connection:
        connection.execute(statement, values)
    connection.close()


def test_what_was_saved_is_there_after_reopening(library, file):
    """Another store over the same file finds the publication and the number of its change."""
    library.save_import(publication())
    again = SqlLibrary.in_file(file)
    assert again.get("lien") == publication()
    assert again.sequence == 1
    again.close()


def test_the_database_is_set_for_safety(library):
    """Committed means on the disk, readers and the writer do not wait for each other, references are checked."""
    names = ("journal_mode", "synchronous", "foreign_keys")
    with database.reading(library._engine) as connection:
        held = [connection.execute(text(f"PRAGMA {name}")).scalar() for name in names]
    assert held == ["wal", 2, 1]


def test_the_migrations_make_the_tables_that_the_code_expects(library):
    """Nothing differs between the migrated database and the tables as declared, and the version is the last."""
    with database.reading(library._engine) as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    assert ScriptDirectory(str(database._MIGRATIONS)).get_current_head() == VERSION


def test_a_library_of_a_newer_version_is_left_alone(library, file):
    """The message says which version to install rather than failing on a table it does not know."""
    library.close()
    _corrupt(file, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(LibraryError, match="newer Fil rouge"):
        SqlLibrary.in_file(file)


def test_a_file_that_is_no_database_is_said_to_be_damaged(file):
    """The advice names the backup."""
    file.write_bytes(b"Ceci n'est pas une base." * 200)
    with pytest.raises(LibraryDamaged, match="backup"):
        SqlLibrary.in_file(file)


def test_pages_lost_in_the_middle_are_named(library, file):
    """A database whose pages were overwritten tells its faults, and never passes for an empty one."""
    for number in range(60):
        library.save_import(publication(f"p{number}"))
    library.close()
    content = bytearray(file.read_bytes())
    half = len(content) // 8192 * 4096  # the first half holds the schema, without which the file does not open at all
    content[half : len(content) - 4096] = b"\x00" * (len(content) - 4096 - half)
    file.write_bytes(content)
    damaged = SqlLibrary.in_file(file)
    with pytest.raises(LibraryDamaged):
        list(damaged.changes())
    assert any("database" in fault for fault in damaged.faults())
    damaged.close()


def test_a_document_that_cannot_be_read_costs_the_others_nothing(library, file):
    """It is named by `faults`, refused by `get`, and passed over by the scan that feeds the index."""
    for key in ("un", "deux"):
        library.save_import(publication(key))
    _corrupt(file, "UPDATE publications SET document = ? WHERE id = 'id-un'", '{"id": "id-un"}')
    assert [one.publication.id for one in library.changes()] == ["id-deux"]
    assert any("id-un" in fault for fault in library.faults())
    with pytest.raises(LibraryDamaged, match="id-un"):
        library.get("un")


def test_a_question_that_cannot_be_read_costs_the_others_nothing(library, file):
    """It is named by `faults` and passed over in the list."""
    for key in ("un", "deux"):
        library.questions.save(Question(id=f"q-{key}", slug=key, wording=f"{key} ?"))
    _corrupt(file, "UPDATE questions SET document = ? WHERE id = 'q-un'", '{"id": "q-un"}')
    assert [one.id for one in library.questions.all()] == ["q-deux"]
    assert any("q-un" in fault for fault in library.faults())


def test_a_wording_that_cannot_be_read_costs_the_other_questions_nothing(library, file):
    """Its question is named by `faults`, refused by `get` and passed over in the list."""
    for key in ("un", "deux"):
        asked = Variant(text=f"Et {key} ?", origin=Origin.EDITOR)
        library.questions.save(Question(id=f"q-{key}", slug=key, wording=f"{key} ?", variants=(asked,)))
    _corrupt(file, "UPDATE question_variants SET document = ? WHERE question = 'q-un'", '{"text": ""}')
    assert [one.id for one in library.questions.all()] == ["q-deux"]
    assert any("q-un" in fault for fault in library.faults())
    with pytest.raises(LibraryDamaged, match="q-un"):
        library.questions.get("un")


def test_an_unusable_address_is_a_wrong_setting():
    """Neither a typo nor a missing driver shows a traceback."""
    for address in ("n'importe quoi", "nowhere://library"):
        with pytest.raises(SettingsError):
            SqlLibrary(address)


def test_a_missing_folder_is_told_in_our_words(tmp_path):
    """The database that cannot be opened is named."""
    with pytest.raises(LibraryError, match=r"nulle/library\.sqlite"):
        SqlLibrary.in_file(tmp_path / "nulle" / "library.sqlite")


def test_two_writers_take_turns(library, file):
    """Two stores that save at the same time both succeed, and no number is given twice or skipped."""
    other = SqlLibrary.in_file(file)
    errors = []

    def save(store, name):
        try:
            for number in range(20):
                store.save_import(publication(f"{name}{number}"))
        except LibraryError as error:
            errors.append(error)

    threads = [threading.Thread(target=save, args=pair) for pair in ((library, "a"), (other, "b"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    assert errors == []
    assert [one.sequence for one in library.changes()] == list(range(1, 41))


def test_a_full_disk_loses_nothing_that_was_saved(library):
    """The save that finds no room is refused in our words; what was there stays, and saving goes on once there is."""

    def room(pages: int) -> None:
        with database.reading(library._engine) as connection:
            connection.execute(text(f"PRAGMA max_page_count = {pages}"))

    saved: list[str] = []

    room(60)
    with pytest.raises(LibraryError, match="full"):
        saved.extend(library.save_import(publication(f"p{number}")).publication.id for number in range(200))
    assert [one.publication.id for one in library.changes()] == saved
    room(10_000)
    library.save_import(publication("apres"))
    assert library.sequence == len(saved) + 1

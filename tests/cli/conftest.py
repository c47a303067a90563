"""A library of its own for each test, as an editor or a script would use it."""

import pytest
from typer.testing import CliRunner

from filrouge.cli import app


@pytest.fixture
def filrouge(tmp_path):
    """`filrouge("list")` runs `filrouge list` on that library and gives what it prints."""

    def invoked(*words: str, status: int = 0) -> str:
        result = CliRunner().invoke(app, ["--library", str(tmp_path / "library"), *words])
        assert result.exit_code == status, result.output
        return result.output

    return invoked

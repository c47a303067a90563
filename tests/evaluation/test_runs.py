import pytest

from filrouge.errors import SourceUnreadable
from filrouge.evaluation.runs import read_run, run_of, write_run


def test_a_run_is_read_back_as_it_was_written(tmp_path):
    """Order and all."""
    run = run_of({"q1": ["b", "a"], "q2": ["a"]})
    write_run(run, tmp_path / "run", "ours")
    assert read_run(tmp_path / "run") == run
    assert (tmp_path / "run").read_text().splitlines()[:2] == ["q1 Q0 b 1 2 ours", "q1 Q0 a 2 1 ours"]


def test_a_run_made_elsewhere_is_read(tmp_path):
    """Tabs or spaces, whatever the scores."""
    (tmp_path / "run").write_text("q1\tQ0\ta\t1\t-0.5\tother\nq1 Q0 b 2 -3e1 other\n")
    assert read_run(tmp_path / "run") == {"q1": {"a": -0.5, "b": -30.0}}


def test_what_is_no_run_says_where(tmp_path):
    """The line is named, and the form that it should have."""
    (tmp_path / "run").write_text("q1 Q0 a 1 0.5 ours\nq1 a 0.4\n")
    with pytest.raises(SourceUnreadable, match="line 2 is not of a TREC run"):
        read_run(tmp_path / "run")


def test_a_run_that_is_not_there_is_told(tmp_path):
    """As one of the things that are expected to happen."""
    with pytest.raises(SourceUnreadable, match="cannot be read"):
        read_run(tmp_path / "none")

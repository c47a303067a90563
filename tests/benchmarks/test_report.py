import pytest

from benchmarks.report import BEGIN, END, page, put_in


def told(passages, milliseconds):
    times = {"p50": milliseconds, "p95": milliseconds, "p99": 9 * milliseconds, "cpu": milliseconds}
    classes = {"one-word": {**times, "answered": 1.0, "queries": 250}}
    build = {"seconds": 1.0, "cpu_seconds": 1.0, "passages_per_second": 10.0, "disk_bytes": 1, "peak_bytes": 1}
    systems = {
        "filrouge": {"build": build, "search": {"classes": classes, "peak_bytes": 1}},
        "tantivy": {"build": build, "search": {"classes": classes, "peak_bytes": 1}},
        "postgresql": {"skipped": "apt-get install postgresql"},
    }
    facts = {"passages": passages, "publications": 3, "characters": 5_000, "cutting_seconds": 1.0}
    return {"name": f"{passages} passages", "generated": True, "facts": facts, "systems": systems}


def results(*corpora):
    machine = {
        "date": "2026-01-01",
        "code": "abc",
        "processor": "x",
        "cores": 2,
        "memory": "1 GB",
        "system": "Linux",
        "python": "3.11",
        "versions": {},
        "load_before": 0.0,
        "command": "python -m benchmarks.speed",
    }
    return {"machine": machine, "note": "", "seed": 1, "load_after": 0.0, "corpora": list(corpora)}


def test_what_is_held_to_is_judged_class_by_class():
    """Four times Tantivy's and 0.15 ms a result; the slowest in a hundred under a tenth of a second."""
    tables = page(results(told(1_000, 20.0)))
    assert "| one-word | 20.0 | 81.5 | yes | 180 | **no** |" in tables


def test_growth_is_told_from_each_size_to_the_next():
    """What ten times the passages cost."""
    tables = page(results(told(1_000, 2.0), told(10_000, 5.0)))
    assert "## Growth, 1,000 → 10,000 passages" in tables
    assert "| one-word | 2.00 → 5.00 (×2.5) | 2.00 → 5.00 (×2.5) |" in tables


def test_a_peer_that_is_missing_is_told_with_what_installs_it():
    """It is skipped, the others are measured."""
    assert "postgresql: skipped, apt-get install postgresql" in page(results(told(1_000, 2.0)))


def test_tables_take_the_place_of_those_before():
    """What stands around the marks stays; headings go one level down."""
    document = f"# Speed\n{BEGIN}\nold\n{END}\nEnd.\n"
    assert put_in(document, "## Size\n") == f"# Speed\n{BEGIN}\n\n### Size\n\n{END}\nEnd.\n"
    with pytest.raises(ValueError, match="no place"):
        put_in("# Speed\n", "## Size\n")

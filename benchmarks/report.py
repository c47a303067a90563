"""Results as a page: Markdown tables with ratios to Tantivy alone."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

BASE = "tantivy"
FIELDS = "tantivy-fields"
ABSENT = "–"
OURS = "filrouge"
TIMES, FIXED_MS, SUGGEST_MS, WORST_MS = 4, 1.5, 5.0, 100.0
"""Held to: so many times Tantivy's p50, and 0.15 ms for each of ten results; suggestions have a bound of their own."""
_BEATEN = ("fts5", "postgresql")
BEGIN, END = "<!-- measured -->", "<!-- end of what is measured -->"


def page(results: Mapping[str, Any]) -> str:
    machine = results["machine"]
    versions = ", ".join(f"{name} {found}" for name, found in machine["versions"].items())
    told = (
        f"{machine['date']}, {results['note'] or 'commit ' + (machine['code'] or 'unknown')}; "
        f"{machine['processor']}, {machine['cores']} cores, {machine['memory']}; {machine['system']}; "
        f"Python {machine['python']}, {versions}; seed {results['seed']}; "
        f"load average {machine['load_before']} before, {results['load_after']} after."
    )
    tables = (line for one in results["corpora"] for line in _corpus(one))
    growth = _growth([one for one in results["corpora"] if one["generated"]])
    return "\n".join([f"`{machine['command']}`", "", told, *tables, *growth]) + "\n"


def put_in(document: str, tables: str) -> str:
    """The document with these tables in place of those between its marks. Raises ValueError when it has no marks."""
    before, opening, rest = document.partition(BEGIN)
    _, closing, after = rest.partition(END)
    if not opening or not closing:
        raise ValueError(f"The tables have no place: there must be {BEGIN} and, after it, {END}.")
    return f"{before}{BEGIN}\n\n{_lowered(tables)}\n{END}{after}"


def _lowered(tables: str) -> str:
    """Their headings one level down, as they come under another."""
    return "".join(f"#{line}" if line.startswith("## ") else line for line in tables.splitlines(keepends=True))


def _corpus(one: Mapping[str, Any]) -> Iterable[str]:
    facts = one["facts"]
    yield from ("", f"## {one['name']}", "")
    yield (
        f"{facts['passages']:,} passages of {facts['publications']:,} publications, "
        f"{facts['characters'] / 1e6:,.0f} million characters; cut in {facts['cutting_seconds']:.1f} s."
    )
    yield from ("", *_builds(one["systems"]), "", *_searches(one["systems"]), "", *_held(one["systems"]))
    yield from (f"\n{name}: skipped, {told['skipped']}" for name, told in one["systems"].items() if "skipped" in told)
    if one.get("stages"):
        yield from ("", *_stages(one["stages"]))


def _builds(systems: Mapping[str, Any]) -> Iterable[str]:
    built = {name: told["build"] for name, told in systems.items() if "build" in told}
    bases = {name: built[name]["passages_per_second"] for name in (BASE, FIELDS) if name in built}
    heads = ["index", "s", "CPU s", "passages/s", *(f"× {name}" for name in bases), "on disk", "peak", "peak searching"]
    rows = []
    for name, told in built.items():
        rate = told["passages_per_second"]
        searching = systems[name].get("search", {}).get("peak_bytes")
        rows.append(
            [name, f"{told['seconds']:,.1f}", f"{told['cpu_seconds']:,.1f}", f"{rate:,.0f}"]
            + [f"{rate / base:.2f}" for base in bases.values()]
            + [_size(told["disk_bytes"]), _size(told["peak_bytes"]), _size(searching) if searching else ABSENT]
        )
    return _table(heads, rows)


def _searches(systems: Mapping[str, Any]) -> Iterable[str]:
    """A class a row, a system a column: times in ms, and p50 as a multiple of Tantivy's."""
    searched = {name: told["search"]["classes"] for name, told in systems.items() if "search" in told}
    searched = {name: classes for name, classes in searched.items() if classes}
    base = searched.get(BASE, {})
    classes = dict.fromkeys(kind for those in searched.values() for kind in those)
    rows = [[kind, *(_search(those.get(kind), base.get(kind)) for those in searched.values())] for kind in classes]
    yield from _table(["p50 / p95 / p99 [CPU], ms", *searched], rows)


def _search(told: Mapping[str, Any] | None, base: Mapping[str, Any] | None) -> str:
    if told is None:
        return ABSENT
    text = " / ".join(_ms(told[name]) for name in ("p50", "p95", "p99")) + f" [{_ms(told['cpu'])}]"
    if base and told is not base:
        text += f" (×{told['p50'] / max(base['p50'], 0.001):.1f})"
    if told["answered"] < 0.95:
        text += f", {told['answered']:.0%} answered"
    return text + (f", {told['queries']} queries" if told["queries"] < 200 else "")


def _held(systems: Mapping[str, Any]) -> Iterable[str]:
    """What is held to, class by class."""
    searched = {name: told["search"]["classes"] for name, told in systems.items() if "search" in told}
    if BASE not in searched:
        return
    peers = [name for name in (*_BEATEN, "bm25s") if name in searched]
    rows = []
    for kind, ours in searched[OURS].items():
        bound = TIMES * searched[BASE][kind]["p50"] + FIXED_MS if kind != "prefix" else SUGGEST_MS
        beside = [searched[name].get(kind) for name in peers]
        rows.append(
            [kind, _ms(ours["p50"]), _ms(bound), _yes(ours["p50"] <= bound)]
            + [_ms(ours["p99"]), _yes(ours["p99"] < WORST_MS)]
            + [_yes(ours["p50"] < one["p50"]) if one else ABSENT for one in beside]
        )
    yield from _table(
        ["held to", "p50", "at most", "held", "p99", "under 100", *(f"faster than {name}" for name in peers)], rows
    )


def _growth(corpora: Sequence[Mapping[str, Any]]) -> Iterable[str]:
    """From each size to the next: p50, and how many times it is the smaller one's."""
    for small, large in pairwise(corpora):
        sizes = " → ".join(f"{one['facts']['passages']:,}" for one in (small, large))
        before, after = (
            {name: told["search"]["classes"] for name, told in one["systems"].items() if "search" in told}
            for one in (small, large)
        )
        names = [name for name in before if name in after]
        rows = [
            [kind, *(_grown(before[name].get(kind), after[name].get(kind)) for name in names)] for kind in before[OURS]
        ]
        yield from ("", f"## Growth, {sizes} passages", "", *_table(["p50, ms", *names], rows))


def _grown(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> str:
    if before is None or after is None:
        return ABSENT
    small, large = before["p50"], after["p50"]
    return f"{_ms(small)} → {_ms(large)} (×{large / max(small, 0.001):.1f})"


def _yes(held: bool) -> str:
    return "yes" if held else "**no**"


def _stages(told: Mapping[str, Any]) -> Iterable[str]:
    spent = told["milliseconds"]
    stages = dict.fromkeys(stage for those in spent.values() for stage in those)
    total = {kind: sum(those.values()) for kind, those in spent.items()}
    rows = [
        [
            stage,
            *(f"{those.get(stage, 0):.2f} ({those.get(stage, 0) / total[kind]:.0%})" for kind, those in spent.items()),
        ]
        for stage in stages
    ]
    rows.append(["whole call", *(f"{one:.2f}" for one in total.values())])
    yield from _table(["mean CPU ms a call", *spent], rows)
    if told["not_found"]:
        yield f"\nNot found, so in the rest: {', '.join(told['not_found'])}."


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterable[str]:
    yield "| " + " | ".join(heads) + " |"
    yield "|---" * len(heads) + "|"
    yield from ("| " + " | ".join(row) + " |" for row in rows)


def _size(count: int) -> str:
    return f"{count / 1e9:,.2f} GB" if count >= 1e9 else f"{count / 1e6:,.0f} MB"


def _ms(milliseconds: float) -> str:
    return (
        f"{milliseconds:.0f}"
        if milliseconds >= 100
        else f"{milliseconds:.1f}"
        if milliseconds >= 10
        else f"{milliseconds:.2f}"
    )

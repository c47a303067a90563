"""Measures how fast Fil rouge indexes and searches, beside its peers. `README.md` says how to run it."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.machine import described
from benchmarks.report import OURS, page, put_in
from benchmarks.subjects.table import PEERS, SUBJECTS

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Settings:
    """`passages`: sizes of generated corpora. `bench`: folders of real ones. `budget`: seconds a class of queries."""

    passages: tuple[int, ...]
    bench: tuple[str, ...]
    peers: tuple[str, ...]
    seed: int
    queries: int
    rounds: int
    budget: float
    note: str


def run(settings: Settings, work: Path) -> Iterator[dict[str, Any]]:
    """The results so far, after each system; every index is removed as soon as it was measured."""
    results: dict[str, Any] = {"machine": described(), "seed": settings.seed, "note": settings.note, "corpora": []}
    plans: list[tuple[str, dict[str, Any]]] = [
        (f"{size:,} passages, generated", {"passages": size, "bench": None}) for size in settings.passages
    ]
    plans += [(f"Real: {Path(folder).name}", {"passages": None, "bench": folder}) for folder in settings.bench]
    for name, plan in plans:
        with tempfile.TemporaryDirectory(dir=work, prefix="corpus-") as folder:
            Path(folder).chmod(0o755)  # PostgreSQL's user passes through it
            told: dict[str, Any] = {"name": name, "generated": plan["bench"] is None, "systems": {}}
            results["corpora"].append(told)
            for _ in _corpus(settings, Path(folder), plan, told):
                results["load_after"] = round(os.getloadavg()[0], 2)
                yield results


def _corpus(settings: Settings, folder: Path, plan: dict[str, Any], told: dict[str, Any]) -> Iterator[None]:
    """Fills `told`, one system after the other."""
    corpus = folder / "corpus"
    told["facts"] = _measure("corpus", corpus, seed=settings.seed, queries=settings.queries, **plan)
    told["systems"][OURS] = _system(settings, corpus, OURS, folder / OURS)
    told["stages"] = _measure("stages", corpus, folder=str(folder / OURS))
    shutil.rmtree(folder / OURS)
    yield
    for peer in settings.peers:
        index = folder / peer
        for name in PEERS[peer]:
            place = index if SUBJECTS[name].searches else folder / name
            told["systems"][name] = _system(settings, corpus, name, place)
            yield
        for made in (index, *(folder / name for name in PEERS[peer])):
            shutil.rmtree(made, ignore_errors=True)


def _system(settings: Settings, corpus: Path, name: str, index: Path) -> dict[str, Any]:
    known = SUBJECTS[name]
    told: dict[str, Any] = {}
    if known.builds:
        told["build"] = _measure("build", corpus, name=name, folder=str(index))
        if "skipped" in told["build"]:
            return dict(told["build"])
    if known.searches:
        told["search"] = _measure(
            "search", corpus, name=name, folder=str(index), rounds=settings.rounds, budget=settings.budget
        )
    return told


def _measure(measure: str, corpus: Path, **given: Any) -> dict[str, Any]:
    label = given.get("name") or (OURS if measure == "stages" else corpus.parent.name)
    print(f"{datetime.now(UTC):%H:%M:%S} {measure} {label} …", file=sys.stderr, flush=True)
    told = json.dumps({"measure": measure, "corpus": str(corpus), **given})
    command = [sys.executable, "-m", "benchmarks.measure", told]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def asked(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.speed", description=__doc__)
    parser.add_argument("--passages", default="", help="sizes, comma-separated: 10000,100000,1000000")
    parser.add_argument("--bench", action="append", default=[], metavar="DIR", help="a folder with corpus.jsonl.gz")
    parser.add_argument("--peers", default="", help=f"comma-separated, of {','.join(PEERS)}")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--queries", type=int, default=250, help="of each class")
    parser.add_argument("--rounds", type=int, default=3, help="times each query is run; its median counts")
    parser.add_argument("--budget", type=float, default=90.0, help="seconds at most for a class of queries")
    parser.add_argument("--note", default="", help="what is measured, for the record")
    parser.add_argument("--work", type=Path, default=None, help="folder for corpora and indexes, removed afterwards")
    parser.add_argument("--docs", type=Path, default=None, help="a page whose marked part is replaced by the tables")
    parser.add_argument("--out", type=Path, default=Path("results.json"), help="tables go beside it, as .md")
    found = parser.parse_args(arguments)
    unknown = set(_list(found.peers)) - set(PEERS)
    if unknown:
        parser.error(f"unknown peers: {', '.join(sorted(unknown))}; there are {', '.join(PEERS)}")
    if not found.passages and not found.bench:
        found.passages = "10000,100000"
    return found


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def main(arguments: Sequence[str] | None = None) -> None:
    told = asked(arguments)
    settings = Settings(
        passages=tuple(int(size) for size in _list(told.passages)),
        bench=tuple(told.bench),
        peers=_list(told.peers),
        seed=told.seed,
        queries=told.queries,
        rounds=told.rounds,
        budget=told.budget,
        note=told.note,
    )
    # Written after each system: an interrupted run keeps what it has measured.
    with tempfile.TemporaryDirectory(dir=told.work, prefix="filrouge-speed-") as work:
        Path(work).chmod(0o755)
        for results in run(settings, Path(work)):
            told.out.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
            told.out.with_suffix(".md").write_text(page(results), encoding="utf-8")
    if told.docs:
        told.docs.write_text(put_in(told.docs.read_text(encoding="utf-8"), page(results)), encoding="utf-8")
    print(page(results))


if __name__ == "__main__":
    main()

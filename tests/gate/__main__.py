"""Prints the gate's figures by kind of query, then the queries that do worst; with `exact`, of what was typed alone."""

import sys
import tempfile
from pathlib import Path

from filrouge.cli.demonstration import make_demonstration
from filrouge.wiring import open_parts
from tests.gate.judging import PLACE, Judged, corpus_digest, judge


def told(judged: Judged) -> str:
    rows = [("all", judged.means())] + [(kind, judged.means(f"{kind}-")) for kind in judged.kinds]
    head = "".join(f"{measure:>9}" for measure in rows[0][1])
    lines = [f"{'':13}{head}"] + [
        f"{name:13}" + "".join(f"{one:9.4f}" for one in means.values()) for name, means in rows
    ]
    for measure in ("nDCG@10", PLACE):
        lines += ["", f"Worst in {measure}:"] + [f"{value:.3f}  {query}" for value, query in judged.worst(measure, 40)]
    return "\n".join(lines)


with tempfile.TemporaryDirectory() as name:
    make_demonstration(Path(name))
    with open_parts(Path(name)) as parts:
        judged = judge(parts.search, exact=sys.argv[1:] == ["exact"])
        sys.stdout.write(f"The demonstration's digest: {corpus_digest()}\n{told(judged)}\n")

"""Prints the figures of docs/questions.md: `python -m tests.questions`."""

import sys
import tempfile
from pathlib import Path

from filrouge.questions.evidence import THRESHOLD
from tests.questions.measuring import (
    declined,
    directly,
    evidences,
    found_as,
    library,
    of_clusters,
    of_pairs,
    ranked,
    samenesses,
)

with tempfile.TemporaryDirectory() as name:
    parts = library(Path(name))
    told = []
    for part in ("dev", "test"):
        measured = of_pairs(parts, part)
        told.append(f"pairs, {part:4}  P {measured.precision:.3f}  R {measured.recall:.3f}  F1 {measured.f1:.3f}")
        near = samenesses(parts, part)
        alone = directly(near)
        told.append(
            f"  by itself  P {alone.precision:.3f}  R {alone.recall:.3f}  F1 {alone.f1:.3f}  AUC {ranked(near):.3f}"
        )
    own, wrong = of_clusters(parts)
    told.append(f"clusters     P {own.precision:.3f}  R {own.recall:.3f}  F1 {own.f1:.3f}  most wrong {wrong}")
    missed = sum(key == home for key, home in found_as(parts).items())
    told.append(f"  not found  {missed} of {len(found_as(parts))}")
    found = {part: evidences(parts, part) for part in ("dev", "test")}
    told.append(f"threshold {THRESHOLD}: declined of unanswerable, of answerable (dev; test)")
    for step in range(2, 18):
        dev, test = (declined(found[part], step / 20) for part in ("dev", "test"))
        told.append(
            f"{dev.threshold:.2f}  {dev.unanswerable:.2f} {dev.answerable:.2f}"
            f"  {test.unanswerable:.2f} {test.answerable:.2f}"
        )
    sys.stdout.write("\n".join(told) + "\n")

"""Prints what docs/links.md says of the demonstration: `python -m tests.links`."""

import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.judged import lines
from tests.links.demonstration import Linked, linked_demonstration
from tests.links.test_demonstration import HERE, ends_of, judged, shown


def told(linked: Linked) -> list[str]:
    grades = {frozenset((line["a"], line["b"])): line["grade"] for line in lines(HERE / "publications.jsonl")}
    first = {ends_of(link.pairs[0]) for _, _, link in shown(linked) if link.pairs}
    every = {ends_of(pair) for _, _, link in shown(linked) for pair in link.pairs}
    blind, afterwards = judged(linked, "pairs.jsonl"), judged(linked, "shown.jsonl")
    said = []
    for name, ends, verdicts in (
        ("pairs shown", every, afterwards | blind),
        ("judged blind", every, blind),
        ("judged afterwards", every, {both: verdict for both, verdict in afterwards.items() if both not in blind}),
        ("first of a link", first, afterwards | blind),
    ):
        found = [verdicts[both] for both in ends if both in verdicts]
        said.append(f"{name:18} {len(ends):3}, {len(found):3} judged, {sum(found):3} speak")
    graded = [(grades[frozenset((one.slug, other.slug))], bool(link.pairs)) for one, other, link in shown(linked)]
    links, quoting = Counter(grade for grade, _ in graded), Counter(grade for grade, quotes in graded if quotes)
    said.append(f"links shown        {links.total():3}, {quoting.total():3} quote a pair")
    said += [f"  of grade {grade}       {links[grade]:3}, {quoting[grade]:3}" for grade in (2, 1, 0)]
    return said


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, linked_demonstration(Path(folder)) as made:
        sys.stdout.write("\n".join(told(made)) + "\n")

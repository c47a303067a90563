"""The smallest pieces that a passage is made of, and how they are grouped. Pure: values in, values out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Unit:
    """A sentence, never cut. `start` and `end` are seconds when it is spoken; `rest` is the silence before it (s).

    `opens` tells that a new block starts here (paragraph, list item, turn of speech), a good place to cut.
    """

    text: str
    start: float | None = None
    end: float | None = None
    speaker: str | None = None
    rest: float = 0.0
    opens: bool = False

    @property
    def words(self) -> int:
        return len(self.text.split())


EARLY = 0.6
"""Of the target: from there on, a natural boundary of speech ends the passage."""
PARAGRAPH = 0.9
"""Of the target: likewise for prose, whose paragraphs and list items are short and go on from each other: passages that
end early were found less well (docs/relevance.md).
"""
LATE = 1.3
"""Of the target: a unit that would bring it beyond starts a new passage."""
SCRAP = 0.3
"""Of the target: a last passage shorter than this joins the one before."""


def grouped(units: Iterable[Unit], *, target: int, pause: float, early: float = EARLY) -> Iterator[tuple[Unit, ...]]:
    """Runs of units of about `target` words, cut at pauses of `pause` seconds and block openings where there are, from
    a share `early` of the target on.
    """
    groups: list[list[Unit]] = []
    size = 0
    for unit in units:
        natural = unit.opens or unit.rest >= pause
        full = size + unit.words > target * LATE or size >= target or (natural and size >= target * early)
        if not groups or (full and size):
            groups.append([])
            size = 0
        groups[-1].append(unit)
        size += unit.words
    if len(groups) > 1 and size < target * SCRAP:
        groups[-2].extend(groups.pop())
    return (tuple(group) for group in groups)

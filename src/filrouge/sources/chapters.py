"""Chapters written as text: “00:00 Ouverture”, one a line or one an item."""

import re
from collections.abc import Sequence
from itertools import pairwise

from filrouge.model import Chapter
from filrouge.sources.blocks import Block, Form

_LINE = re.compile(r"^[\[(]?(?:(\d{1,2}):)?(\d{1,3}):(\d{2})[\])]?\s*[-–—:|]?\s*(\S.{0,200})$")
_FEWEST = 3  # two could be an opening time and a closing one


def take_chapters(blocks: Sequence[Block]) -> tuple[tuple[Chapter, ...], list[Block]]:
    """The first run of at least three times that grow, and the blocks without it."""
    for at, block in enumerate(blocks):
        if block.form is Form.PROSE:
            chapters = _chapters(block.items or tuple(block.text.split("\n")))
            if chapters:
                return chapters, [*blocks[:at], *blocks[at + 1 :]]
    return (), list(blocks)


def _chapters(lines: tuple[str, ...]) -> tuple[Chapter, ...]:
    found = [_LINE.match(line.strip()) for line in lines]
    if len(lines) < _FEWEST or not all(found):
        return ()
    chapters = []
    for one in found:
        hours, minutes, seconds, title = one.groups() if one else ("", "", "", "")
        start = float(int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds))
        chapters.append(Chapter(start=start, title=title))
    grows = all(first.start < second.start for first, second in pairwise(chapters))
    return tuple(chapters) if grows else ()

"""A transcript as it is read: chapters, turns of speech, lines; and which line an instant falls in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from filrouge.model import Chapter, Cue

LONG_TURN = 75.0
"""Seconds after which a turn is broken at the next end of sentence, so that nobody faces a wall of text."""
LONG_PAUSE = 4.0
ENDS = (".", "?", "!", "…", "»")


@dataclass(frozen=True)
class Line:
    cue: Cue
    current: bool = False

    @property
    def second(self) -> int:
        return int(self.cue.start)


@dataclass
class Turn:
    """Lines of one speaker in a row. `named` is false when the speaker goes on from the turn before."""

    speaker: str
    named: bool
    lines: list[Line] = field(default_factory=list)

    @property
    def start(self) -> float:
        return self.lines[0].cue.start


@dataclass
class Part:
    """What is said in a chapter; the only part has none when there are no chapters."""

    chapter: Chapter | None
    turns: list[Turn] = field(default_factory=list)


def line_at(cues: Sequence[Cue], moment: int | None) -> int | None:
    """The index of the line said at that second. A link carries whole seconds: the first line that starts
    within the second wins over the one that was ending."""
    if moment is None or not cues:
        return None
    starting = next((index for index, cue in enumerate(cues) if int(cue.start) == moment), None)
    if starting is not None:
        return starting
    return max((index for index, cue in enumerate(cues) if cue.start <= moment), default=0)


def read_transcript(cues: Sequence[Cue], chapters: Iterable[Chapter], moment: int | None = None) -> list[Part]:
    marked = line_at(cues, moment)
    waiting = sorted(chapters, key=lambda chapter: chapter.start)
    parts: list[Part] = []
    for index, cue in enumerate(cues):
        chapter = None
        while waiting and waiting[0].start <= cue.start + 0.5:
            chapter = waiting.pop(0)
        if chapter or not parts:
            parts.append(Part(chapter))
        _append(parts[-1], Line(cue, current=index == marked))
    return parts


def _append(part: Part, line: Line) -> None:
    turn = part.turns[-1] if part.turns else None
    speaker = line.cue.speaker or ""
    if turn is None or speaker != turn.speaker:
        part.turns.append(Turn(speaker, named=bool(speaker), lines=[line]))
    elif _breaks(turn, line.cue):
        part.turns.append(Turn(speaker, named=False, lines=[line]))
    else:
        turn.lines.append(line)


def _breaks(turn: Turn, cue: Cue) -> bool:
    last = turn.lines[-1].cue
    if not last.text.rstrip().endswith(ENDS):
        return False
    return cue.start - last.end > LONG_PAUSE or cue.start - turn.start > LONG_TURN

"""A transcript to units: sentences with their moments, whatever the captions look like.

Captions break lines anywhere; a sentence begins and ends inside cues. Its moments are read off the cues by
proportion of characters. Automatic captions without punctuation have no sentence ends: there, a cue is the unit.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from filrouge.language import sentences
from filrouge.model import Cue
from filrouge.passages.units import Unit

LONGEST = 60
"""Words: a “sentence” beyond it is a transcript without punctuation."""


@dataclass
class _Turn:
    """What one speaker says without interruption: the running text and where each cue starts in it."""

    text: str = ""
    cues: list[Cue] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)

    def add(self, cue: Cue) -> None:
        said = " ".join(cue.text.split())
        if not said:
            return
        if self.text:
            self.text += " "
        self.offsets.append(len(self.text))
        self.cues.append(cue)
        self.text += said

    def moment(self, offset: int) -> float:
        """Seconds at which the character at `offset` is said."""
        number = max(0, bisect_right(self.offsets, offset) - 1)
        cue, begin = self.cues[number], self.offsets[number]
        end = self.offsets[number + 1] - 1 if number + 1 < len(self.offsets) else len(self.text)
        share = min(1.0, (offset - begin) / max(1, end - begin))
        return round(cue.start + share * (cue.end - cue.start), 3)


def units(cues: Iterable[Cue]) -> Iterator[Unit]:
    """Sentences in order, each with its moment, its speaker and the silence before it."""
    last: float | None = None
    for speaker, said in groupby(cues, key=lambda cue: cue.speaker):
        turn = _Turn()
        for cue in said:
            turn.add(cue)
        for number, (start, end) in enumerate(_spans(turn)):
            begins, ends = turn.moment(start), max(turn.moment(start), turn.moment(end))
            yield Unit(
                turn.text[start:end],
                start=begins,
                end=ends,
                speaker=speaker,
                rest=max(0.0, begins - last) if last is not None else 0.0,
                opens=number == 0,
            )
            last = ends


def _spans(turn: _Turn) -> Iterator[tuple[int, int]]:
    for start, end in sentences(turn.text):
        if len(turn.text[start:end].split()) <= LONGEST:
            yield start, end
            continue
        cuts = [offset for offset in turn.offsets if start < offset < end]
        for begin, stop in zip([start, *cuts], [*cuts, end], strict=True):
            trimmed = turn.text[begin:stop].rstrip()
            if trimmed:
                yield begin, begin + len(trimmed)

"""What pages show of links: the reasons in words, and where in a transcript another publication takes up the idea."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from filrouge.model import Cue, Link, PassagePair, PublicationCard
from filrouge.model.passage import Part
from filrouge.web.reasons import reason_text
from filrouge.web.transcript import ENDS

ECHOES = 12
"""Marks in a transcript: more would be noise."""
SENTENCE = 12
"""Lines that a sentence may take."""
TOGETHER = 3
"""Publications behind one mark."""


@dataclass(frozen=True)
class Shown:
    """A link as it is read. `reasons` are sentences in the language of the page."""

    link: Link
    reasons: tuple[str, ...]

    @property
    def card(self) -> PublicationCard:
        return self.link.target

    @property
    def anchor(self) -> str:
        return f"lien-{self.card.slug}"


@dataclass(frozen=True)
class Echo:
    """A moment that others take up: the strongest of each publication."""

    number: int
    pairs: tuple[tuple[Shown, PassagePair], ...]


def shown(links: Iterable[Link], language: str) -> tuple[Shown, ...]:
    return tuple(
        Shown(link, tuple(dict.fromkeys(reason_text(reason, link.source, language) for reason in link.reasons)))
        for link in links
    )


def echoes(links: Sequence[Shown], cues: Sequence[Cue]) -> Mapping[float, Echo]:
    """By the start, in seconds, of the line where the first sentence of the passage ends."""
    starts = [cue.start for cue in cues]
    told = [
        (pair, one)
        for one in links
        for pair in one.link.pairs
        if pair.source.passage.part is Part.TRANSCRIPT and pair.source.passage.place.start is not None
    ]
    strongest = sorted(told, key=lambda both: -both[0].strength)[:ECHOES] if starts else []
    found: dict[float, list[tuple[Shown, PassagePair]]] = defaultdict(list)
    for pair, one in strongest:
        opening = max(0, bisect_right(starts, (pair.source.passage.place.start or 0.0) + 0.05) - 1)
        others = found[starts[_closing(cues, opening)]]
        if len(others) < TOGETHER and one not in [other for other, _ in others]:
            others.append((one, pair))
    return {start: Echo(number, tuple(found[start])) for number, start in enumerate(sorted(found), start=1)}


def _closing(cues: Sequence[Cue], opening: int) -> int:
    """Captions break anywhere: a mark amid a sentence would cut it. A speaker's turn ends it too."""
    for line in range(opening, min(opening + SENTENCE, len(cues))):
        last = line + 1 == len(cues) or cues[line + 1].speaker != cues[line].speaker
        if last or cues[line].text.rstrip().endswith(ENDS):
            return line
    return opening

"""Extracts as they are shown: the sentence that answers with what stands around it, all of it to the letter."""

from filrouge.language import sentences
from filrouge.model import Extract, Passage, Place
from filrouge.model.passage import Part
from filrouge.search.answering import Candidate
from filrouge.search.answering import Extract as Answer

LENGTH = 420
"""Characters of an extract, about: the sentence that answers, then whole sentences around it while they fit."""


def from_answer(answer: Answer, *, whole: bool = False) -> Extract:
    """`whole`: the passage is an answer by itself, so that it is shown from its beginning while it is not too long."""
    text = answer.passage.text
    start, end = (0, len(text)) if whole and len(text) <= 2 * LENGTH else _around(text, answer.start, answer.end)
    return Extract(
        text=text[start:end],
        publication=answer.publication,
        passage=answer.passage.id,
        heading=answer.passage.heading,
        speaker=speaker_of(answer.passage, answer.publication.people),
        place=_place(answer.passage, answer.place),
        score=round(answer.score, 4),
        sentence=(answer.start - start, answer.end - start),
    )


def from_passage(one: Candidate, excerpt: str) -> Extract:
    """Moments are whole, so that they can be played one after the other; what is read is its best sentences, which the
    search found."""
    passage = one.passage
    text = passage.text if passage.part is Part.TRANSCRIPT else excerpt.strip("… ")
    return Extract(
        text=text if text in passage.text else passage.text,
        publication=one.publication,
        passage=passage.id,
        heading=passage.heading,
        speaker=speaker_of(passage, one.publication.people),
        place=passage.place,
        score=round(one.score + one.own, 4),
    )


def speaker_of(passage: Passage, people: tuple[str, ...]) -> str | None:
    """Who says it; of what is written, its author when there is one only."""
    if passage.speaker:
        return passage.speaker
    return people[0] if len(people) == 1 and passage.part is not Part.TRANSCRIPT else None


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentences around a stretch, the following before the preceding, within LENGTH."""
    spans = sentences(text)
    first = max((number for number, span in enumerate(spans) if span[0] <= start), default=0)
    last = max((number for number, span in enumerate(spans) if span[0] < end), default=first)
    begin, stop = min(start, spans[first][0]), max(end, spans[last][1])
    while True:
        if last + 1 < len(spans) and spans[last + 1][1] - begin <= LENGTH:
            last += 1
            stop = spans[last][1]
        elif first and stop - spans[first - 1][0] <= LENGTH:
            first -= 1
            begin = spans[first][0]
        else:
            return begin, stop


def _place(passage: Passage, narrowed: Place) -> Place:
    """From the moment of the sentence to the end of the passage: what follows an answer belongs to it."""
    if narrowed.start is None or passage.place.end is None:
        return narrowed
    return Place(start=narrowed.start, end=max(narrowed.start, passage.place.end))

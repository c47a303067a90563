"""The questions that a publication asks: as its title, in its FAQ, as headings and aloud, each with what answers it.

Pure: the same publication and passages always give the same variants, in reading order.
"""

from collections.abc import Iterator, Sequence

from filrouge.language import sentences, stems
from filrouge.model import Origin, Passage, Place, Publication, Variant
from filrouge.model.passage import Part
from filrouge.passages import prose
from filrouge.questions import aloud
from filrouge.questions.forms import asks, self_sufficient

RULES = 3
"""Raised when what is found changes, so that every publication is read again."""
LONGEST = 220
"""Characters of a wording: what is longer tells a story before it asks."""


def find(publication: Publication, passages: Sequence[Passage]) -> tuple[Variant, ...]:
    """Every wording once a publication, where it is asked first: a title before a heading that repeats it."""
    found: dict[str, Variant] = {}
    for variant in _each(publication, passages):
        found.setdefault(variant.text.casefold(), variant)
    return tuple(found.values())


def _each(publication: Publication, passages: Sequence[Passage]) -> Iterator[Variant]:
    yield from _titles(publication, passages)
    answers = {one.heading: one for one in reversed(passages) if one.part is Part.QUESTION}
    for entry in publication.questions:
        text = " ".join(entry.question.split())
        if _tells(text, publication.language):
            place = Place(anchor=entry.anchor)
            yield _variant(text, Origin.FAQ, publication, answers.get(entry.question), place)
    yield from _headings(publication, passages)
    yield from _opening(publication, passages)
    yield from aloud.asked(publication, passages)


def _titles(publication: Publication, passages: Sequence[Passage]) -> Iterator[Variant]:
    for text in (publication.title, publication.subtitle):
        if text.endswith("?") and _tells(text, publication.language):  # it names what it asks about, before its colon
            yield _variant(text, Origin.TITLE, publication, passages[0] if passages else None, Place())


def _headings(publication: Publication, passages: Sequence[Passage]) -> Iterator[Variant]:
    """Without a mark, only what needs no context to be understood: “Comment ils parlent” is no question to visitors."""
    first: dict[tuple[Part, str], Passage] = {}
    for passage in passages:
        first.setdefault((passage.part, passage.heading), passage)
    for section in publication.sections:
        if _asked(section.heading, publication.language):
            answer = first.get((Part.SECTION, section.heading))
            yield _variant(section.heading, Origin.HEADING, publication, answer, Place(anchor=section.anchor))
    for chapter in publication.chapters:
        if _asked(chapter.title, publication.language):
            answer = first.get((Part.TRANSCRIPT, chapter.title))
            place = Place(start=chapter.start, end=chapter.end)
            yield _variant(chapter.title, Origin.HEADING, publication, answer, place)


def _opening(publication: Publication, passages: Sequence[Passage]) -> Iterator[Variant]:
    """A presentation that opens by asking tells what the publication answers; further on, prose asks to go on."""
    for section in publication.sections[:1]:
        paragraph = next(prose.blocks(section.html), "")
        text = next((paragraph[start:end] for start, end in sentences(paragraph)), "")
        if text.endswith("?") and asks(text.rstrip(" ?"), publication.language) and _asked(text, publication.language):
            answer = next((one for one in passages if one.part is Part.SECTION), None)
            yield _variant(text, Origin.HEADING, publication, answer, Place(anchor=section.anchor))


def _tells(text: str, language: str) -> bool:
    """Small words alone (“Et après ?”) ask nothing outside their page."""
    return len(text) <= LONGEST and bool(stems(text, language))


def _asked(text: str, language: str) -> bool:
    if not 0 < len(text) <= LONGEST or not self_sufficient(text, language):
        return False
    return text.endswith("?") or (language[:2] != "en" and asks(text, language))


def _variant(text: str, origin: Origin, publication: Publication, passage: Passage | None, place: Place) -> Variant:
    return Variant(
        text=text,
        origin=origin,
        publication=publication.id,
        passage=passage.id if passage else None,
        place=place,
    )

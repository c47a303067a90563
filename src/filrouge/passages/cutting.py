"""One publication to its passages, in reading order. The same publication always gives the same passages and ids."""

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from filrouge.model import Chapter, Passage, Place, Publication
from filrouge.model.passage import Part
from filrouge.passages import prose, speech
from filrouge.passages.units import PARAGRAPH, Unit, grouped

SUMMARY_ANCHOR = "en-bref"
TARGET_WORDS = 120
PAUSE = 2.0


def cut(publication: Publication, *, target_words: int = TARGET_WORDS, pause: float = PAUSE) -> tuple[Passage, ...]:
    """Passages of about `target_words` words; a silence of `pause` seconds is a place to cut speech at."""
    drafts = (
        *_summary(publication, target_words),
        *_sections(publication, target_words),
        *_transcript(publication, target_words, pause),
        *_questions(publication, target_words),
    )
    seen: Counter[str] = Counter()
    return tuple(_passage(publication, ordinal, draft, seen) for ordinal, draft in enumerate(drafts))


class _Draft:
    """A passage before its number and id are known."""

    def __init__(self, part: Part, units: tuple[Unit, ...], heading: str, anchor: str | None) -> None:
        self.part = part
        self.heading = heading
        self.text = "".join(("\n" if unit.opens and number else " ") + unit.text for number, unit in enumerate(units))
        self.text = self.text.strip()
        start, end = units[0].start, units[-1].end
        self.place = Place(anchor=anchor) if start is None else Place(start=start, end=end)
        spoken = Counter[str]()
        for unit in units:
            if unit.speaker:
                spoken[unit.speaker] += unit.words
        self.speaker = max(spoken, key=lambda name: spoken[name]) if spoken else None


def _passage(publication: Publication, ordinal: int, draft: _Draft, seen: Counter[str]) -> Passage:
    place = f"{draft.part}|{draft.place.start}|{draft.place.anchor}|{draft.heading}|{draft.text}"
    digest = sha256(place.encode()).hexdigest()[:12]
    seen[digest] += 1
    return Passage(
        id=f"{publication.id}-{digest}" + (f"-{seen[digest]}" if seen[digest] > 1 else ""),
        publication=publication.id,
        ordinal=ordinal,
        part=draft.part,
        text=draft.text,
        heading=draft.heading,
        place=draft.place,
        speaker=draft.speaker,
    )


def _prose(part: Part, texts: Iterable[str], heading: str, anchor: str, target: int) -> Iterator[_Draft]:
    # Prose has no silences: no pause ever cuts it.
    for units in grouped(prose.units(texts), target=target, pause=float("inf"), early=PARAGRAPH):
        yield _Draft(part, units, heading, anchor)


def _summary(publication: Publication, target: int) -> Iterator[_Draft]:
    yield from _prose(Part.SUMMARY, publication.summary, "", SUMMARY_ANCHOR, target)


def _sections(publication: Publication, target: int) -> Iterator[_Draft]:
    for section in publication.sections:
        captions = [figure.caption for figure in publication.figures if figure.anchor == section.anchor]
        texts = [*prose.blocks(section.html), *(caption for caption in captions if caption)]
        yield from _prose(Part.SECTION, texts, section.heading, section.anchor, target)


def _questions(publication: Publication, target: int) -> Iterator[_Draft]:
    for entry in publication.questions:
        yield from _prose(Part.QUESTION, prose.blocks(entry.answer), entry.question, entry.anchor, target)


def _transcript(publication: Publication, target: int, pause: float) -> Iterator[_Draft]:
    opening = Chapter(start=0.0, title="–")
    chapters = (opening, *publication.chapters)
    ends = [chapter.start for chapter in publication.chapters] + [float("inf")]
    for chapter, end in zip(chapters, ends, strict=True):
        cues = [cue for cue in publication.transcript if chapter.start <= cue.start < end]
        heading = "" if chapter is opening else chapter.title
        for units in grouped(speech.units(cues), target=target, pause=pause):
            yield _Draft(Part.TRANSCRIPT, units, heading, None)

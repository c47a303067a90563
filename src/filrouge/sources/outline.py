"""The one reading of a written format: from a run of blocks to “En bref”, people, questions, sections and figures.

Each `take_…` returns what it recognised and the blocks that are left, so that nothing is shown twice or lost.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from filrouge.model import Figure, Person, QuestionAnswer, Section
from filrouge.sources.blocks import Block, Form, Pair, rich
from filrouge.sources.contract import Note, NoteKind
from filrouge.sources.identity import Anchors
from filrouge.sources.wording import (
    is_name,
    is_question,
    name_and_role,
    names_faq,
    names_speakers,
    names_summary,
    quoted,
    without_label,
)

_MOST_POINTS = 12  # a longer “En bref” is a text of its own, and stays one
_AFTER_WIDGETS = 100_000  # the order of what stands as text, after what accordions gave
_ENDS = (";", ",", ".", "!", "?", "…", ":")


@dataclass(frozen=True)
class Wanted:
    """What to look for; what the source gives elsewhere (front matter) is not looked for in its text."""

    summary: bool = True
    people: bool = True
    questions: bool = True
    empty_headings: bool = True
    all_questions: bool = False


@dataclass(frozen=True)
class Outline:
    summary: tuple[str, ...]
    people: tuple[Person, ...]
    questions: tuple[QuestionAnswer, ...]
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]
    notes: tuple[Note, ...]


def outline(blocks: Sequence[Block], wanted: Wanted | None = None, pairs: Iterable[Pair] = ()) -> Outline:
    """`pairs` are questions that the format itself gave; those that stand in the text are added to them."""
    wanted = wanted or Wanted()
    left = list(blocks)
    summary: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    found = list(pairs)
    if wanted.summary:
        summary, left = take_summary(left)
    if wanted.people:
        people, left = take_people(left)
    if wanted.questions:
        more, left = take_questions(left, everywhere=wanted.all_questions)
        found += more
    notes = () if found else tuple(orphan_answers(left))
    anchors = Anchors()
    sections, figures = sections_of(left, anchors, empty_headings=wanted.empty_headings)
    questions, pictured = entries_of(found, anchors)
    return Outline(summary, people, questions, sections, (*figures, *pictured), notes)


class Span(NamedTuple):
    """Blocks `start` to `stop`, not included, under the heading at `start`."""

    start: int
    stop: int


def span_under(blocks: Sequence[Block], start: int) -> Span:
    """Up to the next heading of the same rank or higher."""
    level = blocks[start].level
    stop = next((at for at in range(start + 1, len(blocks)) if _closes(blocks[at], level)), len(blocks))
    return Span(start, stop)


def _closes(block: Block, level: int) -> bool:
    return block.is_heading and block.level <= level


def take_summary(blocks: list[Block]) -> tuple[tuple[str, ...], list[Block]]:
    """“En bref”, one point an item. A heading right under it (no text between) opens the same part."""
    start = next((at for at, block in enumerate(blocks) if _is_label(block) and names_summary(block.text)), None)
    if start is None:
        return (), blocks
    stop = _summary_stop(blocks, start)
    points = tuple(_points(blocks[start + 1 : stop]))
    if not 0 < len(points) <= _MOST_POINTS:
        return (), blocks
    kept = [block for block in blocks[start:stop] if block.form is Form.FIGURE]
    return points, [*blocks[:start], *kept, *blocks[stop:]]


def _is_label(block: Block) -> bool:
    return block.is_heading or block.strong


def _summary_stop(blocks: list[Block], start: int) -> int:
    first = start + 1
    if not blocks[start].is_heading:
        return next((at for at in range(first, len(blocks)) if _is_label(blocks[at])), len(blocks))
    if first < len(blocks) and blocks[first].is_heading:
        return span_under(blocks, first).stop
    return span_under(blocks, start).stop


def _points(blocks: list[Block]) -> Iterable[str]:
    lead = ""
    for block in blocks:
        if block.items and lead:
            yield " ".join([lead, *_punctuated(block.items)])
            lead = ""
            continue
        if lead:
            yield lead
            lead = ""
        if block.items:
            yield from (item.rstrip(" ;,\u00a0\u202f") for item in block.items if item.strip(" ;,\u00a0\u202f"))
        elif block.form is not Form.FIGURE and block.text.strip():
            text = " ".join(block.text.split("\n"))
            lead, point = (text, "") if text.endswith(":") else ("", text)
            yield from [point] if point else []
    yield from [lead] if lead else []


def _punctuated(items: Sequence[str]) -> list[str]:
    return [item if item.endswith(_ENDS) or at == len(items) else f"{item} ;" for at, item in enumerate(items, 1)]


def take_people(blocks: list[Block]) -> tuple[tuple[Person, ...], list[Block]]:
    """Cards under a heading such as “Intervenants”: a name, then a role, then a presentation, a picture near it."""
    people: dict[str, Person] = {}
    left: list[Block] = []
    at = 0
    while at < len(blocks):
        if not (blocks[at].is_heading and names_speakers(blocks[at].text)):
            left.append(blocks[at])
            at += 1
            continue
        stop = _speakers_stop(blocks, at)
        found, kept = _cards(blocks[at + 1 : stop])
        people |= {person.slug: person for person in found if person.slug not in people}
        left += [blocks[at], *kept] if kept or not found else []
        at = stop
    return tuple(people.values()), left


def _speakers_stop(blocks: list[Block], start: int) -> int:
    level = blocks[start].level
    for at in range(start + 1, len(blocks)):
        if _closes(blocks[at], level) and not name_and_role(blocks[at].text):
            return at
    return len(blocks)


def _cards(blocks: list[Block]) -> tuple[list[Person], list[Block]]:
    people: list[Person] = []
    kept: list[Block] = []
    at = 0
    while at < len(blocks):
        listed_people = _people_of_list(blocks[at])
        named = _name_in(blocks[at])
        if listed_people:
            people += listed_people
            at += 1
        elif named:
            before = kept[-1].figure.source if kept and kept[-1].form is Form.FIGURE else None
            if before:
                kept.pop()
            person, at = _card(blocks, at, named, before)
            people.append(person)
        else:
            kept.append(blocks[at])
            at += 1
    return people, kept


def _people_of_list(block: Block) -> list[Person]:
    named = [name_and_role(item) for item in block.items]
    if not named or not all(named):
        return []
    return [Person(name=one[0], role=one[1]) for one in named if one]


def _name_in(block: Block) -> tuple[str, str] | None:
    if block.items or block.form is Form.FIGURE or len(block.text) > 200:
        return None
    named = name_and_role(block.text.replace("\n", ", "))
    if named is None or (block.form is Form.PROSE and not (block.strong or named[1] or is_name(block.text))):
        return None
    return named


def _card(blocks: list[Block], at: int, named: tuple[str, str], picture: str | None) -> tuple[Person, int]:
    name, role = named
    said: list[str] = []
    at += 1
    while at < len(blocks) and len(said) < 3:
        block = blocks[at]
        if block.form is Form.FIGURE and picture is None and not said:
            picture = block.figure.source
        elif block.is_heading and not role and not said and not name_and_role(block.text):
            role = block.text
        elif block.form is not Form.PROSE or _name_in(block) or block.items:
            break
        elif not role and not said and len(block.text.split()) <= 14 and not block.text.endswith("."):
            role = " ".join(block.text.split())
        else:
            said.append(" ".join(block.text.split()))
        at += 1
    return Person(name=name, role=role, presentation=" ".join(said), picture=picture), at


def take_questions(blocks: list[Block], *, everywhere: bool = False) -> tuple[list[Pair], list[Block]]:
    """Questions written as headings or bold lines under a heading such as “Questions fréquentes” (or, `everywhere`,
    in the whole text), each with what follows it."""
    pairs: list[Pair] = []
    left: list[Block] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        opens = block.is_heading and names_faq(block.text) and not (everywhere and is_question(block.text))
        if not opens and not everywhere:
            left.append(block)
            at += 1
            continue
        stop = span_under(blocks, at).stop if not everywhere else len(blocks)
        found, kept = _pairs(blocks[at + opens : stop], _AFTER_WIDGETS + len(pairs))
        pairs += found
        left += [block] if opens and (kept or not found) else []
        left += kept
        at = stop
    return pairs, left


def _pairs(blocks: list[Block], order: int) -> tuple[list[Pair], list[Block]]:
    pairs: list[Pair] = []
    kept: list[Block] = []
    at = 0
    while at < len(blocks):
        question = _question_in(blocks[at])
        stop = at + 1
        while question and stop < len(blocks) and not blocks[stop].is_heading and not _question_in(blocks[stop]):
            stop += 1
        if question and stop > at + 1:
            answer = tuple(_unlabelled(block) for block in blocks[at + 1 : stop])
            pairs.append(Pair(question, answer, order + len(pairs), blocks[at].anchor))
        else:
            kept.append(blocks[at])
            stop = at + 1
        at = stop
    return pairs, kept


def _question_in(block: Block) -> str:
    if block.form is Form.FIGURE or block.items or len(block.text) > 400:
        return ""
    asked = without_label(block.text)
    labelled = asked != block.text and block.text[0] in "qQ"
    return asked if is_question(asked) and (labelled or _is_label(block)) else ""


def _unlabelled(block: Block) -> Block:
    opening = "<p>" if block.html.startswith("<p>") else ""
    return replace(block, html=opening + without_label(block.html.removeprefix(opening)))


def orphan_answers(blocks: list[Block]) -> Iterable[Note]:
    """An accordion exported without its buttons leaves answers in a row, under a heading that announced questions."""
    for at, block in enumerate(blocks):
        if not (block.is_heading and names_faq(block.text)):
            continue
        under = blocks[at + 1 : span_under(blocks, at).stop]
        answers = [one.text for one in under if one.form is Form.PROSE and not one.items]
        if len(answers) >= 2 and not any(is_question(answer) for answer in answers):
            yield Note(
                NoteKind.LOST,
                f"{len(answers)} answers under “{block.text}” lost their questions and stay there as paragraphs: "
                f"{quoted(answers)}. Write the questions in the editor, or import the page itself.",
            )


def sections_of(
    blocks: Sequence[Block], anchors: Anchors, *, empty_headings: bool = True
) -> tuple[tuple[Section, ...], tuple[Figure, ...]]:
    sections: list[Section] = []
    figures: list[Figure] = []
    prose: list[str] = []

    def close() -> None:
        if sections:
            sections[-1] = sections[-1].model_copy(update={"html": _rich_text(prose)})
        prose.clear()

    for block in blocks:
        if block.is_heading:
            close()
            anchor = anchors.take(block.anchor, block.text)
            sections.append(Section(heading=block.text, level=max(block.level, 2), anchor=anchor))
        elif block.form is Form.FIGURE:
            anchor_here = block.figure.anchor or (sections[-1].anchor if sections else None)
            figures.append(block.figure.model_copy(update={"anchor": anchor_here}))
        else:
            if not sections:
                sections.append(Section(anchor=anchors.take("", "", "introduction")))
            prose.append(rich(block))
    close()
    shown = {figure.anchor for figure in figures}
    return tuple(_filled(sections, shown, empty_headings=empty_headings)), tuple(figures)


def _rich_text(prose: list[str]) -> str:
    return Section(anchor="x", html="\n".join(prose)).html


def _filled(sections: list[Section], shown: set[str | None], *, empty_headings: bool) -> Iterable[Section]:
    """Without the headings that were left with nothing under them by what was taken out."""
    kept: list[Section] = []
    for section in reversed(sections):
        holds = bool(section.html) or section.anchor in shown or bool(kept and kept[-1].level > section.level)
        emptied = names_faq(section.heading) or names_speakers(section.heading) or names_summary(section.heading)
        if holds or (empty_headings and not emptied):
            kept.append(section)
    return reversed(kept)


def entries_of(pairs: list[Pair], anchors: Anchors) -> tuple[tuple[QuestionAnswer, ...], tuple[Figure, ...]]:
    entries: list[QuestionAnswer] = []
    figures: list[Figure] = []
    for pair in sorted(pairs, key=lambda one: one.order):
        anchor = anchors.take(pair.anchor, pair.question, "question")
        entries.append(QuestionAnswer(question=pair.question, answer=pair.html, anchor=anchor))
        pictures = (block.figure for block in pair.answer if block.form is Form.FIGURE)
        figures += [figure.model_copy(update={"anchor": anchor}) for figure in pictures]
    return tuple(entries), tuple(figures)

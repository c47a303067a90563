"""A plain-text export: what a page was, without its pictures, its player and whatever was folded.

Nothing is invented: what form told is a GUESSED note, what visibly stood there and is no more a LOST one.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from filrouge.errors import SourceUnreadable
from filrouge.model import Kind, Person, slug_of
from filrouge.sources.blocks import Block, Form
from filrouge.sources.chapters import take_chapters
from filrouge.sources.contract import Note, NoteKind, Origin, Reading
from filrouge.sources.decoding import decode
from filrouge.sources.identity import id_of
from filrouge.sources.making import made
from filrouge.sources.outline import Outline, Wanted, outline
from filrouge.sources.speakers import consistent_speakers
from filrouge.sources.subtitles import stem_of
from filrouge.sources.text_blocks import Told, blocks_of_text
from filrouge.sources.wording import is_name, kind_in, language_in, names_faq, quoted


def read(origin: Origin) -> Iterator[Reading]:
    text = decode(origin.content, origin.media_type)
    yield translate(blocks_of_text(text), text, origin)


def translate(told: Told, text: str, origin: Origin) -> Reading:
    if not told.blocks and not told.title:
        raise SourceUnreadable("The file is empty: there is no text in it to import.")
    title = told.title or _title_after(origin)
    chapters, blocks = take_chapters(told.blocks)
    read_as = outline(blocks, Wanted(all_questions=names_faq(title)))
    kind = kind_in(title) or _kind_by_use(text)
    spoken = consistent_speakers(block.text for block in blocks if block.form is Form.PROSE)
    named = tuple(Person(name=name) for name in sorted(spoken) if is_name(name))
    publication = made(
        id=id_of(origin.uri),
        slug=slug_of(title),
        kind=kind or Kind.ARTICLE,
        title=title,
        language=language_in(text) or "fr",
        summary=read_as.summary,
        sections=read_as.sections,
        chapters=chapters,
        figures=read_as.figures,
        people=read_as.people or named,
        questions=read_as.questions,
        source=origin.uri,
    )
    notes = (*_guesses(told, read_as, publication.kind, title), *_losses(told, blocks), *read_as.notes)
    return Reading(publication, notes)


def _title_after(origin: Origin) -> str:
    stem = re.sub(r"[-_\s]+", " ", stem_of(unquote(urlsplit(origin.uri).path))).strip()
    return stem[:1].upper() + stem[1:] or "Sans titre"


def _kind_by_use(text: str) -> Kind | None:
    """A text that twice calls itself a webinar is about one."""
    uses = [kind for line in text.split("\n") if (kind := kind_in(line)) in {Kind.WEBINAR, Kind.PODCAST}]
    return max(uses, key=uses.count) if len(uses) >= 2 else None


def _guesses(told: Told, read_as: Outline, kind: Kind, title: str) -> Iterator[Note]:
    forms = [f"the title “{title}”" + ("" if told.title else " (after the file)"), f"the kind “{kind}”"]
    headed = [section.heading for section in read_as.sections if section.heading]
    if headed:
        forms.append(f"{len(headed)} headings ({quoted(headed, 8, 3)})")
    if read_as.figures:
        captions = [figure.caption for figure in read_as.figures]
        forms.append(f"{len(captions)} pictures, each by a description and a caption ({quoted(captions, 8, 2)})")
    if read_as.questions:
        asked = [entry.question for entry in read_as.questions]
        forms.append(f"{len(asked)} questions with their answers ({quoted(asked, 8, 2)})")
    if read_as.people:
        forms.append(f"the speakers {', '.join(person.name for person in read_as.people)}")
    yield Note(NoteKind.GUESSED, f"Plain text says nothing of its form; told by how it looks: {'; '.join(forms)}.")


def _losses(told: Told, blocks: list[Block]) -> Iterator[Note]:
    if told.placeholders:
        yield Note(
            NoteKind.LOST,
            f"A player stood there (“{told.placeholders[0]}”); a text export does not keep its address. "
            "Add it in the editor, or import the page itself.",
        )
    pictures = sum(block.form is Form.FIGURE for block in blocks)
    if pictures:
        said = "a text export has no file of theirs; their descriptions and captions are kept."
        yield Note(NoteKind.LOST, f"{pictures} pictures: {said}")
    for lead in _announcing_nothing(blocks):
        yield Note(NoteKind.LOST, f"“{lead}” announces something that is not in the text.")


def _announcing_nothing(blocks: list[Block]) -> Iterator[str]:
    for at, block in enumerate(blocks):
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        alone = following is None or following.form is not Form.PROSE
        if block.form is Form.PROSE and block.text.endswith(":") and alone:
            yield block.text

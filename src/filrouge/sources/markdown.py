"""Markdown with YAML front matter: the format in which every field of a publication can be written by hand.

What the front matter says wins; what it leaves out is read from the text as from a page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement
from markdown_it import MarkdownIt
from pydantic import TypeAdapter, ValidationError

from filrouge.errors import SourceUnreadable
from filrouge.model import Kind, Media, slug_of
from filrouge.model.publication import Text
from filrouge.model.value import Value
from filrouge.sources.blocks import Block, Pair
from filrouge.sources.chapters import take_chapters
from filrouge.sources.contract import Note, NoteKind, Origin, Reading
from filrouge.sources.decoding import decode
from filrouge.sources.front_matter import split
from filrouge.sources.html_blocks import blocks_of
from filrouge.sources.html_tree import drop, parse_text, silence, text_of
from filrouge.sources.identity import id_of
from filrouge.sources.making import explained, made
from filrouge.sources.outline import Outline, Wanted, outline
from filrouge.sources.page_media import take_media
from filrouge.sources.page_questions import take_pairs
from filrouge.sources.references import base_of, settle, settle_links
from filrouge.sources.subtitles import stem_of
from filrouge.sources.wording import folded, kind_in, language_in, names_faq

_RENDERER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_LONGEST = 4_000_000  # characters; a thousand pages
_LONGEST_PARAGRAPH = 50_000  # what pairs brackets or stars takes the square of a paragraph's length


class Asked(Value):
    """A question as it is written by hand: its answer in Markdown, its anchor if one is wanted."""

    question: Text
    answer: Text
    anchor: str = ""


@dataclass(frozen=True)
class Body:
    """The Markdown, read but not yet translated. `title` is its first heading, when that is of the first rank."""

    title: str
    blocks: tuple[Block, ...]
    pairs: tuple[Pair, ...]
    media: tuple[Media, ...]
    notes: tuple[Note, ...]


def read(origin: Origin) -> Iterator[Reading]:
    fields, text = split(decode(origin.content, origin.media_type))
    yield translate(fields, parsed(text, base_of(origin), fields.get("title")), origin)


def parsed(text: str, base: str, title: object = None) -> Body:
    root = _tree(text)
    notes = list(settle_links(root, base))
    media, frames = take_media(root)
    if frames:
        notes.append(Note(NoteKind.LOST, f"What was embedded from {', '.join(frames[:5])} is not imported."))
    silence(root)
    first = next(root.iter("h1"), None)
    own = text_of(first)
    if first is not None and (title is None or folded(str(title)) == folded(own)):
        drop([first])
    pairs, _ = take_pairs(root)
    return Body(own, tuple(blocks_of(root, markdown=True)), tuple(pairs), tuple(media), tuple(notes))


def translate(fields: dict[str, Any], body: Body, origin: Origin) -> Reading:
    title = fields.get("title") or body.title or stem_of(unquote(urlsplit(origin.uri).path))
    source = str(fields.get("source") or origin.uri)
    chapters, blocks = ((), list(body.blocks)) if "chapters" in fields else take_chapters(body.blocks)
    asked = _asked(fields, base_of(origin))
    wanted = Wanted(
        summary="summary" not in fields,
        people="people" not in fields,
        questions="questions" not in fields,
        all_questions="questions" not in fields and names_faq(str(title)),
    )
    told = outline(blocks, wanted, [*asked, *body.pairs])
    read_from_text = {
        "id": id_of(source),
        "slug": slug_of(str(title)),
        "title": title,
        "kind": kind_in(str(title)) or (Kind.TALK if body.media or fields.get("media") else Kind.ARTICLE),
        "language": language_in(" ".join(block.text for block in blocks)) or "fr",
        "summary": told.summary,
        "people": told.people,
        "media": body.media,
        "chapters": chapters,
        "source": source,
    }
    publication = made(**{**read_from_text, **_by_hand(fields, told)})
    guessed: list[Note] = []
    if "kind" not in fields:
        guessed.append(Note(NoteKind.GUESSED, f"No `kind` is written: read as “{publication.kind}”."))
    if not (fields.get("title") or body.title):
        guessed.append(Note(NoteKind.GUESSED, f"No title is written: “{title}”, after the file."))
    settled = settle(publication, origin)
    return Reading(settled.publication, (*guessed, *body.notes, *told.notes, *settled.notes), settled.files)


def _tree(markdown: str) -> HtmlElement:
    if len(markdown) > _LONGEST or any(len(part) > _LONGEST_PARAGRAPH for part in re.split(r"\n\s*\n", markdown)):
        raise SourceUnreadable(
            f"A paragraph is longer than {_LONGEST_PARAGRAPH:,} characters (a picture inside the text?), or all of it "
            f"than {_LONGEST:,}: give pictures as files, and cut the text."
        )
    return parse_text(f"<div>{_RENDERER.render(markdown)}</div>")


def _asked(fields: dict[str, Any], base: str) -> list[Pair]:
    """Hand-written questions, their answers turned from Markdown to blocks."""
    try:
        entries = TypeAdapter(tuple[Asked, ...]).validate_python(fields.get("questions", ()))
    except ValidationError as error:
        raise SourceUnreadable(f"front matter, questions: {explained(error)}") from error
    pairs = []
    for order, entry in enumerate(entries):
        root = _tree(entry.answer)
        list(settle_links(root, base))
        silence(root)
        pairs.append(Pair(entry.question, tuple(blocks_of(root, markdown=True)), order, entry.anchor))
    return pairs


def _by_hand(fields: dict[str, Any], told: Outline) -> dict[str, Any]:
    """The front matter as Publication takes it: names and addresses may stand alone, lists add to what the text has."""
    parts = dict(fields)
    parts["questions"] = told.questions
    for name, key in (("people", "name"), ("media", "source"), ("figures", "source"), ("themes", ""), ("summary", "")):
        if name in fields:
            many = fields[name] if isinstance(fields[name], list) else [fields[name]]
            parts[name] = [{key: one} if key and isinstance(one, str) else one for one in many]
    parts["figures"] = [*parts.get("figures", ()), *told.figures]
    written = fields.get("sections", [])
    parts["sections"] = [*written, *told.sections] if isinstance(written, list) else written
    return parts

"""A web page, saved or fetched: a webinar's page, an article, a FAQ, in whatever theme or page builder.

Parsing: the tree is emptied of furniture, players and accordions (`html_tree`, `page_media`, `page_questions`), what
is left becomes blocks (`html_blocks`). Translating: `outline` reads the blocks, and what the page says of itself
(`page_head`, `linked_data`) completes them.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from filrouge.errors import SourceUnreadable
from filrouge.model import Chapter, Identifier, Kind, Media, Person, slug_of
from filrouge.sources.blocks import Block, Form, Pair, escaped, heading
from filrouge.sources.chapters import take_chapters
from filrouge.sources.contract import Note, NoteKind, Origin, Reading
from filrouge.sources.html_blocks import blocks_of
from filrouge.sources.html_tree import classes, drop, parse, parse_text, silence, text_of, tidied
from filrouge.sources.identity import id_of
from filrouge.sources.linked_data import LinkedData, linked_data
from filrouge.sources.making import made
from filrouge.sources.outline import Outline, Wanted, outline, span_under
from filrouge.sources.page_head import Head, first_day, head_of
from filrouge.sources.page_media import language_tag, merge_media, take_media
from filrouge.sources.page_questions import take_pairs
from filrouge.sources.references import base_of, settle, settle_links
from filrouge.sources.wording import folded, kind_in, language_in, names_faq, names_related, quoted, without_label

_SUBTITLES = frozenset("subtitle sous-titre soustitre entry-subtitle page-subtitle post-subtitle".split())
_MOST_THEMES = 12
_LONGEST_ANSWERS = 200_000  # characters in which repeats are looked for
_BESIDE = re.compile(r"(?:google|doubleclick|facebook|recaptcha|hotjar|matomo|calendly|captcha)", re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """The foreign structure, read but not yet translated."""

    head: Head
    data: LinkedData
    title: str
    subtitle: str
    media: tuple[Media, ...]
    pairs: tuple[Pair, ...]
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]


def read(origin: Origin) -> Iterator[Reading]:
    yield translate(parsed(origin), origin)


def parsed(origin: Origin) -> Page:
    root = parse(origin.content, origin.media_type)
    head, data = head_of(root), linked_data(root)
    notes = list(settle_links(root, base_of(origin, head.base)))
    part = tidied(root)
    media, frames = take_media(root)
    silence(root)
    title, subtitle = _take_title(root, part, head, data)
    _forget_ids(root)
    pairs, unanswered = take_pairs(part)
    blocks = _without_related(blocks_of(part))
    said, blocks = _said_to_machines(data, pairs, blocks)
    notes += _losses(unanswered, frames, blocks, data)
    return Page(head, data, title, subtitle, merge_media(media, list(data.media)), (*pairs, *said), tuple(blocks),
                tuple(notes))  # fmt: skip


def translate(page: Page, origin: Origin) -> Reading:
    title = page.title or _name_of(origin)
    chapters, blocks = take_chapters(page.blocks) if page.media else ((), list(page.blocks))
    written, blocks = _transcript(page.data, blocks)
    told = outline(blocks, Wanted(empty_headings=False, all_questions=names_faq(title)), page.pairs)
    if not (told.sections or told.questions or told.summary or page.media):
        raise SourceUnreadable(
            "No text was found in the page. If a script writes it, save the page from a browser and import that file."
        )
    kind, guess = _kind(page, told, title)
    publication = made(
        id=id_of(origin.uri),
        slug=slug_of(title),
        kind=kind,
        title=title,
        subtitle=page.subtitle,
        language=_language(page, told),
        date=_date(page),
        summary=told.summary,
        sections=told.sections,
        media=_with_poster(page),
        chapters=_orderly(page.data.chapters or chapters),
        figures=told.figures,
        people=_people(told.people, page),
        questions=told.questions,
        themes=_themes(page),
        event=page.data.event,
        source=origin.uri,
        licence=page.data.licence or page.head.licence,
        identifiers=_identifiers(page, origin),
    )
    settled = settle(publication, origin, page.head.base)
    notes = (*guess, *page.notes, *written, *told.notes, *settled.notes)
    return Reading(settled.publication, notes, settled.files)


def _take_title(root: HtmlElement, part: HtmlElement, head: Head, data: LinkedData) -> tuple[str, str]:
    """The page's own heading, out of the tree, with the subtitle beside it."""
    headings = [*part.iter("h1"), *root.iter("h1")]
    first = next((one for one in headings if text_of(one)), None)
    subtitle = next(
        (
            one
            for one in root.iter(etree.Element)
            if classes(one) & _SUBTITLES
            or one.get("role") == "doc-subtitle"
            or one.get("itemprop") == "alternativeHeadline"
            or (one.tag == "p" and one.getparent() is not None and one.getparent().tag == "hgroup")
        ),
        None,
    )
    said = text_of(subtitle) or data.subtitle
    title = text_of(first) or data.title or head.title
    drop(one for one in (first, subtitle) if one is not None and one is not part)
    return title, "" if folded(said) == folded(title) else said


def _forget_ids(root: HtmlElement) -> None:
    """An id stays on what a link of the page leads to and on headings; others could take the name of our own."""
    aimed = {(link.get("href") or "")[1:] for link in root.iter("a") if (link.get("href") or "").startswith("#")}
    controls = {one.get("aria-controls") or "" for one in root.iter(etree.Element)}
    for element in root.xpath("//p[@id] | //span[@id] | //li[@id] | //td[@id] | //a[@id] | //blockquote[@id]"):
        if element.get("id") not in aimed | controls:
            del element.attrib["id"]


def _without_related(blocks: list[Block]) -> list[Block]:
    kept: list[Block] = []
    at = 0
    while at < len(blocks):
        if blocks[at].is_heading and names_related(blocks[at].text):
            at = span_under(blocks, at).stop
        else:
            kept.append(blocks[at])
            at += 1
    return kept


def _said_to_machines(data: LinkedData, pairs: list[Pair], blocks: list[Block]) -> tuple[list[Pair], list[Block]]:
    """Questions that only the JSON-LD tells, and the blocks without what it repeats of them."""
    known = {_key(pair.question) for pair in pairs}
    said: list[Pair] = []
    for question, answer in data.questions:
        if _key(question) not in known:
            known.add(_key(question))
            said.append(Pair(question, tuple(_blocks_of_text(answer)), 1_000_000 + len(said)))
    repeated = {_key(question) for question, _ in data.questions}
    repeated |= {_key(block.text) for pair in said for block in pair.answer}
    # an answer told as one paragraph is often shown as several
    whole = "\n".join(_key(" ".join(block.text for block in pair.answer)) for pair in said)[:_LONGEST_ANSWERS]
    kept = [block for block in blocks if not (block.text and _repeats(_key(block.text), repeated, whole))]
    return said, kept


def _repeats(key: str, repeated: set[str], answers: str) -> bool:
    return key in repeated or (len(key) > 25 and key in answers)


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", " ", without_label(text).casefold()).strip()


def _blocks_of_text(text: str) -> list[Block]:
    """An answer in JSON-LD is HTML, often escaped once too often, or plain text."""
    html = text if re.search(r"</?\w+[^>]*>", text) else text.replace("&lt;", "<").replace("&gt;", ">")
    tree = parse_text(f"<div>{html if '<' in html else escaped(html)}</div>")
    list(settle_links(tree, ""))
    silence(tree)
    return blocks_of(tree)


def _losses(unanswered: list[str], frames: list[str], blocks: list[Block], data: LinkedData) -> Iterator[Note]:
    if unanswered:
        yield Note(NoteKind.LOST, f"{len(unanswered)} questions have no answer in the page: {quoted(unanswered, 12)}.")
    embedded = [host for host in frames if not _BESIDE.search(host)]
    if embedded:
        yield Note(NoteKind.LOST, f"What was embedded from {', '.join(embedded[:5])} is not imported; link to it.")
    blind = sum(block.form is Form.FIGURE and block.figure.source is None for block in blocks)
    if blind:
        yield Note(NoteKind.LOST, f"{blind} pictures have no address of their own; their description stays.")
    if data.unreadable:
        yield Note(NoteKind.LOST, f"{data.unreadable} blocks of JSON-LD could not be read.")


def _transcript(data: LinkedData, blocks: list[Block]) -> tuple[tuple[Note, ...], list[Block]]:
    """A transcript without times cannot stand beside the player: it becomes a part of the text."""
    if not data.transcript or any(_key(data.transcript)[:60] in _key(block.text) for block in blocks):
        return (), blocks
    said = _blocks_of_text(data.transcript)
    note = Note(
        NoteKind.LOST,
        f"The page gives a transcript of {len(data.transcript.split())} words without times; it is kept as a section. "
        "Put subtitles of the same name beside the page to have it beside the player.",
    )
    return (note,), [*blocks, heading("Transcription"), *said]


def _kind(page: Page, told: Outline, title: str) -> tuple[Kind, tuple[Note, ...]]:
    stated = page.data.kind
    if stated and stated not in {Kind.TALK, Kind.FAQ}:
        # an article or an event that calls itself a webinar is one
        return (kind_in(title) or stated if stated is Kind.ARTICLE and page.media else stated), ()
    named = kind_in(title) or (kind_in(" ".join(told.summary)[:400]) if page.media else None)
    few = len(told.sections) <= 2 and len(told.questions) >= 3
    guessed = named or stated or (Kind.FAQ if few else Kind.TALK if page.media else Kind.ARTICLE)
    if guessed is stated:
        return guessed, ()
    return guessed, (Note(NoteKind.GUESSED, f"The page does not say what it is: read as “{guessed}”."),)


def _language(page: Page, told: Outline) -> str:
    said = page.head.language or page.data.language
    text = " ".join((page.title, *told.summary, *(re.sub(r"<[^>]+>", " ", one.html) for one in told.sections[:8])))
    return language_tag(said).split("-")[0].lower() if said else language_in(text) or "fr"


def _date(page: Page) -> dt.date | None:
    return first_day(page.data.dates) or page.head.date


def _with_poster(page: Page) -> tuple[Media, ...]:
    media = page.media
    if media and media[0].poster is None and page.head.picture:
        return (media[0].model_copy(update={"poster": page.head.picture}), *media[1:])
    return media


def _orderly(chapters: Iterable[Chapter]) -> tuple[Chapter, ...]:
    return tuple(sorted(chapters, key=lambda one: one.start))


def _people(shown: tuple[Person, ...], page: Page) -> tuple[Person, ...]:
    told = {person.slug: person for person in page.data.people}
    merged = [_completed(person, told.pop(person.slug, None)) for person in shown]
    merged += told.values()
    return tuple(merged) or tuple(Person(name=name) for name in page.head.authors)


def _completed(person: Person, other: Person | None) -> Person:
    if other is None:
        return person
    parts = ("role", "presentation", "address", "picture")
    return person.model_copy(update={part: getattr(person, part) or getattr(other, part) for part in parts})


def _themes(page: Page) -> tuple[str, ...]:
    themes = {theme.casefold(): theme for theme in reversed((*page.head.themes, *page.data.themes))}
    return tuple(reversed(themes.values()))[:_MOST_THEMES]


def _identifiers(page: Page, origin: Origin) -> tuple[Identifier, ...]:
    """The canonical address stays known when the page was imported from elsewhere."""
    canonical = urljoin(page.head.canonical, page.head.canonical)
    own = [Identifier(scheme="url", value=canonical)] if canonical and canonical != origin.uri else []
    return tuple(dict.fromkeys((*page.head.identifiers, *page.data.identifiers, *own)))


def _name_of(origin: Origin) -> str:
    name = urlsplit(origin.uri).path.rstrip("/").rsplit("/", 1)[-1]
    return re.sub(r"[-_]+", " ", name.rsplit(".", 1)[0]).strip().capitalize() or "Sans titre"

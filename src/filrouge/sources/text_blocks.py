"""A plain-text export to blocks: headings, lists, captions and placeholders told apart by their form alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from filrouge.model import Figure
from filrouge.sources.blocks import Block, Form, heading, listed, paragraph, pictured
from filrouge.sources.text_captions import Described, descriptions_in
from filrouge.sources.wording import folded, is_question, names_faq

_BULLET = re.compile(r"^\s*(?:[•‣▪▫◦●○■□–—*·➢➤✓✔-]|o(?=\s\s?\S))\s+(?=\S)")
_NUMBER = re.compile(r"^\s*\(?\d{1,3}[.)]\s+(?=\S)")
_HASHES = re.compile(r"^(#{1,6})\s+(?=\S)")
_RULE = re.compile(r"^\s*([=\-_*~])\1{2,}\s*$")
_UNFINISHED = (".", ";", ",", ":", "…")
_PLACEHOLDERS = frozenset(
    {
        "play video", "play", "watch video", "watch the video", "video player", "audio player", "lire la vidéo",
        "lecture", "lancer la vidéo", "voir la vidéo", "regarder la vidéo", "lecteur vidéo", "lecteur audio", "vidéo",
        "video", "[video]", "[vidéo]", "écouter", "écouter le podcast", "00:00",
    }
)  # fmt: skip
_LONGEST_HEADING = 120  # characters, and words:
_MOST_WORDS = 16
_A_MENU = 4  # lines in a row that could each be a heading are a menu or a poem
_WRAP = 100  # columns; a file whose lines all stop before was wrapped by its editor


@dataclass
class Told:
    """What was recognised by form, for the report."""

    blocks: list[Block] = field(default_factory=list)
    title: str = ""
    headings: list[str] = field(default_factory=list)
    placeholders: list[str] = field(default_factory=list)


def blocks_of_text(text: str) -> Told:
    paragraphs = _paragraphs(text)
    told = Told()
    told.title = _take_title(paragraphs)
    described = descriptions_in(paragraphs, told.title)
    wrapped = _is_wrapped(paragraphs)
    for at, lines in enumerate(paragraphs):
        following = paragraphs[at + 1] if at + 1 < len(paragraphs) else []
        for block in _blocks(lines, described, following, wrapped=wrapped):
            if block.form is Form.PROSE and folded(block.text) in _PLACEHOLDERS:
                told.placeholders.append(block.text)
            else:
                told.blocks.append(block)
    told.blocks = list(_ranked(_without_menus(told.blocks)))
    told.headings = [block.text for block in told.blocks if block.is_heading]
    return told


def _paragraphs(text: str) -> list[list[str]]:
    """Runs of lines between empty ones; indentation stays, bullets need it."""
    found: list[list[str]] = [[]]
    for line in text.expandtabs(4).split("\n"):
        if line.strip():
            found[-1].append(line.rstrip())
        elif found[-1]:
            found.append([])
    return [lines for lines in found if lines]


def _is_wrapped(paragraphs: list[list[str]]) -> bool:
    long = [lines for lines in paragraphs if len(lines) >= 3]
    return len(long) >= 3 and all(len(line) <= _WRAP for lines in paragraphs for line in lines)


def _take_title(paragraphs: list[list[str]]) -> str:
    """The first line, when it does not read as a sentence."""
    if not paragraphs:
        return ""
    first = _HASHES.sub("", paragraphs[0][0].strip())
    if not _could_head(first, most=25):
        return ""
    del paragraphs[0][0]
    if paragraphs[0] and _RULE.match(paragraphs[0][0]):
        del paragraphs[0][0]
    if not paragraphs[0]:
        del paragraphs[0]
    return first


def _could_head(line: str, most: int = _MOST_WORDS) -> bool:
    words = line.split()
    return (
        0 < len(words) <= most
        and len(line) <= _LONGEST_HEADING * 2
        and not line.endswith(_UNFINISHED)
        and not line[0].islower()
        and any(character.isalpha() for character in line)
    )


def _blocks(lines: list[str], described: Described, following: list[str], *, wrapped: bool) -> Iterator[Block]:
    pictures = described.get(tuple(lines))
    if pictures:
        yield from (pictured(Figure(alt=alt, caption=caption)) for alt, caption in pictures)
        return
    loose: list[str] = []
    items: list[str] = []
    numbered = _is_numbered(lines, following)
    for line in lines:
        mark = _BULLET.match(line) or (_NUMBER.match(line) if numbered else None)
        if mark:
            yield from _prose(loose, following=True, wrapped=wrapped)
            loose = []
            items.append(line[mark.end() :].strip())
        elif items and line.startswith("  "):
            items[-1] += f" {line.strip()}"
        else:
            yield from [listed(items)] if items else []
            items = []
            loose.append(line.strip())
    yield from [listed(items)] if items else []
    yield from _prose(loose, following=bool(following), wrapped=wrapped)


def _is_numbered(lines: list[str], following: list[str]) -> bool:
    """“1. Accueil” alone is a heading; beside “2. …” it is an item."""
    return sum(bool(_NUMBER.match(line)) for line in (*lines, *following[:1])) > 1


def _prose(lines: list[str], *, following: bool, wrapped: bool) -> Iterator[Block]:
    if not lines:
        return
    hashes = _HASHES.match(lines[0])
    if hashes:
        yield heading(lines[0][hashes.end() :].rstrip("# "), max(len(hashes.group(1)), 2))
        yield from _prose(lines[1:], following=following, wrapped=wrapped)
    elif len(lines) > 1 and _RULE.match(lines[1]):
        yield heading(lines[0], 2 if lines[1].strip()[0] == "=" else 3)
        yield from _prose(lines[2:], following=following, wrapped=wrapped)
    elif _RULE.match(lines[0]):
        yield from _prose(lines[1:], following=following, wrapped=wrapped)
    elif len(lines) == 1 and following and _could_head(lines[0]) and folded(lines[0]) not in _PLACEHOLDERS:
        yield heading(lines[0])
    elif len(lines) > 1 and _heads_its_paragraph(lines):
        yield heading(lines[0])
        yield from _prose(lines[1:], following=False, wrapped=wrapped)
    else:
        yield paragraph(_joined(lines, wrapped=wrapped))


def _heads_its_paragraph(lines: list[str]) -> bool:
    """A few words over a long line, with no empty line between, as “Pour aller plus loin.” stands at the end."""
    return len(lines[0].split()) <= 5 and _could_head(lines[0].rstrip(".")) and len(lines[1].split()) >= 12


def _joined(lines: list[str], *, wrapped: bool) -> str:
    """Lines that an editor wrapped are one; those that each end a sentence were lines."""
    text = lines[0]
    for before, line in pairwise(lines):
        ends = before.endswith((".", "!", "?", "…", "»", ":", ";")) and not wrapped
        text += ("\n" if ends else " ") + line
    return text


def _without_menus(blocks: list[Block]) -> Iterator[Block]:
    run: list[Block] = []
    for block in [*blocks, Block(Form.FIGURE)]:
        if block.is_heading:
            run.append(block)
            continue
        yield from run if len(run) < _A_MENU else map(_unheaded, run)
        run = []
        if block is not None and (block.form is Form.PROSE or block.figure.alt or block.figure.caption):
            yield block


def _unheaded(block: Block) -> Block:
    return paragraph(block.text)


def _ranked(blocks: Iterator[Block]) -> Iterator[Block]:
    """Text says no rank: under a heading that announces questions, those that ask are below it."""
    asking = False
    for block in blocks:
        if block.is_heading and not (asking and is_question(block.text)):
            asking = names_faq(block.text)
            yield block
        else:
            yield heading(block.text, 3) if block.is_heading else block

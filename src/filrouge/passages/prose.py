"""Rich text to units: blocks, then sentences."""

from collections.abc import Iterable, Iterator

from lxml import html

from filrouge.language import sentences
from filrouge.passages.units import Unit

BLOCKS = frozenset("p li dt dd blockquote pre h3 h4 h5 h6 caption tr div ul ol dl table".split())


def blocks(rich_text: str) -> Iterator[str]:
    """The text of each paragraph, list item, quote or table row, white space folded; items keep a bullet."""
    if not rich_text.strip():
        return
    lines: list[list[str]] = [[]]
    _collect(html.fragment_fromstring(rich_text, create_parent="div"), lines)
    for line in lines:
        text = " ".join("".join(line).split())
        if text.strip("• "):
            yield text


def _collect(element: html.HtmlElement, lines: list[list[str]]) -> None:
    if not isinstance(element.tag, str):
        return
    if element.tag in BLOCKS or element.tag in {"br", "hr"}:
        lines.append(["• "] if element.tag == "li" else [])
    lines[-1].append(element.text or "")
    for child in element:
        _collect(child, lines)
        if child.tag in BLOCKS:
            lines.append([])
        elif child.tag in {"td", "th"}:
            lines[-1].append(" ")
        lines[-1].append(child.tail or "")


def units(texts: Iterable[str]) -> Iterator[Unit]:
    for text in texts:
        for number, (start, end) in enumerate(sentences(text)):
            yield Unit(text[start:end], opens=number == 0)

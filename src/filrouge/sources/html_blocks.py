"""A tree of HTML to a flat run of blocks, whatever containers a page builder nested around them."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement, tostring

from filrouge.model import Figure
from filrouge.sources.blocks import Block, Form, escaped, heading, pictured
from filrouge.sources.html_tree import SILENT, classes, drop, text_of, tidy, with_class
from filrouge.sources.identity import address_of
from filrouge.sources.wording import is_name, is_question

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_WHOLE = ("blockquote", "table", "pre", "dl")
_BLOCKS = frozenset(
    (
        *_HEADINGS,
        *_WHOLE,
        *"ul ol li dt dd img picture figure figcaption p div section article main header footer aside address".split(),
        *"details summary hr form fieldset center nav body".split(),
    )
)
_SOURCES_OF_PICTURE = ("data-src", "data-lazy-src", "data-original", "data-litespeed-src", "src")
_SETS_OF_SOURCES = ("data-srcset", "data-lazy-srcset", "srcset")
_DECORATIVE = re.compile(r"(?:^|[\s_-])(?:emoji|icon|icone|logo|spinner|pixel)(?:$|[\s_-])", re.IGNORECASE)
_SMALLEST = 48  # pixels; icons and tracking dots are smaller
_LONGEST_CAPTION = 40  # words; an image box that says more is a part of the text
_GIVEN_ANCHOR = re.compile(r"\s*\{#([\w.:-]{1,120})\}$")


def blocks_of(root: HtmlElement, *, markdown: bool = False) -> list[Block]:
    """In reading order. In Markdown an image's title is its caption and `{#id}` ends a heading; on pages, where an
    image's title is what its file was called, neither is looked at."""
    return list(_Reader(root, markdown=markdown).blocks(root))


class _Reader:
    def __init__(self, root: HtmlElement, *, markdown: bool) -> None:
        self._markdown = markdown
        self._pictures: set[tuple[str, str]] = set()
        # Elements with a block somewhere inside. Holding them also keeps lxml from making new proxies for them.
        self._holding: set[HtmlElement] = set()
        for element in root.iter(etree.Element):
            if _is_block(element):
                for ancestor in element.iterancestors():
                    if ancestor in self._holding:
                        break
                    self._holding.add(ancestor)

    def blocks(self, element: HtmlElement) -> Iterator[Block]:
        if _level(element):
            yield from self._heading(element)
        elif element.tag in {"img", "picture"}:
            yield from self._picture(element, "")
        elif element.tag == "figure" or classes(element) & {"wp-caption", "elementor-image-box-wrapper"}:
            yield from self._figure(element)
        elif element.tag in _WHOLE or (element.tag in {"ul", "ol"} and not _is_layout(element)):
            yield from self._whole(element)
        else:
            yield from self._inside(element)

    def _inside(self, element: HtmlElement) -> Iterator[Block]:
        run = _Run(element.text)
        for child in element.iterchildren(etree.Element):
            if child.tag in SILENT:
                pass
            elif _is_block(child) or child in self._holding:
                yield from run.ended()
                run = _Run()
                yield from self.blocks(child)
            elif child.tag == "br" and run.is_bold_question:
                yield from run.ended()
                run = _Run()
            else:
                run.add(child)
            run.say(child.tail)
        yield from run.ended()

    def _heading(self, element: HtmlElement) -> Iterator[Block]:
        text, anchor = text_of(element), _anchor_of(element)
        given = _GIVEN_ANCHOR.search(text) if self._markdown else None
        if given:
            text, anchor = text[: given.start()], given.group(1)
        if text:
            yield heading(text, max(_level(element), 2), anchor)
        for picture in element.iter("img"):
            yield from self._picture(picture, "")

    def _whole(self, element: HtmlElement) -> Iterator[Block]:
        pictures = [block for picture in element.iter("img") for block in self._picture(picture, "")]
        drop(list(element.iter("img", "picture")))
        items = tuple(text for item in element.iterchildren("li") if (text := text_of(item)))
        text = "\n".join(items) or text_of(element)
        if text:
            yield Block(Form.PROSE, text, tostring(element, encoding="unicode", with_tail=False), items=items)
        yield from pictures

    def _figure(self, element: HtmlElement) -> Iterator[Block]:
        pictures = list(element.iter("img"))
        caption = _caption_of(element)
        beside = len(text_of(element)) - len(caption)
        if len(pictures) == 1 and beside <= len(caption) + _SMALLEST and caption is not None:
            yield from self._picture(pictures[0], caption)
        else:
            yield from self._inside(element)

    def _picture(self, element: HtmlElement, caption: str) -> Iterator[Block]:
        image = element if element.tag == "img" else next(element.iter("img"), element)
        if _is_decoration(image):
            return
        alt = tidy(image.get("alt") or "")
        caption = caption or (tidy(image.get("title") or "") if self._markdown else "")
        source = _source_of(image) or _source_of(element)
        key = (source or alt, caption)
        if not any((source, alt, caption)) or key in self._pictures:
            return  # the same picture again is the phone's copy of the desktop's
        self._pictures.add(key)
        yield pictured(Figure(source=source, alt=alt, caption=caption))


class _Run:
    """Text and inline elements that follow each other between two blocks: a paragraph that may have no `<p>`."""

    def __init__(self, text: str | None = None) -> None:
        self._html = [escaped(text or "")]
        self._text = [text or ""]
        self._bold: list[bool] = [not (text or "").strip()]

    def add(self, element: HtmlElement) -> None:
        self._html.append(tostring(element, encoding="unicode", with_tail=False))
        said = "\n" if element.tag == "br" else text_of(element)
        self._text.append(said)
        self._bold.append(element.tag in {"strong", "b"} or not said.strip())

    def say(self, text: str | None) -> None:
        if text:
            self._html.append(escaped(text))
            self._text.append(re.sub(r"\s*\n\s*", " ", text))
            self._bold.append(not text.strip())

    @property
    def is_bold_question(self) -> bool:
        return all(self._bold) and is_question("".join(self._text).strip())

    def ended(self) -> Iterator[Block]:
        text = "\n".join(filter(None, (tidy(line) for line in "".join(self._text).split("\n"))))
        if text:
            yield Block(Form.PROSE, text, f"<p>{''.join(self._html).strip()}</p>", strong=all(self._bold))


def _is_block(element: HtmlElement) -> bool:
    return element.tag in _BLOCKS or bool(_level(element))


def _level(element: HtmlElement) -> int:
    """Its rank as a heading, 0 when it is none. A `<summary>` that hid no question opens a part like any other."""
    if element.tag in _HEADINGS:
        return int(element.tag[1])
    if element.tag == "summary":
        return 3
    if element.get("role") == "heading":
        rank = element.get("aria-level") or ""
        return int(rank) if rank in {"1", "2", "3", "4", "5", "6"} else 2
    return 2 if "elementor-heading-title" in classes(element) else 0


def _anchor_of(element: HtmlElement) -> str:
    """Its id, that of the link it holds, or of the part that it opens."""
    parent = element.getparent()
    holder = parent if parent is not None and parent.tag in {"section", "div", "summary"} else None
    opened = holder.get("id") if holder is not None and next(iter(holder), None) is element else None
    inside = next((one.get("id") or one.get("name") for one in element.iter("a", "span")), None)
    return element.get("id") or inside or opened or ""


def _is_layout(element: HtmlElement) -> bool:
    """A list whose items are cards: headings or figures in it."""
    return next(element.iter(*_HEADINGS, "figure"), None) is not None


def _caption_of(element: HtmlElement) -> str:
    if "elementor-image-box-wrapper" in classes(element):
        said = [text_of(one) for one in with_class(element, "elementor-image-box-content")[:1]]
        parts = [
            text_of(one)
            for name in ("elementor-image-box-title", "elementor-image-box-description")
            for one in with_class(element, name)[:1]
        ]
        if parts and (is_name(parts[0]) or len(" ".join(said).split()) > _LONGEST_CAPTION):
            return ""
        return " — ".join(filter(None, parts))
    captions = list(element.iter("figcaption"))
    for name in ("wp-caption-text", "elementor-image-caption", "caption"):
        captions += with_class(element, name)
    return next((text for one in captions if one is not element and (text := text_of(one))), "")


def _is_decoration(image: HtmlElement) -> bool:
    if image.get("role") in {"presentation", "none"} or _DECORATIVE.search(image.get("class") or ""):
        return True
    sizes = [int(size) for name in ("width", "height") if (size := image.get(name) or "").isdecimal() and len(size) < 6]
    return bool(sizes) and max(sizes) <= _SMALLEST


def _source_of(image: HtmlElement) -> str | None:
    """Its address, wherever a lazy loader put it; a `data:` placeholder is none."""
    for name in _SOURCES_OF_PICTURE:
        address = address_of(image.get(name))
        if address:
            return address
    for holder in (image, *image.iter("source")):
        for name in _SETS_OF_SOURCES:
            first = (holder.get(name) or "").split(",")[-1].split()
            address = address_of(first[0]) if first else None
            if address:
                return address
    return None

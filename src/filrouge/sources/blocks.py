"""What every written format is first turned into: a flat run of headings, prose and figures.

From there the reading is one (`outline.py`), whether it came from a page builder, Markdown or a plain-text export.
"""

from dataclasses import dataclass
from enum import Enum, auto

from filrouge.model import Figure

_NO_PICTURE = Figure()


class Form(Enum):
    HEADING = auto()
    PROSE = auto()
    FIGURE = auto()


@dataclass(frozen=True)
class Block:
    """`text` is plain; `html` is the same as rich text, for prose. `items` are those of a list, as plain text.

    `anchor` is the id it had. `strong` is prose that is wholly bold: a heading in all but name.
    """

    form: Form
    text: str = ""
    html: str = ""
    level: int = 2
    anchor: str = ""
    items: tuple[str, ...] = ()
    strong: bool = False
    figure: Figure = _NO_PICTURE

    @property
    def is_heading(self) -> bool:
        return self.form is Form.HEADING


@dataclass(frozen=True)
class Pair:
    """A question with the blocks that answer it. `order` tells where in its document it stood."""

    question: str
    answer: tuple[Block, ...]
    order: int = 0
    anchor: str = ""

    @property
    def html(self) -> str:
        return "\n".join(rich(block) for block in self.answer)


def rich(block: Block) -> str:
    """As rich text; a heading that stands inside an answer keeps its rank, a figure has its own place elsewhere."""
    if block.is_heading:
        return f"<h4>{escaped(block.text)}</h4>"
    return block.html


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def heading(text: str, level: int = 2, anchor: str = "") -> Block:
    return Block(Form.HEADING, text, level=min(max(level, 1), 6), anchor=anchor)


def paragraph(text: str) -> Block:
    return Block(Form.PROSE, text, "<p>" + escaped(text).replace("\n", "<br>\n") + "</p>")


def listed(items: list[str], *, numbered: bool = False) -> Block:
    tag = "ol" if numbered else "ul"
    html = "".join(f"<li>{escaped(item)}</li>" for item in items)
    return Block(Form.PROSE, "\n".join(items), f"<{tag}>{html}</{tag}>", items=tuple(items))


def pictured(figure: Figure) -> Block:
    return Block(Form.FIGURE, figure.caption or figure.alt, figure=figure)

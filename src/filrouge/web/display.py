"""How values read on a page: times, dates, durations, French spaces."""

import datetime as dt
import re

from babel.dates import format_date
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from filrouge.language import sentences
from filrouge.model import Extract

THIN_SPACE = "\u202f"
"""Stands before ; ! ? and », after « (Lacroux, *Orthotypographie*), and never lets a line break there."""
HARD_SPACE = "\u00a0"

_TIGHT = re.compile(r"[ \u00a0\u202f](?=[;!?»])|(?<=«)[ \u00a0\u202f]")
_HYPHENED = re.compile(r"(?<![\w-])[^\W\d_]{1,9}(?:-[^\W\d_]{1,5}){1,2}(?![\w-])")
_HELD = re.compile(r" (?=:(?!\S)|…)")


def iso_duration(seconds: float) -> str:
    """754.2 → `PT754S`, what `<time datetime>` reads."""
    return f"PT{int(seconds)}S"


def lasting(seconds: float) -> str:
    """A duration as it is chosen by: `48 min`, `1 h 05`, `40 s`."""
    if round(seconds) < 60:
        return f"{round(seconds)}{HARD_SPACE}s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes}{HARD_SPACE}min"
    return f"{minutes // 60}{HARD_SPACE}h{HARD_SPACE}{minutes % 60:02}"


def opening(text: str, letters: int = 260) -> tuple[str, str]:
    """A text parted after the sentence in which it reaches that many characters; the rest is empty for a short one."""
    ends = (span[1] for span in sentences(text) if span[1] >= letters)
    cut = next(ends, len(text))
    return (text, "") if len(text) - cut < letters // 3 else (text[:cut], text[cut:])


def long_date(day: dt.date, language: str) -> str:
    """“8 avril 2024”, its day and month never on two lines."""
    return format_date(day, "long", locale=language).replace(" ", HARD_SPACE, 1)


def number(value: int, language: str) -> str:
    return format_decimal(value, locale=language)


def initials(name: str) -> str:
    """“Jean-Baptiste Quéré” → `JQ`."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


def spaced(text: str, language: str = "fr") -> Markup:
    """The text escaped unless it is `Markup`, with the unbreakable spaces that French wants."""
    safe = escape(text)
    if not language.startswith("fr"):
        return safe
    return Markup(_HELD.sub(HARD_SPACE, _TIGHT.sub(THIN_SPACE, str(safe))))  # noqa: S704 (escaped above)


def titled(text: str, language: str = "fr") -> Markup:
    """The same for a title, in which “Faut-il” is not parted at the end of a line."""
    safe = str(spaced(text, language))
    return Markup(_HYPHENED.sub(r'<span class="unbroken">\g<0></span>', safe))  # noqa: S704 (escaped above)


def parted(one: Extract) -> tuple[str, str, str]:
    """What stands before the sentences that answer, those sentences, and what follows. An extract is cut at a number of
    words: what is marked of its context is every sentence that is mostly in it, so that no mark ends amid one."""
    start, end = one.sentence or (0, 0)
    spans = [span for span in sentences(one.text) if 2 * (min(end, span[1]) - max(start, span[0])) >= span[1] - span[0]]
    if not spans:
        return one.parted
    first, last = spans[0][0], spans[-1][1]
    return one.text[:first], one.text[first:last], one.text[last:]

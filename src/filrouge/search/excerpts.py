"""What of a passage is shown, and which of its words are marked."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from html import escape

from filrouge.language import Word, sentences, words
from filrouge.language.analysis import matching

LENGTH = 320
"""Characters of an excerpt, about: whole sentences, unless one alone is longer."""


class Marker:
    """Marks what a query asks for: read once, used for every passage of a page.

    A word matches whatever its form: “thérapeutes” for “thérapeute”. Stop words are marked only when asked alone.
    """

    def __init__(self, asked: str) -> None:
        self._asked = asked
        self._wanted: dict[str, tuple[AbstractSet[str], AbstractSet[str]]] = {}

    def marked(self, text: str, language: str) -> tuple[str, str]:
        """The excerpt that best answers, as plain text and as HTML with `<mark>` on what matched."""
        found = list(matching(text, *self._words(language), language))
        start, end = _window(text, found)
        inside = [word for word in found if start <= word.start and word.end <= end]
        html = _html(text, inside, start, end)
        return _ellipsis(text, start, end, text[start:end]), _ellipsis(text, start, end, html)

    def _words(self, language: str) -> tuple[AbstractSet[str], AbstractSet[str]]:
        if language not in self._wanted:
            asked = list(words(self._asked, language))
            telling = [word for word in asked if not word.stop] or asked
            self._wanted[language] = {word.exact for word in telling}, {word.stem for word in telling}
        return self._wanted[language]


def _window(text: str, found: Sequence[Word]) -> tuple[int, int]:
    """The run of sentences within LENGTH that holds the most different words, the earliest of equals."""
    if len(text) <= LENGTH:
        return 0, len(text)
    spans = sentences(text)
    best = (0, 0, spans[0])
    for first, (start, _) in enumerate(spans):
        end = spans[first][1]
        for _, stop in spans[first + 1 :]:
            if stop - start > LENGTH:
                break
            end = stop
        inside = [word for word in found if start <= word.start and word.end <= end]
        score = (len({word.stem for word in inside}), len(inside))
        if score > best[:2]:
            best = (*score, (start, end))
    start, end = best[2]
    return _shortened(text, found, start, end) if end - start > 2 * LENGTH else (start, end)


def _shortened(text: str, found: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    """A part of an endless sentence around its first match, cut between words."""
    first = next((word.start for word in found if start <= word.start < end), start)
    begin = max(start, first - LENGTH // 3)
    if begin > start:
        begin = text.find(" ", begin, first) + 1 or first
    stop = min(end, begin + LENGTH)
    if stop < end:
        stop = max(text.rfind(" ", begin, stop), first + 1)
    return begin, stop


def _html(text: str, found: Sequence[Word], start: int, end: int) -> str:
    parts = []
    at = start
    for word in found:
        if word.start < at:
            continue
        parts.append(escape(text[at : word.start]))
        parts.append(f"<mark>{escape(text[word.start : word.end])}</mark>")
        at = word.end
    return "".join(parts) + escape(text[at:end])


def _ellipsis(text: str, start: int, end: int, excerpt: str) -> str:
    return f"{'… ' if start > 0 else ''}{excerpt.strip()}{' …' if end < len(text) else ''}"

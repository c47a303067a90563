"""What of a passage is shown, and which of its words are marked."""

from collections.abc import Sequence
from html import escape

from filrouge.language import Word, sentences, words

LENGTH = 320
"""Characters of an excerpt, about: whole sentences, unless one alone is longer."""


def marked(text: str, asked: str, language: str) -> tuple[str, str]:
    """The excerpt of `text` that best answers `asked`, as plain text and as HTML with `<mark>` on what matched.

    A word matches whatever its form: “thérapeutes” for “thérapeute”. Stop words are marked only when asked alone.
    """
    looked_for = list(words(asked, language))
    telling = [word for word in looked_for if not word.stop] or looked_for
    stems = {word.stem for word in telling}
    exact = {word.exact for word in telling}
    found = [word for word in words(text, language) if word.exact in exact or (word.stem in stems and not word.stop)]
    start, end = _window(text, found)
    inside = [word for word in found if start <= word.start and word.end <= end]
    return _ellipsis(text, start, end, text[start:end]), _ellipsis(text, start, end, _html(text, inside, start, end))


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

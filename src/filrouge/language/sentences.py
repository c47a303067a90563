"""Where sentences end, in French and English prose. A span of the text for each; nothing is dropped."""

import re

_ABBREVIATIONS = frozenset(
    "m mm mme mmes mlle mlles dr drs pr prs me st ste cf etc ex env fig p pp vol no art chap al op cit ed éd trad "
    "n av apr j c mr mrs ms prof vs e g i janv févr avr juil sept oct nov déc".split()
)
_END = re.compile(
    r"""(?:[.!?…]+(?:\s?[»”"’)\]]+)*(?=\s|$)(?=(?P<opening>[\s«“"‘(\[—–-]*[^\W\d_])?)"""
    r"""|\n\s*\n|\n(?=\s*(?:[•·–—*-]|\d+[.)])\s))"""
)
"""`opening` is what follows, to its first letter."""
_MARK = re.compile(r"[.!?…\n]")
"""What every end begins with: looked for first, as one character is found fast."""
_LONGEST = max(map(len, _ABBREVIATIONS))


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans (start, end) in characters, in order, without the white space around them.

    A point after an abbreviation, an initial or a number in a list does not end a sentence, nor does a mark followed
    by a lower-case letter (“… dit-elle”). A blank line and a bullet do.
    """
    spans = []
    start = read = 0
    for found in _MARK.finditer(text):
        mark = _END.match(text, found.start()) if found.start() >= read else None
        if mark is None:
            continue
        read = mark.end()
        if not _goes_on(text, mark):
            spans.append((start, read))
            start = read
    spans.append((start, len(text)))
    return [trimmed for trimmed in (_trim(text, *span) for span in spans) if trimmed[0] < trimmed[1]]


def _goes_on(text: str, mark: re.Match[str]) -> bool:
    opening: str | None = mark["opening"]
    if opening and opening[-1].islower() and "\n\n" not in opening:
        return True
    if mark[0] != ".":
        return False
    at = mark.start()
    before = text[max(0, at - _LONGEST - 1) : at]
    if len(before) > _LONGEST and before.isalpha():
        return False
    start = len(before)
    while start and before[start - 1].isalpha():
        start -= 1
    word = before[start:]
    return word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isupper())


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end

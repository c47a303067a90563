"""Acronyms and what they stand for, as texts tell them: “trouble de stress post-traumatique (TSPT)”.

After Schwartz & Hearst, “A Simple Algorithm for Identifying Abbreviation Definitions in Biomedical Text”, PSB 2003, but
stricter: the letters must be the initials of all the words, or of those that are no stop words.
"""

import re
from collections.abc import Iterator

from filrouge.language.normal import fold
from filrouge.language.stopwords import FRENCH

_SHORT = re.compile(r"\s\(([^\W\d_]{2,8})\)")
_LONG = re.compile(r"(?:[^\W\d_][\w'’-]*\s+){0,9}[^\W\d_][\w'’-]*$")
_WORD = re.compile(r"[^\W\d_]+")
_FARTHEST = 160
"""Characters before an acronym, within which what it stands for is told."""


def acronyms(text: str) -> Iterator[tuple[str, str]]:
    """(acronym, what it stands for), both folded."""
    for told in _SHORT.finditer(text):
        long = _LONG.search(text[max(0, told.start() - _FARTHEST) : told.start()])
        short, words = fold(told[1]), _WORD.findall(fold(long[0])) if long else []
        for size in range(1, len(words) + 1):
            tail = words[-size:]
            if tail[0] not in FRENCH and tail[0][0] == short[0] and short in _initials(tail):
                yield short, " ".join(tail)
                break


def _initials(words: list[str]) -> tuple[str, str]:
    return "".join(word[0] for word in words), "".join(word[0] for word in words if word not in FRENCH)

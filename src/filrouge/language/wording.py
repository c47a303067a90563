"""What makes two wordings the same words: neither case, accents, hyphens, apostrophes nor marks."""

import re
from functools import lru_cache

from filrouge.language.normal import HYPHENS, fold

_JOINTS = re.compile(rf"[{HYPHENS}\s\u00a0\u202f]+")
_MARKS = re.compile(r"[«»“”\"()\[\]?!…]+")


@lru_cache(maxsize=65_536)
def levelled(text: str) -> str:
    """“Faut-il « tenir » ?” → `faut il tenir`. What stands inside a sentence (comma, colon, point) stays."""
    return " ".join(_MARKS.sub(" ", _JOINTS.sub(" ", fold(text))).split())


def key_of(wording: str) -> str:
    """What a question's wording is known by."""
    return levelled(wording).rstrip(".,;: ") or wording

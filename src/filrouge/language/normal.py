"""Normal forms of what people type and write: case, accents, ligatures, apostrophes, inclusive forms, acronyms.

Everything works on one *chunk*: letters and digits with what joins them inside a word (apostrophe, hyphen, middle
dot, the points of an acronym, the brackets of an inclusive form). `split` turns a chunk into the words it holds.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

APOSTROPHES = "'’ʼ‘`´′"
HYPHENS = r"\-‐‑‒"
MIDDLE_DOTS = "·•‧⋅∙"

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l"})
_JOINERS = re.compile(f"[{APOSTROPHES}]")
_HYPHEN = re.compile(f"[{HYPHENS}]")

CHUNK = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)"  # 100 000
    rf"|[^\W_]+(?:(?:[{APOSTROPHES}{MIDDLE_DOTS}{HYPHENS}]|\.(?=[^\W_])|,(?=\d)|\([a-zé]{{1,5}}\))[^\W_]*)*"
)
"""Matches a chunk in running text, accents and case as they are."""

ELIDED = frozenset("l d j m t s c n qu jusqu lorsqu puisqu quoiqu presqu quelqu".split())
"""What loses its vowel before one (Grevisse & Goosse, *Le Bon Usage*, § 45): never a word to look for."""
_NAMED = re.compile(r"[mn]'[bcdgjkptvz]")
"""No French word is elided so: N’Diaye, M’Baye, N’Golo."""

_COMBINING = "\u0300-\u036f"
_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_LOOSE = re.compile(f"[{_COMBINING}{_INVISIBLE}]")
"""What parts a word without being seen: accents that stand by their letter (file names and pages of some makers are
written so), soft hyphens and joiners of printed pages."""

_ENDINGS = "(?:e|ne|le|te|se|ve|re|fe|che|euse|rice|trice|iere|ere|esse)s?|x|s"
_INCLUSIVE = re.compile(
    rf"^(?P<stem>[^\W\d_]{{3,}})(?:[{MIDDLE_DOTS}](?:{_ENDINGS})(?:[{MIDDLE_DOTS}]?(?P<dots>s))?"
    rf"|[.](?:e|ne|le|trice|rice|euse)(?:[.]?(?P<points>s))?"
    rf"|[-](?:e|ne|le|trice|rice|euse)[-](?P<hyphens>s)"
    rf"|\((?:{_ENDINGS})\)(?P<brackets>s)?)$"
)
_ACRONYM = re.compile(r"^[^\W\d_](?:\.[^\W\d_])+$")
_NUMBER = re.compile(r"^\d[\d., \u00a0\u202f]*$")
_SEPARATORS = re.compile(rf"[.{MIDDLE_DOTS}(),{HYPHENS}]+")


def tightened(text: str) -> str:
    """The same words in as few characters as they have letters."""
    return re.sub(f"[{_INVISIBLE}]", "", unicodedata.normalize("NFC", text)) if _LOOSE.search(text) else text


def bared(text: str) -> tuple[str, Sequence[int]]:
    """The text without what parts words unseen, and for each of its characters, and its end, where that stood."""
    if not _LOOSE.search(text):
        return text, range(len(text) + 1)
    places = [place for place, character in enumerate(text) if not _LOOSE.match(character)]
    return "".join(text[place] for place in places), [*places, len(text)]


@lru_cache(maxsize=262_144)
def fold(text: str) -> str:
    """Lower case without accents or ligatures, apostrophes made plain: “L’Œuvre” → “l'oeuvre”."""
    lowered = _JOINERS.sub("'", text.lower()).translate(_LIGATURES)
    if lowered.isascii():
        return lowered
    decomposed = unicodedata.normalize("NFKD", lowered)
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _JOINERS.sub("'", bare.lower())


def split(chunk: str) -> tuple[tuple[str, ...], str]:
    """The folded words of a chunk, and the word they make joined (“” when there is one part only).

    “l'auto-empathie” → ((auto, empathie), autoempathie); “patient·e·s” → ((patients,), ""); “T.S.P.T” → ((tspt,), "").
    An elided word is left out; “aujourd'hui” and “prud'hommes” are one word.
    """
    folded = fold(chunk)
    if _NUMBER.match(folded):
        return (re.sub(r"[ \u00a0\u202f]", "", folded).rstrip(".,"),), ""
    head, apostrophe, rest = folded.partition("'")
    while apostrophe and head in ELIDED and not _NAMED.match(folded):
        if not rest:
            return (), ""
        folded = rest
        head, apostrophe, rest = folded.partition("'")
    folded = folded.replace("'", "")
    if _ACRONYM.match(folded):
        return (folded.replace(".", ""),), ""
    inclusive = _INCLUSIVE.match(folded)
    if inclusive:
        return (inclusive["stem"] + _plural(inclusive),), ""
    parts = tuple(part for part in _SEPARATORS.split(folded) if part)
    hyphenated = _HYPHEN.search(folded) is not None
    return parts, "".join(parts) if hyphenated and len(parts) > 1 else ""


def spellings(text: str) -> set[str]:
    """The words of a text as they are written, in lower case: accents kept, elided words and digits left out."""
    found = set()
    for chunk in CHUNK.findall(tightened(text).lower()):
        for part in re.split(rf"[{APOSTROPHES}.{MIDDLE_DOTS}(),{HYPHENS}]+", chunk):
            if part and not part.isdigit() and part not in ELIDED and len(part) > 1:
                found.add(part)
    return found


def _plural(inclusive: re.Match[str]) -> str:
    return next((inclusive[name] for name in ("dots", "points", "hyphens", "brackets") if inclusive[name]), "")

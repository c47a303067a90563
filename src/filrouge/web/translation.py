"""The interface in French and English: catalogues by gettext, compiled in memory when the site starts.

The `.po` files are the only copy: there is no compiled file to forget.
"""

import io
import re
from functools import cache
from pathlib import Path

from babel.core import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

LANGUAGES = ("fr", "en")
FOLDER = Path(__file__).parent / "locale"

_WISH = re.compile(r"^\s*([a-zA-Z]{2})[a-zA-Z-]*\s*(?:;\s*q\s*=\s*([01](?:\.\d+)?))?\s*$")


@cache
def catalogue(language: str) -> Translations:
    with (FOLDER / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        messages = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return Translations(compiled)


def preferred(accepted: str, default: str) -> str:
    """The language of the interface that an `Accept-Language` header puts first; `default` when it names none."""
    wishes = [_WISH.match(part) for part in accepted.split(",")]
    ranked = sorted(
        ((float(wish[2] or 1), wish[1].lower()) for wish in wishes if wish),
        key=lambda pair: -pair[0],
    )
    return next((language for weight, language in ranked if weight and language in LANGUAGES), default)


def language_name(tag: str, language: str) -> str:
    """“en” → “anglais”. The tag itself when Babel does not know it."""
    name = Locale(language).languages.get(tag.partition("-")[0].lower())
    return str(name) if name else tag

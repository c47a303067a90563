"""Names that stay: the id of a publication, the anchors inside it, and the addresses it may keep."""

import hashlib
import re
from urllib.parse import urljoin

from filrouge.model import slug_of
from filrouge.model.value import safe_address

_ANCHOR = re.compile(r"[^\s\"'<>#]{1,120}")


def id_of(uri: str) -> str:
    """The same address or file always makes the same id."""
    return hashlib.sha256(uri.encode(errors="surrogatepass")).hexdigest()[:16]


def address_of(text: str | None, base: str = "") -> str | None:
    """The address, joined to `base` when there is one; None when it is empty, only a fragment, or of a scheme that
    runs or embeds something (`javascript:`, `data:`)."""
    text = (text or "").strip()
    if not text or text.startswith("#"):
        return None
    try:
        return safe_address(urljoin(base, text) if base else _with_scheme(text)) or None
    except ValueError:
        return None


def _with_scheme(text: str) -> str:
    return f"https:{text}" if text.startswith("//") else text


class Anchors:
    """Gives each part of one publication an anchor of its own: the id it had, else a slug, numbered when taken."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._numbers: dict[str, int] = {}  # a page may head ten thousand parts alike

    def take(self, given: str, text: str, fallback: str = "partie") -> str:
        wanted = given if _ANCHOR.fullmatch(given) else _slug(text) or fallback
        anchor = wanted
        while anchor in self._taken:
            self._numbers[wanted] = self._numbers.get(wanted, 1) + 1
            anchor = f"{wanted}-{self._numbers[wanted]}"
        self._taken.add(anchor)
        return anchor


def _slug(text: str) -> str:
    slug = slug_of(text[:300])
    return "" if slug == "publication" else slug[:80].strip("-")

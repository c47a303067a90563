"""What every value shares, and the two kinds of text that come from outside: rich text and addresses."""

from typing import Annotated
from urllib.parse import urlsplit

import nh3
from pydantic import AfterValidator, BaseModel, ConfigDict

TAGS = frozenset(
    "p br hr ul ol li dl dt dd blockquote q cite em strong b i u s sub sup small mark abbr code pre "
    "a h3 h4 h5 h6 table caption thead tbody tfoot tr th td span".split()
)
ATTRIBUTES = {
    "a": {"href", "title", "hreflang"},
    "abbr": {"title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "*": {"lang", "id"},
}
SCHEMES = frozenset({"http", "https", "mailto", "tel"})

_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags={"script", "style", "noscript", "template", "iframe", "object", "svg", "math"},
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    url_schemes=set(SCHEMES),
    link_rel="noopener noreferrer nofollow",
)


class Value(BaseModel):
    """A frozen value; an unknown field is an error, so that a misspelt key of a hand-written file is told."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def sanitise(html: str) -> str:
    """The same rich text with nothing in it that runs, loads or styles. Idempotent."""
    return _CLEANER.clean(html).strip()


def safe_address(address: str) -> str:
    """The address itself; ValueError unless it is http(s) or a path without a scheme."""
    cleaned = "".join(character for character in address if character.isprintable()).strip()
    parts = urlsplit(cleaned)
    if parts.scheme not in {"", "http", "https"} or (not parts.scheme and cleaned.startswith("//")):
        raise ValueError(f"“{cleaned[:80]}” is not an address that can be shown: use http(s) or a relative path")
    return cleaned


RichText = Annotated[str, AfterValidator(sanitise)]
Address = Annotated[str, AfterValidator(safe_address)]

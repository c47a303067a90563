"""One address, several forms: which of them a program or a person asks for (RFC 9110, 12.5.1); and where it went."""

import re
from collections.abc import Container, Sequence

from fastapi import Request
from starlette.responses import RedirectResponse

_RANGE = re.compile(r"^\s*([\w*.+-]+/[\w*.+-]+)\s*(?:;.*?\bq\s*=\s*([01](?:\.\d{0,3})?))?", re.IGNORECASE)


def chosen(accepted: str, offered: Sequence[str]) -> str:
    """The offered media type that `Accept` prefers; the first one when it prefers none, or takes none of them."""
    ranges = [(found[1].lower(), float(found[2] or 1)) for part in accepted.split(",") if (found := _RANGE.match(part))]

    def quality(media_type: str) -> float:
        family = f"{media_type.partition('/')[0]}/*"
        for wanted in (media_type, family, "*/*"):  # the most precise range decides
            fitting = [weight for name, weight in ranges if name == wanted]
            if fitting:
                return max(fitting)
        return 0.0

    return max(offered, key=quality)


def parted(key: str, suffixes: Container[str]) -> tuple[str, str]:
    """“neutre.bib” → (neutre, bib); the suffix is empty when it is none of these."""
    name, _, suffix = key.rpartition(".")
    return (name, suffix) if suffix in suffixes else (key, "")


def moved(request: Request, address: str) -> RedirectResponse:
    """To the present address, for good, with what was asked of the former one."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{address}{query}", status_code=301)

"""One address, several forms: which of them a program or a person asks for (RFC 9110, 12.5.1)."""

import re
from collections.abc import Sequence

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

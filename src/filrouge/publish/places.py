"""Places of publications outside our pages: what stands for one in a line of text, and its whole address."""

from urllib.parse import quote

from filrouge.model import Place


def clock(seconds: float) -> str:
    """754.2 → `12:34`; past an hour, `1:02:03`."""
    whole = int(seconds)
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def locator(place: Place) -> str:
    """`12:34`, `12:34–13:02`, `p. 3`; empty for a section, which its heading names."""
    if place.start is not None:
        ended = place.end is not None and int(place.end) > int(place.start)
        return f"{clock(place.start)}–{clock(place.end or 0.0)}" if ended else clock(place.start)
    return f"p. {place.page}" if place.page else ""


def whole(site: str, address: str) -> str:
    """An address of the site, as programs want it: absolute, and with nothing that a format could take for its own."""
    return site.rstrip("/") + quote(address, safe="/?=&#:@!$'()*+,;%~-._")

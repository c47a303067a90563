"""How each media is played: a file of ours in place; anybody else's only once the visitor asks for it."""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qs, urlsplit

from filrouge.model import Media
from filrouge.web.addresses import ours

VIDEO = frozenset({".mp4", ".webm", ".m4v", ".ogv", ".mov"})
AUDIO = frozenset({".mp3", ".m4a", ".oga", ".ogg", ".opus", ".wav", ".flac", ".aac"})

_YOUTUBE = re.compile(r"^/(?:embed|shorts|live|v)/([\w-]{6,20})")
_VIMEO = re.compile(r"^/(?:video/)?(\d+)(?:/([0-9a-f]+))?")
_PEERTUBE = re.compile(r"^/(?:w|videos/(?:watch|embed))/([\w-]+)$")
_YOUTUBE_ID = re.compile(r"^[\w-]{6,20}$")


class Way(StrEnum):
    """`file`: ours. `remote`: a file elsewhere. `platform`: a frame elsewhere. `link`: nothing we can play."""

    FILE = "file"
    REMOTE = "remote"
    PLATFORM = "platform"
    LINK = "link"


@dataclass(frozen=True)
class Player:
    """`source` is what plays, from the moment asked for; `page` is where it is seen without us.

    `embed` holds `{t}` where the whole seconds go, for a platform; `until` names what tells it the second to stop at.
    """

    media: Media
    way: Way
    source: str
    page: str
    audio: bool = False
    platform: str = ""
    embed: str = ""
    until: str = ""

    @property
    def origin(self) -> str:
        """What the page's policy must let through for it."""
        parts = urlsplit(self.embed or self.source)
        return f"{parts.scheme}://{parts.netloc}"


def player(media: Media, moment: int | None = None) -> Player:
    parts = urlsplit(media.source)
    suffix = f".{parts.path.rpartition('.')[2].lower()}"
    if suffix in VIDEO | AUDIO:
        page = ours(media.source) or media.source
        source = page if moment is None else f"{page.partition('#')[0]}#t={moment}"
        way = Way.REMOTE if parts.netloc else Way.FILE
        return Player(media, way, source, page, audio=suffix in AUDIO)
    return _platform(media, moment or 0) or Player(media, Way.LINK, media.source, media.source)


def _platform(media: Media, moment: int) -> Player | None:
    parts = urlsplit(media.source)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if host in {"youtube.com", "youtube-nocookie.com", "youtu.be"}:
        return _youtube(media, host, moment)
    if host in {"vimeo.com", "player.vimeo.com"}:
        return _vimeo(media, moment)
    if parts.netloc and (found := _PEERTUBE.match(parts.path)):
        base = f"https://{parts.netloc}"
        return _framed(
            media,
            "PeerTube",
            f"{base}/videos/embed/{found[1]}?start={{t}}s&p2p=0&warningTitle=0",
            f"{base}/w/{found[1]}?start={moment}s",
            moment,
            "stop",
        )
    return None


def _youtube(media: Media, host: str, moment: int) -> Player | None:
    parts = urlsplit(media.source)
    found = _YOUTUBE.match(parts.path)
    short = parts.path.strip("/") if host == "youtu.be" else ""
    key = found[1] if found else short or parse_qs(parts.query).get("v", [""])[0]
    if not _YOUTUBE_ID.match(key):
        return None
    return _framed(
        media,
        "YouTube",
        f"https://www.youtube-nocookie.com/embed/{key}?start={{t}}&rel=0",
        f"https://www.youtube.com/watch?v={key}&t={moment}s",
        moment,
        "end",
    )


def _vimeo(media: Media, moment: int) -> Player | None:
    parts = urlsplit(media.source)
    found = _VIMEO.match(parts.path)
    if not found:
        return None
    secret = found[2] or parse_qs(parts.query).get("h", [""])[0]
    secret = secret if re.fullmatch(r"[0-9a-f]+", secret) else ""
    return _framed(
        media,
        "Vimeo",
        f"https://player.vimeo.com/video/{found[1]}?dnt=1{f'&h={secret}' if secret else ''}#t={{t}}s",
        f"https://vimeo.com/{found[1]}{f'/{secret}' if secret else ''}#t={moment}s",
        moment,
    )


def _framed(media: Media, platform: str, embed: str, page: str, moment: int, until: str = "") -> Player:
    source = embed.replace("{t}", str(moment))
    return Player(media, Way.PLATFORM, source, page, platform=platform, embed=embed, until=until)

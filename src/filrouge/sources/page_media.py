"""What plays in a page: platform players, however lazily loaded, and the page's own video and audio."""

import json
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from filrouge.model import Media, TextTrack
from filrouge.model.publication import LanguageTag
from filrouge.sources.html_tree import drop, text_of
from filrouge.sources.identity import address_of

_YOUTUBE = re.compile(r"(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be)$")
_YOUTUBE_ID = re.compile(r"[\w-]{11}")
_VIMEO_PATH = re.compile(r"/(?:video/)?(\d{5,12})(?:/([0-9a-f]{6,16}))?/?$")
_PEERTUBE_PATH = re.compile(r"/(?:videos/(?:embed|watch)|w)/([\w-]{8,40})/?$")
_DAILYMOTION_PATH = re.compile(r"/(?:embed/)?video/(\w{5,12})$")
_FRAME_SOURCES = ("src", "data-src", "data-lazy-src", "data-litespeed-src", "data-cmp-src", "data-cookieblock-src",
                  "data-src-cmplz")  # fmt: skip
_ID_ATTRIBUTES = ("videoid", "data-youtube-id", "data-video-id", "data-ytid")
_FILE = re.compile(r"\.(?:mp4|webm|ogv|m4v|mov|mp3|m4a|ogg|oga|opus|wav|flac|aac)$", re.IGNORECASE)
_SETTINGS_KEYS = ("youtube_url", "vimeo_url", "dailymotion_url", "hosted_url", "external_url", "insert_url", "link")
_MOST_SETTINGS = 100_000  # characters of one data-settings attribute
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")


def platform_address(address: str | None) -> str | None:
    """The page of a video on YouTube, Vimeo, PeerTube or Dailymotion, from any address that plays it; else None."""
    address = address_of(address)
    if not address:
        return None
    parts = urlsplit(address)
    try:
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if _YOUTUBE.search(host):
        return _youtube(parts.path, parts.query)
    if host in {"vimeo.com", "player.vimeo.com"}:
        found = _VIMEO_PATH.search(parts.path)
        private = found and (found.group(2) or next(iter(parse_qs(parts.query).get("h", [])), None))
        return f"https://vimeo.com/{found.group(1)}{f'/{private}' if private else ''}" if found else None
    if host == "dailymotion.com":
        found = _DAILYMOTION_PATH.search(parts.path)
        return f"https://www.dailymotion.com/video/{found.group(1)}" if found else None
    found = _PEERTUBE_PATH.search(parts.path) if parts.netloc else None
    return f"{parts.scheme}://{parts.netloc}/videos/watch/{found.group(1)}" if found else None


def _youtube(path: str, query: str) -> str | None:
    asked = parse_qs(query)
    named = asked.get("v", [path.rstrip("/").rsplit("/", 1)[-1]])[0]
    if _YOUTUBE_ID.fullmatch(named) and named != "videoseries":
        return f"https://www.youtube.com/watch?v={named}"
    listed = asked.get("list", [""])[0]
    return f"https://www.youtube.com/playlist?list={listed}" if re.fullmatch(r"[\w-]{10,60}", listed) else None


def take_media(root: HtmlElement) -> tuple[list[Media], list[str]]:
    """What plays, in the order of the page, each once, taken out of the tree; and the hosts of the frames, embedded
    from elsewhere, that are not known players."""
    found: dict[str, Media] = {}
    unknown: list[str] = []
    gone: list[HtmlElement] = []
    for element in root.iter(etree.Element):
        media = _media_of(element)
        if media is None:
            if element.tag == "iframe" and (host := _frame_host(element)) and host not in unknown:
                unknown.append(host)
            continue
        known = found.get(media.source)
        found[media.source] = _merged(known, media) if known else media
        if element.tag in {"iframe", "video", "audio"} or _bare_address(element):
            gone.append(element)
    drop(gone)
    return list(found.values()), unknown


def _media_of(element: HtmlElement) -> Media | None:
    if element.tag == "iframe":
        address = next(filter(None, (platform_address(element.get(name)) for name in _FRAME_SOURCES)), None)
        return Media(source=address, title=_frame_title(element)) if address else None
    if element.tag in {"video", "audio"}:
        return _native(element)
    if element.get("data-settings"):
        return _from_settings(element.get("data-settings") or "")
    if element.tag in {"lite-youtube", "youtube-video"} or "youtube" in (element.get("class") or "").lower():
        for named in (element.get(name) or "" for name in _ID_ATTRIBUTES):
            if _YOUTUBE_ID.fullmatch(named):
                return Media(source=f"https://www.youtube.com/watch?v={named}")
    if element.tag in {"div", "figure", "a"} and _is_player(element):
        written = next(filter(None, (element.get("data-src"), element.get("href"))), None)
        address = platform_address(written) or platform_address(_bare_address(element))
        return Media(source=address) if address else None
    return None


def _is_player(element: HtmlElement) -> bool:
    return bool(re.search(r"video|youtube|vimeo|embed|lightbox|player", (element.get("class") or "").lower()))


def _bare_address(element: HtmlElement) -> str | None:
    """WordPress leaves the address alone in its embed block when it could not embed it."""
    text = (element.text or "").strip()
    return text if text.startswith("http") and " " not in text else None


def _frame_title(element: HtmlElement) -> str:
    title = " ".join((element.get("title") or "").split())
    return "" if re.search(r"player|lecteur|vimeo|youtube|embed", title.lower()) else title[:300]


def _frame_host(element: HtmlElement) -> str:
    for name in _FRAME_SOURCES:
        address = address_of(element.get(name))
        if address and (host := urlsplit(address).netloc):
            return host
    return ""


def _native(element: HtmlElement) -> Media | None:
    written = [element.get("src"), element.get("data-src"), *(one.get("src") for one in element.iter("source"))]
    addresses = [address for one in written if (address := address_of(one))]
    if not addresses:
        return None
    # The player takes one file: MP4 and MP3 play everywhere.
    best = next((one for one in addresses if re.search(r"\.mp[34](?:$|[?#])", one)), addresses[0])
    tracks = [track for one in element.iter("track") if (track := _track(one))]
    return Media(
        source=best,
        title=" ".join((element.get("title") or element.get("aria-label") or "").split()),
        poster=address_of(element.get("poster")),
        captions=tuple(tracks),
    )


def _track(element: HtmlElement) -> TextTrack | None:
    source = address_of(element.get("src"))
    if not source or element.get("kind", "subtitles") not in {"subtitles", "captions"}:
        return None
    return TextTrack(source=source, language=language_tag(element.get("srclang")), label=text_label(element))


def text_label(element: HtmlElement) -> str:
    return " ".join((element.get("label") or text_of(element)).split())


def language_tag(text: str | None) -> LanguageTag:
    """The tag as BCP 47 writes it; French when it says nothing that can be read."""
    written = (text or "").strip().replace("_", "-")
    return written if _LANGUAGE.fullmatch(written) else "fr"


def _from_settings(written: str) -> Media | None:
    """Elementor writes its widgets' settings as JSON; an address may stand alone or under `url`."""
    if len(written) > _MOST_SETTINGS or not any(key in written for key in _SETTINGS_KEYS):
        return None
    try:
        settings = json.loads(written)
    except (ValueError, RecursionError):
        return None
    if not isinstance(settings, dict):
        return None
    addresses = list(_addresses(settings))
    for address in addresses:
        playable = platform_address(address) or (address_of(address) if _FILE.search(urlsplit(address).path) else None)
        if playable:
            overlay = settings.get("image_overlay")
            poster = overlay.get("url") if isinstance(overlay, dict) else None
            return Media(source=playable, poster=address_of(poster if isinstance(poster, str) else None))
    return None


def _addresses(settings: dict[str, object]) -> Iterator[str]:
    for key in _SETTINGS_KEYS:
        value = settings.get(key)
        value = value.get("url") if isinstance(value, dict) else value
        if isinstance(value, str) and address_of(value):
            yield value


def _merged(first: Media, second: Media) -> Media:
    return first.model_copy(
        update={
            "title": first.title or second.title,
            "duration": first.duration or second.duration,
            "poster": first.poster or second.poster,
            "captions": first.captions or second.captions,
        }
    )


def merge_media(first: list[Media], second: list[Media]) -> tuple[Media, ...]:
    """Those of `first`, completed by what `second` says of the same, then those that only `second` has."""
    others = {one.source: one for one in second}
    merged = [_merged(one, others.pop(one.source)) if one.source in others else one for one in first]
    return (*merged, *others.values())

"""What a page says of itself to machines: schema.org in JSON-LD, read into the few facts that Fil rouge holds."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from filrouge.model import Chapter, Event, Identifier, Kind, Media, Person
from filrouge.sources.html_tree import tidy
from filrouge.sources.identity import address_of
from filrouge.sources.page_media import platform_address
from filrouge.sources.wording import is_name

_LARGEST = 2_000_000  # characters of one block
_MOST_NODES = 5_000
_KINDS = {
    "EducationEvent": Kind.WEBINAR, "BroadcastEvent": Kind.WEBINAR, "Event": Kind.WEBINAR,
    "PodcastEpisode": Kind.PODCAST, "AudioObject": Kind.PODCAST, "Chapter": Kind.CHAPTER,
    "Article": Kind.ARTICLE, "BlogPosting": Kind.ARTICLE, "NewsArticle": Kind.ARTICLE, "ScholarlyArticle": Kind.ARTICLE,
    "MedicalScholarlyArticle": Kind.ARTICLE, "Report": Kind.DOCUMENT, "Book": Kind.DOCUMENT,
    "Course": Kind.TALK, "VideoObject": Kind.TALK, "FAQPage": Kind.FAQ,
}  # fmt: skip
_WORKS = ("EducationEvent", "BroadcastEvent", "Event", "PodcastEpisode", "Chapter", "ScholarlyArticle",
          "MedicalScholarlyArticle", "Article", "BlogPosting", "NewsArticle", "Report", "Book", "Course", "VideoObject",
          "AudioObject", "FAQPage", "WebPage")  # fmt: skip
_PEOPLE = ("performer", "performers", "actor", "speaker", "instructor", "author", "creator", "contributor")
_DURATION = re.compile(r"P(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,6})M)?(?:(\d{1,8})(?:[.,](\d{1,6}))?S)?)?")
Node = dict[str, object]


@dataclass(frozen=True)
class LinkedData:
    """Empty values say that the page does not tell."""

    kind: Kind | None = None
    title: str = ""
    subtitle: str = ""
    description: str = ""
    dates: tuple[str, ...] = ()
    language: str = ""
    licence: str = ""
    people: tuple[Person, ...] = ()
    questions: tuple[tuple[str, str], ...] = ()
    media: tuple[Media, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    transcript: str = ""
    event: Event | None = None
    themes: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    unreadable: int = 0


def linked_data(root: HtmlElement) -> LinkedData:
    """The facts of all the JSON-LD blocks of the page together."""
    nodes, unreadable = _nodes(root)
    by_type = _by_type(nodes)
    works = [node for name in _WORKS for node in by_type.get(name, [])]
    videos = [*by_type.get("VideoObject", []), *by_type.get("AudioObject", [])]
    named = _Named(nodes)
    return LinkedData(
        kind=next((_KINDS[name] for name in _WORKS if name in _KINDS and by_type.get(name)), None),
        title=_first(works, "headline", "name"),
        subtitle=_first(works, "alternativeHeadline", "alternateName"),
        description=_first(works, "description", "abstract"),
        dates=tuple(filter(None, (_first(works, key) for key in ("startDate", "datePublished", "uploadDate")))),
        language=_first(works, "inLanguage"),
        licence=_first(works, "license"),
        people=tuple(named.people(works)),
        questions=tuple(_questions(by_type)),
        media=tuple(filter(None, (_media(node) for node in videos))),
        chapters=tuple(_chapters(videos)),
        transcript=_first(videos, "transcript"),
        event=_event(
            [*by_type.get("EducationEvent", []), *by_type.get("BroadcastEvent", []), *by_type.get("Event", [])]
        ),
        themes=tuple(_themes(works)),
        identifiers=tuple(_identifiers(works)),
        unreadable=unreadable,
    )


def _nodes(root: HtmlElement) -> tuple[list[Node], int]:
    nodes: list[Node] = []
    unreadable = 0
    for script in root.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        written = (script.text or "").strip().removeprefix("<!--").removesuffix("-->")
        written = re.sub(r"^\s*(?://)?\s*<!\[CDATA\[|(?://)?\s*\]\]>\s*$", "", written)
        try:
            # WordPress plugins leave raw line ends inside strings: not strict JSON, but what they mean is plain
            value = json.loads(written[:_LARGEST], strict=False)
        except (ValueError, RecursionError):
            unreadable += bool(written)
            continue
        nodes += _walk(value)
    return nodes[:_MOST_NODES], unreadable


def _walk(value: object) -> Iterator[Node]:
    """Every object in it, outermost first."""
    waiting = [value]
    for _ in range(_MOST_NODES * 4):
        if not waiting:
            return
        one = waiting.pop(0)
        if isinstance(one, dict):
            yield one
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one


def _types(node: Node) -> list[str]:
    written = node.get("@type")
    names = [name for name in _many(written) if isinstance(name, str)]
    return [name.removeprefix("schema:").rsplit("/", 1)[-1] for name in names]


def _by_type(nodes: list[Node]) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for node in nodes:
        for name in _types(node):
            found.setdefault(name, []).append(node)
    return found


def _text(value: object) -> str:
    """A string, or the first of several, or the name or address of an object."""
    for _ in range(4):
        if isinstance(value, list):
            value = value[0] if value else ""
        elif isinstance(value, dict):
            value = value.get("@value") or value.get("name") or value.get("url") or ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    return tidy(value) if isinstance(value, str) else ""


def _first(nodes: list[Node], *keys: str) -> str:
    return next((text for node in nodes for key in keys if (text := _text(node.get(key)))), "")


def _many(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


class _Named:
    """Yoast writes people apart and points to them by `@id`."""

    def __init__(self, nodes: list[Node]) -> None:
        self._by_id = {key: node for node in nodes if isinstance(key := node.get("@id"), str) and "name" in node}

    def people(self, works: list[Node]) -> Iterator[Person]:
        seen: set[str] = set()
        for work in works:
            for value in (one for key in _PEOPLE for one in _many(work.get(key))):
                person = self._person(value)
                if person and person.slug not in seen:
                    seen.add(person.slug)
                    yield person

    def _person(self, value: object) -> Person | None:
        if isinstance(value, str):
            return Person(name=value) if is_name(value) else None
        if not isinstance(value, dict):
            return None
        value = self._by_id.get(str(value.get("@id")), value)
        name = _text(value.get("name"))
        stated = "Person" in _types(value)
        if not name or not (stated or is_name(name)) or (stated and len(name.split()) < 2):
            return None  # an organisation, or an account called “admin”
        picture = value.get("image")
        picture = picture.get("url") or picture.get("contentUrl") if isinstance(picture, dict) else picture
        return Person(
            name=name[:200],
            role=_text(value.get("jobTitle"))[:300],
            presentation=_text(value.get("description")),
            address=address_of(_text(value.get("url"))),
            picture=address_of(_text(picture)),
        )


def _questions(by_type: dict[str, list[Node]]) -> Iterator[tuple[str, str]]:
    for node in by_type.get("Question", []):
        answers = [one for key in ("acceptedAnswer", "suggestedAnswer") for one in _many(node.get(key))]
        question = _text(node.get("name")) or _text(node.get("text"))
        said = [one.get("text") for one in answers if isinstance(one, dict)]
        answer = next((one for one in said if isinstance(one, str) and one.strip()), "")
        if question and answer:
            yield question, answer


def _media(node: Node) -> Media | None:
    written = [_text(node.get(key)) for key in ("embedUrl", "contentUrl", "url")]
    platform = next(filter(None, map(platform_address, written)), None)
    file = address_of(_text(node.get("contentUrl")))
    source = platform or file
    if not source:
        return None
    return Media(
        source=source,
        title=_text(node.get("name")),
        duration=seconds_of(_text(node.get("duration"))),
        poster=address_of(_text(node.get("thumbnailUrl"))),
    )


def seconds_of(duration: str) -> float | None:
    """ISO 8601: “PT1H02M” → 3720."""
    found = _DURATION.fullmatch(duration)
    if not found or not any(found.groups()):
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[:4])
    return ((days * 24 + hours) * 60 + minutes) * 60 + seconds + float(f"0.{found.group(5) or 0}")


def _chapters(videos: list[Node]) -> Iterator[Chapter]:
    for video in videos:
        clips = [one for one in _many(video.get("hasPart")) if isinstance(one, dict)]
        told = [(one, _number(one.get("startOffset"))) for one in clips]
        for clip, start in sorted(((c, s) for c, s in told if s is not None), key=lambda pair: pair[1]):
            title = _text(clip.get("name"))
            if title:
                yield Chapter(start=start, title=title, end=_number(clip.get("endOffset")))


def _number(value: object) -> float | None:
    try:
        number = float(_text(value) or "nan")
    except ValueError:
        return None
    return number if 0 <= number < 1e6 else None


def _event(events: list[Node]) -> Event | None:
    for node in events:
        name = _text(node.get("name"))
        if name:
            location = node.get("location")
            virtual = isinstance(location, dict) and "VirtualLocation" in _types(location)
            return Event(
                name=name, place="" if virtual else _text(location), address=address_of(_text(node.get("url")))
            )
    return None


def _themes(works: list[Node]) -> Iterator[str]:
    for work in works:
        for value in (one for key in ("keywords", "about") for one in _many(work.get(key))):
            yield from (theme.strip() for theme in _text(value).split(",") if theme.strip())


def _identifiers(works: list[Node]) -> Iterator[Identifier]:
    for work in works:
        for scheme in ("isbn", "issn"):
            if value := _text(work.get(scheme)):
                yield Identifier(scheme=scheme, value=value)
        for written in (work.get("identifier"), work.get("sameAs")):
            found = re.search(r"\b10\.\d{4,9}/[^\s\"<>]{1,200}", _text(written))
            if found:
                yield Identifier(scheme="doi", value=found.group())

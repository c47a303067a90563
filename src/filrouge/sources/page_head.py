"""What a page says of itself in its head and around its text: title, dates, language, authors, keywords."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from filrouge.model import Identifier
from filrouge.sources.html_tree import text_of, tidy
from filrouge.sources.identity import address_of
from filrouge.sources.wording import is_name

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_TITLE_PARTS = re.compile(r"\s+[|–—·»-]\s+")
_DATE_NAMES = ("article:published_time", "date", "dc.date", "dcterms.date", "dc.date.issued",
               "citation_publication_date",
               "citation_date", "dcterms.created", "og:published_time", "pubdate")  # fmt: skip
_AUTHOR_NAMES = ("author", "dc.creator", "dcterms.creator", "citation_author", "article:author", "twitter:data1")


@dataclass(frozen=True)
class Head:
    """Empty values say that the page does not tell."""

    title: str = ""
    description: str = ""
    canonical: str = ""
    base: str = ""
    language: str = ""
    licence: str = ""
    picture: str | None = None
    date: dt.date | None = None
    authors: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()


def head_of(root: HtmlElement) -> Head:
    meta = _meta(root)
    written = text_of(next(root.iter("title"), None))
    canonical = _link(root, "canonical") or address_of(_one(meta, "og:url")) or ""
    base = next((address_of(one.get("href")) for one in root.iter("base")), "") or ""
    licence = _link(root, "license") or _one(meta, "dc.rights", "dcterms.license", "dcterms.rights")
    return Head(
        title=_one(meta, "og:title", "citation_title", "dc.title")
        or _without_site(written, _one(meta, "og:site_name")),
        description=_one(meta, "description", "og:description"),
        canonical=canonical if canonical.startswith("http") else "",
        base=base if base.startswith("http") else canonical if canonical.startswith("http") else "",
        language=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or _one(meta, "og:locale"),
        licence=licence,
        picture=address_of(_one(meta, "og:image", "og:image:url", "twitter:image")),
        date=first_day([*(_one(meta, name) for name in _DATE_NAMES), *_times(root)]),
        authors=tuple(dict.fromkeys(_authors(root, meta))),
        themes=tuple(dict.fromkeys(_themes(root, meta))),
        identifiers=tuple(_identifiers(meta)),
    )


def first_day(texts: Iterable[str]) -> dt.date | None:
    for text in texts:
        found = _DAY.search(text[:40])
        if found:
            try:
                return dt.date(*map(int, found.groups()))
            except ValueError:
                continue  # the thirtieth of February
    return None


def _meta(root: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        name = (element.get("property") or element.get("name") or "").lower()
        content = tidy(element.get("content") or "")
        if name and content:
            found.setdefault(name, []).append(content[:2000])
    return found


def _one(meta: dict[str, list[str]], *names: str) -> str:
    return next((meta[name][0] for name in names if name in meta), "")


def _link(root: HtmlElement, relation: str) -> str:
    for element in root.iter("link", "a"):
        if relation in (element.get("rel") or "").lower().split():
            address = address_of(element.get("href"))
            if address:
                return address
    return ""


def _without_site(title: str, site: str) -> str:
    """“Le lien – Institut” → “Le lien”, when the site is named or one part stands last after a rule."""
    parts = _TITLE_PARTS.split(title)
    if len(parts) < 2:
        return title
    if site and parts[-1].casefold() == site.casefold():
        return title[: title.rindex(parts[-1])].rstrip(" |–—·»-")
    return parts[0] if len(parts) == 2 and len(parts[0]) > len(parts[1]) else title


def _times(root: HtmlElement) -> Iterator[str]:
    for element in root.iter("time", "meta", "span"):
        if element.tag == "time" or element.get("itemprop") in {"datePublished", "startDate", "uploadDate"}:
            yield element.get("datetime") or element.get("content") or ""


def _authors(root: HtmlElement, meta: dict[str, list[str]]) -> Iterator[str]:
    for name in _AUTHOR_NAMES:
        yield from (one for one in meta.get(name, []) if is_name(one))
    for element in root.iter(etree.Element):
        marked = element.get("rel") == "author" or element.get("itemprop") == "author"
        if marked and is_name(text_of(element)):
            yield text_of(element)


def _themes(root: HtmlElement, meta: dict[str, list[str]]) -> Iterator[str]:
    for written in (*meta.get("keywords", []), *meta.get("citation_keywords", []), *meta.get("article:tag", [])):
        yield from (theme.strip() for theme in re.split(r"[,;]", written) if 1 < len(theme.strip()) <= 80)
    for element in root.iter("a"):
        relation = (element.get("rel") or "").lower().split()
        if "tag" in relation and "category" not in relation and (theme := text_of(element)):
            yield theme[:80]


def _identifiers(meta: dict[str, list[str]]) -> Iterator[Identifier]:
    for scheme in ("doi", "isbn", "issn"):
        for name in (f"citation_{scheme}", f"dc.identifier.{scheme}"):
            if name in meta:
                yield Identifier(scheme=scheme, value=meta[name][0].removeprefix("doi:").strip() or "?")
                break
    written = _one(meta, "dc.identifier", "dcterms.identifier")
    if written.lower().startswith(("doi:", "https://doi.org/", "10.")):
        yield Identifier(
            scheme="doi", value=re.sub(r"^(?:doi:\s*|https://doi\.org/)", "", written, flags=re.IGNORECASE) or "?"
        )

"""One publication names another: by its address, by its title, or as something said before (“dans un précédent
webinaire avec Claire Vasseur”, “le webinaire de janvier 2024 sur le cadre”)."""

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from babel.dates import get_month_names
from lxml import html

from filrouge.language import analyse, fold
from filrouge.links.evidence import Side, quoted
from filrouge.model import Kind, Passage, Place, Publication, Quote, Reason, ReasonKind

LONG, SHORT = 4, 3
"""Words of a title, small ones left out, by which it is known in running text; and whole, between quotation marks."""
NEAR = 40
"""Characters around the name of a kind of publication in which it is said which one is meant."""
YEAR = 366
"""Days before which a month without its year may be meant."""
_WORKS = {
    Kind.WEBINAR: re.compile(r"\bwebin(?:aire|ar)s?\b", re.IGNORECASE),
    Kind.TALK: re.compile(r"\b(?:conf[ée]rence|talk)s?\b", re.IGNORECASE),
    Kind.PODCAST: re.compile(r"\b(?:podcast|[ée]pisode)s?\b", re.IGNORECASE),
    Kind.ARTICLE: re.compile(r"\barticles?\b", re.IGNORECASE),
}
"""How each kind is called where one speaks of it."""
_BEFORE = frozenset("precedent precedente dernier derniere autre deja previous earlier last another".split())
_MONTHS = {fold(name): number for language in ("fr", "en") for number, name in get_month_names(locale=language).items()}
_OPEN, _CLOSE = '«“"‹', '»”"›'


def citations(one: Side, other: Side) -> Iterator[Reason]:
    """Of the other in the one, then of the one in the other: the first quote says who cites."""
    for citing, cited in ((one, other), (other, one)):
        found = next(_found(citing, cited.publication), None)
        if found is not None:
            value, quote = found
            yield Reason(kind=ReasonKind.CITATION, values=(value,), quotes=(quote,))


def _found(citing: Side, cited: Publication) -> Iterator[tuple[str, Quote]]:
    yield from _by_address(citing.publication, cited)
    for passage in citing.passages:
        yield from _by_title(passage, cited)
    for passage in citing.passages:
        yield from _as_said_before(citing.publication, passage, cited)


def _by_address(citing: Publication, cited: Publication) -> Iterator[tuple[str, Quote]]:
    known = set(addresses(cited))
    rich = [(section.anchor, section.html) for section in citing.sections]
    rich += [(entry.anchor, entry.answer) for entry in citing.questions]
    for anchor, text in rich:
        if "href" not in text:
            continue
        for link in html.fragment_fromstring(text, create_parent="div").iter("a"):
            address = link.get("href", "")
            if bare(address) in known:
                said = " ".join(link.text_content().split()) or address
                yield address, Quote(publication=citing.id, text=said, place=Place(anchor=anchor))


def addresses(publication: Publication) -> Iterator[str]:
    """Where a publication may be met, without what does not tell pages apart."""
    if publication.source.startswith(("http://", "https://")):
        yield bare(publication.source)
    yield bare(publication.path)
    for identifier in publication.identifiers:
        if identifier.scheme == "doi":
            yield bare(f"https://doi.org/{identifier.value}")
    for media in publication.media:
        if media.source.startswith(("http://", "https://")):
            yield bare(media.source)


def bare(address: str) -> str:
    """Without scheme, `www.`, fragment and last slash; of a path of ours, whatever site it is on, the path."""
    parts = urlsplit(address.strip())
    ours = re.search(r"(/publications/[a-z0-9-]+)/?$", parts.path)
    if ours:
        return ours[1]
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}" + (f"?{parts.query}" if parts.query else "")


def _by_title(passage: Passage, cited: Publication) -> Iterator[tuple[str, Quote]]:
    for title in dict.fromkeys((cited.title, cited.title.split(" : ")[0])):
        telling = len(analyse(title, cited.language).content)
        if telling < SHORT:
            continue
        for place in _in_running_text(title).finditer(passage.text):
            if telling >= LONG or (title == cited.title and _marked(passage.text, *place.span())):
                yield title, quoted(passage, *place.span())


@lru_cache(maxsize=4096)
def _in_running_text(title: str) -> re.Pattern[str]:
    """Its words as they are written, whatever stands between them."""
    return re.compile(r"\b" + r"\W+".join(map(re.escape, re.findall(r"\w+", title))) + r"\b", re.IGNORECASE)


def _marked(text: str, start: int, end: int) -> bool:
    """Quotation marks stand around it."""
    return text[:start].rstrip()[-1:] in _OPEN and text[end:].lstrip(" ?!…\u00a0\u202f")[:1] in _CLOSE and start > 0


def _as_said_before(citing: Publication, passage: Passage, cited: Publication) -> Iterator[tuple[str, Quote]]:
    if cited.kind not in _WORKS or cited.date is None or citing.date is None or cited.date >= citing.date:
        return
    for place in _WORKS[cited.kind].finditer(passage.text):
        quote = quoted(passage, place.start(), place.end())
        named = [person.name for person in cited.people if _holds(quote.text, person.name)]
        near = (
            passage.text[max(0, place.start() - NEAR) : place.start()],
            passage.text[place.start() : place.end() + NEAR],
        )
        before, said = fold(near[0]), fold(near[1])
        if set(re.findall(r"\w+", before + said)) & _BEFORE and set(named) - _names(citing):
            yield named[0], quote
        elif _dated(before, said, citing, cited) and (named or _same_subject(quote.text, citing, cited)):
            yield cited.title, quote


def _names(publication: Publication) -> set[str]:
    return {person.name for person in publication.people}


def _holds(text: str, name: str) -> bool:
    return f" {_plain(name)} " in f" {_plain(text)} "


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))


def _dated(before: str, said: str, citing: Publication, cited: Publication) -> bool:
    """“webinaire de janvier 2024”, “en janvier lors du webinaire”, “our January webinar”: the month is that of the
    cited, and the year, if there is one."""
    if cited.date is None or citing.date is None:
        return False
    month = rf"\b({'|'.join(_MONTHS)})(?: (\d{{4}}))?\b"
    found = re.match(rf"\w+ (?:de |d')?{month}", said) or re.search(rf"{month}[^.!?]*$", before)
    if found is None or _MONTHS[found[1]] != cited.date.month:
        return False
    return int(found[2]) == cited.date.year if found[2] else (citing.date - cited.date).days <= YEAR


def _same_subject(text: str, citing: Publication, cited: Publication) -> bool:
    """The sentence says a word of the title."""
    return bool(set(analyse(text, citing.language).stems) & set(analyse(cited.title, cited.language).stems))

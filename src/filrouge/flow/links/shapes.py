"""The JSON of links, which the command line and the web API both answer with. Its names are a promise to scripts."""

from collections import Counter
from collections.abc import Callable, Iterable

from pydantic import ConfigDict, Field

from filrouge.flow.shapes import PassageShape, PublicationShape, card_shape, passage_shape
from filrouge.model import Decision, Link, PassagePair, PublicationCard, Quote, Reason, ReasonKind, Standing
from filrouge.model.value import Value


class QuoteShape(Value):
    """`start` is in seconds, when it is said; `url` opens the place, relative to the site."""

    publication: str
    text: str
    start: float | None
    url: str


class ReasonShape(Value):
    """`text` is a sentence in the site's language; `values` and `quotes` are the evidence that it is made from."""

    kind: ReasonKind
    text: str
    values: tuple[str, ...]
    concepts: tuple[str, ...]
    quotes: tuple[QuoteShape, ...]


class PairShape(Value):
    """A moment of one, a moment of the other, and what they share."""

    model_config = ConfigDict(serialize_by_alias=True, validate_by_name=True)

    from_: PassageShape = Field(alias="from")
    to: PassageShape
    terms: tuple[str, ...]
    strength: float


class LinkShape(Value):
    publication: PublicationShape
    strength: float
    standing: Standing
    reasons: tuple[ReasonShape, ...]
    pairs: tuple[PairShape, ...]


class LinksShape(Value):
    publication: PublicationShape
    links: tuple[LinkShape, ...]


class AgreementShape(Value):
    """`publications` that are linked; decisions of editors, by what was decided; `precision`: of the links found that
    they judged, the share they kept. None when they judged none."""

    publications: int
    accepted: int
    pinned: int
    by_hand: int
    rejected: int
    precision: float | None


def agreement(publications: int, decisions: Iterable[Decision]) -> AgreementShape:
    """Links made by hand were not found, and say nothing of what was."""
    counts = Counter(one.standing for one in decisions)
    kept, rejected = counts[Standing.ACCEPTED] + counts[Standing.PINNED], counts[Standing.REJECTED]
    return AgreementShape(
        publications=publications,
        accepted=counts[Standing.ACCEPTED],
        pinned=counts[Standing.PINNED],
        by_hand=counts[Standing.BY_HAND],
        rejected=rejected,
        precision=round(kept / (kept + rejected), 4) if kept + rejected else None,
    )


Told = Callable[[Reason, str], str]
"""A reason in a sentence; the id is that of the publication that is read."""


def links_shape(card: PublicationCard, links: tuple[Link, ...], told: Told) -> LinksShape:
    return LinksShape(publication=card_shape(card), links=tuple(_link(card, link, told) for link in links))


def _link(card: PublicationCard, link: Link, told: Told) -> LinkShape:
    addresses = {card.id: card.url, link.target.id: link.target.url}
    return LinkShape(
        publication=card_shape(link.target),
        strength=round(link.strength, 4),
        standing=link.standing,
        reasons=tuple(
            ReasonShape(
                kind=reason.kind,
                text=told(reason, link.source),
                values=reason.values,
                concepts=reason.concepts,
                quotes=tuple(_quote(quote, addresses) for quote in reason.quotes),
            )
            for reason in link.reasons
        ),
        pairs=tuple(_pair(pair) for pair in link.pairs),
    )


def _quote(quote: Quote, addresses: dict[str, str]) -> QuoteShape:
    url = addresses[quote.publication] + quote.place.suffix
    return QuoteShape(publication=quote.publication, text=quote.text, start=quote.place.start, url=url)


def _pair(pair: PassagePair) -> PairShape:
    return PairShape(
        from_=passage_shape(pair.source),
        to=passage_shape(pair.target),
        terms=pair.terms,
        strength=round(pair.strength, 4),
    )

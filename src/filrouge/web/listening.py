"""A listening path as a page plays it: one player a recording, and moments that name theirs."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from filrouge.library.contract import Library
from filrouge.model import Extract, Gathering, Media, PublicationCard
from filrouge.web.players import Player, Way, player

REMEMBERED = 512
"""Publications whose recordings are kept at hand: reading one costs its whole transcript."""


@dataclass(frozen=True)
class Deck:
    """Plays a recording. `number` counts from 1."""

    number: int
    card: PublicationCard
    player: Player


@dataclass(frozen=True)
class Stop:
    """A moment of the path; `deck` is None when nothing here plays it: its words are read. `above`: its words stand
    above already, among the answers."""

    moment: Extract
    deck: Deck | None
    above: bool = False


@dataclass(frozen=True)
class Listening:
    stops: tuple[Stop, ...]
    decks: tuple[Deck, ...]

    @property
    def played(self) -> int:
        return sum(stop.deck is not None for stop in self.stops)

    @property
    def length(self) -> float:
        """Seconds of what can be played here, all together."""
        return sum(stop.moment.length for stop in self.stops if stop.deck)


class Recordings:
    """What plays of each publication, as the library is now. May be used from several threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._sequence = -1
        self._known: OrderedDict[str, tuple[Media, ...]] = OrderedDict()
        self._lock = Lock()

    def of(self, publication: str) -> tuple[Media, ...]:
        """By its id. Raises PublicationMissing."""
        sequence = self._library.sequence
        with self._lock:
            if sequence != self._sequence:
                self._known.clear()
                self._sequence = sequence
            if publication in self._known:
                self._known.move_to_end(publication)
                return self._known[publication]
        media = self._library.get(publication).media
        with self._lock:
            if sequence == self._sequence:
                self._known[publication] = media
                while len(self._known) > REMEMBERED:
                    self._known.popitem(last=False)
        return media


def listening(gathering: Gathering, recordings: Recordings) -> Listening:
    """Answers that can be heard and the other moments, publication by publication, each from its beginning on. The
    first recording of a publication is the one that its transcript is of."""
    decks: dict[str, Deck | None] = {}
    said = tuple(one for one in gathering.answers if one.length)
    for moment in (*said, *gathering.path.moments):
        card = moment.publication
        if card.id not in decks:
            first = next((player(media) for media in recordings.of(card.id)[:1]), None)
            number = 1 + sum(deck is not None for deck in decks.values())
            decks[card.id] = Deck(number, card, first) if first and first.way is not Way.LINK else None
    answers = [Stop(one, deck, above=True) for one in said if (deck := decks[one.publication.id])]
    others = [Stop(one, decks[one.publication.id]) for one in gathering.path.moments]
    order = {key: place for place, key in enumerate(decks)}
    stops = sorted(
        (*answers, *others), key=lambda one: (order[one.moment.publication.id], one.moment.place.start or 0.0)
    )
    return Listening(tuple(stops), tuple(deck for deck in decks.values() if deck))

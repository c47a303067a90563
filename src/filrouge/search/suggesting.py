"""What the box offers while one types: words, publications, questions, people and themes of the library."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from heapq import nsmallest
from threading import Lock

from filrouge.engine import Engine, Request
from filrouge.language import fold
from filrouge.model import FacetValue, FilterField, Query, Suggestion

WORDS = 5
EACH = 3
"""Suggestions of each other kind."""
EVERY = 1_000_000
"""More names than a library has."""
ENDINGS = 12
"""Ways to end the last word that titles and questions are looked up with."""


class Suggestions:
    """Holds the names of one state of the index; read anew when the index has changed."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._sequence = -1
        self._lock = Lock()
        self._names: dict[FilterField, _Names] = {}

    def suggest(self, typed: str) -> tuple[Suggestion, ...]:
        """For what is typed so far; its last word may be unfinished. Empty for nothing."""
        *before, last = typed.split() or [""]
        if not last:
            return ()
        endings = self._engine.vocabulary.complete(last.lower(), ENDINGS)
        start = " ".join(before)
        words = [Suggestion(kind="word", text=f"{start} {word}".strip()) for word in endings[:WORDS]]
        found = self._engine.titled([[word] for word in before] + [list(endings) or [last]], EACH)
        cards = [Suggestion(kind="publication", text=card.title, url=card.url) for card in found.publications]
        questions = [Suggestion(kind="question", text=passage.heading) for passage in found.questions]
        return (*words, *self._named(typed), *cards, *questions)

    def _named(self, typed: str) -> Iterator[Suggestion]:
        self._refresh()
        folded = fold(typed.strip())
        for field, kind, path in (
            (FilterField.PERSON, "person", "/intervenants/"),
            (FilterField.THEME, "theme", "/themes/"),
        ):
            for value in self._names[field].beginning(folded, EACH):
                yield Suggestion(kind=kind, text=value.label, url=path + value.value)

    def _refresh(self) -> None:
        sequence = self._engine.state.sequence
        if sequence == self._sequence:
            return
        with self._lock:
            facets = self._engine.search(Request(Query(), size=1, passages=0, facets=EVERY)).facets
            self._names = {facet.field: _Names(facet.values) for facet in facets}
            self._sequence = sequence


class _Names:
    """Labels, found by the beginning of any of their words."""

    def __init__(self, values: Sequence[FacetValue]) -> None:
        """`values`: the most frequent first."""
        self._values = values
        self._beginnings = sorted(
            (folded[at:], place)
            for place, value in enumerate(values)
            for folded in (fold(value.label),)
            for at in range(len(folded))
            if at == 0 or folded[at - 1] == " "
        )

    def beginning(self, folded: str, limit: int) -> list[FacetValue]:
        """The most frequent with a word from which the label goes on so."""
        low = bisect_left(self._beginnings, (folded,))
        high = bisect_left(self._beginnings, (folded + "\U0010ffff",))
        places = {place for _, place in self._beginnings[low:high]}
        return [self._values[place] for place in nsmallest(limit, places)]

"""What the box offers while one types: words, publications, questions, people and themes of the library."""

from collections.abc import Iterator
from threading import Lock

from filrouge.engine import Engine, Request
from filrouge.language import fold
from filrouge.model import FacetValue, FilterField, Query, Suggestion
from filrouge.search.vocabulary import Vocabulary

WORDS = 5
EACH = 3
"""Suggestions of each other kind."""
ENDINGS = 12
"""Ways to end the last word that titles and questions are looked up with."""


class Suggestions:
    """Holds the words and names of one state of the index; read anew when the index has changed."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._sequence = -1
        self._lock = Lock()
        self._vocabulary = Vocabulary(())
        self._names: dict[FilterField, tuple[FacetValue, ...]] = {}

    @property
    def vocabulary(self) -> Vocabulary:
        self._refresh()
        return self._vocabulary

    def suggest(self, typed: str) -> tuple[Suggestion, ...]:
        """For what is typed so far; its last word may be unfinished. Empty for nothing."""
        *before, last = typed.split() or [""]
        if not last:
            return ()
        endings = self.vocabulary.complete(last.lower(), ENDINGS)
        start = " ".join(before)
        words = [Suggestion(kind="word", text=f"{start} {word}".strip()) for word in endings[:WORDS]]
        found = self._engine.titled([[word] for word in before] + [list(endings) or [last]], EACH)
        cards = [Suggestion(kind="publication", text=card.title, url=card.url) for card in found.publications]
        questions = [Suggestion(kind="question", text=passage.heading) for passage in found.questions]
        return (*words, *self._named(typed), *cards, *questions)

    def _named(self, typed: str) -> Iterator[Suggestion]:
        folded = fold(typed.strip())
        for field, kind, path in (
            (FilterField.PERSON, "person", "/intervenants/"),
            (FilterField.THEME, "theme", "/themes/"),
        ):
            matching = [value for value in self._names.get(field, ()) if _begins(fold(value.label), folded)]
            for value in matching[:EACH]:
                yield Suggestion(kind=kind, text=value.label, url=path + value.value)

    def _refresh(self) -> None:
        sequence = self._engine.state.sequence
        if sequence == self._sequence:
            return
        with self._lock:
            facets = self._engine.search(Request(Query(), size=1, passages=0)).facets
            self._names = {facet.field: facet.values for facet in facets}
            people = [value.label for value in self._names.get(FilterField.PERSON, ())]
            self._vocabulary = Vocabulary(self._engine.words(), people)
            self._sequence = sequence


def _begins(label: str, folded: str) -> bool:
    """Whether the label, or a word of it, begins so."""
    return label.startswith(folded) or f" {folded}" in label

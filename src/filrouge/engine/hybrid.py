"""What an engine does with a sentence model, if it has one: the same for every engine."""

from collections.abc import Collection
from dataclasses import replace
from typing import NamedTuple

from filrouge.engine.asked import Asked
from filrouge.engine.contract import Entry, State
from filrouge.errors import IndexOutdated
from filrouge.model import Notice, Query
from filrouge.semantic import Near, SentenceModel, Vectors


class Nearby(NamedTuple):
    """What is near a query in meaning, or the notice that nobody can tell."""

    near: Near | None = None
    notices: tuple[Notice, ...] = ()

    @property
    def publications(self) -> Collection[int]:
        """Those that answer although no word of them may be common."""
        return self.near.publications.keys() if self.near else ()


def nearby(model: SentenceModel | None, vectors: Vectors, publications: int, query: Query, terms: Asked) -> Nearby:
    """`publications` is how many the index holds: vectors of fewer would hide the others."""
    if model is None or not any(word.stems for word in terms.wanted):
        return Nearby()
    whole = vectors.whole(model.identity, publications)
    question = model.encode([query.words], asked=True) if whole else None
    if question is None:
        return Nearby(notices=(Notice.LEXICAL,))
    # A question of which the model knows no word is near nothing.
    return Nearby(Near.of(vectors, question[0], model.weight)) if question.any() else Nearby()


def encoded_state(model: SentenceModel | None, vectors: Vectors, state: State) -> State:
    """The state, and how much of it the model has read. Raises IndexOutdated when the model can read the rest."""
    if model is None:
        return state
    identity = model.identity
    failed = vectors.failed == identity
    if not vectors.whole(identity, state.publications) and not failed and model.usable:
        raise IndexOutdated(f"The index has no vectors of the model {identity}: `filrouge reindex` computes them.")
    return replace(state, encoded=len(vectors.owners.numbers) if vectors.identity == identity else 0)


def encoded_texts(entry: Entry) -> tuple[str, ...]:
    """What of each passage is encoded: it seldom says by itself what it is about."""
    title = entry.publication.title
    return tuple("\n".join(filter(None, (title, one.heading, one.text))) for one in entry.passages)

"""The library asked its own questions: what its search finds for each tells what it is about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from filrouge.engine import Engine
from filrouge.library.contract import Library
from filrouge.model import Passage, Results, Status
from filrouge.questions.about import About, Space
from filrouge.search import Search

LEARNT_FROM = 400
"""Publications, evenly drawn: more would cost time and change little."""
LEARNT_PASSAGES = 4_000
"""Of these publications, evenly drawn too."""
PUBLICATIONS = 12
PASSAGES = 4
KEPT = 24
"""Passages of a search, best first."""
STEEP = 6
"""A publication counts by this power of its score beside the best: those that come after speak of something else."""
LEADING = 6
"""Passages by which two questions meet, so that they are compared."""
ANSWERS = 2
"""Passages that answer where it is asked."""


@dataclass(frozen=True)
class Heard:
    """What a question is about, None when nothing tells, and the ids of the passages that tell it best."""

    about: About | None
    passages: tuple[str, ...] = ()


@dataclass
class Inquirer:
    """What is found is kept for one state of the library."""

    library: Library
    engine: Engine
    search: Search
    _space: tuple[int, Space] | None = field(default=None, repr=False)
    _heard: dict[tuple[str, tuple[str, ...]], Heard] = field(default_factory=dict, repr=False)

    def hear(self, text: str, language: str, answers: Sequence[Passage] = ()) -> Heard:
        """A question, with the passages that answer it where it is asked."""
        space = self._present
        own = answers[:ANSWERS]
        key = text, tuple(one.id for one in own)
        if key not in self._heard:
            results = self.search.search(text, size=PUBLICATIONS, passages=PASSAGES, facets=0, excerpts=False)
            found = _weighed(results)
            texts = {
                hit.passage.id: (_read(hit.passage), one.publication.language)
                for one in results.hits for hit in one.passages
            } | {one.id: (_read(one), language) for one in own}  # fmt: skip
            leading = (*key[1], *list(found)[:LEADING])
            self._heard[key] = Heard(space.about(found, key[1], texts), tuple(dict.fromkeys(leading)))
        return self._heard[key]

    @property
    def _present(self) -> Space:
        sequence = self.library.sequence
        if self._space is None or self._space[0] != sequence:
            self._space = sequence, self._learnt()
            self._heard = {}
        return self._space[1]

    def _learnt(self) -> Space:
        step = max(1, -(-self.library.tags.publications // LEARNT_FROM))
        shown = (one.publication for one in self.library.changes() if one.publication.status is Status.PUBLISHED)
        languages = {one.id: one.language for one in islice(shown, 0, None, step)}
        passages = self.engine.fetch(sorted(languages))
        texts = {
            one.id: (_read(one), languages[key]) for key in sorted(passages) for one in passages[key]
        }  # the order of ids, for the last one imported is not to change what is learnt
        apart = max(1, -(-len(texts) // LEARNT_PASSAGES))
        return Space.learn(dict(islice(texts.items(), 0, None, apart)), len(passages))


def _weighed(results: Results) -> dict[str, float]:
    """Passages found, best first: by their place in their publication, and by its own score."""
    hits = [one for one in results.hits if one.score > 0 and one.passages and one.passages[0].score > 0]
    best = hits[0].score if hits else 1.0
    weights = {
        hit.passage.id: (one.score / best) ** STEEP * hit.score / one.passages[0].score
        for one in hits for hit in one.passages
    }  # fmt: skip
    return dict(_best(weights.items()))


def _best(weighed: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    return sorted(weighed, key=lambda one: (-one[1], one[0]))[:KEPT]


def _read(passage: Passage) -> str:
    return f"{passage.heading} {passage.text}"

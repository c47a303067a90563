"""The tags of a library in memory."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from filrouge.library.contract import Filed, Stored
from filrouge.model import Status, ThemeTag

StoredOf = Callable[[], Mapping[str, Stored]]
Renumber = Callable[[str], int]
"""Gives a publication the number of a new change."""


class MemoryTags:
    """The `Tags` contract over dictionaries. `held` and `renumber` are the library's, under its lock."""

    def __init__(self, held: StoredOf, renumber: Renumber) -> None:
        self._held = held
        self._renumber = renumber
        self._tags: dict[str, tuple[ThemeTag, ...]] = {}
        self._filed: dict[str, str] = {}
        self._state: dict[str, tuple[str, int]] = {}

    def stale(self, version: str) -> Iterator[Stored]:
        for stored in sorted(self._held().values(), key=lambda one: one.sequence):
            if self._state.get(stored.publication.id) != (version, stored.sequence):
                yield stored

    def save(self, stored: Stored, tags: Sequence[ThemeTag], version: str, filed: str) -> bool:
        key = stored.publication.id
        if self._held()[key].sequence != stored.sequence:
            return False
        changed = filed != self._filed.get(key, "")
        self._filed[key] = filed
        self._tags[key] = tuple(tags)
        self._state[key] = version, self._renumber(key) if changed else stored.sequence
        return True

    def of(self, publication: str) -> tuple[ThemeTag, ...]:
        return self._tags.get(publication, ())

    def shown(self, publications: Collection[str]) -> dict[str, tuple[str, ...]]:
        filed = {one: tuple(tag.concept for tag in self.of(one) if tag.shown) for one in publications}
        return {one: concepts for one, concepts in filed.items() if concepts}

    def told(self, passages: Mapping[str, Collection[str]]) -> dict[str, dict[str, float]]:
        found: dict[str, dict[str, float]] = defaultdict(dict)
        for publication, wanted in passages.items():
            for tag in self.of(publication):
                for one in tag.passages:
                    if one.passage in wanted:
                        found[one.passage][tag.concept] = one.strength
        return dict(found)

    def best(self, concepts: Collection[str], limit: int) -> tuple[Filed, ...]:
        found = []
        for publication, tags in self._published():
            speaking = [tag for tag in tags if tag.concept in concepts and tag.passages]
            if speaking:
                found.append(Filed(publication, max(speaking, key=lambda tag: (_strongest(tag), tag.concept))))
        return tuple(sorted(found, key=lambda one: (-_strongest(one.tag), one.publication))[:limit])

    def spread(self) -> dict[str, int]:
        return dict(Counter(tag.concept for _, tags in self._published() for tag in tags if tag.weight))

    def given(self) -> dict[str, int]:
        return dict(Counter(tag.concept for _, tags in self._published() for tag in tags if tag.given))

    def filed(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for publication, tags in self._published():
            for tag in tags:
                if tag.shown:
                    found[tag.concept].add(publication)
        return {concept: frozenset(those) for concept, those in found.items()}

    @property
    def publications(self) -> int:
        return len(self._held())

    def _published(self) -> Iterator[tuple[str, tuple[ThemeTag, ...]]]:
        for key, stored in self._held().items():
            if stored.publication.status is Status.PUBLISHED:
                yield key, self._tags.get(key, ())


def _strongest(tag: ThemeTag) -> float:
    return tag.passages[0].strength if tag.passages else 0.0

"""What editors decided of links, in memory."""

from collections.abc import Callable, Container
from datetime import UTC, datetime

from filrouge.errors import PublicationMissing
from filrouge.model import Decision, Standing


class MemoryDecisions:
    """The `Decisions` contract over a dictionary. `held` gives the ids of the library's publications."""

    def __init__(self, held: Callable[[], Container[str]]) -> None:
        self._held = held
        self._decisions: dict[tuple[str, str], Decision] = {}
        self._revision = 0

    def decide(self, one: str, other: str, standing: Standing, words: str | None = None) -> Decision:
        first, second = Decision.ends(one, other)
        for key in (first, second):
            if key not in self._held():
                raise PublicationMissing(key)
        before = self._decisions.pop((first, second), None)
        said = (before.words if before else "") if words is None else words
        said = "" if standing is Standing.FOUND else said
        found = Decision(first=first, second=second, standing=standing, words=said, at=datetime.now(UTC))
        self._decisions[first, second] = found
        self._revision += 1
        return found

    def of(self, publication: str) -> dict[str, Decision]:
        return {one.other(publication): one for one in self.all() if publication in {one.first, one.second}}

    def all(self) -> tuple[Decision, ...]:
        return tuple(one for one in self._decisions.values() if one.standing is not Standing.FOUND)

    @property
    def revision(self) -> int:
        return self._revision

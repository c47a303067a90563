"""What is asked, once read from what was typed."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from pydantic import Field

from filrouge.model.value import Value


class Sort(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


class FilterField(StrEnum):
    """What results are filtered and counted by."""

    KIND = "kind"
    PERSON = "person"
    THEME = "theme"
    SERIES = "series"
    YEAR = "year"
    LANGUAGE = "language"
    VIDEO = "video"
    BEFORE = "before"
    SINCE = "since"


class Clause(Value):
    """Words that go together: one word or phrase, or several between which any will do (`OR`).

    `phrase` asks that the words stand side by side; `excluded` that none of the alternatives is there.
    """

    alternatives: tuple[str, ...] = Field(min_length=1)
    phrase: bool = False
    excluded: bool = False


class Rewording(Value):
    """The clauses `first` to `last` (left out), whose words are `typed`, said otherwise: each of `others` counts like
    them, for less; as much, when the library does not know what was typed (`instead`)."""

    typed: str
    others: tuple[str, ...] = Field(min_length=1)
    first: int = Field(ge=0)
    last: int = Field(ge=1)
    instead: bool = False


class Filter(Value):
    """`values`: any of them will do. Values are what facets carry: `webinar`, `claire-vasseur`, `2024`, `fr`, `1`.

    For `before` and `since` the one value is an ISO 8601 date; `since` includes it, `before` does not.
    """

    field: FilterField
    values: tuple[str, ...] = Field(min_length=1)

    @property
    def day(self) -> date:
        return date.fromisoformat(self.values[0])


class Query(Value):
    """`typed` is kept as it was for the search box; `clauses` and `filters` are what it means. `rewordings` are of
    clauses that are wanted but not needed, none over another, in their order."""

    typed: str = ""
    clauses: tuple[Clause, ...] = ()
    filters: tuple[Filter, ...] = ()
    rewordings: tuple[Rewording, ...] = ()

    @property
    def words(self) -> str:
        """What is looked for, as running text: neither exclusions nor filters."""
        return " ".join(text for clause in self.clauses if not clause.excluded for text in clause.alternatives)

    @property
    def readings(self) -> tuple[str, ...]:
        """What is looked for, in other words: with one rewording at a time, then with the first of each. Where the
        words typed are unknown, others always stand for them."""
        instead = {one: one.others[0] for one in self.rewordings if one.instead}
        single = [instead | {one: other} for one in self.rewordings for other in one.others]
        together = {one: one.others[0] for one in self.rewordings}
        chosen = ([instead] if instead else []) + single + ([together] if len(self.rewordings) > 1 else [])
        return tuple(dict.fromkeys(self._said(those) for those in chosen))

    def _said(self, chosen: Mapping[Rewording, str]) -> str:
        starts = {one.first: other for one, other in chosen.items()}
        covered = {place for one in chosen for place in range(one.first, one.last)}
        said = []
        for place, clause in enumerate(self.clauses):
            if place in starts:
                said.append(starts[place])
            if place not in covered and not clause.excluded:
                said.extend(clause.alternatives)
        return " ".join(said)

    def filtered(self, *filters: Filter) -> "Query":
        """The same query with more filters; values of a field already filtered are joined to it."""
        merged: dict[FilterField, tuple[str, ...]] = {}
        for one in (*self.filters, *filters):
            merged[one.field] = tuple(dict.fromkeys((*merged.get(one.field, ()), *one.values)))
        return self.model_copy(
            update={"filters": tuple(Filter(field=name, values=values) for name, values in merged.items())}
        )

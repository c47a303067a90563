"""The address of a page of results: what was typed, the filters, the sort and the page, both ways.

Reading never fails: what has no meaning is left aside, so that an old or mistyped link still answers.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode, urlsplit

from starlette.datastructures import QueryParams

from filrouge.flow.files import PREFIX
from filrouge.model import Filter, FilterField, Sort

PATH = "/recherche"
QUESTIONS = "/questions"

NAMES = {
    FilterField.KIND: "type",
    FilterField.PERSON: "intervenant",
    FilterField.THEME: "theme",
    FilterField.SERIES: "serie",
    FilterField.YEAR: "annee",
    FilterField.LANGUAGE: "langue",
    FilterField.VIDEO: "video",
    FilterField.BEFORE: "avant",
    FilterField.SINCE: "depuis",
}
SORTS = {"pertinence": Sort.RELEVANCE, "recent": Sort.NEWEST, "ancien": Sort.OLDEST}
DATES = {FilterField.BEFORE, FilterField.SINCE}
EXACT = "exact"
MAX_PAGE = 1000
MAX_TYPED = 500
"""Characters; nobody asks longer, and the address must stay one that mail programs keep whole."""


@dataclass(frozen=True)
class Asked:
    """What the visitor asked for. `expanded` is the slug of the result whose other passages are wanted; `exact` asks
    for the words as they were typed."""

    typed: str = ""
    values: tuple[tuple[FilterField, str], ...] = ()
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    expanded: str = ""
    exact: bool = False

    @property
    def filters(self) -> tuple[Filter, ...]:
        fields = dict.fromkeys(field for field, _ in self.values)
        return tuple(
            Filter(field=field, values=tuple(value for one, value in self.values if one == field)) for field in fields
        )

    @property
    def empty(self) -> bool:
        return not self.typed and not self.values

    def has(self, field: FilterField, value: str) -> bool:
        return (field, value) in self.values

    def adding(self, field: FilterField, value: str) -> "Asked":
        return replace(self, values=(*self.values, (field, value)), page=1, expanded="")

    def without(self, field: FilterField, value: str) -> "Asked":
        left = tuple(pair for pair in self.values if pair != (field, value))
        return replace(self, values=left, page=1, expanded="")

    def unfiltered(self) -> "Asked":
        return replace(self, values=(), page=1, expanded="")

    def retyped(self, typed: str) -> "Asked":
        return replace(self, typed=typed, page=1, expanded="", exact=False)

    def verbatim(self, exact: bool = True) -> "Asked":
        return replace(self, page=1, expanded="", exact=exact)

    def sorted_by(self, sort: Sort) -> "Asked":
        return replace(self, sort=sort, page=1, expanded="")

    def at(self, page: int) -> "Asked":
        return replace(self, page=page, expanded="")

    def expanding(self, slug: str) -> "Asked":
        return replace(self, expanded=slug)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Names and values of the address, those that are as by default left out."""
        pairs = [("q", self.typed)] if self.typed else []
        pairs += [(NAMES[field], value) for field, value in self.values]
        pairs += [("tri", name) for name, sort in SORTS.items() if sort == self.sort != Sort.RELEVANCE]
        pairs += [(EXACT, "1")] if self.exact else []
        pairs += [("page", str(self.page))] if self.page > 1 else []
        return [*pairs, ("plus", self.expanded)] if self.expanded else pairs

    @property
    def url(self) -> str:
        return f"{PATH}?{urlencode(self.pairs)}" if self.pairs else PATH


def read(parameters: QueryParams) -> Asked:
    return Asked(
        typed=parameters.get("q", "").strip()[:MAX_TYPED],
        values=tuple(_values(parameters)),
        sort=SORTS.get(parameters.get("tri", ""), Sort.RELEVANCE),
        page=_page(parameters.get("page", "")),
        expanded=parameters.get("plus", ""),
        exact=parameters.get(EXACT, "") == "1",
    )


def _values(parameters: QueryParams) -> Iterable[tuple[FilterField, str]]:
    for field, name in NAMES.items():
        for value in dict.fromkeys(parameters.getlist(name)):
            if value.strip() and (field not in DATES or _is_date(value)):
                yield field, value.strip()


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _page(value: str) -> int:
    return min(int(value), MAX_PAGE) if value.isdecimal() and int(value) > 0 else 1


def search_url(typed: str = "", filters: Mapping[FilterField, str] | None = None) -> str:
    return Asked(typed=typed, values=tuple((filters or {}).items())).url


def question_url(typed: str) -> str:
    """Where what is typed is asked as a question."""
    return f"{QUESTIONS}?{urlencode({'q': typed})}"


def ours(address: str | None) -> str:
    """The address at which the page shows it, empty when somebody else would have to be asked for it.

    The library names its files relative to the site (`files/phare-3f9c.svg`); any other relative address was left
    by a source whose file was not there, and leads nowhere.
    """
    if address and address.startswith(PREFIX):
        return f"/{address}"
    return address if address and address.startswith("/") and not urlsplit(address).netloc else ""

"""What every publication is found under, in columns, so that all that matches is counted at once.

A publication has a *seat*, a small number: a set of publications is an array of booleans, one a seat, and what a facet
counts is a product of a sparse matrix with it. Kept beside the index, as of one state.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from filrouge.engine.fields import FACETS
from filrouge.model import FilterField
from filrouge.ranking import arrays

NOBODY = -1
Which = NDArray[np.bool_]
Longs = NDArray[np.int64]


class Told(NamedTuple):
    """A value of a facet, as one publication or more say it."""

    field: FilterField
    value: str
    label: str


class Columns:
    """`numbers[seat]` is of the publication there, NOBODY where there is none; `told[of[at[seat]:at[seat + 1]]]` is
    what it is found under.
    """

    def __init__(self, numbers: Longs, told: Sequence[Told], of: Longs, at: Longs) -> None:
        self.numbers, self.told, self.of, self.at = numbers, told, of, at
        self._order = np.argsort(numbers)
        self._sorted = numbers[self._order]
        self.labels = _labels(told, np.bincount(of, minlength=len(told)).tolist())
        self._values: dict[FilterField, list[str]] = {field: sorted(labels) for field, labels in self.labels.items()}
        self._counted: dict[FilterField, csr_array] = {field: self._table(field) for field in FACETS}

    @classmethod
    def empty(cls) -> Self:
        nothing = np.zeros(0, dtype=np.int64)
        return cls(nothing, (), nothing, np.zeros(1, dtype=np.int64))

    @classmethod
    def load(cls, file: Path) -> Self:
        """Raises OSError or ValueError when it is not whole."""
        numbers, told, of, at = arrays.load(file, "numbers", "told", "of", "at").values()
        read = [Told(FilterField(field), value, label) for field, value, label in json.loads(told.tobytes())]
        return cls(numbers, read, of, at)

    def save(self, file: Path) -> None:
        """Durable when it returns."""
        told = np.frombuffer(json.dumps(self.told).encode(), dtype=np.uint8)
        arrays.save(file, {"numbers": self.numbers, "told": told, "of": self.of, "at": self.at})

    def _table(self, field: FilterField) -> csr_array:
        """`table[value, seat]` is 1 where a publication is found under that value."""
        places = {value: place for place, value in enumerate(self._values[field])}
        place = np.array([places[one.value] if one.field == field else NOBODY for one in self.told], dtype=np.int64)
        rows, seats = place[self.of], np.repeat(np.arange(len(self.numbers)), np.diff(self.at))
        held = rows != NOBODY
        table = (np.ones(int(held.sum()), dtype=np.float32), (rows[held], seats[held]))
        return csr_array(table, shape=(len(places), len(self.numbers)))

    def among(self, numbers: Collection[int], which: Which) -> list[int]:
        """Those of these publications that are in the set."""
        wanted = np.fromiter(numbers, dtype=np.int64, count=len(numbers))
        if not len(self._sorted) or not len(wanted):
            return []
        found = np.searchsorted(self._sorted, wanted).clip(max=len(self._sorted) - 1)
        held: list[int] = wanted[(self._sorted[found] == wanted) & which[self._order[found]]].tolist()
        return held

    def most(self, field: FilterField, which: Which, limit: int, besides: Collection[str]) -> dict[str, int]:
        """How many publications of the set are found under each value: the `limit` highest counts, of equals the first
        values; and those `besides`. None of nothing.
        """
        values = self._values[field]
        counts = (self._counted[field] @ which.astype(np.float32)).astype(np.int64)
        keys = counts * len(values) - np.arange(len(values))
        best = np.argpartition(-keys, limit)[:limit] if len(values) > limit else np.arange(len(values))
        chosen = [place for place, value in enumerate(values) if value in besides] if besides else []
        return {values[place]: int(counts[place]) for place in (*best.tolist(), *chosen) if counts[place]}


class ColumnsWriter:
    """Makes the next state of columns. A seat that was left is taken again."""

    def __init__(self, before: Columns) -> None:
        self._told = {one: number for number, one in enumerate(before.told)}
        self._under: list[Sequence[int]] = [those.tolist() for those in np.split(before.of, before.at[1:-1])]
        self._numbers = before.numbers.tolist()
        del self._under[len(self._numbers) :]
        self._seats = {number: seat for seat, number in enumerate(self._numbers) if number != NOBODY}
        self._free = [seat for seat, number in enumerate(self._numbers) if number == NOBODY]

    def put(self, number: int, facets: Mapping[FilterField, Mapping[str, str]]) -> int:
        """Its seat. `facets`: by field, its values and the label of each."""
        self.remove(number)
        told = [Told(field, *one) for field, those in facets.items() for one in those.items()]
        under = [self._told.setdefault(one, len(self._told)) for one in told]
        if self._free:
            seat = self._free.pop()
            self._numbers[seat], self._under[seat] = number, under
        else:
            seat = len(self._numbers)
            self._numbers.append(number)
            self._under.append(under)
        self._seats[number] = seat
        return seat

    def remove(self, number: int) -> None:
        """Nothing happens when it is not there."""
        seat = self._seats.pop(number, None)
        if seat is not None:
            self._numbers[seat], self._under[seat] = NOBODY, ()
            self._free.append(seat)

    def columns(self) -> Columns:
        every, of = np.unique([one for those in self._under for one in those], return_inverse=True)
        at = np.cumsum([0, *map(len, self._under)], dtype=np.int64)
        told = list(self._told)
        return Columns(np.array(self._numbers, dtype=np.int64), [told[int(one)] for one in every], of, at)


def _labels(told: Sequence[Told], counts: Sequence[int]) -> dict[FilterField, dict[str, str]]:
    """By field, the label of each value: of several, that of most publications."""
    labels: dict[FilterField, dict[str, str]] = {field: {} for field in FACETS}
    for one, _ in sorted(zip(told, counts, strict=True), key=lambda item: (item[1], item[0])):
        labels[one.field][one.value] = one.label
    return labels

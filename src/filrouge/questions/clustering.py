"""Wordings to questions: which of those found is one that is there, which are one new question together.

Greedy average linkage with a floor: two groups are joined, nearest first, when their wordings are near on the whole and
no two of them far, so that a chain of likenesses never makes a blob. What is there already is never joined with what is
there already: an editor may have told them apart. The same wordings in the same order give the same groups.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from filrouge.questions.nearness import Reading, sameness

JOINED = 0.45
"""Sameness on the whole from which wordings are one question."""
FLOOR = 0.05
"""Sameness that any two of them must have."""
MAYBE = 0.1
"""Sameness from which wordings may be one question, were others put elsewhere."""
CAP = 40
"""Wordings of a question that is found; an editor may gather more."""
COMMON = 200
"""Wordings that hold a word, beyond which it brings none of them together by itself."""


@dataclass
class Group:
    """Wordings that are one question; `question` is its id when it is there already."""

    members: list[Reading]
    question: str | None = None


@dataclass
class _Table:
    """Sameness of every two groups that share something, kept as groups are joined."""

    groups: dict[int, Group]
    near: dict[tuple[int, int], float] = field(default_factory=dict)


def group(found: Sequence[Reading], held: Mapping[str, Sequence[Reading]]) -> list[Group]:
    """Those `found` (each wording once), put in the questions that are `held` or in new groups. Held ones come first,
    in their order, whether or not something joined them."""
    groups = [Group(list(members), question) for question, members in held.items()]
    groups += [Group([one]) for one in found]
    table = _Table(dict(enumerate(groups)))
    for pair in _meeting(groups):
        _compare(table, *pair)
    while table.near:
        best = max(table.near, key=lambda pair: (table.near[pair], -pair[0], -pair[1]))
        _join(table, *best)
    return [table.groups[number] for number in sorted(table.groups)]


def met(found: Sequence[Reading], held: Mapping[str, Sequence[Reading]]) -> set[str]:
    """Questions that are held and share something with one of those found: all others stay as they are."""
    groups = [*(Group(list(members), key) for key, members in held.items()), *(Group([one]) for one in found)]
    return {groups[one].question or "" for one, _ in _meeting(groups) if groups[one].question is not None}


def near(found: Sequence[Reading], held: Mapping[str, Sequence[Reading]]) -> list[str]:
    """Questions that are held of which a wording may be one with one of those found, whatever else is asked."""
    groups = [*(Group(list(members), key) for key, members in held.items()), *(Group([one]) for one in found)]
    those = {
        groups[one].question
        for one, other in _meeting(groups)
        if groups[one].question is not None
        and any(sameness(mine, groups[other].members[0]) >= MAYBE for mine in groups[one].members)
    }
    return [key for key in held if key in those]


def _meeting(groups: Sequence[Group]) -> Iterable[tuple[int, int]]:
    """Pairs of groups of which two wordings share a word, a theme or a passage that is not everywhere; never two held
    ones."""
    holding: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(groups):
        for key in {key for member in one.members for key in member.keys}:
            holding[key].append(number)
    pairs = {
        pair
        for numbers in holding.values()
        if len(numbers) <= COMMON
        for pair in combinations(numbers, 2)
        if groups[pair[0]].question is None or groups[pair[1]].question is None
    }
    return sorted(pairs)


def _compare(table: _Table, one: int, other: int) -> None:
    first, second = table.groups[one], table.groups[other]
    table.near.pop((one, other), None)
    if first.question is not None and second.question is not None:
        return
    if len(first.members) + len(second.members) > CAP and first.question is None:
        return
    values = [sameness(mine, theirs) for mine in first.members for theirs in second.members]
    mean = sum(values) / len(values)
    if mean >= JOINED and min(values) >= FLOOR:
        table.near[one, other] = mean


def _join(table: _Table, one: int, other: int) -> None:
    first, second = table.groups[one], table.groups.pop(other)
    first.members.extend(second.members)
    touched = {number for pair in table.near for number in pair if one in pair or other in pair} - {one, other}
    table.near = {pair: value for pair, value in table.near.items() if one not in pair and other not in pair}
    for number in sorted(touched):
        _compare(table, min(one, number), max(one, number))

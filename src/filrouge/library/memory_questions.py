"""The questions of a library in memory."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from filrouge.errors import EditRefused, QuestionMissing
from filrouge.language.wording import key_of
from filrouge.library.contract import Placed, Stored
from filrouge.library.merge import free_slug
from filrouge.library.question_rules import bared, divided, ordered, ours, stated
from filrouge.model import Question, Variant

StoredOf = Callable[[], Mapping[str, Stored]]


@dataclass
class _Held:
    questions: dict[str, Question] = field(default_factory=dict)  # without variants
    variants: list[Placed] = field(default_factory=list)
    addresses: dict[str, str] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    revision: int = 0


class MemoryFindings:
    """The `Findings` contract over dictionaries."""

    def __init__(self, stored: StoredOf, held: _Held) -> None:
        self._stored = stored
        self._held = held
        self._state: dict[str, tuple[str, int]] = {}
        self._gathered: dict[str, tuple[str, str]] = {}
        self._settled = 0

    def stale(self, version: str) -> Iterator[Stored]:
        for stored in sorted(self._stored().values(), key=lambda one: one.sequence):
            if self._state.get(stored.publication.id) != (version, stored.sequence):
                yield stored

    def save(self, stored: Stored, placed: Sequence[Placed], proposed: Sequence[Question], version: str) -> bool:
        key = stored.publication.id
        if self._stored()[key].sequence != stored.sequence:
            return False
        held = self._held
        former = [one for one in held.variants if one.variant.publication == key]
        self._propose(proposed)
        if former != list(placed):
            held.variants = [one for one in held.variants if one.variant.publication != key] + list(placed)
            held.revision += 1
        for one in placed:
            held.homes[key_of(one.variant.text)] = one.question
        self._state[key] = version, stored.sequence
        return True

    def homes(self) -> dict[str, str]:
        return dict(self._held.homes)

    def move(self, homes: Mapping[str, str], proposed: Sequence[Question]) -> None:
        self._propose(proposed)
        held = self._held
        free = {key for key, one in held.questions.items() if not one.edited}
        moved = {wording: home for wording, home in homes.items() if {home, held.homes.get(wording)} <= free}
        held.variants = [
            Placed(one.variant, moved.get(key_of(one.variant.text), one.question)) if one.variant.publication else one
            for one in held.variants
        ]
        held.homes |= moved
        held.revision += 1

    def _propose(self, proposed: Sequence[Question]) -> None:
        held = self._held
        for question in proposed:
            if question.id not in held.questions:
                slug = free_slug(question.slug, _taken(held, question.id))
                held.questions[question.id] = bared(question.model_copy(update={"slug": slug}))
                held.revision += 1

    def keep(self, gathered: Mapping[str, tuple[str, str]]) -> None:
        self._gathered |= {key: kept for key, kept in gathered.items() if key in self._held.questions}

    def kept(self, question: str) -> tuple[str, str] | None:
        return self._gathered.get(question) if question in self._held.questions else None

    @property
    def settled(self) -> int:
        return self._settled

    def settle(self, sequence: int) -> None:
        self._settled = sequence


class MemoryQuestions:
    """The `Questions` contract over dictionaries."""

    def __init__(self, stored: StoredOf) -> None:
        self._held = _Held()
        self.findings = MemoryFindings(stored, self._held)

    @property
    def revision(self) -> int:
        return self._held.revision

    def all(self) -> tuple[Question, ...]:
        return ordered([self._whole(question) for question in self._held.questions.values()])

    def get(self, key: str) -> Question:
        return self._whole(self._find(key))

    def save(self, question: Question) -> Question:
        held = self._held
        former = held.questions.get(question.id)
        slug = free_slug(question.slug, _taken(held, question.id))
        held.addresses.pop(slug, None)
        if former and former.slug != slug:
            held.addresses[former.slug] = question.id
        held.questions[question.id] = bared(question.model_copy(update={"slug": slug, "edited": True}))
        kept = [one for one in held.variants if one.question != question.id or one.variant.publication]
        held.variants = kept + [Placed(variant, question.id) for variant in ours(question)]
        for wording in stated(question):
            held.homes[key_of(wording)] = question.id
        held.revision += 1
        return self.get(question.id)

    def merge(self, source: str, into: str) -> Question:
        held = self._held
        old, new = self._find(source), self._find(into)
        if old.id == new.id:
            raise EditRefused(f"“{source}” and “{into}” are one question already.")
        held.variants = [Placed(one.variant, new.id) if one.question == old.id else one for one in held.variants]
        held.homes = {key: new.id if home == old.id else home for key, home in held.homes.items()}
        held.homes[key_of(old.wording)] = new.id
        held.addresses = {slug: new.id if home == old.id else home for slug, home in held.addresses.items()}
        held.addresses |= {old.slug: new.id, old.id: new.id}
        del held.questions[old.id]
        held.questions[new.id] = new.model_copy(update={"edited": True})
        held.revision += 1
        return self.get(new.id)

    def split(self, key: str, wordings: Sequence[str], question: Question) -> Question:
        whole = self.get(key)
        left, moved = divided(whole, wordings)
        held = self._held
        held.questions[whole.id] = bared(left)
        going = {key_of(variant.text) for variant in moved}
        held.variants = [
            Placed(one.variant, question.id) if one.question == whole.id and key_of(one.variant.text) in going else one
            for one in held.variants
        ]
        held.homes |= dict.fromkeys(going, question.id)
        return self.save(question.model_copy(update={"variants": moved}))

    def _find(self, key: str) -> Question:
        held = self._held
        if key in held.questions:
            return held.questions[key]
        named = next((one for one in held.questions.values() if one.slug == key), None)
        if named is None and key in held.addresses:
            named = held.questions[held.addresses[key]]
        if named is None:
            raise QuestionMissing(key)
        return named

    def _whole(self, question: Question) -> Question:
        variants: tuple[Variant, ...] = tuple(one.variant for one in self._held.variants if one.question == question.id)
        return question.model_copy(update={"variants": variants})


def _taken(held: _Held, but: str) -> set[str]:
    slugs = {one.slug for one in held.questions.values() if one.id != but}
    return slugs | {slug for slug, owner in held.addresses.items() if owner != but} | (held.questions.keys() - {but})

"""Questions follow the library: they are looked for in what is new or changed, and put where they belong."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import NamedTuple

from filrouge.flow.questions.inquiring import Inquirer
from filrouge.flow.themes.tagging import Cut
from filrouge.language.wording import key_of
from filrouge.library.contract import Library, Placed, Stored
from filrouge.model import Passage, Question, Status, Variant
from filrouge.questions import clustering, finding
from filrouge.questions.choosing import propose
from filrouge.questions.clustering import Group
from filrouge.questions.nearness import Reading, read
from filrouge.thesaurus.held import HeldThesaurus

Fetch = Callable[[Sequence[str]], Mapping[str, tuple[Passage, ...]]]
"""The passages of publications, by their ids, as the index holds them."""
BATCH = 200
"""Publications whose wordings are compared with each other at once."""


@dataclass(frozen=True)
class _Found:
    """A publication in one state, with what it asks."""

    stored: Stored
    variants: tuple[Variant, ...]
    passages: Mapping[str, Passage]
    """By id."""


class _Member(NamedTuple):
    """A wording that no question has yet, its language, and what answers it where it is asked."""

    variant: Variant
    language: str
    answer: Passage | None


_Members = Mapping[str, Sequence[_Member]]
"""By wording (`key_of`)."""


class _Put(NamedTuple):
    """By wording, the question that it is one of now; and by their ids, the questions that no one had asked before."""

    homes: Mapping[str, str]
    proposed: Mapping[str, Question]


@dataclass
class Finder:
    """Brings the questions of a library to its state. Interrupted anywhere, the next call goes on from there."""

    library: Library
    held: HeldThesaurus
    cut: Cut
    fetch: Fetch
    inquirer: Inquirer
    _read: tuple[int, dict[str, list[Reading]]] = field(default=(-1, {}), repr=False)

    @property
    def version(self) -> str:
        return f"{finding.RULES}"

    def refresh(self) -> int:
        """The number of publications read. What an editor decided stays; what is only proposed is put together anew
        with the new wordings that may be of it, so that little depends on what was imported first."""
        stale = self.library.questions.findings.stale(self.version)
        done = 0
        while batch := list(islice(stale, BATCH)):
            done += self._place([self._find(stored) for stored in batch])
        return done

    def readings(self) -> dict[str, list[Reading]]:
        """By question, its wordings as they are compared; made once for each state of the questions. Withdrawn ones
        too: what is asked again is not to be proposed again."""
        revision = self.library.questions.revision
        if self._read[0] != revision:
            whole = self.library.questions.all()
            self._read = revision, {one.id: self._wordings(one) for one in whole}
        return self._read[1]

    def reading(self, text: str, language: str) -> Reading:
        return read(text, language, self.inquirer.search.rarity, self.held.present.named(text, language))

    def heard(self, text: str, language: str, answers: Sequence[Passage] = ()) -> Reading:
        """The same, with what the library finds for it when it is asked; `answers` stand where it is asked."""
        named = self.held.present.named(text, language)
        heard = self.inquirer.hear(text, language, answers)
        plain = read(text, language, self.inquirer.search.rarity, named, [one.text for one in answers])
        return replace(plain, about=heard.about, passages=frozenset(heard.passages))

    def _wordings(self, question: Question) -> list[Reading]:
        """With the passages that answer each, by which one that is found may meet it."""
        answers: dict[str, set[str]] = {}
        for variant in question.variants:
            answers.setdefault(variant.text, set()).update([variant.passage] if variant.passage else [])
        return [
            replace(self.reading(text, question.language), passages=frozenset(answers.get(text, ())))
            for text in _said(question)
        ]

    def themes(self, text: str, language: str) -> list[str]:
        """Slugs of the themes named in it."""
        present = self.held.present
        return [present.thesaurus.concepts[one].slug for one in sorted(present.named(text, language))]

    def _find(self, stored: Stored) -> _Found:
        publication = stored.publication
        if publication.status is not Status.PUBLISHED:
            return _Found(stored, (), {})
        passages = self.cut(publication)
        return _Found(stored, finding.find(publication, passages), {one.id: one for one in passages})

    def _place(self, batch: Sequence[_Found]) -> int:
        findings = self.library.questions.findings
        homes = findings.homes()
        new: dict[str, list[_Member]] = {}
        for found in batch:
            for variant in found.variants:
                if key_of(variant.text) not in homes:
                    answer = found.passages.get(variant.passage or "")
                    member = _Member(variant, found.stored.publication.language, answer)
                    new.setdefault(key_of(variant.text), []).append(member)
        put = self._put(new, homes) if new else _Put({}, {})
        moved = {wording: key for wording, key in put.homes.items() if homes.get(wording, key) != key}
        if moved:
            findings.move(moved, [put.proposed[key] for key in sorted(put.proposed.keys() & moved.values())])
        present = _Put({**homes, **put.homes}, put.proposed)
        return sum(self._save(found, present) for found in batch)

    def _put(self, new: _Members, homes: Mapping[str, str]) -> _Put:
        found = [
            self.heard(those[0].variant.text, those[0].language, [one.answer for one in those if one.answer])
            for those in new.values()
        ]
        around = self.around(found)
        near = clustering.near(found, around)
        loose = [one for one in map(self.library.questions.get, near) if one.variants and not one.edited]
        asked = {key_of(each.text) for one in loose for each in one.variants}  # its own wording may be asked no more
        loosened = [
            reading
            for one in loose
            for reading in around.pop(one.id)
            if reading.key in asked and homes.get(reading.key) == one.id
        ]
        groups = clustering.group([*found, *loosened], around)
        kept = _kept(groups, loose)
        put: dict[str, str] = {}
        proposed: dict[str, Question] = {}
        for number, one in enumerate(groups):
            wordings = {reading.key for reading in one.members}
            variants = [member.variant for key in new if key in wordings for member in new[key]]
            variants += [each for those in loose for each in those.variants if key_of(each.text) in wordings]
            key = one.question or kept.get(number) or self._propose(variants, one, proposed)
            put |= {key_of(each.text): key for each in variants}
        return _Put(put, proposed)

    def around(self, found: Sequence[Reading]) -> dict[str, list[Reading]]:
        """By question, the wordings of those that one found may be of, with what the library finds for each."""
        held = self.readings()
        met = clustering.met(found, held)
        return {key: self._heard(self.library.questions.get(key)) for key in held if key in met}

    def _heard(self, question: Question) -> list[Reading]:
        passages = {one.id: one for those in self.fetch(question.publications).values() for one in those}
        answers: dict[str, list[Passage]] = {}
        for variant in question.variants:
            if variant.passage in passages:
                answers.setdefault(variant.text, []).append(passages[variant.passage])
        return [self.heard(text, question.language, answers.get(text, ())) for text in _said(question)]

    def _propose(self, variants: Sequence[Variant], group: Group, proposed: dict[str, Question]) -> str:
        concepts = self.held.present.thesaurus.concepts
        themes = [
            concepts[address].slug for reading in group.members for address in sorted(reading.concepts)
            if address in concepts
        ]  # fmt: skip
        question = propose(variants, group.members[0].language, themes)
        proposed[question.id] = question
        return question.id

    def _save(self, found: _Found, put: _Put) -> bool:
        placed = [Placed(variant, put.homes[key_of(variant.text)]) for variant in found.variants]
        wanted = [put.proposed[one.question] for one in placed if one.question in put.proposed]
        named = list({one.id: one for one in wanted}.values())
        return self.library.questions.findings.save(found.stored, placed, named, self.version)


def _kept(groups: Sequence[Group], loose: Sequence[Question]) -> dict[int, str]:
    """Which group goes on as which question, one each: that with its own wording, or, when nothing asks that any more,
    with most of its wordings; of two questions, the one with more, then the older."""
    wordings = [{reading.key for reading in one.members} for one in groups]
    every = set().union(*wordings)
    claims = []
    for age, question in enumerate(loose):
        own, said = key_of(question.wording), {key_of(one.text) for one in question.variants}
        for number, one in enumerate(groups):
            shared = len(said & wordings[number])
            if one.question is None and shared and (own in wordings[number] or own not in every):
                claims.append((-shared, age, number, question.id))
    kept: dict[int, str] = {}
    for _, _, number, key in sorted(claims):
        if number not in kept and key not in kept.values():
            kept[number] = key
    return kept


def _said(question: Question) -> tuple[str, ...]:
    return question.wordings[: clustering.CAP]

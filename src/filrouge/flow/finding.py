"""Questions follow the library: they are looked for in what is new or changed, and put where they belong."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import NamedTuple

from filrouge.flow.inquiring import Inquirer
from filrouge.flow.tagging import Cut
from filrouge.language.wording import key_of
from filrouge.library.contract import Library, Placed, Stored
from filrouge.model import Passage, Publication, Question, Status, Variant
from filrouge.questions import clustering, finding
from filrouge.questions.choosing import propose
from filrouge.questions.clustering import Group
from filrouge.questions.nearness import Rarity, Reading, read
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
    """A wording that no question has yet, who asks it, and what answers it there."""

    variant: Variant
    publication: Publication
    answer: Passage | None


@dataclass
class Finder:
    """Brings the questions of a library to its state. Interrupted anywhere, the next call goes on from there."""

    library: Library
    held: HeldThesaurus
    cut: Cut
    rarity: Rarity
    fetch: Fetch
    inquirer: Inquirer
    _read: tuple[int, dict[str, list[Reading]]] = field(default=(-1, {}), repr=False)

    @property
    def version(self) -> str:
        return f"{finding.RULES}"

    def refresh(self) -> int:
        """The number of publications read. What an editor decided stays, and so does every wording where it is."""
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
        return read(text, language, self.rarity, self.held.present.named(text, language))

    def heard(self, text: str, language: str, answers: Sequence[Passage] = ()) -> Reading:
        """The same, with what the library finds for it when it is asked; `answers` stand where it is asked."""
        named = self.held.present.named(text, language)
        heard = self.inquirer.hear(text, language, answers)
        plain = read(text, language, self.rarity, named, [one.text for one in answers])
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
        homes = self.library.questions.findings.homes()
        new: dict[str, list[_Member]] = {}
        for found in batch:
            for variant in found.variants:
                if key_of(variant.text) not in homes:
                    answer = found.passages.get(variant.passage or "")
                    member = _Member(variant, found.stored.publication, answer)
                    new.setdefault(key_of(variant.text), []).append(member)
        proposed: dict[str, Question] = {}
        for one in self._grouped(new):
            members = [member for reading in one.members for member in new.get(reading.key, ())]
            question = one.question or self._propose(members, one, proposed)
            homes |= {key_of(one.variant.text): question for one in members}
        return sum(self._save(found, homes, proposed) for found in batch)

    def _grouped(self, new: Mapping[str, Sequence[_Member]]) -> Iterator[Group]:
        """Those that something new is in."""
        readings = [
            self.heard(
                those[0].variant.text, those[0].publication.language, [one.answer for one in those if one.answer]
            )
            for those in new.values()
        ]
        held = self.around(readings) if readings else {}
        for one in clustering.group(readings, held):
            if any(reading.key in new for reading in one.members):
                yield one

    def around(self, found: Sequence[Reading]) -> dict[str, list[Reading]]:
        """By question, its wordings; those of questions that one found may be of, with what the library finds."""
        held = dict(self.readings())
        for key in sorted(clustering.met(found, held)):
            question = self.library.questions.get(key)
            passages = {one.id: one for those in self.fetch(question.publications).values() for one in those}
            answers: dict[str, list[Passage]] = {}
            for variant in question.variants:
                if variant.passage in passages:
                    answers.setdefault(variant.text, []).append(passages[variant.passage])
            held[key] = [self.heard(text, question.language, answers.get(text, ())) for text in _said(question)]
        return held

    def _propose(self, members: Sequence[_Member], group: Group, proposed: dict[str, Question]) -> str:
        concepts = self.held.present.thesaurus.concepts
        themes = [
            concepts[address].slug for reading in group.members for address in sorted(reading.concepts)
            if address in concepts
        ]  # fmt: skip
        question = propose([one.variant for one in members], members[0].publication.language, themes)
        proposed[question.id] = question
        return question.id

    def _save(self, found: _Found, homes: Mapping[str, str], proposed: Mapping[str, Question]) -> bool:
        placed = [Placed(variant, homes[key_of(variant.text)]) for variant in found.variants]
        wanted = [proposed[one.question] for one in placed if one.question in proposed]
        named = list({one.id: one for one in wanted}.values())
        return self.library.questions.findings.save(found.stored, placed, named, self.version)


def _said(question: Question) -> tuple[str, ...]:
    return question.wordings[: clustering.CAP]

"""What can be gathered around questions at import, so that their pages need not: only what an import may have changed
is gathered anew.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from filrouge.flow.questions.finding import Finder
from filrouge.flow.questions.reading import QuestionReader
from filrouge.language import words
from filrouge.library.contract import Library
from filrouge.model import Publication, Question, QuestionStatus
from filrouge.questions.nearness import Reading

TOGETHER = 50
"""Gatherings written at once."""
TOUCHED = 0.5
"""Share of a question's words, by weight, that a publication must hold to have something to say about it."""


@dataclass(frozen=True)
class QuestionUpdater:
    """Questions and their gatherings brought to the state of library and index. Interrupted anywhere, nothing is lost:
    a page whose gathering is not kept is gathered when it is asked for."""

    library: Library
    finder: Finder
    reader: QuestionReader

    def refresh(self) -> int:
        """The number of publications in which questions were looked for."""
        return self.finder.refresh()

    def gather(self) -> int:
        """The number of questions gathered anew: those whose wordings changed, and those that what came since the last
        time may have something to say about."""
        findings = self.library.questions.findings
        last = self.library.sequence
        since = findings.settled if findings.settled <= last else 0
        done = 0
        waiting: dict[str, tuple[str, str]] = {}
        for question in self._waiting(since):
            gathered = self.reader.gathered(question).model_dump_json(exclude_computed_fields=True)
            waiting[question.id] = self.reader.stamp(question), gathered
            done += 1
            if len(waiting) == TOGETHER:
                findings.keep(waiting)
                waiting = {}
        if waiting:
            findings.keep(waiting)
        if findings.settled != last:
            findings.settle(last)
        return done

    def _waiting(self, since: int) -> Iterator[Question]:
        findings = self.library.questions.findings
        changed: list[set[str]] | None = None
        for question in self.library.questions.all():
            if question.status is QuestionStatus.WITHDRAWN or not (question.publications or question.edited):
                continue
            kept = findings.kept(question.id)
            if kept is None or kept[0] != self.reader.stamp(question):
                yield question
                continue
            if changed is None:  # a first import has nothing to compare with
                changed = [self._stems(one.publication) for one in self.library.changes(since)]
            if self._touched(question, changed):
                yield question

    def _touched(self, question: Question, changed: Sequence[set[str]]) -> bool:
        readings = self.finder.readings().get(question.id, [])
        return any(_holds(one, stems) for one in readings for stems in changed)

    def _stems(self, publication: Publication) -> set[str]:
        text = "\n".join(f"{one.heading}\n{one.text}" for one in self.finder.cut(publication))
        every = words(f"{publication.title}\n{text}", publication.language)
        return {word.stem for word in every if not word.stop}


def _holds(reading: Reading, stems: set[str]) -> bool:
    total = sum(reading.content.values())
    return sum(weight for stem, weight in reading.content.items() if stem in stems) >= TOUCHED * total

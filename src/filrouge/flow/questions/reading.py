"""Questions as visitors read them: the list, a page each, and what is answered to one that is typed."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import perf_counter

from filrouge.flow.questions.choosing import Chooser
from filrouge.flow.questions.finding import Finder
from filrouge.flow.questions.gathering import Gatherer, Sought
from filrouge.language import words
from filrouge.language.wording import key_of, levelled
from filrouge.library.contract import Library
from filrouge.model import Asked, Gathering, HelpLine, Named, Question, QuestionCard, QuestionStatus, Results
from filrouge.questions import distress, forms
from filrouge.questions.evidence import THRESHOLD, Found, evidence
from filrouge.questions.nearness import Reading, nearness
from filrouge.search.answering import Candidate

MADE = 1
"""Raised when gatherings are made otherwise, so that all are made again."""
RELATED = 8
SAME = 0.85
"""Nearness from which what is typed is a question that the library holds."""
NEAR = 0.12
"""Nearness below which a question is no neighbour."""
LOOKED_AT = 400
"""Questions compared closely: those that share most of the words and themes."""
READ = 5
"""Passages read for evidence."""
THEMES = 6
NEAREST = 5
"""Publications of which the themes are named when nothing answers."""


@dataclass(frozen=True)
class _Indexed:
    """The questions of one state, by what they share with others."""

    questions: dict[str, Question]
    readings: dict[str, list[Reading]]
    holding: dict[str, list[str]]
    asked: dict[str, list[str]]
    worded: dict[str, str]


@dataclass
class QuestionReader:
    """`parts.questions`. May be used from several threads."""

    library: Library
    finder: Finder
    gatherer: Gatherer
    distress: distress.Distress
    lines: tuple[HelpLine, ...]
    chooser: Chooser | None = None
    _index: tuple[int, _Indexed] | None = field(default=None, repr=False)
    _spread: tuple[int, frozenset[str]] | None = field(default=None, repr=False)

    def listed(self) -> tuple[QuestionCard, ...]:
        """What visitors see of questions, in order: where editors put them, then by how many publications ask. Those
        that nothing asks any more answer at their address and are not listed."""
        shown = [one for one in self._indexed.questions.values() if _shown(one)]
        ordered = sorted(
            shown,
            key=lambda one: (
                one.position or len(shown) + 1,
                one.status is not QuestionStatus.PUBLISHED,
                -len(one.publications),
                levelled(one.wording),
            ),
        )
        return tuple(one.card() for one in ordered)

    def of(self, publication: str) -> tuple[QuestionCard, ...]:
        """Those that a publication asks, by its id; first those that others ask too."""
        index = self._indexed
        those = [index.questions[key] for key in index.asked.get(publication, ())]
        return tuple(one.card() for one in sorted(those, key=lambda one: -len(one.publications)))

    def worded(self, wording: str) -> QuestionCard | None:
        """The question that visitors see which is worded so; None when there is none."""
        index = self._indexed
        key = index.worded.get(key_of(wording))
        return index.questions[key].card() if key else None

    def get(self, key: str) -> Question:
        """By id, slug or former slug (of a merged one: the one it went into; of one that is only proposed and nothing
        is left of, the one that its wording went to); compare `slug` to redirect.

        Raises QuestionMissing. A withdrawn one is given: the page answers 410.
        """
        question = self.library.questions.get(key)
        if question.variants or question.edited:
            return question
        homes = self.library.questions.findings.homes()
        return self.library.questions.get(homes.get(key_of(question.wording), question.id))

    def page(self, question: Question) -> Gathering:
        """Everything around it, as it was gathered at import when nothing has changed since."""
        findings = self.library.questions.findings
        kept = findings.kept(question.id) if findings.settled == self.library.sequence else None
        if kept is None or kept[0] != self.stamp(question):
            return self.gathered(question)
        return self._present(Gathering.model_validate_json(kept[1]))

    def gathered(self, question: Question) -> Gathering:
        """The same, made now."""
        sought = self.gatherer.find(question.wording)
        related = self.nearest(question.wording, RELATED, but=question.id)
        return self.gatherer.gather(question.wording, sought, related, question)

    def stamp(self, question: Question) -> str:
        """Of everything of a question that its gathering is made of."""
        said = question.model_dump_json(include={"wording", "variants"})
        return hashlib.sha256(f"{MADE}{self.finder.held.digest}{said}".encode()).hexdigest()

    def _present(self, gathering: Gathering) -> Gathering:
        """With the questions that it names as editors have them now."""
        held = self._indexed.questions

        def now(cards: Sequence[QuestionCard]) -> tuple[QuestionCard, ...]:
            present = (held.get(one.id) for one in cards)
            scores = {one.id: one.score for one in cards}
            return tuple(one.card(scores[one.id]) for one in present if one and _shown(one))

        angles = (one.model_copy(update={"questions": now(one.questions)}) for one in gathering.angles)
        kept = tuple(one for one in angles if one.questions or one.extracts)
        return gathering.model_copy(update={"related": now(gathering.related), "angles": kept})

    def ask(self, typed: str) -> Asked:
        """The same gathering made on the spot, the questions of the library that are nearest, and help lines."""
        started = perf_counter()
        asked = " ".join(typed.split())
        near = self.nearest(asked, RELATED)
        held = self.get(near[0].id) if near and near[0].score >= SAME else None
        sought = self.gatherer.find(asked)
        surely = evidence(*self.signals(asked, sought))
        evident = held is not None or surely >= THRESHOLD
        gathering = self.gatherer.gather(asked, sought, near, held) if evident else Gathering(related=near)
        answered = bool(gathering.answers)
        notices: tuple[str, ...] = ()
        if self.chooser and answered:
            gathering, notices = self.chooser.choose(asked, gathering)
        return Asked(
            query=typed,
            question=held,
            answered=answered,
            evidence=round(surely, 4),
            nearest=near,
            gathering=gathering,
            themes=() if answered else self._themes(asked, sought.results),
            help=self.help(typed),
            notices=notices,
            took_ms=round((perf_counter() - started) * 1000, 3),
        )

    def nearest(self, typed: str, limit: int = 5, *, but: str = "") -> tuple[QuestionCard, ...]:
        """Questions of the library near to what is typed, nearest first; empty when none is near."""
        index = self._indexed
        asked = self.finder.reading(typed, self.gatherer.language)
        shared: dict[str, float] = defaultdict(float)
        for key in asked.keys:
            holders = index.holding.get(key, ())
            for one in holders:
                shared[one] += 1 / len(holders)
        best = sorted(shared, key=lambda one: (-shared[one], one))[:LOOKED_AT]
        scored = [(max(nearness(asked, one) for one in index.readings[key]), key) for key in best if key != but]
        ranked = sorted((one for one in scored if one[0] >= NEAR), key=lambda one: (-one[0], one[1]))
        return tuple(index.questions[key].card(score) for score, key in ranked[:limit])

    def help(self, typed: str) -> tuple[HelpLine, ...]:
        """Lines to show first of all, on every search surface; nearly always empty."""
        dangers = self.distress.dangers(typed)
        if not dangers:
            return ()
        return tuple(sorted(self.lines, key=lambda line: not dangers.intersection(line.dangers)))

    def is_question(self, typed: str) -> bool:
        """Whether it asks something, with or without a mark: “comment poser une limite à un patient”."""
        return forms.asks(typed) or forms.asks(typed, "en")

    def signals(self, typed: str, sought: Sought) -> tuple[Reading, Found]:
        """What `evidence` is read from."""
        vocabulary = self.gatherer.engine.vocabulary
        first = sought.answers[0] if sought.answers else None
        found = Found(
            passages=[_stems(one) for one in sought.passages[:READ]],
            extract=first.text if first else "",
            known=lambda word: word in vocabulary,
        )
        return self.finder.reading(sought.results.query.words or typed, self.gatherer.language), found

    def _themes(self, typed: str, results: Results) -> tuple[Named, ...]:
        """Those that it names, then those that what is nearest is filed under."""
        present = self.finder.held.present.thesaurus
        named = sorted(self.finder.held.present.named(typed, self.gatherer.language))
        nearest = [hit.publication.id for hit in results.hits[:NEAREST]]
        filed = self.library.tags.shown(nearest)
        spoken = self._spoken
        every = dict.fromkeys((*named, *(one for key in nearest for one in filed.get(key, ()))))
        slugs = [present.concepts[one].slug for one in every if one in spoken and one in present.concepts]
        return self.gatherer.named(slugs[:THEMES])

    @property
    def _spoken(self) -> frozenset[str]:
        """Concepts that some publication speaks of; asked once for each state of the library, for it reads all tags."""
        sequence = self.library.sequence
        if self._spread is None or self._spread[0] != sequence:
            self._spread = sequence, frozenset(self.library.tags.spread())
        return self._spread[1]

    @property
    def _indexed(self) -> _Indexed:
        revision = self.library.questions.revision
        if self._index is None or self._index[0] != revision:
            questions = {one.id: one for one in self.library.questions.all()}
            every = self.finder.readings()
            readings = {key: those for key, those in every.items() if key in questions and _shown(questions[key])}
            holding: dict[str, list[str]] = defaultdict(list)
            for key, those in readings.items():
                for shared in {one for reading in those for one in reading.keys}:
                    holding[shared].append(key)
            asked: dict[str, list[str]] = defaultdict(list)
            for key in readings:
                for publication in questions[key].publications:
                    asked[publication].append(key)
            worded = {key_of(one): key for key in readings for one in questions[key].wordings}
            self._index = revision, _Indexed(questions, readings, dict(holding), dict(asked), worded)
        return self._index[1]


def _stems(one: Candidate) -> frozenset[str]:
    """Of a passage and its titles."""
    text = f"{one.publication.title}\n{one.passage.heading}\n{one.passage.text}"
    return frozenset(word.stem for word in words(text, one.publication.language) if not word.stop)


def _shown(question: Question) -> bool:
    """Something asks it, or an editor stands for it."""
    return question.status is not QuestionStatus.WITHDRAWN and bool(question.publications or question.edited)

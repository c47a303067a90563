"""What editors decide about questions. Each decision is kept for good: nothing that is found later changes it."""

from collections.abc import Sequence
from dataclasses import dataclass

from filrouge.errors import EditRefused, QuestionMissing
from filrouge.flow.questions.finding import Finder
from filrouge.language.wording import key_of
from filrouge.library.contract import Questions
from filrouge.model import Origin, Question, QuestionStatus, Variant, slug_of
from filrouge.questions.choosing import id_of, propose


@dataclass(frozen=True)
class QuestionEditor:
    """`key` is an id, a slug or a former slug; each raises QuestionMissing for one that leads nowhere."""

    questions: Questions
    finder: Finder
    language: str = "fr"

    def publish(self, key: str) -> Question:
        return self._changed(key, status=QuestionStatus.PUBLISHED)

    def withdraw(self, key: str) -> Question:
        """Its address says that it was; the same words are never proposed again."""
        return self._changed(key, status=QuestionStatus.WITHDRAWN)

    def rename(self, key: str, wording: str) -> Question:
        """Another wording, and the address that goes with it; the former address leads there. The former wording stays
        one of it."""
        question = self.questions.get(key)
        wording = _asked(wording)
        kept = self._with(question, question.wording, Origin.EDITOR)
        return self.questions.save(kept.model_copy(update={"wording": wording, "slug": slug_of(wording)}))

    def introduce(self, key: str, introduction: str) -> Question:
        """Rich text, sanitised; empty takes it away."""
        whole = self.questions.get(key)
        return self.questions.save(Question.model_validate({**dict(whole), "introduction": introduction}))

    def merge(self, source: str, into: str) -> Question:
        return self.questions.merge(source, into)

    def split(self, key: str, wordings: Sequence[str], wording: str = "") -> Question:
        """These wordings become a question of their own, named by the first of them or by `wording`."""
        named = _asked(wording or wordings[0])
        variants = [one for one in self.questions.get(key).variants if key_of(one.text) in set(map(key_of, wordings))]
        themes = self.finder.themes(named, self.language)
        new = propose(variants or [Variant(text=named, origin=Origin.EDITOR)], self.language, themes)
        new = new.model_copy(update={"wording": named, "slug": slug_of(named), "id": self._free_id(named)})
        return self.questions.split(key, wordings, new)

    def reorder(self, keys: Sequence[str]) -> tuple[Question, ...]:
        """These come first, in this order; the others are ordered as they are found."""
        chosen = [self.questions.get(key) for key in keys]
        if len({one.id for one in chosen}) != len(chosen):
            raise EditRefused("A question is named twice in this order: name each once.")
        for one in self.questions.all():
            if one.position is not None and one.id not in {other.id for other in chosen}:
                self.questions.save(one.model_copy(update={"position": None}))
        placed = enumerate(chosen, start=1)
        return tuple(self.questions.save(one.model_copy(update={"position": place})) for place, one in placed)

    def promote(self, search: str, into: str = "") -> Question:
        """What visitors type becomes a wording of a question, or a published question of its own."""
        wording = _asked(search)
        if into:
            return self.questions.save(self._with(self.questions.get(into), wording, Origin.SEARCH))
        variant = Variant(text=wording, origin=Origin.SEARCH)
        home = self.questions.findings.homes().get(key_of(wording))
        if home:
            return self.publish(home)
        new = propose([variant], self.language, self.finder.themes(wording, self.language))
        update = {"variants": (variant,), "status": QuestionStatus.PUBLISHED, "id": self._free_id(wording)}
        return self.questions.save(new.model_copy(update=update))

    def _changed(self, key: str, **update: object) -> Question:
        return self.questions.save(self.questions.get(key).model_copy(update=update))

    def _with(self, question: Question, wording: str, origin: Origin) -> Question:
        if key_of(wording) in {key_of(one.text) for one in question.variants}:
            return question
        added = Variant(text=wording, origin=origin)
        return question.model_copy(update={"variants": (*question.variants, added)})

    def _free_id(self, wording: str) -> str:
        """A question merged away keeps its id as an address: another one of the same words has another."""
        wanted = id_of(wording)
        number = 1
        while True:
            name = wanted if number == 1 else f"{wanted}-{number}"
            try:
                self.questions.get(name)
            except QuestionMissing:
                return name
            number += 1


def _asked(wording: str) -> str:
    words = " ".join(wording.split())
    if not key_of(words).strip() or not any(letter.isalnum() for letter in words):
        raise EditRefused("A question needs words: write what is asked.")
    return words

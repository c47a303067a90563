"""What is searched for what was typed: slips put right, and what else expressions are called."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from filrouge.engine.vocabulary import Vocabulary
from filrouge.language import stems, words
from filrouge.language.normal import fold, spellings
from filrouge.language.stopwords import LINKING
from filrouge.model import Clause, Query, Rewording
from filrouge.search.synonyms import MOST, Found, Synonyms

FEW, COMMON = 3, 0.25
"""A word is common in more publications than these, and in more than this share of the library."""


class Worded(NamedTuple):
    """`sought` is what the engine is asked, `query` the same as one would type it; `better` is what was typed without
    its slips, searched or only offered, None when none is seen."""

    query: Query
    sought: Query
    better: str | None


class Wording:
    """Of one state of the library, which holds so many `publications`, and of its synonyms."""

    def __init__(self, vocabulary: Vocabulary, synonyms: Synonyms, publications: int) -> None:
        self._vocabulary = vocabulary
        self._synonyms = synonyms
        self._common = max(FEW, COMMON * publications)

    def worded(self, query: Query, *, exact: bool = False) -> Worded:
        """A word that the library does not know is put right; each expression is searched under its other names too.
        `exact`: every word for itself."""
        found = self._found(query)
        better = self.corrected(query, found)
        typed = better.typed if better else None
        if exact:
            return Worded(query, self._joined(query), typed)
        put_right = better or query
        rewordings = self._rewordings(put_right, self._found(better) if better else found)
        sought = put_right.model_copy(update={"rewordings": rewordings})
        return Worded(put_right, self._joined(sought), typed)

    def corrected(self, query: Query, found: Sequence[Found]) -> Query | None:
        """The query without its slips; None when none is seen. An abbreviation that has synonyms is none."""
        understood = {place for one in found for place in range(one.first, one.last)}
        alone = not any(word in self._vocabulary for word in self._telling(query.words))
        clauses = [
            clause if clause.excluded or place in understood else self._clause(clause, alone=alone)
            for place, clause in enumerate(query.clauses)
        ]
        if tuple(clauses) == query.clauses:
            return None
        typed = query.typed
        for before, after in zip(query.clauses, clauses, strict=True):
            for old, new in zip(before.alternatives, after.alternatives, strict=True):
                typed = typed.replace(old, new)
        return query.model_copy(update={"clauses": tuple(clauses), "typed": typed})

    def _clause(self, clause: Clause, *, alone: bool) -> Clause:
        texts = tuple(self._text(text, alone=alone) for text in clause.alternatives)
        return clause.model_copy(update={"alternatives": texts})

    def _text(self, text: str, *, alone: bool) -> str:
        """Elisions, hyphens, small words (a library that never wrote “doit” does not mean “dort”) and the words that
        are known stay as they are. Beside words that are known, a word is
        only taken for one that begins alike: its first letter is what people seldom miss (Pollock & Zamora,
        “Automatic spelling correction in scientific and scholarly text”, 1984)."""
        for spelling in spellings(text):
            if fold(spelling) in LINKING:
                continue
            better = self._vocabulary.correct(spelling)
            if better and (alone or fold(better)[0] == fold(spelling)[0]):
                text = re.sub(re.escape(spelling), better, text, flags=re.IGNORECASE)
        return text

    def _rewordings(self, query: Query, found: Sequence[Found]) -> tuple[Rewording, ...]:
        """What is searched too, but for words that are everywhere."""
        told = []
        for first, last, others in found:
            said = " ".join(clause.alternatives[0] for clause in query.clauses[first:last])
            if not self._everywhere(said):
                instead = not self._known(said)
                told.append(Rewording(typed=said, others=others, first=first, last=last, instead=instead))
        return tuple(told)

    def _found(self, query: Query) -> list[Found]:
        """Expressions in words that follow each other and are neither quoted, nor excluded, nor a choice, with the
        synonyms that the library may hold."""
        found: list[Found] = []
        run: list[str] = []
        for place, clause in enumerate((*query.clauses, None)):
            if clause is not None and not (clause.phrase or clause.excluded or len(clause.alternatives) > 1):
                run.append(clause.alternatives[0])
                continue
            start = place - len(run)
            named = ((one, self._worth(one.others)) for one in self._synonyms.find(run))
            found += [Found(start + one.first, start + one.last, others) for one, others in named if others]
            run = []
        return found

    def _worth(self, others: Sequence[str]) -> tuple[str, ...]:
        """Those whose words the library holds, one a form: “tarif” is “tarifs”."""
        forms: dict[tuple[str, ...], str] = {}
        for other in others:
            if self._known(other):
                forms.setdefault(stems(other), other)
        return tuple(forms.values())[:MOST]

    def _everywhere(self, said: str) -> bool:
        """A single word that so much of the library holds needs no other name to be found."""
        telling = self._telling(said)
        return len(telling) == 1 and self._vocabulary.count(telling[0]) > self._common

    def _known(self, text: str) -> bool:
        telling = self._telling(text)
        return bool(telling) and all(word in self._vocabulary for word in telling)

    def _telling(self, text: str) -> list[str]:
        return [word.exact for word in words(text) if not word.stop]

    def _joined(self, query: Query) -> Query:
        """The same query with its neighbouring words joined, where the library writes them so."""
        wanted = self._telling(query.words)
        joined = self._vocabulary.joined(wanted) if len(wanted) > 1 else ()
        clauses = (*query.clauses, *(Clause(alternatives=(word,)) for word in joined))
        return query.model_copy(update={"clauses": clauses}) if joined else query

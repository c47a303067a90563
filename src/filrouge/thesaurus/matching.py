"""Labels found in running text: on stems, the longest first, whatever their inflection and elision.

Between two content words of a label, words that only link may stand, or be left out (“la base de la sécurité”); a
mark of punctuation may not. A label that would be too little without its small words (“lieu sûr”, “après-coup”) is
met whole. A label of one word is met as it is inflected; when its concept warns of other meanings, in number only.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from filrouge.language import words
from filrouge.language.analysis import Word
from filrouge.model import Concept, Words
from filrouge.thesaurus.concepts import Thesaurus

WHOLE = re.compile(r"entière|mots[ -]outils|whole expression", re.IGNORECASE)
AMBIGUOUS = re.compile(r"ambigu", re.IGNORECASE)
"""What an editorial note says of labels that are to be met whole, or only in their context."""
LINKS = 3
"""Small words that may stand between two words of a label: “mise à l'épreuve de tout ce lien”."""
ACRONYM = re.compile(r"^[A-Z]{2,3}$")
"""Short enough to be an ordinary word in lower case (NET, ACT): its capitals count."""
LOCUTIONS = {
    "fr": (
        "dans le cadre de", "hors du cadre de", "cadre de santé", "cadre supérieur", "cadre d'entreprise",
        "au regard de", "au regard du", "au regard des", "point de vue", "points de vue", "mise en place",
        "mettre en place", "prise en compte", "un couple de fois", "groupe de travail", "groupe sanguin",
        "prendre la parole", "tension artérielle", "corps de métier", "lien hypertexte", "en lien avec",
        "sans limite", "boîte à idées", "quelqu'un de patient", "être patient", "soyez patient",
    ),
    "en": ("point of view", "in the frame of", "working group", "blood pressure"),
}  # fmt: skip
"""Set phrases in which a word of a label means something else: met first, they belong to no concept."""
_BREAK = re.compile(r"[.!?;:,()\[\]«»“”\"…\n•–—/]")


class Mention(NamedTuple):
    """Concepts (several when they share the label) named by a span of a text, in characters. `words` counts the
    label's; `doubtful` asks that the context speak of the same."""

    concepts: tuple[str, ...]
    start: int
    end: int
    words: int
    doubtful: bool


class _Label(NamedTuple):
    concepts: tuple[str, ...]
    doubtful: bool
    strict: bool
    """The form itself counts, but for number."""
    spelt: tuple[str, ...]
    """What must be read in the text to the accent: “sûr” is not “sur”."""
    exact: tuple[str, ...]
    words: int


_Keys = dict[tuple[str, ...], list[_Label]]


class Matcher:
    """The labels of a thesaurus in one language, and those without a language."""

    def __init__(self, thesaurus: Thesaurus, language: str) -> None:
        self.language = language[:2].lower()
        self._content: _Keys = defaultdict(list)
        self._whole: _Keys = defaultdict(list)
        for locution in LOCUTIONS.get(self.language, ()):
            read = tuple(words(locution, self.language))
            self._whole[_whole_key(read)].append(_Label((), doubtful=False, strict=False, spelt=(), exact=(), words=0))
        for concept in thesaurus.skos.concepts:
            self._learn(concept)
        self._lengths = _lengths(self._content), _lengths(self._whole)

    def _learn(self, concept: Concept) -> None:
        noted = " ".join(note.text for note in concept.editorial_notes)
        whole, ambiguous = bool(WHOLE.search(noted)), bool(AMBIGUOUS.search(noted))
        warned = ambiguous or bool(concept.scope_notes)
        preferred = {label.text for label in concept.preferred}
        for label in (*concept.preferred, *concept.alternatives, *concept.hidden):
            if label.language and label.language[:2].lower() != self.language:
                continue
            read = tuple(words(label.text, self.language))
            content = tuple(word for word in read if not word.stop)
            if not read or (not content and len(read) < 2):
                continue
            single = len(content) == 1
            entire = len(read) > len(content) and (len(content) < 2 or (whole and label.text in preferred))
            known = _Label(
                (concept.address,),
                doubtful=single
                and (label in concept.hidden or (len(read) == 1 and (warned or label.text not in preferred))),
                strict=single and warned,
                spelt=_spelt(label, read),
                exact=tuple(word.exact for word in content),
                words=len(read) if entire else len(content),
            )
            if entire:
                self._whole[_whole_key(read)].append(known)
            else:
                self._content[tuple(word.stem for word in content)].append(known)

    def mentions(self, text: str) -> Iterator[Mention]:
        """In their order, none inside another."""
        read = list(words(text, self.language))
        content = [number for number, word in enumerate(read) if not word.stop]
        places = {number: place for place, number in enumerate(content)}
        at = 0
        while at < len(read):
            found = self._whole_at(text, read, at)
            if not read[at].stop:
                longer = self._content_at(text, read, content, places[at])
                found = max((one for one in (found, longer) if one), key=lambda one: one[0], default=None)
            if found is None:
                at += 1
                continue
            last, labels = found
            yield from _mention(labels, read, at, last)
            at = last + 1

    def _whole_at(self, text: str, read: Sequence[Word], at: int) -> tuple[int, list[_Label]] | None:
        for length in self._lengths[1].get(_whole_term(read[at]), ()):
            span = read[at : at + length]
            known = self._whole.get(_whole_key(span)) if len(span) == length else None
            if known and not any(broken(text, *pair) for pair in pairwise(span)):
                said = text[span[0].start : span[-1].end].lower()
                fitting = [label for label in known if all(needle in said for needle in label.spelt)]
                if fitting:
                    return at + length - 1, fitting
        return None

    def _content_at(
        self, text: str, read: Sequence[Word], content: Sequence[int], place: int
    ) -> tuple[int, list[_Label]] | None:
        for length in self._lengths[0].get(read[content[place]].stem, ()):
            numbers = content[place : place + length]
            span = [read[number] for number in numbers]
            known = self._content.get(tuple(word.stem for word in span)) if len(span) == length else None
            if known and _near(text, read, numbers):
                fitting = [label for label in known if _fits(label, span, text)]
                if fitting:
                    return numbers[-1], fitting
        return None


def _mention(labels: Sequence[_Label], read: Sequence[Word], first: int, last: int) -> Iterator[Mention]:
    """Nothing for a locution. A label that is nobody's alone is doubtful."""
    concepts = tuple(dict.fromkeys(one for label in labels for one in label.concepts))
    if concepts:
        doubtful = len(concepts) > 1 or all(label.doubtful for label in labels)
        yield Mention(concepts, read[first].start, read[last].end, max(one.words for one in labels), doubtful)


def _lengths(keys: Iterable[tuple[str, ...]]) -> dict[str, list[int]]:
    """By first term, the lengths of the labels that begin with it, longest first."""
    found: dict[str, set[int]] = defaultdict(set)
    for key in keys:
        found[key[0]].add(len(key))
    return {first: sorted(lengths, reverse=True) for first, lengths in found.items()}


def _whole_term(word: Word) -> str:
    return word.exact if word.stop else word.stem


def _whole_key(read: Iterable[Word]) -> tuple[str, ...]:
    return tuple(_whole_term(word) for word in read)


def _spelt(label: Words, read: Sequence[Word]) -> tuple[str, ...]:
    """Its accented words that would be taken for small words without their accent."""
    chunks = {label.text[word.start : word.end].lower() for word in read if word.stop}
    return tuple(sorted(chunk for chunk in chunks if chunk.isalpha() and not chunk.isascii()))


def _fits(label: _Label, span: Sequence[Word], text: str) -> bool:
    if len(span) != 1:
        return True
    surface = text[span[0].start : span[0].end]
    if ACRONYM.match(label.exact[0].upper()) and label.exact[0].upper() == surface.upper() and len(surface) < 4:
        return surface.isupper()
    return not label.strict or _number(span[0].exact) == _number(label.exact[0])


def _number(form: str) -> str:
    return form[:-1] if len(form) > 3 and form[-1] in "sx" else form


def _near(text: str, read: Sequence[Word], numbers: Sequence[int]) -> bool:
    return all(
        after - before <= LINKS + 1 and not broken(text, read[before], read[after])
        for before, after in pairwise(numbers)
    )


def broken(text: str, before: Word, after: Word) -> bool:
    """A mark of punctuation stands between them: they are not of one expression."""
    return _BREAK.search(text, before.end, max(before.end, after.start)) is not None

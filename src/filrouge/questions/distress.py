"""Whether what is typed speaks of wanting to die, of being harmed or in danger: phrases kept as data, matched as they
are typed in distress, without accents, with slips, and not in the words of those who work with it.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError
from rapidfuzz.distance import OSA

from filrouge.errors import SettingsError
from filrouge.language import fold
from filrouge.language.sound import sound
from filrouge.model import Danger

OURS = Path(__file__).parent / "data" / "distress.toml"
FILE_NAME = "detresse.toml"
"""In the folder of a library: what it adds."""
SOUNDING = 4
"""Letters from which two words that sound alike are one."""
SLIPPING = 5
"""Letters from which one slip is forgiven, the first letter apart."""
GAP = 3
_ANY = "…"
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
_WORD = re.compile(r"[a-z0-9]+")


class _Phrases(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    phrases: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    passed: str = ""
    spellings: dict[str, str] = {}
    suicide: _Phrases = _Phrases()
    violence: _Phrases = _Phrases()
    child: _Phrases = _Phrases()
    emergency: _Phrases = _Phrases()
    about: _Phrases = _Phrases()

    def of(self, danger: Danger) -> _Phrases:
        found: _Phrases = getattr(self, danger.value)
        return found


class _Typed(NamedTuple):
    """A word as it is typed, and the words of phrases that it may be, itself among them."""

    text: str
    heard: frozenset[str]


class _Step(NamedTuple):
    """One of these words; or, when there is none, up to GAP of any."""

    words: frozenset[str]
    optional: bool = False


_Phrase = tuple[_Step, ...]


@dataclass(frozen=True)
class Distress:
    """Phrases read from files; `files` are those of the package and of a library."""

    files: tuple[_File, ...]

    @classmethod
    def read(cls, *files: Path) -> "Distress":
        """Raises SettingsError, naming the file and what is wrong in it."""
        return cls(tuple(_read(file) for file in (OURS, *files)))

    def dangers(self, typed: str) -> frozenset[Danger]:
        """What it speaks of; nearly always nothing."""
        outside = self._words(_QUOTED.sub(" ", typed))
        words = outside if self._reported(outside) else self._words(typed)
        said = frozenset[str]().union(*(one.heard for one in words))
        return frozenset(danger for danger in Danger if self._speaks(danger, words, said))

    def _speaks(self, danger: Danger, words: Sequence[_Typed], said: frozenset[str]) -> bool:
        for phrase in self._phrases[danger]:
            if not _possible(phrase, said):
                continue
            for start in range(len(words)):
                if self._match(phrase, words, start) is not None and not self._reported(words[:start]):
                    return True
        return any(self._match(phrase, words, 0) == len(words) for phrase in self._whole[danger])

    def _reported(self, words: Sequence[_Typed]) -> bool:
        """Whether these are of someone who speaks of others."""
        said = frozenset[str]().union(*(one.heard for one in words))
        return any(
            self._match(phrase, words, start) is not None
            for phrase in self._about
            if _possible(phrase, said)
            for start in range(len(words))
        )

    def _match(self, phrase: _Phrase, words: Sequence[_Typed], at: int) -> int | None:
        """Where the phrase ends, if it begins at that word."""
        if not phrase:
            return at
        step, rest = phrase[0], phrase[1:]
        if not step.words:
            ends = (self._match(rest, words, later) for later in range(at, min(at + GAP, len(words)) + 1))
            return next((end for end in ends if end is not None), None)
        if at < len(words) and not step.words.isdisjoint(words[at].heard):
            end = self._match(rest, words, at + 1)
            if end is not None:
                return end
        if step.optional:
            end = self._match(rest, words, at)
            if end is not None:
                return end
        if at and at < len(words) and words[at].text in self._passed:
            return self._match(phrase, words, at + 1)
        return None

    def _words(self, typed: str) -> list[_Typed]:
        read = _WORD.findall(fold(typed))
        every = [word for one in read for word in self._spellings.get(one, one).split()]
        return [_Typed(word, frozenset({word, *self._sounding(word)})) for word in every]

    def _sounding(self, word: str) -> Iterator[str]:
        return (one for one in self._vocabulary.get(word[0], ()) if _alike(word, one))

    @cached_property
    def _vocabulary(self) -> dict[str, set[str]]:
        """Words of phrases, by their first letter."""
        found: dict[str, set[str]] = defaultdict(set)
        every = [*chain(*self._phrases.values(), *self._whole.values()), *self._about]
        for word in (word for phrase in every for step in phrase for word in step.words):
            found[word[:1]].add(word)
        return found

    @cached_property
    def _passed(self) -> frozenset[str]:
        return frozenset(word for file in self.files for word in file.passed.split())

    @cached_property
    def _spellings(self) -> dict[str, str]:
        return {typed: meant for file in self.files for typed, meant in file.spellings.items()}

    @cached_property
    def _phrases(self) -> dict[Danger, list[_Phrase]]:
        return {danger: _parsed(text for file in self.files for text in file.of(danger).phrases) for danger in Danger}

    @cached_property
    def _whole(self) -> dict[Danger, list[_Phrase]]:
        return {danger: _parsed(text for file in self.files for text in file.of(danger).whole) for danger in Danger}

    @cached_property
    def _about(self) -> list[_Phrase]:
        return _parsed(text for file in self.files for text in file.about.phrases)


def _read(file: Path) -> _File:
    try:
        held: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
        return _File.model_validate(held)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise SettingsError(
            f"The phrases of distress in {file} cannot be read: {error}. Put that file right, or take it away: "
            f"those that come with Fil rouge are used without it."
        ) from error


def _parsed(texts: Iterable[str]) -> list[_Phrase]:
    return [tuple(step for part in _grouped(text) for step in part) for text in texts]


def _grouped(text: str) -> Iterable[_Phrase]:
    """Parts in brackets may be left out word by word: each is optional."""
    for part in re.findall(r"\([^)]*\)|\S+", text):
        optional = part.startswith("(")
        for word in part.strip("()").split():
            yield (_Step(frozenset() if word == _ANY else frozenset(fold(word).split("|")), optional),)


def _possible(phrase: _Phrase, said: frozenset[str]) -> bool:
    """Whether every word that it needs is typed somewhere."""
    return all(step.optional or not step.words or not step.words.isdisjoint(said) for step in phrase)


def _alike(word: str, other: str) -> bool:
    """Two words of one first letter."""
    if min(len(word), len(other)) < SOUNDING:
        return False
    if sound(word) == sound(other):
        return True
    return len(other) >= SLIPPING and OSA.distance(word, other) <= 1

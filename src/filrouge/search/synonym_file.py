r"""The synonyms of a library: those of its thesaurus, then those of `synonymes.txt` in its folder.

    # a line of equivalents: who types one is answered by all
    visioconférence, téléconsultation, séance à distance
    # one way: who types what stands before the arrow is answered by what stands after it as well
    psy => psychologue, psychiatre, psychothérapeute

This is the form of Solr's and Elasticsearch's synonym files, so that one of theirs can be used as it is; here the words
that were typed are always searched too. UTF-8, `#` begins a comment, `\,` is a comma of an expression.
"""

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from filrouge.errors import ThesaurusUnreadable
from filrouge.search.synonyms import LANGUAGES, Equivalents, Synonyms
from filrouge.thesaurus import Thesaurus
from filrouge.thesaurus.held import HeldThesaurus, Present

FILE_NAME = "synonymes.txt"
ARROW = "=>"
MAX_BYTES = 4_000_000
"""Some hundred thousand lines: more is another file by mistake."""
_COMMA = re.compile(r"(?<!\\),")
_log = logging.getLogger(__name__)


class Fault(NamedTuple):
    """A line (from 1; 0 is the file itself) that is passed over, and why."""

    line: int
    text: str


class _Read(NamedTuple):
    equivalents: tuple[Equivalents, ...]
    faults: tuple[Fault, ...]


class HeldSynonyms:
    """Read when first needed and again when the file or the thesaurus has changed. Neither can stop a search."""

    def __init__(self, file: Path | None = None, thesaurus: HeldThesaurus | None = None) -> None:
        self._file = file
        self._thesaurus = thesaurus
        self._lock = Lock()
        self._stamp: tuple[tuple[int, int], str] | None = None
        self._synonyms = Synonyms()

    @property
    def file(self) -> Path | None:
        return self._file

    @property
    def present(self) -> Synonyms:
        with self._lock:
            themes = self._themes()
            stamp = self._state(), themes.digest if themes else ""
            if stamp != self._stamp:
                named = list(_named(themes.thesaurus)) if themes else []
                self._synonyms = Synonyms([*self._lines().equivalents, *named])
                self._stamp = stamp
            return self._synonyms

    @property
    def faults(self) -> tuple[Fault, ...]:
        return self._lines().faults

    def _themes(self) -> Present | None:
        try:
            return self._thesaurus.present if self._thesaurus else None
        except ThesaurusUnreadable as error:
            _log.warning("Searching without the synonyms of the thesaurus: %s", error)
            return None

    def _state(self) -> tuple[int, int]:
        if self._file is None or not self._file.is_file():
            return 0, 0
        state = self._file.stat()
        return state.st_mtime_ns, state.st_size

    def _lines(self) -> _Read:
        if self._file is None or not self._file.is_file():
            return _Read((), ())
        try:
            with self._file.open("rb") as stream:
                held = stream.read(MAX_BYTES + 1)
            text = held.decode("utf-8-sig")
        except OSError as error:
            return _Read((), (Fault(0, f"it cannot be read: {error.strerror}"),))
        except UnicodeDecodeError as error:
            line = held[: error.start].count(b"\n") + 1
            return _Read((), (Fault(line, "it is not UTF-8: save the file in that encoding"),))
        if len(held) > MAX_BYTES:
            return _Read(
                (), (Fault(0, f"it is larger than {MAX_BYTES // 1_000_000} MB, which no list of synonyms is"),)
            )
        return read_lines(text)


def read_lines(text: str) -> _Read:
    """Every line that can be used, and a fault for each that cannot. Never raises."""
    equivalents, faults = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        stated = line.partition("#")[0].strip()
        if not stated:
            continue
        typed, arrow, others = stated.partition(ARROW)
        terms, answers = _terms(typed), _terms(others)
        reason = _wrong(terms, answers, arrow, others)
        if reason:
            faults.append(Fault(number, reason))
        else:
            usual = tuple(answers) if arrow else tuple(terms)
            equivalents += [Equivalents(tuple(terms), usual, language) for language in LANGUAGES]
    return _Read(tuple(equivalents), tuple(faults))


def _terms(text: str) -> list[str]:
    parts = (part.replace("\\,", ",").strip() for part in _COMMA.split(text))
    return list(dict.fromkeys(part for part in parts if re.search(r"\w", part)))


def _wrong(terms: list[str], answers: list[str], arrow: str, others: str) -> str:
    """Why the line means nothing; empty when it does mean something."""
    if ARROW in others:
        return f"it has more than one “{ARROW}”: write one line for each"
    if arrow and not (terms and answers):
        return f"nothing stands on one side of “{ARROW}”: write words, separated by commas, on both"
    if not arrow and len(terms) < 2:
        return "it holds one expression only: write its equivalents beside it, separated by commas"
    return ""


def _named(thesaurus: Thesaurus) -> Iterator[Equivalents]:
    """The labels of each concept; a hidden one (a usual slip) is understood, never searched."""
    for concept in thesaurus.skos.concepts:
        for language in LANGUAGES:
            shown = [
                label.text
                for label in (*concept.preferred, *concept.alternatives)
                if label.language[:2].lower() in {language, ""}
            ]
            hidden = [label.text for label in concept.hidden if label.language[:2].lower() in {language, ""}]
            if len({*shown, *hidden}) > 1 and shown:
                yield Equivalents((*shown, *hidden), tuple(shown), language)

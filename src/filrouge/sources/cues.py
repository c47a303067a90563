"""Subtitle files as they are written: WebVTT, SubRip and YouTube's SBV, to timed lines.

Our own reading because the three differ only in their time lines, and because the libraries that were tried take
WebVTT's notes for speech and a line with two word timings for the start of a cue.
"""

import re
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

from filrouge.sources.html_tree import tidy

_TIME = r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,3}))?"
_SPAN = re.compile(rf"^\s*{_TIME}\s*(?:-->|,)\s*{_TIME}(?:\s.*)?$")
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>|<[\d:.]+>|</>|\{\\[^{}]*\}")
_WORD_TIME = re.compile(r"<\d[\d:.]+>")
_HEADER = re.compile(r"^(Language)\s*:\s*([\w-]{2,20})\s*$", re.MULTILINE | re.IGNORECASE)
_ROLLING_SHARE = 0.3  # of the cues repeat the line before; in ordinary subtitles next to none does


@dataclass(frozen=True)
class Timed:
    """Lines shown between two instants, in seconds, with their tags still in them."""

    start: float
    end: float
    lines: tuple[str, ...]


def timed_lines(text: str) -> list[Timed]:
    found: list[Timed] = []
    span: tuple[float, float] | None = None
    lines: list[str] = []
    for line in [*text.split("\n"), ""]:
        matched = _SPAN.match(line) if len(line) < 200 else None
        if (matched or not line) and span is not None:
            found.append(Timed(*span, tuple(lines)))
            span, lines = None, []
        if matched:
            parts = matched.groups()
            span, lines = (_seconds(parts[:4]), _seconds(parts[4:])), []
        elif span is not None:
            lines.append(line)
    return found


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds = (int(part or 0) for part in parts[:3])
    return hours * 3600 + minutes * 60 + seconds + int((parts[3] or "0").ljust(3, "0")) / 1000


def header_language(text: str) -> str:
    found = _HEADER.search(text[: text.find("-->")][:2000]) if text.lstrip().startswith("WEBVTT") else None
    return found.group(2) if found else ""


def plain(line: str) -> str:
    """What the line says: tags out, entities decoded."""
    return tidy(unescape(_TAG.sub("", line)))


def unrolled(cues: list[Timed]) -> tuple[list[Timed], bool]:
    """YouTube's automatic captions show each line twice, as it is said and as it goes up: once is kept, at the time
    it is said. Ordinary subtitles come back as they are, with False."""
    shown = [tuple(filter(None, map(plain, cue.lines))) for cue in cues]
    spoken = [lines for lines in shown if lines]
    repeats = sum(first[-1] == second[0] for first, second in pairwise(spoken))
    if repeats < 3 or repeats < _ROLLING_SHARE * len(spoken):
        return cues, False
    once: list[Timed] = []
    before: tuple[str, ...] = ()
    for cue, lines in zip(cues, shown, strict=True):
        if not lines:
            continue
        raw = [line for line in cue.lines if plain(line)]
        kept = raw[_overlap(before, lines, raw) :]
        if kept:
            once.append(Timed(cue.start, cue.end, tuple(kept)))
        before = lines
    return once, True


def _overlap(before: tuple[str, ...], lines: tuple[str, ...], raw: list[str]) -> int:
    """How many first lines were already there. A line with word timings is being said now, whatever it repeats."""
    most = min(len(before), len(lines))
    fresh = next((at for at, line in enumerate(raw) if _WORD_TIME.search(line)), most)
    return next((size for size in range(min(most, fresh), 0, -1) if before[-size:] == lines[:size]), 0)

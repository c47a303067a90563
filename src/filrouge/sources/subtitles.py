"""Subtitles: what was said, when, and by whom. Alone they make a publication; beside a page, its transcript."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from filrouge.errors import SourceUnreadable
from filrouge.model import Cue, Kind, Person, slug_of
from filrouge.sources.contract import Note, NoteKind, Origin, Reading
from filrouge.sources.cues import Timed, header_language, plain, timed_lines, unrolled
from filrouge.sources.decoding import decode
from filrouge.sources.identity import id_of
from filrouge.sources.making import made
from filrouge.sources.speakers import consistent_speakers, prefix_of
from filrouge.sources.wording import is_name, kind_in, language_in

_VOICE = re.compile(r"<v(?:\.[\w.-]+)?[ \t]+([^<>]{1,200})>|</v>", re.IGNORECASE)
_DASH = re.compile(r"^[-–—‐](?:\s+|(?=[^\W\d_a-zà-ÿ]))")
_CHANGE = re.compile(r"\s*>{2,3}\s*")
_LANGUAGE_SUFFIX = re.compile(r"\.([a-zA-Z]{2,3})(?:-[\w]{2,8})*$")
_SECONDS_A_WORD = 0.4  # unhurried speech; for a cue that says no end
_SAME = 0.0005  # half a millisecond: files count in milliseconds


@dataclass(frozen=True)
class Transcript:
    cues: tuple[Cue, ...]
    language: str = ""
    notes: tuple[Note, ...] = ()

    @property
    def people(self) -> tuple[Person, ...]:
        """Speakers whose whole name is given, in the order of their first words."""
        names = dict.fromkeys(cue.speaker for cue in self.cues if cue.speaker)
        return tuple({slug_of(name): Person(name=name) for name in names if is_name(name)}.values())


@dataclass(frozen=True)
class Said:
    """Part of a cue by one voice. `turn`: the voice changes here, to one that may not be named."""

    start: float
    end: float
    text: str
    speaker: str = ""
    turn: bool = False


def read(origin: Origin) -> Iterator[Reading]:
    transcript = transcript_of(origin.content, origin.media_type)
    stem = stem_of(unquote(urlsplit(origin.uri).path))
    title = re.sub(r"[-_.\s]+", " ", stem).strip() or "Sans titre"
    title = title[0].upper() + title[1:]
    kind = kind_in(title) or Kind.TALK
    text = " ".join(cue.text for cue in transcript.cues[:200])
    guess = Note(NoteKind.GUESSED, f"Subtitles alone: titled “{title}” after the file, and taken for a “{kind}”.")
    publication = made(
        id=id_of(origin.uri),
        slug=slug_of(title),
        kind=kind,
        title=title,
        language=transcript.language or language_in(text) or "fr",
        transcript=transcript.cues,
        people=transcript.people,
        source=origin.uri,
    )
    yield Reading(publication, (guess, *transcript.notes))


def stem_of(path: str) -> str:
    """“a/talk.fr.vtt” → “talk”."""
    name = path.rstrip("/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return _LANGUAGE_SUFFIX.sub("", name) or name


def language_suffix(stem: str) -> str:
    found = _LANGUAGE_SUFFIX.search(stem)
    return found.group(1).lower() if found else ""


def transcript_of(content: bytes, media_type: str = "") -> Transcript:
    """Raises SourceUnreadable when no cue is there."""
    text = decode(content, media_type)
    lines, rolling = unrolled(timed_lines(text))
    parts = [part for timed in lines for part in _parts(timed)]
    if not parts:
        raise SourceUnreadable("No timed line was found: subtitles are WebVTT, SubRip (.srt) or SBV.")
    parts, names = _named(parts)
    notes: list[Note] = []
    if rolling:
        notes.append(Note(NoteKind.GUESSED, "Automatic captions that repeat each line: each was kept once."))
    if names:
        said = ", ".join(sorted(names))
        notes.append(Note(NoteKind.GUESSED, f"Speakers were read from the text, before a colon: {said}."))
    return Transcript(_orderly(parts), header_language(text).split("-")[0].lower(), tuple(notes))


def _parts(timed: Timed) -> list[Said]:
    """One cue to one part a voice, which share its time by the length of what they say."""
    pieces = [piece for piece in _pieces(timed.lines) if piece.text]
    total = sum(len(piece.text) for piece in pieces)
    end = max(timed.end, timed.start)
    parts: list[Said] = []
    at = timed.start
    for piece in pieces:
        until = at + (end - timed.start) * len(piece.text) / total
        parts.append(Said(at, until, piece.text, piece.speaker, piece.turn))
        at = until
    return parts


def _pieces(lines: Sequence[str]) -> Iterator[Said]:
    dashes = sum(bool(_DASH.match(plain(line))) for line in lines)
    text, speaker, turn = "", "", False
    for line in lines:
        if _DASH.match(plain(line)) and (dashes > 1 or line == lines[0]):
            yield Said(0, 0, text.strip(), speaker, turn)
            text, turn = "", turn or dashes > 1
            line = _DASH.sub("", plain(line)) if "<v" not in line else line  # noqa: PLW2901 (the dash is no word)
        at = 0
        for voice in _VOICE.finditer(line):
            text += " " + plain(line[at : voice.start()])
            yield Said(0, 0, text.strip(), speaker, turn)
            text, speaker, at = "", plain(voice.group(1) or ""), voice.end()
        for number, piece in enumerate(_CHANGE.split(plain(line[at:]))):
            if number:
                yield Said(0, 0, text.strip(), speaker, turn)
                text, turn = "", True
            text += " " + piece
    yield Said(0, 0, text.strip(), speaker, turn)


def _named(parts: list[Said]) -> tuple[list[Said], frozenset[str]]:
    """Speakers written before a colon, each until the next; voices that the format gives are left as they are."""
    if any(part.speaker for part in parts):
        return parts, frozenset()
    names = consistent_speakers(part.text for part in parts)
    if not names:
        return parts, names
    named: list[Said] = []
    speaker = ""
    for part in parts:
        prefix, rest = prefix_of(part.text)
        if prefix in names:
            speaker, text = prefix, rest
        else:
            speaker, text = ("" if part.turn else speaker), part.text
        named.append(Said(part.start, part.end, text, speaker))
    return named, names


def _orderly(parts: list[Said]) -> tuple[Cue, ...]:
    """By time; each ends when the next begins at the latest, and lasts."""
    parts = sorted(parts, key=lambda part: part.start)
    cues: list[Cue] = []
    at = 0
    while at < len(parts):
        together = at + 1
        while together < len(parts) and parts[together].start - parts[at].start < _SAME:
            together += 1
        following = parts[together].start if together < len(parts) else None
        cues += _sharing(parts[at:together], following)
        at = together
    return tuple(cues)


def _sharing(parts: list[Said], following: float | None) -> Iterator[Cue]:
    """Parts that begin together follow each other, by the length of what they say."""
    start = parts[0].start
    end = max(part.end for part in parts)
    if end - start < _SAME:
        end = start + _SECONDS_A_WORD * sum(len(part.text.split()) for part in parts)
    end = min(end, following) if following is not None else end
    total = sum(len(part.text) for part in parts)
    at = start
    for part in parts:
        until = at + (end - start) * len(part.text) / total
        yield Cue(start=round(at, 3), end=round(max(until, at), 3), text=part.text, speaker=part.speaker or None)
        at = until

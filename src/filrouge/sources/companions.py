"""What stands beside a file under the same name, joined to the publication that the file gave."""

from pathlib import Path
from urllib.parse import quote

from filrouge.errors import SourceUnreadable
from filrouge.model import Media, Publication, TextTrack
from filrouge.sources.contract import Note, NoteKind, Reading
from filrouge.sources.references import CAPTIONS, PLAYED
from filrouge.sources.subtitles import Transcript, language_suffix, transcript_of
from filrouge.sources.walk import Found, shown

_LARGEST = 64_000_000  # bytes of one subtitle file
_BEST_FIRST = (".mp4", ".webm", ".mp3", ".m4a")  # what every browser plays


def with_companions(reading: Reading, found: Found) -> Reading:
    """The reading with the media of the same name, its captions, and its transcript where it has none."""
    publication, notes, files = reading.publication, list(reading.notes), dict(reading.files)
    media = _media(publication, found, files)
    subtitles = _subtitles(publication, found, files)
    transcript = Transcript(()) if publication.transcript else _transcript(subtitles, notes)
    tracks = tuple(_track(path, publication, files) for path in found.subtitles if path.suffix.lower() == ".vtt")
    joined = publication.model_copy(
        update={
            "media": _captioned(media, tracks),
            "transcript": publication.transcript or transcript.cues,
            "people": publication.people or transcript.people,
        }
    )
    used = {track.source for one in joined.media for track in one.captions}
    kept = [(name, path) for name, path in files.items() if path not in found.subtitles or name in used]
    return Reading(joined, tuple(notes), tuple(kept))


def _media(publication: Publication, found: Found, files: dict[str, Path]) -> tuple[Media, ...]:
    if publication.media or not found.played:
        return publication.media
    best = min(found.played, key=_playable)
    reference = quote(best.name)
    files[reference] = best
    return (Media(source=reference),)


def _playable(path: Path) -> tuple[int, str]:
    suffix = path.suffix.lower()
    return (_BEST_FIRST.index(suffix) if suffix in _BEST_FIRST else len(_BEST_FIRST)), path.name


def _subtitles(publication: Publication, found: Found, files: dict[str, Path]) -> list[Path]:
    """Candidates for the transcript, best first: the publication's language, unmarked, then those its media name."""
    own = publication.language.split("-")[0]
    beside = sorted(found.subtitles, key=lambda path: (language_suffix(path.stem) not in {"", own}, path.name))
    named = [files[track.source] for media in publication.media for track in media.captions if track.source in files]
    return [*beside, *(path for path in named if path.suffix.lower() in CAPTIONS)]


def _transcript(subtitles: list[Path], notes: list[Note]) -> Transcript:
    for path in subtitles:
        try:
            transcript = transcript_of(_bytes_of(path))
        except (SourceUnreadable, OSError) as error:
            notes.append(Note(NoteKind.LOST, f"The transcript {shown(path)} cannot be read: {error}"))
        else:
            notes += transcript.notes
            return transcript
    return Transcript(())


def _bytes_of(path: Path) -> bytes:
    if path.stat().st_size > _LARGEST:
        raise SourceUnreadable(f"it is larger than {_LARGEST // 1_000_000} MB.")
    return path.read_bytes()


def _track(path: Path, publication: Publication, files: dict[str, Path]) -> TextTrack:
    reference = quote(path.name)
    files.setdefault(reference, path)
    language = language_suffix(path.stem) or publication.language
    return TextTrack(source=reference, language=language)


def _captioned(media: tuple[Media, ...], tracks: tuple[TextTrack, ...]) -> tuple[Media, ...]:
    """Captions go to the first thing that the browser itself plays; a platform's player has its own."""
    for at, one in enumerate(media):
        if tracks and not one.captions and Path(one.source.split("?")[0]).suffix.lower() in PLAYED:
            return (*media[:at], one.model_copy(update={"captions": tracks}), *media[at + 1 :])
    return media

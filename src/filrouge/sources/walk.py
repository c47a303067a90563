"""Files, folders and addresses to things to read, one at a time and always in the same order.

In a folder, what has the same name belongs together: `talk.md`, `talk.mp4` and `talk.fr.vtt` are one publication.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from filrouge.sources.contract import Refusal
from filrouge.sources.references import CAPTIONS, PICTURES, PLAYED, is_inside
from filrouge.sources.subtitles import language_suffix, stem_of

DOCUMENTS = (".md", ".markdown", ".html", ".htm", ".xhtml", ".txt", ".text", ".jsonl", ".ndjson", ".gz", ".ris")
"""In the order in which one of them takes the subtitles of the same name."""
_TAKE_SUBTITLES = DOCUMENTS[:7]
# What systems and tools leave in folders, and nobody wrote: passed over in silence.
_LITTER = frozenset(
    {".DS_Store", "Thumbs.db", "desktop.ini", ".git", ".gitignore", ".gitkeep", ".gitattributes", ".svn", "__MACOSX"}
)
_WEB = ("http://", "https://")


@dataclass(frozen=True)
class Found:
    """A file to read, with the subtitles and the media of the same name. `root`: nothing outside it is read for it."""

    path: Path
    root: Path
    subtitles: tuple[Path, ...] = ()
    played: tuple[Path, ...] = ()


Grouping = Callable[[Path, Path], tuple[Found, ...]]


@dataclass(frozen=True)
class Address:
    url: str


def walk(locations: Sequence[str]) -> Iterator[Found | Address | Refusal]:
    """Each thing once, however many of the locations lead to it."""
    seen: set[Path | str] = set()
    grouped = lru_cache(maxsize=4)(_grouped)  # `import *.md` names every file of one folder
    for location in locations:
        for one in _at(location, grouped):
            key = one.path if isinstance(one, Found) else one.url if isinstance(one, Address) else None
            if key is None or key not in seen:
                yield one
            if key is not None:
                seen.add(key)


def _at(location: str, grouped: Grouping) -> Iterator[Found | Address | Refusal]:
    if location.lower().startswith(_WEB):
        yield Address(location)
        return
    try:
        path = Path(location).resolve(strict=True)
        if path.is_dir():
            yield from _in_folder(path)
        else:
            yield _named(path, grouped)
    except FileNotFoundError:
        yield Refusal(shown(location), "there is no such file or folder.")
    except (OSError, RuntimeError, ValueError) as error:
        yield Refusal(shown(location), f"it cannot be read: {_reason(error)}.")


def shown(path: Path | str) -> str:
    """A path as it can be printed, whatever bytes its name is made of."""
    return os.fsencode(path).decode("utf-8", errors="replace") if isinstance(path, Path) else path


def _reason(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else "its name leads nowhere"


def _named(path: Path, grouped: Grouping) -> Found | Refusal:
    """A file that was typed: read whatever its extension, with its neighbours."""
    folder = path.parent
    for found in grouped(folder, folder):
        if path in (found.path, *found.subtitles, *found.played):
            return found
    if path.suffix.lower() in PLAYED:
        return Refusal(shown(path), "a media file has no words to search: put subtitles of the same name beside it.")
    if not path.is_file():
        return Refusal(shown(path), "it is not a file that can be read.")
    return Found(path, folder) if _is_document(path) else unreadable(path)


def unreadable(path: Path) -> Refusal:
    formats = ", ".join([*DOCUMENTS, *sorted(CAPTIONS)])
    kind = path.suffix.lower() or "a file without extension"
    return Refusal(shown(path), f"not a format that can be read yet: {kind}; formats: {formats}.")


def _in_folder(root: Path) -> Iterator[Found | Refusal]:
    failed: list[OSError] = []
    for name, folders, files in os.walk(root, onerror=failed.append):
        folder = Path(name)
        folders.sort()
        for hidden in [one for one in folders if _is_hidden(one)]:
            folders.remove(hidden)
            yield from _about_hidden(folder / hidden)
        yield from (_escaping(folder / one) for one in folders if _escapes(folder / one, root))
        yield from _in_one(folder, sorted(files), root)
        yield from _failures(failed)
    yield from _failures(failed)


def _failures(failed: list[OSError]) -> Iterator[Refusal]:
    while failed:
        error = failed.pop(0)
        yield Refusal(shown(Path(error.filename or ".")), f"it cannot be read: {_reason(error)}.")


def _in_one(folder: Path, names: list[str], root: Path) -> Iterator[Found | Refusal]:
    for name in names:
        path = folder / name
        if _is_hidden(name):
            yield from _about_hidden(path)
        elif _escapes(path, root):
            yield _escaping(path)
        elif not path.is_file():
            yield Refusal(shown(path), "it is not a file that can be read (a link that leads nowhere, a device).")
        elif not (_is_document(path) or path.suffix.lower() in CAPTIONS | PLAYED | PICTURES):
            yield unreadable(path)
    yield from _grouped(folder, root)


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name in _LITTER


def _about_hidden(path: Path) -> Iterator[Refusal]:
    if path.name not in _LITTER and not path.name.startswith("._"):
        yield Refusal(shown(path), "hidden: take the dot off its name to import it.")


def _escapes(path: Path, root: Path) -> bool:
    try:
        return path.is_symlink() and not is_inside(path, root)
    except (OSError, RuntimeError):
        return True  # a loop of links


def _escaping(path: Path) -> Refusal:
    return Refusal(shown(path), "a link out of the imported folder: import the folder that it leads to.")


def _is_document(path: Path) -> bool:
    return path.suffix.lower() in DOCUMENTS or not path.suffix


def _grouped(folder: Path, root: Path) -> tuple[Found, ...]:
    """The publications of one folder, each with its companions, in the order of their names."""
    names = sorted(name for name in os.listdir(folder) if not _is_hidden(name))  # noqa: PTH208 (names are enough)
    paths = [path for name in names if not _escapes(path := folder / name, root) and path.is_file()]
    documents = [path for path in paths if _is_document(path)]
    played = _by_stem([path for path in paths if path.suffix.lower() in PLAYED])
    takers = {path.stem: path for path in sorted(documents, key=_rank, reverse=True) if _rank(path) < 99}
    subtitles: dict[str, list[Path]] = {}
    for path in paths:
        if path.suffix.lower() in CAPTIONS:
            stem = path.stem if path.stem in takers or path.stem in played else stem_of(path.name)
            subtitles.setdefault(stem, []).append(path)
    found = [_with_companions(path, root, takers, subtitles, played) for path in documents]
    for stem, several in subtitles.items():
        if stem not in takers:
            first = min(several, key=_preferred)
            found.append(Found(first, root, tuple(several), played.get(stem, ())))
    return tuple(sorted(found, key=lambda one: one.path.name))


def _rank(path: Path) -> int:
    suffix = path.suffix.lower()
    return _TAKE_SUBTITLES.index(suffix) if suffix in _TAKE_SUBTITLES else 99


def _with_companions(
    path: Path,
    root: Path,
    takers: dict[str, Path],
    subtitles: dict[str, list[Path]],
    played: dict[str, tuple[Path, ...]],
) -> Found:
    if takers.get(path.stem) != path:
        return Found(path, root)
    return Found(path, root, tuple(subtitles.get(path.stem, ())), played.get(path.stem, ()))


def _by_stem(paths: list[Path]) -> dict[str, tuple[Path, ...]]:
    stems: dict[str, tuple[Path, ...]] = {}
    for path in paths:
        stems[path.stem] = (*stems.get(path.stem, ()), path)
    return stems


def _preferred(path: Path) -> tuple[bool, bool, str]:
    """Of several languages, the publication's own is the unmarked one, else French."""
    language = language_suffix(path.stem)
    return bool(language), language != "fr", path.name

"""The thesaurus of a library: which file it is, read when first needed and again when it has changed."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from filrouge.errors import ThesaurusUnreadable
from filrouge.thesaurus.concepts import Thesaurus
from filrouge.thesaurus.matching import Matcher
from filrouge.thesaurus.skos import read_file, write

OURS = Path(__file__).parent / "data" / "clinique-du-lien.ttl"
KEPT = "thesaurus.ttl"
"""In the folder of a library: what was imported."""
_Stamp = tuple[Path, int, int]


@dataclass
class Present:
    """A thesaurus as of one state of its file. `digest` is that of its bytes."""

    thesaurus: Thesaurus
    digest: str
    _matchers: dict[str, Matcher] = field(default_factory=dict)
    _written: dict[str, bytes] = field(default_factory=dict)

    def matcher(self, language: str) -> Matcher:
        """Of its labels in that language, made once: it takes as long as reading some forty publications."""
        code = language[:2].lower()
        if code not in self._matchers:
            self._matchers[code] = Matcher(self.thesaurus, code)
        return self._matchers[code]

    def named(self, text: str, language: str) -> frozenset[str]:
        """Addresses of the concepts that a text names."""
        return frozenset(concept for mention in self.matcher(language).mentions(text) for concept in mention.concepts)

    def written(self, suffix: str) -> bytes:
        """The whole of it in that format, made once."""
        if suffix not in self._written:
            self._written[suffix] = write(self.thesaurus.skos, suffix)
        return self._written[suffix]


class HeldThesaurus:
    """The first of these files that is there; another one, or another content, is noticed at the next use."""

    def __init__(self, files: Sequence[Path] = (OURS,)) -> None:
        self._files = files
        self._lock = Lock()
        self._digest: tuple[_Stamp, str] | None = None
        self._present: Present | None = None

    @property
    def file(self) -> Path:
        """Raises ThesaurusUnreadable when there is none."""
        found = next((file for file in self._files if file.is_file()), None)
        if found is None:
            raise ThesaurusUnreadable(f"The thesaurus {self._files[-1]} is not there: see `[thesaurus] file`.")
        return found

    @property
    def digest(self) -> str:
        """Costs the reading of the file, without its concepts, and only when it has changed."""
        file = self.file
        state = file.stat()
        stamp = file, state.st_mtime_ns, state.st_size
        if self._digest is None or self._digest[0] != stamp:
            with file.open("rb") as stream:
                self._digest = stamp, hashlib.file_digest(stream, "sha256").hexdigest()
        return self._digest[1]

    @property
    def present(self) -> Present:
        with self._lock:
            digest = self.digest
            if self._present is None or self._present.digest != digest:
                self._present = Present(Thesaurus(read_file(self.file)), digest)
            return self._present

"""Giving a library another thesaurus, and telling what it is worth there."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from filrouge.engine.folder import replace
from filrouge.errors import LibraryError, SettingsError
from filrouge.flow.themes.reading import ThemeReader
from filrouge.model.value import Value
from filrouge.settings import Settings
from filrouge.thesaurus import Thesaurus
from filrouge.thesaurus.agreement import Agreement
from filrouge.thesaurus.checking import Finding, examine
from filrouge.thesaurus.held import KEPT
from filrouge.thesaurus.skos import Skos, joined, read_file, write


class ThemesReport(Value):
    """`languages` counts concepts by the languages of their preferred labels, `used` those that something speaks of."""

    file: str
    concepts: int
    schemes: int
    collections: int
    languages: dict[str, int]
    used: int
    filed: int
    agreement: Agreement
    findings: tuple[Finding, ...]


def keep_thesaurus(folder: Path, settings: Settings, files: Sequence[Path], present: Skos) -> Skos:
    """Make the thesaurus of that library of these files and what is `present` already; whole or not at all.

    Raises ThesaurusUnreadable; SettingsError when the settings name another file, LibraryError when it cannot be kept.
    """
    if settings.thesaurus.file:
        raise SettingsError(
            f"The settings name {settings.thesaurus.file} as the thesaurus of this library: change that file, or "
            "leave `[thesaurus] file` empty, then import."
        )
    skos = joined([present, *(read_file(file) for file in files)])
    try:
        replace(folder / KEPT, write(skos, "ttl").decode())
    except OSError as error:
        raise LibraryError(f"The thesaurus could not be kept in {folder}: {error.strerror}.") from error
    return skos


def themes_report(reader: ThemeReader) -> ThemesReport:
    thesaurus: Thesaurus = reader.present.thesaurus
    uses = reader.uses()
    languages = Counter(
        language for concept in thesaurus.skos.concepts for language in {label.language for label in concept.preferred}
    )
    return ThemesReport(
        file=str(reader.held.file),
        concepts=len(thesaurus.concepts),
        schemes=len(thesaurus.skos.schemes),
        collections=len(thesaurus.skos.collections),
        languages=dict(sorted(languages.items())),
        used=len(uses.used),
        filed=len(uses.counts),
        agreement=reader.agreement(),
        findings=tuple(examine(thesaurus)),
    )

"""Makes the demonstration library from the pages that come with the program, through the ordinary importers."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib import resources
from pathlib import Path

from filrouge.cli import progress
from filrouge.flow.report import ImportReport
from filrouge.settings import FILE_NAME
from filrouge.sources.contract import Reading, Refusal
from filrouge.wiring import init_library, open_parts

SHOWN = "demo/media/"
"""Captions there belong to the pages that show them; alone, they would be read as publications."""
SETTINGS = """\
[site]
name = "Institut de la Clinique du Lien (démonstration)"
tagline = "Webinaires, articles et questions pour la clinique du lien"
notice = "Bibliothèque de démonstration : l’institut, les personnes et les textes sont fictifs."
language = "fr"
"""


def make_demonstration(folder: Path) -> ImportReport:
    """Make it or bring it up to date. Settings that are there already are left as they are."""
    init_library(folder)
    settings = folder / FILE_NAME
    if not settings.exists():
        settings.write_text(SETTINGS, encoding="utf-8")
    with (
        resources.as_file(resources.files("filrouge") / "demo") as content,
        progress.counting("Importing") as counted,
        open_parts(folder) as parts,
    ):
        return parts.ingest(_sourced(parts.read([str(content)]), content), progress.told(counted))


def _sourced(readings: Iterable[Reading | Refusal], content: Path) -> Iterator[Reading | Refusal]:
    """Sources named from the demonstration's own folder: an upgrade that installs it elsewhere finds its own pages."""
    base = content.resolve().as_uri()
    for reading in readings:
        if isinstance(reading, Refusal):
            yield reading
            continue
        source = reading.publication.source.replace(base, "demo", 1)
        if not source.startswith(SHOWN):
            yield replace(reading, publication=reading.publication.model_copy(update={"source": source}))

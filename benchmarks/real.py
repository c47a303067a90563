"""A retrieval set (corpus.jsonl.gz) as publications: real French text, for what no generator has."""

import gzip
import html
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from filrouge.model import Cue, Kind, Media, Publication, Section

LAST_CUE = 5.0
"""Seconds that the last caption stays: the corpus gives only starts."""


def publications(folder: Path) -> Iterator[Publication]:
    """One line, one publication: `id`, `title`, and `text` or `cues` ([[start, text]…])."""
    with gzip.open(folder / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            yield _publication(number, json.loads(line))


def _publication(number: int, told: dict[str, Any]) -> Publication:
    cues = told.get("cues")
    name = f"r{number}"
    kind = Kind.WEBINAR if cues else Kind.ARTICLE
    body = _spoken(cues) if cues else _written(str(told["text"]))
    return Publication(id=name, slug=name, kind=kind, title=told["title"] or name, **body)


def _written(text: str) -> dict[str, Any]:
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    return {"sections": (Section(anchor="texte", html=paragraphs),)}


def _spoken(cues: list[tuple[float, str]]) -> dict[str, Any]:
    ends = [later for (_, _), (later, _) in pairwise(cues)] + [cues[-1][0] + LAST_CUE]
    spoken = tuple(
        Cue(start=start, end=max(start, end), text=text) for (start, text), end in zip(cues, ends, strict=True)
    )
    media = Media(source="https://video.example.org/film.mp4", duration=spoken[-1].end)
    return {"transcript": spoken, "media": (media,)}

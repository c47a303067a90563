"""What people judged on the demonstration library (tests/links, tests/questions), and the words that it holds."""

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

from filrouge.model import Publication
from filrouge.passages import prose
from filrouge.settings import Settings
from filrouge.sources.contract import Reading
from filrouge.sources.registry import read_all

Line = dict[str, Any]


def lines(file: Path) -> list[Line]:
    """One object a line. A line that is not one object, or not UTF-8, raises."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


@cache
def demonstration() -> dict[str, Publication]:
    """By slug, as its importers read it; no library is made."""
    with resources.as_file(resources.files("filrouge") / "demo") as folder:
        found = [one for one in read_all([str(folder)], fetch=Settings().fetch) if isinstance(one, Reading)]
    return {one.publication.slug: one.publication for one in found}


@cache
def words(slug: str) -> tuple[str, ...]:
    """Each part that is read or said without a break: a title, a section, an answer, everything that is spoken."""
    return tuple(_one_space(part) for part in _parts(demonstration()[slug]))


def is_verbatim(slug: str, quote: str) -> bool:
    return any(quote in part for part in words(slug))


def missing_quotes(quoted: Iterable[tuple[str, str, str]]) -> list[str]:
    """Of (line, slug, quote), those whose publication is not there or does not say it."""
    known = demonstration()
    return [
        f"{line}: {slug}: {quote}" for line, slug, quote in quoted if slug not in known or not is_verbatim(slug, quote)
    ]


def misnumbered(given: Iterable[Line]) -> list[str]:
    """Ids that stand out of order or twice."""
    ids = [line["id"] for line in given]
    return [one for before, one in pairwise(ids) if one <= before]


def _parts(publication: Publication) -> Iterator[str]:
    yield from (publication.title, publication.subtitle)
    yield from publication.summary
    yield from (chapter.title for chapter in publication.chapters)
    for section in publication.sections:
        yield section.heading
        yield " ".join(prose.blocks(section.html))
    for entry in publication.questions:
        yield entry.question
        yield " ".join(prose.blocks(entry.answer))
    yield " ".join(cue.text for cue in publication.transcript)


def _one_space(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()

"""How long a question's page and a free question take: `python -m benchmarks.questions --passages 100000 --folder DIR`.

The library is generated (`generator.py`), with a FAQ entry in one publication of ten so that questions are found; it is
made once in the folder, without links or map, and measured again when it is there. Prints p50, p95 and p99 in
milliseconds, and how long gathering takes for a question at import.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from time import perf_counter

import numpy as np

from benchmarks.generator import Generator
from filrouge.engine.tantivy import TantivyEngine
from filrouge.flow.questions import QuestionReader
from filrouge.library.sql import SqlLibrary
from filrouge.links import Links
from filrouge.model import Gathering, Publication, QuestionAnswer
from filrouge.settings import Settings
from filrouge.wiring import DATABASE, INDEX, LINKS, Parts, has_library, init_library, wired

EVERY = 10
A_PUBLICATION = 35
"""Passages, about."""


def asking(publications: Iterator[Publication]) -> Iterator[Publication]:
    """The generated publications, one of ten asking something of its own title."""
    for number, one in enumerate(publications):
        if number % EVERY == 0 and one.sections:
            entry = QuestionAnswer(
                question=f"Faut-il {one.title} ?", answer=one.sections[0].html, anchor=f"faq-{number}"
            )
            yield one.model_copy(update={"questions": (*one.questions, entry)})
        else:
            yield one


@contextmanager
def opened(folder: Path) -> Iterator[Parts]:
    """The library of that folder, without what questions do not need."""
    library, links = SqlLibrary.in_file(folder / DATABASE), Links(folder / LINKS)
    try:
        yield wired(folder, Settings(), library, TantivyEngine(folder / INDEX), links)
    finally:
        links.close()
        library.close()


def make(folder: Path, publications: Iterator[Publication]) -> float:
    """Returns the seconds that gathering took, a question."""
    init_library(folder)
    with opened(folder) as parts:
        for one in asking(publications):
            parts.library.save_import(one)
        parts.indexer.refresh()
        parts.questioner.refresh()
        started = perf_counter()
        gathered = parts.questioner.gather()
        return (perf_counter() - started) / max(1, gathered)


def timed(calls: Sequence[Callable[[], object]]) -> dict[str, float]:
    taken = []
    for call in calls:
        started = perf_counter()
        call()
        taken.append((perf_counter() - started) * 1000)
    return {f"p{share}": round(float(np.percentile(taken, share)), 1) for share in (50, 95, 99)}


def _page(reader: QuestionReader, slug: str) -> Gathering:
    return reader.page(reader.get(slug))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--passages", type=int, default=100_000)
    options.add_argument("--folder", type=Path, required=True)
    options.add_argument("--questions", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    told: dict[str, object] = {}
    if not has_library(given.folder):
        made = islice(Generator(given.seed).publications(), given.passages // A_PUBLICATION)
        told["gathering"] = round(make(given.folder, made) * 1000, 1)
    with opened(given.folder) as parts:
        reader = parts.questions
        cards = list(islice(reader.listed(), given.questions))
        reader.ask(cards[0].wording)
        told |= {
            "passages": parts.engine.state.passages,
            "questions": len(reader.listed()),
            "page": timed([partial(_page, reader, card.slug) for card in cards]),
            "asked": timed([partial(reader.ask, card.wording.removesuffix(" ?")) for card in cards]),
        }
    json.dump(told, sys.stdout, indent=2)


if __name__ == "__main__":
    main()

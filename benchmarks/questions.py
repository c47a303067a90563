"""How long a question's page and a free question take: `python -m benchmarks.questions --passages 100000 --folder DIR`.

The library is generated (`generator.py`), with a FAQ entry in one publication of ten so that questions are found; it is
made once in the folder, without links or map, and measured again when it is there. Prints p50, p95 and p99 in
milliseconds, of the clock and of the processor (they differ where the machine is shared), for the questions that most
publications ask: their pages, the same typed, and others that the library does not hold. When the library is made, also
the seconds of each step, clock and processor.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice, pairwise
from pathlib import Path
from time import perf_counter, process_time

import numpy as np

from benchmarks.generator import Generator
from filrouge.engine.tantivy import TantivyEngine
from filrouge.flow.questions.reading import QuestionReader
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


def make(folder: Path, publications: Iterator[Publication]) -> dict[str, tuple[float, float]]:
    """Returns the seconds of each step."""
    init_library(folder)
    with opened(folder) as parts:

        def save() -> None:
            for one in asking(publications):
                parts.library.save_import(one)

        steps: Mapping[str, Callable[[], object]] = {
            "generated and saved": save,
            "tagged": parts.tagger.refresh,
            "indexed": parts.indexer.refresh,
            "questions found": parts.questioner.refresh,
            "gathered": parts.questioner.gather,
        }
        return {name: _spent(step) for name, step in steps.items()}


def _spent(call: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the clock, and of the processor."""
    started, worked = perf_counter(), process_time()
    call()
    return round(perf_counter() - started, 4), round(process_time() - worked, 4)


def timed(calls: Sequence[Callable[[], object]], times: int) -> dict[str, list[float]]:
    """Milliseconds of the clock and of the processor, each the least of so many times."""
    taken = np.array([np.min([_spent(call) for _ in range(times)], axis=0) for call in calls]) * 1000
    return {f"p{share}": np.percentile(taken, share, axis=0).round(1).tolist() for share in (50, 95, 99)}


def others(wordings: Sequence[str]) -> list[str]:
    """Questions that the library does not hold: the first half of one and the second half of the next."""
    words = [one.split() for one in wordings]
    return [" ".join((*one[: len(one) // 2], *other[len(other) // 2 :])) for one, other in pairwise(words)]


def _page(reader: QuestionReader, slug: str) -> Gathering:
    return reader.page(reader.get(slug))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--passages", type=int, default=100_000)
    options.add_argument("--folder", type=Path, required=True)
    options.add_argument("--questions", type=int, default=200)
    options.add_argument("--times", type=int, default=1, help="ask each so often and keep the least (shared machine)")
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    told: dict[str, object] = {}
    if not has_library(given.folder):
        made = islice(Generator(given.seed).publications(), given.passages // A_PUBLICATION)
        told["seconds"] = make(given.folder, made)
    with opened(given.folder) as parts:
        reader = parts.questions
        cards = list(islice(reader.listed(), given.questions))
        wordings = [card.wording.removesuffix(" ?") for card in cards]
        reader.ask(wordings[0])
        told |= {
            "passages": parts.engine.state.passages,
            "questions": len(reader.listed()),
            "page": timed([partial(_page, reader, card.slug) for card in cards], given.times),
            "asked": timed([partial(reader.ask, one) for one in wordings], given.times),
            "others asked": timed([partial(reader.ask, one) for one in others(wordings)], given.times),
        }
    json.dump(told, sys.stdout, indent=2)


if __name__ == "__main__":
    main()

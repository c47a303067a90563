"""How long a question's page and a free question take: `python -m benchmarks.questions --passages 100000 --folder DIR`.

The library is generated (`generator.py`), with a FAQ entry in one publication of ten so that questions are found; it is
made once in the folder and measured again when it is there. Prints p50, p95 and p99 in milliseconds.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from time import perf_counter

import numpy as np

from benchmarks.generator import Generator
from filrouge.flow.questions import QuestionReader
from filrouge.model import Gathering, Publication, QuestionAnswer
from filrouge.sources.contract import Reading
from filrouge.wiring import has_library, init_library, open_parts

EVERY = 10
A_PUBLICATION = 35
"""Passages, about."""


def asking(publications: Iterator[Publication]) -> Iterator[Reading]:
    """The generated publications, one of ten asking something of its own title."""
    for number, one in enumerate(publications):
        if number % EVERY == 0 and one.sections:
            entry = QuestionAnswer(
                question=f"Faut-il {one.title} ?", answer=one.sections[0].html, anchor=f"faq-{number}"
            )
            yield Reading(one.model_copy(update={"questions": (*one.questions, entry)}))
        else:
            yield Reading(one)


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
    if not has_library(given.folder):
        init_library(given.folder)
        with open_parts(given.folder) as parts:
            made = islice(Generator(given.seed).publications(), given.passages // A_PUBLICATION)
            parts.ingest(asking(made))
    with open_parts(given.folder) as parts:
        reader = parts.questions
        cards = list(islice(reader.listed(), given.questions))
        reader.ask(cards[0].wording)
        told = {
            "passages": parts.engine.state.passages,
            "questions": len(reader.listed()),
            "page": timed([partial(_page, reader, card.slug) for card in cards]),
            "asked": timed([partial(reader.ask, card.wording.removesuffix(" ?")) for card in cards]),
        }
    json.dump(told, sys.stdout, indent=2)


if __name__ == "__main__":
    main()

"""What one more publication costs the links of a library, by its size: `python -m benchmarks.links --bench DIR`.

CPU seconds of the process, of publications that come one by one after the library was linked: reading them (passages
and stems) is not counted, for the index needs it too; putting them in links them both ways. No counting anew of words
falls among them.
"""

import argparse
import json
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from time import process_time
from typing import TypeVar

from benchmarks import real
from benchmarks.generator import Generator
from filrouge.links import Links, Text, read
from filrouge.model import Publication
from filrouge.passages import cut

ADDED = 20
"""Publications put in one by one, and taken out again."""
Result = TypeVar("Result")


def texts(bench: Path | None, seed: int) -> Iterator[Text]:
    """Without end: those of the set, then mixes of two of them; or generated ones, much longer."""
    if bench is None:
        yield from (reading(publication) for publication in Generator(seed).publications())
        return
    held = [reading(publication) for publication in real.publications(bench)]
    yield from held
    chance = random.Random(seed)
    for number in range(10**9):
        one, other = chance.sample(held, 2)
        half, rest = one.passages[: len(one.passages) // 2 + 1], other.passages[len(other.passages) // 2 :]
        title = (*one.title[: len(one.title) // 2 + 1], *other.title[len(other.title) // 2 :])
        yield one._replace(publication=f"mixed-{number}", title=title, passages=(*half, *rest))


def measured(size: int, source: Iterator[Text], folder: Path) -> dict[str, float]:
    """Seconds: of linking all `size` publications, then medians and maxima of one more."""
    links = Links(folder)
    held = list(islice(source, size + ADDED))
    chance = random.Random(size)
    chance.shuffle(held)
    _, everything = timed(lambda: links.update(((one.publication, one) for one in held[:size]), 1))
    put = [timed(partial(links.update, [(one.publication, one)], 2))[1] for one in held[size:]]
    taken = [timed(partial(links.update, [(one.publication, None)], 3))[1] for one in held[size:]]
    links.close()
    return {
        "publications": size,
        "all": round(everything, 2),
        "one_median": round(median(put), 4),
        "one_max": round(max(put), 4),
        "out_median": round(median(taken), 4),
        "file_mb": round(links.file.stat().st_size / 1e6, 1),
    }


def reading(publication: Publication) -> Text:
    return read(publication, cut(publication))


def timed(call: Callable[[], Result]) -> tuple[Result, float]:
    started = process_time()
    return call(), process_time() - started


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="100,1000,10000", help="publications, such as 100,1000,10000")
    parser.add_argument("--bench", type=Path, help="a folder with corpus.jsonl.gz; generated publications without it")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    for size in (int(one) for one in asked.sizes.split(",")):
        with tempfile.TemporaryDirectory(prefix="filrouge-links-") as folder:
            print(json.dumps(measured(size, texts(asked.bench, asked.seed), Path(folder))), flush=True)


if __name__ == "__main__":
    main()

"""A corpus on disk, cut once, that every system reads: none is charged for making it.

corpus/
  entries.pickle   (publication, passages), one pickle each; cues are left out once they are cut
  texts.jsonl      [number, text] of each passage: title, heading and body, for systems with one text field
  queries.json     class → queries, drawn from its passages
  facts.json       how many of what, and how long it took to make
"""

import json
import pickle
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import perf_counter, thread_time
from typing import TypeVar

from benchmarks.queries import SAMPLED, draw
from filrouge.engine import Entry
from filrouge.model import Passage, Publication
from filrouge.passages import cut

Item = TypeVar("Item")


class Corpus:
    """Reads it, and knows how long that took: what is left of a build is the index's own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.read_seconds = 0.0
        self.read_cpu_seconds = 0.0

    @property
    def facts(self) -> dict[str, float]:
        found: dict[str, float] = json.loads((self.folder / "facts.json").read_text(encoding="utf-8"))
        return found

    @property
    def queries(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = json.loads((self.folder / "queries.json").read_text(encoding="utf-8"))
        return found

    def entries(self) -> Iterator[Entry]:
        return self._timed(self._entries())

    def texts(self) -> Iterator[tuple[int, str]]:
        return self._timed(self._texts())

    def _entries(self) -> Iterator[Entry]:
        with (self.folder / "entries.pickle").open("rb") as stream:
            while True:
                try:
                    publication, passages = pickle.load(stream)
                except EOFError:
                    return
                yield Entry(publication, passages)

    def _texts(self) -> Iterator[tuple[int, str]]:
        with (self.folder / "texts.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                number, text = json.loads(line)
                yield number, text

    def _timed(self, items: Iterator[Item]) -> Iterator[Item]:
        while True:
            started, cpu = perf_counter(), thread_time()
            item = next(items, None)
            self.read_seconds += perf_counter() - started
            self.read_cpu_seconds += thread_time() - cpu
            if item is None:
                return
            yield item


def make(publications: Iterable[Publication], folder: Path, *, passages: int | None, seed: int, queries: int) -> Corpus:
    """Cut publications until there are so many passages (all of them when None), and draw queries from them."""
    folder.mkdir(parents=True)
    started = perf_counter()
    facts = {"publications": 0, "passages": 0, "characters": 0, "cutting_seconds": 0.0}
    sample = _Sample(random.Random(seed))
    with (folder / "entries.pickle").open("wb") as entries, (folder / "texts.jsonl").open("w", encoding="utf-8") as out:
        for publication in publications:
            before = perf_counter()
            found = cut(publication)
            facts["cutting_seconds"] += perf_counter() - before
            pickle.dump((publication.model_copy(update={"transcript": ()}), found), entries, pickle.HIGHEST_PROTOCOL)
            for passage in found:
                text = f"{publication.title}\n{passage.heading}\n{passage.text}"
                out.write(json.dumps([int(facts["passages"]), text], ensure_ascii=False) + "\n")
                facts["passages"] += 1
                facts["characters"] += len(text)
                sample.offer(passage)
            facts["publications"] += 1
            if passages is not None and facts["passages"] >= passages:
                break
    facts["making_seconds"] = perf_counter() - started - facts["cutting_seconds"]
    drawn = draw([passage.text for passage in sample.kept], seed=seed, count=queries)
    (folder / "queries.json").write_text(json.dumps(drawn, ensure_ascii=False, indent=1), encoding="utf-8")
    (folder / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
    return Corpus(folder)


class _Sample:
    """Passages drawn with equal chances from a stream (Vitter's algorithm R, 1985)."""

    def __init__(self, chosen: random.Random) -> None:
        self._chosen = chosen
        self._seen = 0
        self.kept: list[Passage] = []

    def offer(self, passage: Passage) -> None:
        self._seen += 1
        if len(self.kept) < SAMPLED:
            self.kept.append(passage)
        elif (at := self._chosen.randrange(self._seen)) < SAMPLED:
            self.kept[at] = passage

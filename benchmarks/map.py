"""What the map of a real library costs: `python -m benchmarks.map --bench DIR`.

CPU seconds of the process, once everything is linked: reading the links, drawing all but one publication, and one more.
Of generated libraries: `python -m tests.map`.
"""

import argparse
import json
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks import real
from benchmarks.links import reading, timed
from filrouge.flow.links.reading import LinkReader
from filrouge.flow.mapping import LEAST
from filrouge.library.memory import MemoryLibrary
from filrouge.links import Links
from filrouge.map import Relations, draw
from filrouge.map.drawing import NEIGHBOURS
from filrouge.model import Publication
from filrouge.passages import cut
from filrouge.thesaurus.held import HeldThesaurus


def measured(publications: Sequence[Publication], folder: Path) -> dict[str, float]:
    """Without themes, which such a set has none of."""
    links = Links(folder)
    _, linking = timed(lambda: links.update(((one.id, reading(one)) for one in publications), 1))
    reader = LinkReader(MemoryLibrary(), links, cut, HeldThesaurus())
    edges, told = timed(partial(reader.edges, LEAST, NEIGHBOURS))
    links.close()
    cards = [one.card() for one in publications]
    drawn, whole = timed(partial(draw, Relations(cards[:-1], edges, {}, {})))
    _, more = timed(partial(draw, Relations(cards, edges, {}, {}), drawn))
    return {
        "publications": len(publications),
        "linking": round(linking, 2),
        "edges": len(edges),
        "reading_links": round(told, 2),
        "drawing": round(whole, 2),
        "one_more": round(more, 2),
        "drawn": len(drawn.dots),
        "regions": len(drawn.regions),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, required=True, help="a folder with corpus.jsonl.gz")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="filrouge-map-") as folder:
        print(json.dumps(measured(list(real.publications(asked.bench)), Path(folder))))


if __name__ == "__main__":
    main()

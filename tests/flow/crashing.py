"""A process made to be killed: `python -m tests.flow.crashing import|reindex FOLDER ROUND`.

It says `ready` when it begins and the id of each publication once it is saved; it never ends by itself.
"""

import itertools
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from filrouge.flow.ingest import Ingest
from filrouge.model import Figure
from filrouge.sources.contract import Reading
from filrouge.wiring import init_library, open_parts
from tests.library.making import publication


def readings(folder: Path, turn: str) -> Iterator[Reading]:
    """Without end: new publications, each with a picture of its own, and now and then a new state of an old one."""
    picture = folder.parent / f"image-{turn}.svg"
    for number in itertools.count():
        picture.write_text(f"<svg><title>{turn}-{number}</title></svg>")
        key = f"r{turn}-{number}"
        if number % 3 == 2:
            key, title = f"r{turn}-{number - 1}", f"Titre changé {number}"
        else:
            title = f"Titre {number}"
        shown = publication(key, title=title, figures=(Figure(source="image.svg"),))
        yield Reading(shown, files=(("image.svg", picture),))


def main(verb: str, folder: Path, turn: str) -> None:
    say("ready")
    init_library(folder)
    with open_parts(folder) as parts:
        indexer = replace(parts.indexer, batch=7)  # so that a kill often falls into the writing of the index
        if verb == "import":
            Ingest(parts.library, parts.files, indexer).run(readings(folder, turn), lambda told: say(told.publication))
        while True:
            indexer.rebuild()
            parts.linker.rebuild()


def say(text: str | None) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])

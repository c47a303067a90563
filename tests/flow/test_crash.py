"""Nothing acknowledged is lost by a process that is killed, and what it leaves behind heals by itself."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from filrouge.flow.doctor import examine, examine_links
from filrouge.model import Query
from filrouge.wiring import has_library, open_parts

ROUNDS = 20
LONGEST = 0.6
"""Seconds that a process lives after it began: time for some hundred saves, or several builds of the index."""


def killed(verb: str, folder: Path, turn: int, delay: float) -> set[str]:
    """Start the process, kill it with SIGKILL after so long, and answer what it had acknowledged."""
    command = [sys.executable, "-m", "tests.flow.crashing", verb, str(folder), str(turn)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(delay)
        os.kill(process.pid, signal.SIGKILL)
        lines = process.stdout.read().split("\n")[:-1]  # what follows the last line end was being said, not said
    assert process.returncode == -signal.SIGKILL
    return set(lines)


def test_twenty_kills_lose_nothing_that_was_acknowledged(tmp_path):
    """After each kill, in an import or in a rebuild, the library opens, the doctor finds nothing wrong once the index
    has caught up or been rebuilt, every acknowledged publication is there, and all of them are found."""
    chance = random.Random(3114)
    folder = tmp_path / "library"
    acknowledged: set[str] = set()
    for turn in range(ROUNDS):
        verb = "reindex" if turn % 3 == 2 else "import"
        acknowledged |= killed(verb, folder, turn, chance.uniform(0, LONGEST))
        if not has_library(folder):
            assert acknowledged == set()
            continue
        with open_parts(folder) as parts:
            assert list(examine(parts.indexer, parts.files)) == []
            assert list(examine_links(parts.linker)) == []
            held = {one.publication.id for one in parts.library.changes()}
            assert acknowledged <= held
            assert parts.search.search(Query()).total == len(held)
    assert len(acknowledged) > ROUNDS

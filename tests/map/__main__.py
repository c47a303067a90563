"""What a map costs: `python -m tests.map` prints the table of docs/map.md, in seconds of processor."""

import sys
import time
from dataclasses import replace

from filrouge.map import draw
from tests.map.making import library


def main() -> None:
    for count in (100, 1000, 3000):
        whole = library(count)
        started = time.process_time()
        drawn = draw(replace(whole, cards=whole.cards[:-1]))
        between = time.process_time()
        draw(whole, drawn)
        ended = time.process_time()
        sys.stdout.write(f"| {count:,} | {between - started:.2f} | {ended - between:.2f} |\n")


if __name__ == "__main__":
    main()

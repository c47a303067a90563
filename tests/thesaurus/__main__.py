"""Agreement with editors: `python -m tests.thesaurus` prints the table of docs/themes.md."""

import sys

from tests.thesaurus.measuring import Given, given_themes


def main() -> None:
    given = Given(given_themes())
    for said, told in (
        ("nothing learnt from editors", given.untaught()),
        ("with what editors gave the other publications, each left out in turn", given.taught()),
        ("the same in five folds", given.in_folds()),
    ):
        sys.stdout.write(f"| {said} | {told.f1:.3f} |\n")


if __name__ == "__main__":
    main()

"""From a score to a strength, which means the same in every library.

The strength of a link that was found is the share of links of that score that editors had made, on the link sets of
docs/links.md. The odds grow with a power of the score and fall with a power of the library's size, for in a large
library more texts are as near as that: fitted on samples of 15 to 2,899 publications, each size weighing alike.
"""

from math import exp, log

CONSTANT, SCORE, SIZE = 4.47, 3.50, -0.41
LOWEST = 0.02
"""Below, all scores are alike: next to nothing."""


def strength(score: float, publications: int) -> float:
    """From 0 to 1, in a library of so many publications."""
    odds = CONSTANT + SCORE * log(max(score, LOWEST)) + SIZE * log(max(publications, 1))
    return 1 / (1 + exp(-odds))

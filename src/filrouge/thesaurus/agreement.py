"""How far the themes that were found agree with those that editors gave: precision, recall and F1 of the first few."""

from collections.abc import Iterable, Sequence

from filrouge.model import ThemeTag
from filrouge.model.value import Value

FIRST = 5


class Agreement(Value):
    """Means over the publications to which an editor gave a theme that is a concept; F1 is that of each, averaged."""

    first: int
    publications: int
    precision: float
    recall: float
    f1: float


def agreement(tagged: Iterable[Sequence[ThemeTag]], first: int = FIRST) -> Agreement:
    """`tagged`: the tags of each publication. What was given counts for nothing in what is found."""
    scores = [_scores(tags, first) for tags in tagged if any(tag.given for tag in tags)]
    count = max(1, len(scores))
    precision, recall, f1 = (round(sum(score[part] for score in scores) / count, 4) for part in range(3))
    return Agreement(first=first, publications=len(scores), precision=precision, recall=recall, f1=f1)


def _scores(tags: Sequence[ThemeTag], first: int) -> tuple[float, float, float]:
    given = {tag.concept for tag in tags if tag.given}
    ranked = sorted((tag for tag in tags if tag.strength > 0), key=lambda tag: (-tag.strength, tag.concept))
    hits = len(given.intersection(tag.concept for tag in ranked[:first]))
    precision, recall = hits / first, hits / len(given)
    return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0

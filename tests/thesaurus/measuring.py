"""How far the themes that are found agree with those that the demonstration was given by hand."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from filrouge.model import Publication
from filrouge.passages import cut
from filrouge.thesaurus.agreement import Agreement, agreement
from filrouge.thesaurus.matching import Matcher
from filrouge.thesaurus.tagging import Spread, choose, weigh
from tests.judged import demonstration
from tests.thesaurus.making import ours

FOLDS = 5


def given_themes() -> list[Publication]:
    """The publications of the demonstration that an editor gave themes."""
    return [one for one in demonstration().values() if one.themes]


class Given:
    """These publications read once, with the concepts that their editor named."""

    def __init__(self, publications: Sequence[Publication]) -> None:
        self._tree = ours()
        matcher = cache(lambda language: Matcher(self._tree, language))
        self._weighed = {one.id: weigh(one, cut(one), self._tree, matcher) for one in publications}
        self._counts = Counter(concept for found in self._weighed.values() for concept in found)
        named = {one.id: [self._tree.labelled(theme) for theme in one.themes] for one in publications}
        self._given = {key: tuple(dict.fromkeys(one.address for one in those if one)) for key, those in named.items()}

    def untaught(self) -> Agreement:
        """Of what is found by the texts alone."""
        return self._told([(key, Counter()) for key in self._weighed])

    def taught(self) -> Agreement:
        """Of what is found with what editors gave all the others."""
        return self._told([(key, self._gave(self._weighed)) for key in self._weighed])

    def in_folds(self) -> Agreement:
        """With what editors gave the other four fifths."""
        keys = sorted(self._weighed)
        folds = [keys[number::FOLDS] for number in range(FOLDS)]
        return self._told([(key, self._gave({*keys} - {*fold} | {key})) for fold in folds for key in fold])

    def _gave(self, keys: Iterable[str]) -> Counter[str]:
        return Counter(concept for key in keys for concept in self._given[key])

    def _told(self, taught: Sequence[tuple[str, Counter[str]]]) -> Agreement:
        """`taught`: each publication with how often each concept was given; what was given to itself is left out."""
        size = len(self._weighed)
        return agreement(
            choose(self._weighed[key], self._given[key], Spread(size, self._counts, known), self._tree)
            for key, known in taught
        )

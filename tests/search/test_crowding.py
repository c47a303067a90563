from hypothesis import given
from hypothesis import strategies as st

from filrouge.engine import ScoredPassage
from filrouge.model import Passage, Place
from filrouge.search.crowding import ALIKE, Shown

WORDS = st.frozensets(st.integers(1, 14), min_size=1, max_size=12)


def passages(*texts):
    return [
        ScoredPassage(
            Passage(
                id=f"p{number}", publication="p", ordinal=number, part="section", text=text, place=Place(anchor="a")
            ),
            1.0,
        )
        for number, text in enumerate(texts)
    ]


def alike(one, other):
    return len(one & other) >= ALIKE * len(one | other)


@given(st.lists(WORDS, max_size=12))
def test_what_repeats_is_what_shares_so_many_words(every):
    """Four fifths of all the different words of both, to the word, whichever is shown first; one at least is shown."""
    chosen = Shown().choose(passages(*(" ".join(map(str, sorted(one))) for one in every)), len(every), every=False)
    kept: list[int] = []
    for number, one in enumerate(every):
        if not any(alike(one, every[other]) for other in kept):
            kept.append(number)
    assert [found.passage.id for found in chosen] == [f"p{number}" for number in kept]


def test_no_more_are_shown_than_wanted():
    """The best first; of a publication that shows nothing else, the first stays although it repeats another's."""
    shown = Shown()
    first, second, third = passages("un retard", "une absence", "un oubli")
    assert shown.choose([first, second, third], 2, every=False) == (first, second)
    assert shown.choose([first], 2, every=False) == (first,)
    assert shown.choose([first, second], 2, every=True) == (first, second)
    assert shown.choose([third], 0, every=False) == ()

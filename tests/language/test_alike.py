"""The same text again is known from its sketch, whatever its length."""

import random

import pytest

from filrouge.language.alike import SAME, SIZE, contained, sketch

WORDS = random.Random(7).choices([f"mot{number}" for number in range(3_000)], k=6_000)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_what_is_contained_is_told_within_a_tenth(share):
    """A part of a long text among other words: the share that it is of the shorter, by hashes of a part of the runs."""
    part = int(2_000 * share)
    other = [*WORDS[:part], *(f"autre{number}" for number in range(2_000 - part))]
    assert contained(sketch(WORDS), sketch(other)) == pytest.approx(share, abs=0.1)


def test_a_text_is_contained_in_itself_and_not_in_another():
    """Whichever is given first."""
    other = [f"autre{number}" for number in range(500)]
    assert contained(sketch(WORDS), sketch(WORDS)) == 1.0
    assert contained(sketch(WORDS), sketch(other)) == contained(sketch(other), sketch(WORDS)) == 0.0


def test_the_same_words_in_another_order_are_another_text():
    """Two texts on one subject share words, not runs of four."""
    shuffled = random.Random(1).sample(WORDS, len(WORDS))
    assert contained(sketch(WORDS), sketch(shuffled)) < 0.05 < SAME


def test_a_sketch_stays_small():
    """However long the text; one of three words has no run at all, and is like nothing."""
    assert len(sketch(WORDS).hashes) == SIZE
    assert sketch(WORDS).runs == len(WORDS) - 3
    assert contained(sketch(["un", "deux", "trois"]), sketch(["un", "deux", "trois"])) == 0.0

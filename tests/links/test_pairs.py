"""Pairs of passages: what makes two of them likely to speak to each other."""

from collections.abc import Iterable

import numpy as np
import pytest

from filrouge.links import Links
from filrouge.links.pairs import LEAST, likely, pairs, rare_limit, telling, weigh
from tests.links.making import texts


def of(cosine: float, theme: float, strength: float) -> float:
    return float(likely(np.array([[cosine]]), np.array([[theme]]), strength)[0, 0])


def test_words_themes_and_a_strong_link_make_a_pair_likelier():
    """Each by itself; and the same words are worth showing where editors made the link."""
    alone = of(0.15, 0.0, 0.1)
    assert of(0.3, 0.0, 0.1) > alone
    assert of(0.15, 2.0, 0.1) > alone
    assert of(0.15, 0.0, 0.6) > alone
    assert alone < LEAST < of(0.15, 0.0, 1.0)


@pytest.fixture
def links(tmp_path):
    made = Links(tmp_path / "links")
    made.update(texts(30), 30)
    yield made
    made.close()


def best(links: Links, heading: Iterable[int] = (), theme: float = 0.0) -> float:
    """How likely the best pair is of two publications on one subject, whose first passages have that heading besides,
    and all of them that theme."""
    counts, held = links.counts(), links.held(["p0", "p6"])
    headings = [np.array([*heading], np.int32), np.zeros(0, np.int32)]
    one, other = (weigh(held[key].vectors, counts, headings, [{"urn:theme": theme}] * 2) for key in ("p0", "p6"))
    return pairs(one, other, rare(links), 0.3)[0].likely


def rare(links: Links) -> dict[int, float]:
    held = links.held(["p0", "p6"])
    return telling(held["p0"].vectors, held["p6"].vectors, links.counts())


def test_a_heading_and_a_theme_of_both_bring_their_passages_together(links):
    """A heading of words that much of the library uses does not."""
    counts = links.counts()
    usual = counts.words[counts.text > rare_limit(counts)][:3].tolist()
    assert len(usual) == 3
    assert best(links, rare(links)) > best(links)
    assert best(links, usual) == best(links)
    assert best(links, theme=2.0) > best(links)

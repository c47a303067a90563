"""Libraries as a map sees them: what speaks to what, and the themes."""

import numpy as np

from filrouge.map import Relations
from filrouge.model import Edge, Kind, PublicationCard


def card(number: int, title: str = "", *people: str) -> PublicationCard:
    return PublicationCard(
        id=f"p{number:04}",
        slug=f"publication-{number}",
        kind=Kind.WEBINAR,
        title=title or f"Publication {number}",
        people=people,
    )


def library(count: int, subjects: int = 40, seed: int = 1) -> Relations:
    """As large as one wants: each publication speaks of a few subjects, and to those that speak of the same."""
    rng = np.random.default_rng(seed)
    share = rng.dirichlet(np.ones(subjects) * 1.2)
    spoken = np.array([rng.dirichlet(share * subjects * 0.12 + 1e-3) for _ in range(count)])
    spoken += rng.normal(0, 0.02, spoken.shape)
    vectors = spoken / np.linalg.norm(spoken, axis=1, keepdims=True)
    near = vectors @ vectors.T
    np.fill_diagonal(near, -1)
    cards = [card(number) for number in range(count)]
    strengths = {
        (min(one, int(other)), max(one, int(other))): float(1 / (1 + np.exp(-6 * (near[one, other] - 0.6))))
        for one in range(count)
        for other in np.argsort(-near[one], kind="stable")[:6]
    }
    edges = [
        Edge(source=cards[one].id, target=cards[other].id, strength=strength)
        for (one, other), strength in sorted(strengths.items())
    ]
    filed = {
        f"theme-{subject}": frozenset(cards[number].id for number in np.flatnonzero(spoken[:, subject] > 0.3))
        for subject in range(subjects)
    }
    themes = {one.id: tuple(sorted(theme for theme, those in filed.items() if one.id in those)) for one in cards}
    return Relations(cards, edges, filed, themes)

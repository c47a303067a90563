"""Texts to link, from few words."""

import random

from filrouge.links import Text

SUBJECTS = ("cadre", "corps", "groupe", "enfant", "couple", "rêve")
COMMON = [f"courant{number}" for number in range(40)]


def text(key: str, subject: str, seed: int, **fields) -> Text:
    """Six sentences in two passages: half of their words are of the subject, the others anybody's."""
    chance = random.Random(f"{subject} {seed}")
    own = [f"{subject}{number}" for number in range(30)]
    said = [tuple(chance.choices(own, k=6) + chance.choices(COMMON, k=6)) for _ in range(6)]
    given = {"title": (subject, *chance.choices(own, k=2)), "passages": (tuple(said[:3]), tuple(said[3:]))}
    return Text(publication=key, language="fr", **{**given, **fields})


def texts(count: int) -> list[tuple[str, Text]]:
    """In turn on each subject."""
    subjects = [SUBJECTS[number % len(SUBJECTS)] for number in range(count)]
    return [(f"p{number}", text(f"p{number}", subject, number)) for number, subject in enumerate(subjects)]

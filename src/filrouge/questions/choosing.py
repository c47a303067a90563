"""From wordings that are one question to the question: its wording, address, language and themes. Pure."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from filrouge.language.wording import key_of
from filrouge.model import Origin, Question, Variant, slug_of

RANK = {
    origin: rank
    for rank, origin in enumerate(
        (Origin.EDITOR, Origin.TITLE, Origin.FAQ, Origin.HEADING, Origin.TRANSCRIPT, Origin.SEARCH)
    )
}
"""Which wording names the question: what was written as a question before what was said."""
SHORT = 90
"""Characters: of wordings of one origin, one that is no longer comes first."""
THEMES = 5


def canonical(variants: Sequence[Variant]) -> Variant:
    return min(variants, key=lambda one: (RANK[one.origin], len(one.text) > SHORT))


def propose(variants: Sequence[Variant], language: str, themes: Iterable[str]) -> Question:
    """A question that no one has asked before. The same first wording always gives the same id; `themes` are slugs,
    each as often as a wording names it."""
    wording = canonical(variants).text
    named = tuple(slug for slug, _ in Counter(themes).most_common(THEMES))
    return Question(id=id_of(wording), slug=slug_of(wording), wording=wording, language=language, themes=named)


def id_of(wording: str) -> str:
    return f"q-{hashlib.sha256(key_of(wording).encode()).hexdigest()[:12]}"

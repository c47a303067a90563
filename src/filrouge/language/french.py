"""Forms of French words that the stemmer's rules leave apart, or bring together wrongly.

The stemmer is Snowball's (Porter, <https://snowballstem.org/algorithms/french/stemmer.html>); words come to it folded.
"""

_Endings = tuple[tuple[str, str, int], ...]
"""An ending, what it becomes, and how many letters must stand before it."""

_PLURALS: _Endings = (("ees", "e", 3), ("ee", "e", 3), ("es", "e", 3), ("s", "", 3))
"""Feminine and plural; those of participles are known to the rules only with their accent."""

_GENDERS: _Endings = (("trice", "teur", 2), ("if", "ive", 2))
"""One gender to the other, whichever way keeps nouns apart from verbs: “actif” is brought to “active”, because “arrive”
is no feminine. “-euse” is left: it is of “-eur” as often as of “-eux”, and “-er” is near.
"""

_SAME_AS = dict(
    pair.split(":")
    for pair in """
    vitraux:vitrail coraux:corail emaux:email baux:bail soupiraux:soupirail yeux:oeil
    belle:beau bel:beau nouvelle:nouveau nouvel:nouveau vieille:vieux vieil:vieux folle:fou molle:mou jumelle:jumeau
    longue:long blanche:blanc franche:franc seche:sec fraiche:frais douce:doux fausse:faux rousse:roux grosse:gros
    basse:bas epaisse:epais publique:public grecque:grec turque:turc vive:vif
    """.split()
)
_WHOLE = frozenset("mere fils foie parlement".split())
"""Kept as they are, for their stem is another word's: mer, fil, foi, parler."""


def written_otherwise(folded: str) -> tuple[str, ...]:
    """Forms of the same word that begin otherwise: “oeil” → “yeux”."""
    return tuple(form for form, word in _SAME_AS.items() if word == folded and form[:2] != word[:2])


def regular(folded: str) -> tuple[str, bool]:
    """What the stemmer is to be given; with True, what is the stem already."""
    if folded in _WHOLE:
        return folded, True
    bare = _replaced(folded, _PLURALS)
    bare = _SAME_AS.get(bare, bare)
    return (bare, True) if bare in _WHOLE else (_replaced(bare, _GENDERS), False)


def _replaced(word: str, endings: _Endings) -> str:
    """With the first of the endings that it has replaced."""
    for ending, other, before in endings:
        if word.endswith(ending) and len(word) - len(ending) >= before:
            return word[: -len(ending)] + other
    return word

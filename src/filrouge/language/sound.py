"""How a French name sounds, roughly: two spellings of one sound share a key (“Quéré” and “Kéré”, “Vaceur”).

The rules are the regular grapheme to phoneme correspondences of French (Catach, *L'orthographe française*, 1980),
brought down to what tells names apart: consonants, and whether a vowel is there.
"""

import re
from functools import lru_cache

from filrouge.language.normal import fold

_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"[^a-z]", ""),
        (r"(.)\1+", r"\1"),
        (r"eaux?|aux?", "o"),
        (r"oe", "e"),
        (r"ph", "f"),
        (r"sch|sh|ch(?![rl])", "S"),
        (r"th", "t"),
        (r"gn", "N"),
        (r"qu?|ck|kh|k", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"g(?=[eiy])", "j"),
        (r"gu(?=[eiy])", "g"),
        (r"w", "v"),
        (r"h", ""),
        (r"(?<=[aeiouy])s(?=[aeiouy])", "z"),
        (r"x$|[sztdp]$", ""),
        (r"x", "ks"),
        (r"y", "i"),
        (r"[ae][nm](?![aeiou])", "A"),
        (r"(?:ai|ei|i|u)[nm](?![aeiou])", "I"),
        (r"o[nm](?![aeiou])", "O"),
        (r"ai|ei|er$|ez$|et$", "e"),
        (r"ou", "u"),
        (r"e$", ""),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=65_536)
def sound(name: str) -> str:
    """The key of a name; “” when it has no letter."""
    key = fold(name)
    for rule, replacement in _RULES:
        key = rule.sub(replacement, key)
    return key

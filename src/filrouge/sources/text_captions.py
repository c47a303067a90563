"""In an export without pictures, the description of one followed by its caption: two lines, told by their form."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from filrouge.sources.wording import folded

Described = Mapping[tuple[str, ...], list[tuple[str, str]]]
"""For each paragraph that is made of them: the descriptions with their captions."""

_OF_PICTURES = re.compile(
    r"\b(?:(?:en )?noir et blanc|black[- ]and[- ]white|photos?|photograph\w*|images?|illustrations?|portraits?|"
    r"dessins?|"
    r"schémas?|graphiques?|infographie|arrière-plan|premier plan|vue (?:de|d')|silhouettes?|logo|gros plan|"
    r"capture d'écran|screenshot|drawing|diagram|background|foreground|close-up|aquarelle|gravure|couverture de)\b"
)
_SPEAKS = frozenset(
    "il elle ils elles on nous vous je tu j' ce cet cette ces c'est si mais et or donc car pourquoi comment quand "
    "ainsi it this these that we you they i if when how why and but there here".split()
)
_NOT_PARTICIPLES = frozenset(
    "avant pendant enfant devant quant autant maintenant pourtant cependant durant instant".split()
)
_FEWEST_WORDS = 5
_LONGEST_CAPTION = 25  # words
_SURE = 2


def descriptions_in(paragraphs: Sequence[Sequence[str]], title: str) -> Described:
    pairs = {tuple(lines): _paired(lines) for lines in paragraphs if len(lines) % 2 == 0}
    shared = Counter(phrase for several in pairs.values() for alt, _ in several for phrase in _phrases(alt))
    return {
        lines: several
        for lines, several in pairs.items()
        if all(_score(alt, caption, shared, title) >= _SURE for alt, caption in several)
    }


def _paired(lines: Sequence[str]) -> list[tuple[str, str]]:
    stripped = [line.strip() for line in lines]
    return list(zip(stripped[::2], stripped[1::2], strict=True))


def _phrases(text: str) -> set[tuple[str, ...]]:
    """Runs of four words, by which descriptions written for one series are alike."""
    words = re.findall(r"\w+", folded(text))
    return {tuple(words[at : at + 4]) for at in range(len(words) - 3)}


def _score(alt: str, caption: str, shared: Counter[tuple[str, ...]], title: str) -> int:
    words = folded(alt).split()
    if (
        len(words) < _FEWEST_WORDS
        or not caption
        or len(caption.split()) > _LONGEST_CAPTION
        or alt.endswith((":", ";", "?"))
    ):
        return 0
    score = 2 * bool(_OF_PICTURES.search(folded(alt)))
    score += 2 * any(shared[phrase] > 1 for phrase in _phrases(alt))
    score += 2 * bool(title and folded(caption) == folded(title))
    score += any(re.fullmatch(r"\w{3,}ante?s?", word) and word not in _NOT_PARTICIPLES for word in words[1:12])
    return score - 3 * (words[0] in _SPEAKS or words[0].split("'")[0] + "'" in {"j'", "c'", "s'"})

"""What kind of answer a question expects, and which words look like it: from the words that ask, never from the theme.

A cue counts only where it says something that the question does not: names and numbers that were asked are no answer.
"""

import re
from collections.abc import Callable
from collections.abc import Set as AbstractSet

from filrouge.language import fold
from filrouge.language.finding import plain

Cue = Callable[[str, str], float]
"""From a stretch without what the question says, as it is written and folded, to how much it looks like an answer."""

_BE = r"(?:(?:est|sont|etait|etaient|fut|furent|a ete) )?(?:le |la |les |l')?"
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in {
        "when": rf"\bquand\b|\bquel(?:le)?s? {_BE}(?:annee|date|epoque|periode|decennie|siecle|jour|mois|moment)"
        r"|depuis combien de temps|\bwhen\b|\b(?:what|which) (?:year|date|day|month|century)\b",
        "how many": rf"\bcombien\b|\bquel(?:le)?s? {_BE}(?:nombre|taux|pourcentage|prix|montant|somme|age|taille|duree"
        r"|superficie|population|part|proportion|distance|longueur|hauteur|cout|budget|poids|vitesse|altitude|largeur"
        r"|surface|temperature|effectif|score|chiffre|quantite|profondeur|capacite|densite|frequence|delai)"
        r"|\bhow (?:many|much|long|old|often|far|tall|big)\b",
        "who": r"(?:^|[,:] |\b(?:a|de|par|avec|pour|contre|chez|sur|selon|d'apres) )qui\b"
        r"|\bqui (?:est|a|sont|ont|etait|etaient|fut)\b|\bwhom?\b|\bwhose\b"
        rf"|\bquel(?:le)?s? {_BE}(?:auteur|autrice|acteur|actrice|president|personne|personnage|fondat|inventeur"
        r"|realisat|artiste|femme|homme|pere|mere|frere|soeur|fils|fille|epou|chef|roi|reine|joueu|praticien)",
        "where": r"(?:^|\b(?:d'|par |jusqu'))ou\b(?! bien)|\bou (?:est|sont|se|a|ont|etait|vit|fut)\b|\bwhere\b"
        rf"|\bquel(?:le)?s? {_BE}(?:pays|ville|lieu|endroit|region|quartier|continent|ile|etat|village|departement"
        r"|province|commune|capitale|riviere|fleuve|place)",
        "why": rf"\bpourquoi\b|pour quelles? raisons?|\bquel(?:le)?s? {_BE}(?:cause|raison|but|objectif|consequence)"
        r"|\bwhy\b",
        "name": rf"\bcomment (?:s'appel|se nomm|appel|nomm|est (?:appele|nomme|surnomme))"
        rf"|\bquel(?:le)?s? {_BE}(?:nom|surnom|titre|pseudonyme|terme)|\bwhat is (?:the name|\w+ called)",
        "how": r"\bcomment\b|de quelle (?:maniere|facon)|\bhow\b",
    }.items()
)

_YEAR = re.compile(r"\b(?:1\d{3}|20\d\d)\b|\bsiecles?\b|\bcentury\b")
_DATE = re.compile(
    r"\b(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|annees?|january"
    r"|february|march|april|june|july|august|september|october|november|december|years?)\b"
    r"|\bans (?:plus tard|apres|avant)"
)
_NUMBER = re.compile(
    r"\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|quarante|cinquante|soixante"
    r"|cents?|mille|millions?|milliards?|moitie|tiers|quart|dizaines?|douzaines?|centaines?|milliers?|two|three|four"
    r"|five|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|hundreds?|thousands?|half)\b"
)
_NAME = re.compile(r"(?<=[\w,;:»)’'] )[^\W\d_a-zà-ÿœæ][\w'’\-]+|(?<=[dlDL]['’])[^\W\d_a-zà-ÿœæ][\w\-]+")
_PLACE = re.compile(
    r"\b(?:[àÀ]|[Aa]u|[Aa]ux|[Ee]n|[Dd]ans|[Ss]ur|vers|près de|du|de|entre|sous|[Ii]n|[Aa]t|near|from)"
    r" (?:la |le |les |the |l['’])?[^\W\d_a-zà-ÿœæ]"
)
_SOMEWHERE = re.compile(r"\b(?:dans|sur|au|aux|sous|pres|autour|in|at|near)\b")
_CAUSE = re.compile(
    r"\b(?:car|parce qu|puisqu|afin|pour|en raison|grace a|a cause|dues?|dus?|permet\w*|suite a|faute de|raisons?"
    r"|causes?|ainsi|donc|because|since|so that|due to|in order|therefore)\b"
)
_MEANS = re.compile(r"\b(?:par|avec|grace|au moyen|a l'aide|en \w+ant|by|with|through|using)\b")
_CALLED = re.compile(
    r"\b(?:nomme\w*|appel\w*|surnomm\w*|baptis\w*|intitul\w*|dite?s?|connue?s? sous|denomm\w*|called|named|known as)\b"
)
_QUOTED = re.compile(r"[«“\"]")


_CUES: dict[str, Cue] = {
    "when": lambda _, folded: 1.0 if _YEAR.search(folded) else 0.6 if _DATE.search(folded) else 0.0,
    "how many": lambda _, folded: 1.0 if re.search(r"\d", folded) else 0.7 if _NUMBER.search(folded) else 0.0,
    "who": lambda written, _: min(2, len(_NAME.findall(written))) / 2,
    "where": lambda written, folded: 1.0 if _PLACE.search(written) else 0.4 if _SOMEWHERE.search(folded) else 0.0,
    "why": lambda _, folded: float(_CAUSE.search(folded) is not None),
    "name": lambda written, folded: (
        0.5 * bool(_QUOTED.search(written) or _CALLED.search(folded)) + 0.5 * bool(_NAME.search(written))
    ),
    "how": lambda _, folded: float(_MEANS.search(folded) is not None),
}
KINDS = tuple(_CUES)
_SAID = re.compile(r"\b[^\W_a-zà-ÿœæ][^\W_]*")
"""A word that begins with a capital or a digit."""


def kind_of(question: str) -> str:
    """A key of the cues, or “” when nothing tells."""
    folded = " ".join(fold(question).split())
    return next((kind for kind, pattern in _KINDS if pattern.search(folded)), "")


def likeness(kind: str, stretch: str, asked: AbstractSet[str]) -> float:
    """How much a stretch of text looks like an answer of that kind, from 0 to 1; 0 for no kind. `asked`: every folded
    word of the question.
    """
    if not kind:
        return 0.0
    told = _SAID.sub(lambda word: "" if fold(word[0]) in asked else word[0], stretch)
    return _CUES[kind](told, plain(told))


_HEAD = re.compile(rf"\bquel(?:le)?s? {_BE}([\w-]+)|\b(?:what|which) (?:(?:is|are|was|were) )?(?:the )?([\w-]+)")


def heads(question: str) -> frozenset[str]:
    """The folded nouns that say what is wanted (“quelle ville”): an answer seldom repeats them."""
    found = _HEAD.findall(" ".join(fold(question).split()))
    return frozenset(noun for pair in found for noun in pair if noun)

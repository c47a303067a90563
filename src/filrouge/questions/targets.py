"""What kind of answer a question wants: a definition, a cause, signs to tell by, something to do…

Finer than question words: “comment savoir” wants signs, “comment faire” something to do, “comment expliquer” a cause.
After the types of expected answer that question answering has used since Li & Roth, “Learning Question Classifiers”,
COLING 2002, brought down to those that part questions of one subject.
"""

import re
from enum import Enum, auto
from functools import lru_cache

from filrouge.language.wording import levelled
from filrouge.model import Aspect
from filrouge.questions.forms import aspects


class Target(Enum):
    AMOUNT = auto()
    PURPOSE = auto()
    CAUSE = auto()
    SIGN = auto()
    DEFINITION = auto()
    PLACE = auto()
    TIME = auto()
    PERSON = auto()
    CONDUCT = auto()


_TELLING = r"(?:reper|distingu|differenci|identifi)\w+"
_FRENCH = (
    (Target.CAUSE, r"d'ou vien\w+|qu'est ce qui (?:explique|fait que|pousse|provoque|cause|declenche)"),
    (Target.CAUSE, r"quelles? (?:est|sont) (?:la |les |l')(?:causes?|origines?|raisons?)"),
    (Target.CAUSE, r"comment (?:s'|se )?(?:expliqu|compren)\w+"),
    (Target.SIGN, r"a quoi (?:le |la |les )?(?:reconnai|voi|sai)\w*"),
    (Target.SIGN, rf"comment (?:se |s')?(?:le |la |les )?(?:savoir|sait|reconnai\w+|voi[rt]|{_TELLING})"),
    (Target.SIGN, r"faire la difference|quelles? (?:est la |sont les )?differences?"),
    (Target.SIGN, r"en quoi .{3,60} (?:differ|se distingu)\w+"),
    (Target.SIGN, r"quels? (?:sont les |est le )?(?:signes?|indices?|symptomes?|signaux|criteres?|indicateurs?)"),
    (Target.SIGN, r"qu'est ce qui (?:montre|indique|distingue|differencie)"),
    (Target.DEFINITION, r"qu'est ce qu(?:e |')(?:l[ae] |l'|les |une? |ce |c'|on (?:appelle|entend))|c'est quoi"),
    (Target.DEFINITION, r"que (?:signifie|veut dire|designe)|(?:qu'appelle|qu'entend) t on"),
    (Target.DEFINITION, r"en quoi consiste|quelle est la definition"),
    (Target.CONDUCT, r"(?:on|je) (?:fait|fais|dit|dis) quoi|(?:^|[.:?!,] )(?:je |j'|on )"),
    (Target.CONDUCT, r"(?:par|avec|sur) quoi \w+(?:er|ir|re)"),
    (
        Target.CONDUCT,
        r"quel(?:le)?s? (?:sont les |est l[ea] )?(?:gestes?|mots?|moyens?|outils?|reponses?|etapes?|traitements?)",
    ),
)
_ENGLISH = (
    (Target.CAUSE, r"what (?:causes|makes|explains|leads to)|where do(?:es)? .{2,40} come from"),
    (Target.SIGN, r"how (?:do|can|does|could) (?:i|we|you|one) (?:tell|know|recogni[sz]e|spot|see)"),
    (Target.SIGN, r"how to (?:tell|know|recogni[sz]e|spot)|what (?:are|is) the (?:signs?|symptoms?|difference)"),
    (Target.DEFINITION, r"what (?:is|are) |what do(?:es)? .{1,40} mean"),
)
_FORMS = {
    language: tuple((target, re.compile(rf"(?<![\w'])(?:{pattern})")) for target, pattern in forms)
    for language, forms in (("fr", _FRENCH), ("en", _ENGLISH))
}
_ASKED = (
    (Aspect.HOW_MUCH, Target.AMOUNT),
    (Aspect.WHAT_FOR, Target.PURPOSE),
    (Aspect.WHY, Target.CAUSE),
    (Aspect.WHERE, Target.PLACE),
    (Aspect.WHEN, Target.TIME),
    (Aspect.WHO, Target.PERSON),
    (Aspect.HOW, Target.CONDUCT),
    (Aspect.SHOULD, Target.CONDUCT),
    (Aspect.MAY, Target.CONDUCT),
)
_FIRST = frozenset({Aspect.HOW_MUCH, Aspect.WHAT_FOR, Aspect.WHY})
"""Question words that tell the target whatever stands beside them."""


@lru_cache(maxsize=65_536)
def target(text: str, language: str = "fr") -> Target | None:
    """None where its form does not tell, as in most questions that yes or no answers."""
    asked = aspects(text, language)
    by_word = [(aspect, wanted) for aspect, wanted in _ASKED if aspect in asked]
    if by_word and by_word[0][0] in _FIRST:
        return by_word[0][1]
    level = levelled(text)
    forms = _FORMS["en" if language[:2].lower() == "en" else "fr"]
    by_form = next((wanted for wanted, form in forms if form.search(level)), None)
    if by_form is None or (by_form is Target.CONDUCT and by_word):
        return by_word[0][1] if by_word else by_form
    return by_form

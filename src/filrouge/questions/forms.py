"""The forms that questions take in French and English: whether a text asks, what it asks, and whether it negates.

After Riegel, Pellat & Rioul, *Grammaire méthodique du français*, ch. XIV.3: total interrogation (inversion, “est-ce
que”, intonation) and partial interrogation (question words), each of which lives in speech without a mark.
"""

import re
from functools import lru_cache

from filrouge.language import words
from filrouge.language.wording import levelled
from filrouge.model import Aspect

_PRONOUN = "(?:je|tu|il|elle|on|nous|vous|ils|elles|ce)"
_INVERTED = rf"(?:t )?{_PRONOUN}"

_FRENCH: tuple[tuple[Aspect, str], ...] = (
    (Aspect.WHAT_FOR, r"a quoi (?:bon|ca sert|cela sert|sert|servent|peut servir)|(?:ca|cela) sert a quoi"),
    (Aspect.WHAT_FOR, r"pour quoi(?! faire)|dans quel but|pour quoi faire"),
    (Aspect.WHY, r"pourquoi|pour quelles? raisons?|d'ou vien\w+|qu'est ce qui (?:explique|fait que|pousse)"),
    (Aspect.HOW_MUCH, r"combien|a quelle frequence|a quel rythme|tous les combien"),
    (
        Aspect.WHO,
        r"(?:pour|a|chez|avec|de|par|vers|envers) qui|(?:^|[.:,;] ?)qui|quel(?:le)?s? (?:patient|personne)\w*",
    ),
    (Aspect.WHEN, r"(?:depuis|a partir de|jusqu'a|des) quand|a quel(?:s|le)? (?:moment|stade|age|etape)s?"),
    (
        Aspect.WHEN,
        (
            r"(?:^|[.:,;] ?)quand (?:faut|doit|peut|est|sont|\w+(?:er|ir|re))|^quand .{3,60} (?:est|sont|doit|"
            r"peut) (?:il|elle|on|ils|elles)"
        ),
    ),
    (Aspect.HOW, r"comment|de quelles? (?:manieres?|facons?)|par (?:ou|quoi) (?:on )?(?:commenc|debut)\w+"),
    (
        Aspect.HOW,
        (
            r"(?:(?:^|[.:,;] ?)que \w+(?:er|ir|re|oir)|que (?:faire|dire|repondre)|quoi (?:faire|dire|repondre|"
            r"en penser))|(?:on|vous|je) (?:fait|faites|fais) quoi"
        ),
    ),
    (Aspect.HOW, rf"que (?:fait|faites|dois|doit|peut|puis|dit|repond|faut) {_INVERTED}"),
    (
        Aspect.HOW,
        r"a quoi (?:le )?(?:reconnait|voit|sait|ressembl)\w*|a quels? signes?|qu'est ce qu(?:e je|'on) (?:fais?|peut)",
    ),
    (Aspect.WHERE, r"(?:^|[.:,;] ?)ou|jusqu'ou|d'ou|(?:est|sont|va) (?:il |elle )?ou$"),
    (
        Aspect.SHOULD,
        (
            rf"(?:faut|faudrait|fallait|suffit|convient) il|(?:doit|dois|doivent|devons|devrait|devrais|"
            rf"devez) {_INVERTED}"
        ),
    ),
    (
        Aspect.SHOULD,
        (
            r"est (?:il|ce) (?:vraiment |absolument |forcement |toujours )?(?:necessaire|obligatoire|indispensable|"
            r"utile|bon)"
        ),
    ),
    (
        Aspect.SHOULD,
        r"(?:est|sont) (?:elles?|ils?) (?:vraiment |toujours |bien )?(?:necessaire|obligatoire|indispensable|utile)s?",
    ),
    (
        Aspect.SHOULD,
        r"est ce (?:que|qu').{0,40}(?:faut|dois|doit|doivent|devrait|devrais|oblige)\b|(?:suis je|est on) oblige",
    ),
    (
        Aspect.MAY,
        (
            rf"(?:peut|puis|peuvent|pouvons|pouvez|pourrait|pourrais|ose) {_INVERTED}|est il possible|"
            rf"est ce (?:grave|permis)"
        ),
    ),
    (
        Aspect.MAY,
        (
            r"(?:ai je|a t on|avons nous|j'ai|on a) le droit|est ce (?:que|qu').{0,40}(?:peut|peux|peuvent|pourrait|"
            r"droit)\b"
        ),
    ),
    (Aspect.MAY, r"est (?:il|ce) (?:vraiment )?(?:possible|permis|acceptable|legitime|autorise|une faute)"),
    (
        Aspect.WHAT,
        (
            r"qu'est ce (?:que|qu'|qui)|qu'est ce|c'est quoi|(?:qu'appelle|qu'entend) t on|que (?:signifie|"
            r"veut dire|devient|penser)"
        ),
    ),
    (
        Aspect.WHAT,
        r"(?:^|[.:,;] ?|a |de |en |dans |avec |pour |par |sur )quel(?:le)?s?|en quoi|de quoi|lequel|laquelle",
    ),
    (
        Aspect.WHETHER,
        r"est ce (?:que|qu')|est ce|n'est ce pas|\w+ (?:t )?(?:il|elle|on|ils|elles|nous|vous)(?= |$)(?<!-)",
    ),
)
_ENGLISH: tuple[tuple[Aspect, str], ...] = (
    (Aspect.WHAT_FOR, r"what for|what is the (?:point|use|purpose) of"),
    (Aspect.WHY, r"why|how come"),
    (Aspect.HOW_MUCH, r"how (?:much|many|often|long)"),
    (Aspect.HOW, r"how|what (?:to|should|can|do|could) "),
    (Aspect.WHO, r"who|whom|whose"),
    (Aspect.WHEN, r"^when|since when|at what point"),
    (Aspect.WHERE, r"^where"),
    (Aspect.SHOULD, r"^(?:should|must|ought|do (?:i|we|you) (?:need|have) to|is it necessary)"),
    (Aspect.MAY, r"^(?:can|may|could|might|am i allowed|is it (?:ok|okay|possible|allowed))"),
    (Aspect.WHAT, r"^(?:what|which)"),
    (Aspect.WHETHER, r"^(?:is|are|am|was|were|do|does|did|has|have|will|would|isn't|aren't|doesn't|don't)"),
)
_INVERSION = re.compile(
    r"[^\W\d_]{2,}-(?:t-)?(?:je|tu|il|elle|on|nous|vous|ils|elles)\b(?<!rendez-vous)(?<!chez-nous)", re.IGNORECASE
)
"""A verb and its subject the other way round, which only its hyphen tells in writing."""
_OPENINGS = {
    "fr": re.compile(
        r"(?:et |mais |alors |donc |bon )*(?:comment|pourquoi|combien|faut il|est ce|qu'est ce|que faire|que dire|que "
        r"repondre|quoi faire|quoi dire|quoi repondre|a quoi|pour qui|a qui|chez qui|avec qui|de quoi|en quoi|"
        r"pour quoi|par ou|"
        r"par quoi|jusqu'ou|a partir de quand|a quel|quel|quels|quelle|quelles|c'est quoi|qui (?:doit|peut|est|"
        r"sont|appeler|"
        r"consulter|prevenir)|quand (?:faut|doit|peut|est|consulter|arreter|commencer|proposer|orienter|parler)|"
        r"que (?:veut|"
        r"signifie|penser|verifier|faut|doit|peut|puis|dois)|qu'appelle|peut (?:on|il|elle)|puis je|doit (?:on|"
        r"il|elle)|"
        r"dois je|ai je|suis je|y a t il|existe t il|est il|est elle|sont ils|sont elles|d'ou vien\w+|ou trouver|"
        r"ou s'adresser)(?= |$)"
    ),
    "en": re.compile(
        r"(?:and |but |so )?(?:how|why|what|when|who|whom|which|where|should|must|can|could|may|is|are|am|do|does|did|"
        r"has|have|will|would)(?= |$)"
    ),
}
_NEGATED = re.compile(
    r"(?:comment|pourquoi|quand|que|quoi) ne (?:pas|plus|jamais|rien) "
    rf"|(?:^| )(?:ne |n')\w+ {_INVERTED} (?:pas|plus|jamais)(?= |$)"
    r"|(?:comment|pourquoi) (?:est ce qu\S+ )?(?:\w+ ){0,2}(?:ne |n')\w+ (?:pas|plus|jamais)(?= |$)"
)
_NOT = re.compile(r"^(?:why|how|when|who|what) (?:\w+ ){0,3}(?:not|never|\w+n't)(?= |$)|^why not")
_TOTAL = frozenset({Aspect.WHETHER, Aspect.SHOULD, Aspect.MAY})
_CLAUSES = re.compile(r"[.:;,](?=\s)|[«»]")
_LEADS = {
    language: tuple((aspect, re.compile(rf"(?<![\w'])(?:{pattern})(?!\w)")) for aspect, pattern in forms)
    for language, forms in (("fr", _FRENCH), ("en", _ENGLISH))
}


def asks(text: str, language: str = "fr") -> bool:
    """Whether it asks something: by its mark, or else by its form; a bare question word asks nothing."""
    level = levelled(text)
    if len(level.split()) < 2:
        return False
    if text.rstrip(" »”\"')").endswith("?"):
        return True
    if language[:2].lower() == "en":
        return len(level.split()) > 2 and _OPENINGS["en"].match(level) is not None
    if _INVERSION.search(text):
        return True
    clauses = (levelled(clause) for clause in _CLAUSES.split(text))
    return any(_OPENINGS["fr"].match(clause) for clause in clauses)


@lru_cache(maxsize=65_536)
def aspects(text: str, language: str = "fr") -> tuple[Aspect, ...]:
    """What is asked of the subject, in the order of the text; `WHETHER` only when nothing says more."""
    level = levelled(text)
    found: dict[Aspect, int] = {}
    for aspect, lead in _LEADS["en" if language[:2].lower() == "en" else "fr"]:
        if match := lead.search(level):
            found[aspect] = min(match.start(), found.get(aspect, len(level)))
    if len(found) > 1:
        found.pop(Aspect.WHETHER, None)
    if found.keys() & {Aspect.HOW, Aspect.HOW_MUCH, Aspect.WHEN, Aspect.WHO}:
        found.pop(Aspect.WHAT, None)
    return tuple(sorted(found, key=lambda aspect: (found[aspect], aspect.value)))


def negated(text: str, language: str = "fr") -> bool:
    """Whether what is asked about is denied: “pourquoi ne pas…”. In a question that yes or no answers, a denial is only
    a way to ask (“ne risque-t-on pas de… ?”)."""
    lead = _NOT if language[:2].lower() == "en" else _NEGATED
    asked = aspects(text, language)
    return lead.search(levelled(text)) is not None and not (asked and _TOTAL.issuperset(asked))


_POINTING = re.compile(
    r"(?<!\w)(?:[cç]a(?!\s(?:ressemble|sert|veut\sdire)[^,?]*,\s)|cela|ceci|celui|celle|ceux|celles|l[àa]-dessus|lui|leur|eux|y|ici|this|that|it|they|"
    r"them)(?![\w’'])"
    r"|(?<![-\w])(?:il|elle|ils|elles)(?=\s+(?!faut|y|reste|existe|manque|arrive|suffit|vaut|s[’']agit|est\s+(?:possible|nécessaire|normal|utile|grave)))"
    r"|(?<!\w)en\s(?:\w+(?:er|ir|re)|est|était|ont|ai?|fai[st]|parle|sort|vient)(?!\w)"
    r"|(?:quand|si|lorsque)\s[^,]*,\s(?:on|je)\s(?:le|la|les|l[’'])\s?\w+"
    r"|(?<![,;:]\s)(?<!\w)(?:on|je)\s(?:ne\s)?(?:le|la|les|l[’'])\s?\w+"
    r"|(?<!\w)(?:le|la|les|l[’'])\s?(?:\w+er|\w+ir|\w+re|\w+oir)\s*\?",
    re.IGNORECASE,
)
_SELF = 2
"""Words that say what is asked about, the least that a question needs to be understood by itself."""


def self_sufficient(text: str, language: str = "fr", said: str = "") -> bool:
    """Whether it can be understood without what stands before it: it names what it asks about, and its pronouns stand
    for nothing said elsewhere. With the sentence `said` before it, theirs may stand for what that one names."""
    content = [word for word in words(f"{said} {text}", language) if not word.stop]
    pointing = _POINTING.search(said or text)
    if said:
        return len(content) >= _SELF and pointing is None
    if len(content) < _SELF:
        # “Faut-il rester neutre ?” has two, “Pourquoi la supervision ?” has one, and is understood.
        return len(content) == 1 and len(content[0].exact) > 7 and pointing is None
    return pointing is None or (len(content) >= 2 * _SELF + 1 and pointing.start() > len(text) // 3)

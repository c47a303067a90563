"""Words by which pages and exports name their own parts, in French and in English."""

import re

from filrouge.model import Kind

_SUMMARY = re.compile(
    r"(?:en bref|l'essentiel(?: à retenir| en .{1,20})?|(?:les points )?à retenir|ce qu'il faut retenir|en résumé|"
    r"résumé|(?:les )?points? clés?|in brief|in short|at a glance|key (?:points|takeaways)|takeaways|tl;?dr|summary|"
    r"abstract)(?: de (?:ce|cet|cette|la|le|l') ?\w+)?\s?[:.]?"
)
_SPEAKERS = re.compile(
    r"\b(?:intervenant\w*(?:[·.(]\w+\)?)*|conférenci(?:er|ère)s?|orateurs?|oratrices?|invité\w*|speakers?|presenters?|"
    r"panell?ists?|auteure?s?|autrices?|authors?|animateurs?|animatrices?|formateurs?|formatrices?)\b"
)
_FAQ = re.compile(
    r"\b(?:faq|f\.a\.q|foire aux questions|questions? (?:fréquentes?|courantes?|du public|de la salle|posées)|"
    r"questions?(?: et |[ /-]{1,3})réponses?|réponses? (?:à|aux) (?:vos )?questions?|(?:vos|les|toutes vos) questions|"
    r"frequently asked|q ?& ?a|questions and answers|your questions)\b|^questions?$"
)
_RELATED = re.compile(
    r"(?:(?:articles?|contenus?|webinaires?|posts?|publications?) (?:similaires?|liés?|récents?|recommandés?)|"
    r"(?:à )?lire aussi|à (?:lire|voir|découvrir) (?:aussi|également)|(?:vous aimerez|ça peut vous intéresser).{0,30}|"
    r"sur le même (?:sujet|thème)|partage[rz].{0,40}|share this.{0,20}|"
    r"(?:laisser|écrire|ajouter) un commentaire.{0,20}|"
    r"(?:\d+ )?(?:commentaires?|comments?|réponses)|leave a (?:reply|comment)|related (?:posts?|articles?|content)|"
    r"you (?:may|might) also like.{0,20}|(?:inscri\S+.{0,20})?newsletter.{0,20}|navigation de l'article|"
    r"post navigation|table des matières|sommaire|table of contents)\s?[:.!]?"
)
_KINDS = (
    (Kind.WEBINAR, re.compile(r"\bwebin(?:aire|ar)s?\b")),
    (Kind.PODCAST, re.compile(r"\b(?:podcasts?|balado)\b")),
    (Kind.TALK, re.compile(r"\b(?:conférence|masterclass|table ronde|capsule|keynote|talk)\b")),
    (Kind.FAQ, re.compile(r"\b(?:faq|foire aux questions|questions fréquentes|frequently asked)\b")),
)
_LABEL = re.compile(r"^(?:q(?:uestion)?|r(?:éponse)?|a(?:nswer)?)\s?\d*\s?[:.)]\s*(?=\S)", re.IGNORECASE)
_TITLES = re.compile(r"^(?:dr|pr|docteure?|professeure?|prof|mme|mlle|mrs?|ms|me|maître)\.? +", re.IGNORECASE)
_PARTICLES = frozenset("de du des la le les d' van von der den di da dos ben el al y e et".split())
_WORD_OF_NAME = re.compile(r"(?:d['’])?[A-ZÀ-ÖØ-ÞŒ][^\W\d_]*(?:['’.\-][^\W\d_]*)*\.?")
_NAME_AND_ROLE = re.compile(r"^(.{3,60}?)\s*(?:,|\s[–—:|-]\s|\s?\()\s*([^()]{2,160}?)\)?[.;]?$")
_FRENCH = frozenset("le la les des est et une un dans pour que qui vous nous du au pas avec sur ce cette".split())
_ENGLISH = frozenset("the of and to is in that for it you with are this be on not we have as they".split())


def folded(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())


def names_summary(heading: str) -> bool:
    return bool(_SUMMARY.fullmatch(folded(heading)))


def names_speakers(heading: str) -> bool:
    words = folded(heading)
    return len(words.split()) <= 10 and not is_question(heading) and bool(_SPEAKERS.search(words))


def names_faq(heading: str) -> bool:
    words = folded(heading)
    return len(words.split()) <= 16 and bool(_FAQ.search(words))


def names_related(heading: str) -> bool:
    """What a site puts after its text: other articles, sharing, comments."""
    return bool(_RELATED.fullmatch(folded(heading)))


def is_question(text: str) -> bool:
    return text.rstrip(" \u00a0\u202f»”\"')").endswith("?")


def without_label(text: str) -> str:
    """“Q : Pourquoi ?” → “Pourquoi ?”; “R : Parce que.” → “Parce que.”"""
    return _LABEL.sub("", text, count=1)


def kind_in(text: str) -> Kind | None:
    words = folded(text)
    return next((kind for kind, pattern in _KINDS if pattern.search(words)), None)


def language_in(text: str) -> str | None:
    """`fr` or `en` when the small words say so clearly."""
    words = re.findall(r"[^\W\d_]+", text[:20_000].casefold())
    french, english = (sum(word in known for word in words) for known in (_FRENCH, _ENGLISH))
    if max(french, english) < 4 or max(french, english) < 2 * min(french, english):
        return None
    return "fr" if french > english else "en"


def is_name(text: str) -> bool:
    """“Dr Claire Vasseur”, “Jean-Baptiste de la Tour”: capitals, particles, nothing else."""
    words = _TITLES.sub("", text.strip()).split()
    if not 2 <= len(words) <= 5 or len(text) > 60:
        return False
    capitals = [bool(_WORD_OF_NAME.fullmatch(word)) for word in words]
    return (
        capitals[0]
        and capitals[-1]
        and all(capital or word.casefold() in _PARTICLES for word, capital in zip(words, capitals, strict=True))
    )


def name_and_role(text: str) -> tuple[str, str] | None:
    """“Claire Vasseur, psychologue” → both; a name alone has an empty role."""
    text = " ".join(text.split())
    if is_name(text):
        return text, ""
    found = _NAME_AND_ROLE.match(text[:240])
    return (found.group(1), found.group(2)) if found and is_name(found.group(1)) else None


def quoted(texts: list[str], words: int = 6, most: int = 8) -> str:
    """The first words of each, for a note: “Non. Cela se co-construit…”, “Pas nécessairement.”"""
    said = []
    for text in texts[:most]:
        kept = text.split()
        said.append(f"“{' '.join(kept[:words])}{'…' if len(kept) > words else ''}”")
    return ", ".join(said) + (f" and {len(texts) - most} more" if len(texts) > most else "")

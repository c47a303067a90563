"""What was typed to a Query. Nothing that is typed is an error: what has no meaning as syntax is searched as words.

words                     any of them; the more, the better
"exact phrase" « … »      must be there
-word -"phrase"           must not; a dash that belongs to a sentence (“doit -il”, “les mots en -in”) is none
a OR b, a OU b            one of them must be there
intervenant:vasseur       people; also auteur:, speaker:
theme:attachement         themes
type:webinaire            kinds; in French or English
avant:2024 depuis:2023-05 dates: a year, a month or a day
"""

import re
from datetime import date

from filrouge.engine.fields import PARTIAL
from filrouge.language import fold
from filrouge.language.stopwords import LINKING
from filrouge.model import Clause, Filter, FilterField, Kind, Query, slug_of

_FIELDS = {
    **dict.fromkeys(("intervenant", "intervenante", "auteur", "autrice", "speaker", "person"), FilterField.PERSON),
    **dict.fromkeys(("theme",), FilterField.THEME),
    **dict.fromkeys(("type", "kind"), FilterField.KIND),
    **dict.fromkeys(("serie", "series"), FilterField.SERIES),
    **dict.fromkeys(("avant", "before"), FilterField.BEFORE),
    **dict.fromkeys(("depuis", "since"), FilterField.SINCE),
    **dict.fromkeys(("annee", "year"), FilterField.YEAR),
    **dict.fromkeys(("langue", "language", "lang"), FilterField.LANGUAGE),
}
_KINDS = {
    **{kind.value: kind for kind in Kind},
    "webinaire": Kind.WEBINAR,
    "conference": Kind.TALK,
    "balado": Kind.PODCAST,
    "chapitre": Kind.CHAPTER,
}
_LANGUAGES = {"francais": "fr", "french": "fr", "anglais": "en", "english": "en"}

_TOKEN = re.compile(
    r"""(?P<minus>-)?
        (?:(?P<field>[^\W\d_]+):(?=["«“\w]))?
        (?:"(?P<straight>[^"]*)"|«(?P<french>[^»]*)»|“(?P<curly>[^”]*)”
        |(?P<word>\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|[^\s"«“]+))""",
    re.VERBOSE,
)
_ENDING = re.compile(r"^[a-zà-ÿ]{1,2}$")
"""In lower case, an ending of words rather than a word: “-er”, “-in”."""
_DAY = re.compile(r"^(?P<year>\d{4})(?:-(?P<month>\d{1,2}))?(?:-(?P<day>\d{1,2}))?$")
_FRENCH_DAY = re.compile(r"^(?:(?P<day>\d{1,2})/)?(?P<month>\d{1,2})/(?P<year>\d{4})$")
LONGEST = 1000
"""Characters of what is typed; the rest is left out."""


def parse(typed: str) -> Query:
    """Never raises. `typed` is kept as it was."""
    clauses: list[Clause] = []
    filters: list[Filter] = []
    joining = False
    for token in _TOKEN.finditer(typed[:LONGEST]):
        if token["word"] in {"OR", "OU"} and not token["minus"] and clauses:
            joining = True
            continue
        quoted = next((token[name] for name in ("straight", "french", "curly") if token[name] is not None), None)
        text = quoted if quoted is not None else token["word"]
        found = _filter(token["field"], text) if token["field"] and not token["minus"] else None
        if found:
            filters.append(found)
        elif re.search(r"\w", text):
            spelt = f"{token['field']}:{text}" if token["field"] else text
            excluded = token["minus"] is not None and (quoted is not None or not _of_sentence(text, typed, token))
            clause = Clause(alternatives=(spelt.strip(),), phrase=quoted is not None, excluded=excluded)
            _add(clauses, clause, joining=joining)
        joining = False
    return Query(typed=typed[:LONGEST], clauses=tuple(clauses)).filtered(*filters)


def _of_sentence(text: str, typed: str, token: re.Match[str]) -> bool:
    """Whether a dash before a word is of the sentence that was typed, and excludes nothing.

    After a dash a small word belongs to the verb before it, however loosely it was typed (“doit -il”), or opens an
    aside (“-parce qu'il a peur-”); to leave it out would leave out nearly everything. Before a dash, it asks for what
    follows: “les mots en -in”.
    """
    before = re.search(r"([^\W\d_]+)[\s]+$", typed[: token.start()])
    return (
        fold(text) in LINKING
        or _ENDING.match(text) is not None
        or (before is not None and fold(before[1]) in LINKING)
        or text.endswith("-")
        or re.search(r"\w-(?=[\s,.;:!?]|$)", typed[token.end() :]) is not None
    )


def _add(clauses: list[Clause], clause: Clause, *, joining: bool) -> None:
    if joining and not clause.excluded and not clauses[-1].excluded:
        last = clauses.pop()
        clause = Clause(alternatives=(*last.alternatives, *clause.alternatives), phrase=last.phrase or clause.phrase)
    clauses.append(clause)


def _filter(name: str, text: str) -> Filter | None:
    field = _FIELDS.get(fold(name))
    value = _value(field, text.strip()) if field else None
    return Filter(field=field, values=(value,)) if field and value else None


def _value(field: FilterField, text: str) -> str | None:
    folded = fold(text)
    if field == FilterField.KIND:
        return next((_KINDS[name].value for name in (folded, folded.removesuffix("s")) if name in _KINDS), None)
    if field in {FilterField.BEFORE, FilterField.SINCE}:
        return _day(text)
    if field == FilterField.YEAR:
        return text if re.fullmatch(r"\d{4}", text) else None
    if field == FilterField.LANGUAGE:
        return _LANGUAGES.get(folded, folded if re.fullmatch(r"[a-z]{2}", folded) else None)
    return PARTIAL + slug_of(text) if re.search(r"\w", text) else None


def _day(text: str) -> str | None:
    """The ISO date of a year, month or day as typed; its first day."""
    found = _DAY.match(text) or _FRENCH_DAY.match(text)
    if not found:
        return None
    try:
        return date(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1)).isoformat()
    except ValueError:
        return None

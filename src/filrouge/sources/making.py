"""The last step of every importer: parts to a Publication, or a refusal that says which part is wrong."""

from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from filrouge.errors import SourceUnreadable
from filrouge.model import (
    Chapter,
    Cue,
    Event,
    Figure,
    Identifier,
    Media,
    Person,
    Publication,
    QuestionAnswer,
    Section,
    TextTrack,
)
from filrouge.model.value import Value

_INSIDE: dict[str, type[Value]] = {
    "captions": TextTrack,
    "chapters": Chapter,
    "event": Event,
    "figures": Figure,
    "identifiers": Identifier,
    "media": Media,
    "people": Person,
    "questions": QuestionAnswer,
    "sections": Section,
    "transcript": Cue,
}
_FRENCH = {
    "titre": "title", "sous-titre": "subtitle", "langue": "language", "résumé": "summary", "statut": "status",
    "intervenants": "people", "auteur": "people", "author": "people", "auteurs": "people", "authors": "people",
    "speakers": "people", "thèmes": "themes", "tags": "themes", "keywords": "themes", "mots-clés": "themes",
    "série": "series", "chapitres": "chapters", "faq": "questions", "video": "media", "images": "figures",
    "légende": "caption", "nom": "name", "rôle": "role", "fonction": "role", "réponse": "answer", "début": "start",
    "url": "source", "src": "source", "type": "kind", "license": "licence", "lang": "language",
}  # fmt: skip


def made(**parts: Any) -> Publication:
    """Raises SourceUnreadable where Publication would say ValidationError."""
    try:
        return Publication.model_validate(parts)
    except ValidationError as error:
        raise SourceUnreadable(explained(error)) from error


def explained(error: ValidationError, most: int = 3) -> str:
    """“people.0.name: Field required; date: …”: where, what, and how many more."""
    problems = error.errors(include_url=False, include_context=False, include_input=False)
    said = [_problem(one) for one in problems[:most]]
    return "; ".join(said) + (f"; and {len(problems) - most} more" if len(problems) > most else "")


def _problem(problem: ErrorDetails) -> str:
    place = problem["loc"]
    where = ".".join(map(str, place))[:200] or "the whole"
    if problem["type"] == "extra_forbidden":
        holder = next((str(part) for part in reversed(place[:-1]) if isinstance(part, str)), "")
        return f"{where}: {nearest_key(str(place[-1]), _INSIDE.get(holder, Publication))}"
    return f"{where}: {problem['msg'][:300]}"


def nearest_key(written: str, model: type[Value]) -> str:
    """“titre” is not a key; did you mean “title”?"""
    keys = sorted(model.model_fields)
    meant = _FRENCH.get(written.casefold())
    near = [meant] if meant in keys else get_close_matches(written.casefold(), keys, n=1)
    hint = f"did you mean “{near[0]}”?" if near else f"the keys are {', '.join(keys)}."
    return f"“{written[:60]}” is not a key; {hint}"

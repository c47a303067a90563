"""Why two publications are linked, in a plain sentence: made from the evidence alone, word for word."""

from collections.abc import Callable
from typing import Any

from filrouge.language import fold
from filrouge.model import Reason, ReasonKind
from filrouge.web.translation import catalogue, language_name


def reason_text(reason: Reason, source: str, language: str) -> str:
    """In the interface's `language`. `source` is the id of the publication that is read."""
    words = catalogue(language)
    if reason.kind is ReasonKind.EDITOR:
        return reason.values[0]
    if reason.kind is ReasonKind.TRANSLATION:
        return _said(
            words.gettext("A translation, in this language: %(name)s."), name=language_name(reason.values[0], language)
        )
    return _TEXTS[reason.kind](words, reason, source)


def _version(words: Any, reason: Reason, _source: str) -> str:
    if reason.values == ("written",):
        return str(words.gettext("The written version of this publication."))
    if reason.values == ("spoken",):
        return str(words.gettext("The spoken version of this publication."))
    return str(words.gettext("Almost the same text as this publication."))


def _citation(words: Any, reason: Reason, source: str) -> str:
    here = reason.quotes[0].publication == source
    text = (
        words.gettext("It is mentioned here: “%(name)s”.")
        if here
        else words.gettext("It mentions this one: “%(name)s”.")
    )
    return _said(text, name=reason.values[0])


def _question(words: Any, reason: Reason, _source: str) -> str:
    one, other = reason.values
    if fold(one) == fold(other):
        return _said(words.gettext("Both ask: “%(one)s”"), one=one)
    return _said(words.gettext("“%(one)s” here, “%(other)s” there: the same question."), one=one, other=other)


def _themes(words: Any, reason: Reason, _source: str) -> str:
    text = words.ngettext(
        "Both speak of a theme that is rare here: %(names)s.",
        "Both speak of themes that are rare here: %(names)s.",
        len(reason.values),
    )
    return _said(text, names=", ".join(reason.values))


def _terms(words: Any, reason: Reason, _source: str) -> str:
    return _said(words.gettext("Both say: %(names)s."), names=", ".join(reason.values))


def _speaker(words: Any, reason: Reason, _source: str) -> str:
    text = words.ngettext("The same speaker: %(names)s.", "The same speakers: %(names)s.", len(reason.values))
    return _said(text, names=", ".join(reason.values))


def _series(words: Any, reason: Reason, _source: str) -> str:
    return _said(words.gettext("The same series: %(name)s."), name=reason.values[0])


def _said(text: str, **values: str) -> str:
    return text % values


_TEXTS: dict[ReasonKind, Callable[[Any, Reason, str], str]] = {
    ReasonKind.VERSION: _version,
    ReasonKind.CITATION: _citation,
    ReasonKind.QUESTION: _question,
    ReasonKind.THEMES: _themes,
    ReasonKind.TERMS: _terms,
    ReasonKind.SPEAKER: _speaker,
    ReasonKind.SERIES: _series,
}

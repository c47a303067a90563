"""The names that values of the model bear in the interface."""

from collections.abc import Callable

from filrouge.model import Aspect, FacetValue, FilterField, Kind, Notice, Sort
from filrouge.web.translation import language_name


def _(message: str) -> str:
    """Marks a message for extraction; it is translated when it is shown."""
    return message


KINDS = {
    Kind.WEBINAR: _("Webinar"),
    Kind.TALK: _("Talk"),
    Kind.PODCAST: _("Podcast"),
    Kind.ARTICLE: _("Article"),
    Kind.FAQ: _("FAQ"),
    Kind.DOCUMENT: _("Document"),
    Kind.CHAPTER: _("Book chapter"),
}
FIELDS = {
    FilterField.KIND: _("Type"),
    FilterField.PERSON: _("Speaker"),
    FilterField.THEME: _("Theme"),
    FilterField.SERIES: _("Series"),
    FilterField.YEAR: _("Year"),
    FilterField.LANGUAGE: _("Language"),
    FilterField.VIDEO: _("Media"),
    FilterField.BEFORE: _("Before"),
    FilterField.SINCE: _("Since"),
}
SORTS = {Sort.RELEVANCE: _("Relevance"), Sort.NEWEST: _("Newest first"), Sort.OLDEST: _("Oldest first")}
NOTICES = {
    Notice.LEXICAL: _("Only the words are searched at the moment: passages that say it in other words may be missing."),
    Notice.LOOSENED: _("Nothing holds the words in quotes side by side: here is what holds them apart."),
}
ASPECTS = {
    Aspect.WHETHER: _("Is it so?"),
    Aspect.SHOULD: _("Should one?"),
    Aspect.MAY: _("May one?"),
    Aspect.HOW: _("How?"),
    Aspect.WHY: _("Why?"),
    Aspect.WHAT_FOR: _("What for?"),
    Aspect.WHAT: _("What is it?"),
    Aspect.WHO: _("Who, for whom?"),
    Aspect.WHEN: _("When?"),
    Aspect.WHERE: _("Where?"),
    Aspect.HOW_MUCH: _("How much, how often?"),
}
WITH_VIDEO = _("With video or sound")


class Labels:
    """`label.kind(...)`, `label.value(...)` in the templates of one language."""

    def __init__(self, translate: Callable[[str], str], language: str, theme: Callable[[str, str], str]) -> None:
        """`theme` names one by its slug and the label that the library has for it."""
        self._translate = translate
        self._language = language
        self._theme = theme

    def kind(self, kind: str) -> str:
        return self._translate(KINDS[Kind(kind)]) if kind in set(Kind) else kind

    def field(self, field: FilterField) -> str:
        return self._translate(FIELDS[field])

    def sort(self, sort: Sort) -> str:
        return self._translate(SORTS[sort])

    def notice(self, notice: Notice) -> str:
        return self._translate(NOTICES[notice])

    def aspect(self, aspect: Aspect) -> str:
        return self._translate(ASPECTS[aspect])

    def value(self, field: FilterField, value: FacetValue) -> str:
        """A facet's value: what comes from the library keeps its own label."""
        if field is FilterField.KIND:
            return self.kind(value.value)
        if field is FilterField.LANGUAGE:
            return language_name(value.value, self._language)
        if field is FilterField.THEME:
            return self._theme(value.value, value.label)
        return self._translate(WITH_VIDEO) if field is FilterField.VIDEO else value.label

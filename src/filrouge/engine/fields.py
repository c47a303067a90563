"""What of a publication and its passages is indexed, in which field, and what it is filtered by.

Every engine indexes the same fields, analysed here: the analysis never depends on the engine.
"""

from collections.abc import Iterable
from typing import NamedTuple

from filrouge.engine.contract import Entry
from filrouge.language import analyse
from filrouge.language.normal import spellings
from filrouge.model import FilterField, Passage, Publication, slug_of

PUBLICATION_FIELDS = {
    "title": 3.0,
    "heading": 1.5,
    "summary": 1.5,
    "question": 1.5,
    "person": 2.0,
    "theme": 1.5,
    "body": 1.0,
    "exact": 0.5,
}
"""Fields of a publication with their weight. `exact` holds every folded word of all the others."""

PASSAGE_FIELDS = {"title": 0.5, "heading": 1.0, "body": 1.0, "exact": 0.5}
"""Fields of a passage with their weight. `title` is its publication's, carried."""

PHRASE_FIELDS = {"title", "heading", "summary", "question", "person", "theme", "body"}
FACETS = tuple(field for field in FilterField if field not in {FilterField.BEFORE, FilterField.SINCE})
UNDATED = 0
PARTIAL = "~"
"""Before a filter value that is only a part of the whole: `~vasseur` passes what `claire-vasseur` does."""


class Terms(NamedTuple):
    """Analysed text, ready to be indexed: terms in order, one field each."""

    fields: dict[str, tuple[str, ...]]


def index_terms(entry: Entry) -> tuple[Terms, tuple[Terms, ...]]:
    """The terms of a publication and of each of its passages. Every text is analysed once."""
    publication, passages = entry.publication, entry.passages
    language = publication.language
    title = analyse(f"{publication.title} {publication.subtitle}", language)
    parts = {
        "heading": [section.heading for section in publication.sections]
        + [chapter.title for chapter in publication.chapters],
        "summary": publication.summary,
        "question": [entry.question for entry in publication.questions],
        "person": [f"{person.name} {person.role}" for person in publication.people],
        "theme": [*publication.themes, publication.series, publication.event.name if publication.event else ""],
    }
    analysed = {name: [analyse(text, language) for text in texts] for name, texts in parts.items()}
    bodies = [analyse(_searched(passage), language) for passage in passages]
    fields = {name: _flat(one.stems for one in texts) for name, texts in analysed.items()}
    fields["title"] = title.stems
    fields["body"] = _flat(body.stems for body in bodies)
    every = [title, *(one for texts in analysed.values() for one in texts), *bodies]
    fields["exact"] = _flat(one.exact for one in every)
    return Terms(fields), tuple(
        _passage_terms(passage, body.stems, body.exact, title.stems, language)
        for passage, body in zip(passages, bodies, strict=True)
    )


def _passage_terms(
    passage: Passage, stems: tuple[str, ...], exact: tuple[str, ...], title: tuple[str, ...], language: str
) -> Terms:
    heading = analyse(passage.heading, language)
    return Terms({"title": title, "heading": heading.stems, "body": stems, "exact": (*heading.exact, *exact)})


def _searched(passage: Passage) -> str:
    return f"{passage.speaker} : {passage.text}" if passage.speaker else passage.text


def _flat(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(term for group in groups for term in group)


def facet_values(publication: Publication) -> dict[FilterField, dict[str, str]]:
    """By field, the values that the publication is found under and the label of each."""
    values = {
        FilterField.KIND: {publication.kind.value: publication.kind.value},
        FilterField.PERSON: {person.slug: person.name for person in publication.people},
        FilterField.THEME: {slug_of(theme): theme for theme in publication.themes},
        FilterField.SERIES: {slug_of(publication.series): publication.series} if publication.series else {},
        FilterField.YEAR: {str(publication.date.year): str(publication.date.year)} if publication.date else {},
        FilterField.LANGUAGE: {publication.language[:2].lower(): publication.language[:2].lower()},
        FilterField.VIDEO: {"1": "1"} if publication.media else {},
    }
    return {field: values[field] for field in FACETS}


def spelt(entry: Entry) -> set[str]:
    """Every word of a publication as it is written, for completion and correction."""
    publication = entry.publication
    return spellings(
        "\n".join(
            (
                publication.title,
                publication.subtitle,
                *(person.name for person in publication.people),
                *publication.themes,
                *(f"{passage.heading}\n{passage.text}" for passage in entry.passages),
            )
        )
    )


def filter_values(publication: Publication) -> dict[FilterField, frozenset[str]]:
    """By field, every value that filters let it pass for: those of its facets, and parts of names as typed by hand."""
    return {
        field: frozenset(values) | {f"{PARTIAL}{part}" for value in values for part in (value, *value.split("-"))}
        for field, values in facet_values(publication).items()
    }

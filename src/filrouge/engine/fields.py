"""What of a publication and its passages is indexed, in which field, and what it is filtered by.

Every engine indexes the same fields, analysed here: the analysis never depends on the engine.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from filrouge.engine.contract import Entry
from filrouge.language import Analysis, analyse
from filrouge.language.acronyms import acronyms
from filrouge.model import Facet, FacetValue, Filter, FilterField, Passage, Publication, slug_of
from filrouge.ranking import Texts, key_of

PUBLICATION_FIELDS = {"title": 2.0, "about": 1.0, "body": 1.0}
"""Fields of a publication that candidates are found by, with their weight. `about`: people, themes, series."""

PASSAGE_FIELDS = {"title": 0.5, "heading": 1.0, "body": 1.0}
"""Fields of a passage, likewise. `title` is its publication's, carried."""

EXACT = "exact"
"""Field of both: every folded word, stop words and joined compounds among them. Scores nothing unless alone."""

FACETS = tuple(field for field in FilterField if field not in {FilterField.BEFORE, FilterField.SINCE})
UNDATED = 0
PARTIAL = "~"
"""Before a filter value that is only a part of the whole: `~vasseur` passes what `claire-vasseur` does."""


class Terms(NamedTuple):
    """Analysed text, ready to be indexed: the stems of each field, in order, and every folded word."""

    fields: dict[str, tuple[str, ...]]
    exact: tuple[str, ...]


class Analysed(NamedTuple):
    """A publication and its passages, each text analysed once; what its row on the shelf says; every word as it is
    written, for completion and correction; the acronyms that it explains.
    """

    publication: Terms
    passages: tuple[Terms, ...]
    texts: Texts
    spelt: frozenset[str]
    acronyms: frozenset[tuple[str, str]]


def index_terms(entry: Entry) -> Analysed:
    publication = entry.publication
    language = publication.language[:2].lower()

    def read(text: str) -> Analysis:
        """Stems of another language than French are told from French ones: some are alike and mean nothing common."""
        analysed = analyse(text, language)
        mark = key_of("", language)
        return analysed._replace(stems=tuple(mark + stem for stem in analysed.stems)) if mark else analysed

    title = read(f"{publication.title} {publication.subtitle}")
    about = read(_about(publication))
    headings = [read(passage.heading) for passage in entry.passages]
    bodies = [read(_searched(passage)) for passage in entry.passages]
    pairs = list(zip(headings, bodies, strict=True))
    whole = Terms(
        {
            "title": title.stems,
            "about": about.stems,
            "body": tuple(stem for heading, body in pairs for stem in (*heading.stems, *body.stems)),
        },
        (*title.exact, *about.exact, *(word for heading, body in pairs for word in (*heading.exact, *body.exact))),
    )
    passages = tuple(
        Terms(
            {"title": title.stems, "heading": heading.stems, "body": body.stems},
            (*heading.exact, *body.exact),
        )
        for heading, body in pairs
    )
    parts = [(*heading.content, *body.content) for heading, body in pairs]
    if about.content:
        parts.append(about.content)
    spelt = title.written.union(about.written, *(heading.written | body.written for heading, body in pairs))
    told = frozenset(one for passage in entry.passages for one in acronyms(passage.text))
    return Analysed(whole, passages, Texts(title.content, parts, language), spelt, told)


def _about(publication: Publication) -> str:
    """What it is known by besides its title; on the shelf, a last part that is no passage."""
    people = (f"{person.name} {person.role}" for person in publication.people)
    event = publication.event.name if publication.event else ""
    return ", ".join((*people, *publication.themes, publication.series, event))


def _searched(passage: Passage) -> str:
    return f"{passage.speaker} : {passage.text}" if passage.speaker else passage.text


def facet_values(
    publication: Publication, themes: Mapping[str, str] | None = None
) -> dict[FilterField, dict[str, str]]:
    """By field, the values that the publication is found under and the label of each. `themes` as in `Entry`."""
    values = {
        FilterField.KIND: {publication.kind.value: publication.kind.value},
        FilterField.PERSON: {person.slug: person.name for person in publication.people},
        FilterField.THEME: {slug_of(theme): theme for theme in publication.themes} if themes is None else dict(themes),
        FilterField.SERIES: {slug_of(publication.series): publication.series} if publication.series else {},
        FilterField.YEAR: {str(publication.date.year): str(publication.date.year)} if publication.date else {},
        FilterField.LANGUAGE: {publication.language[:2].lower(): publication.language[:2].lower()},
        FilterField.VIDEO: {"1": "1"} if publication.media else {},
    }
    return {field: values[field] for field in FACETS}


def counted(
    field: FilterField, counts: Mapping[str, int], labels: Mapping[str, str], filters: Sequence[Filter], limit: int
) -> Facet:
    """The `limit` values with the highest counts, and those that are filtered by, whatever their count."""
    selected = {value for one in filters if one.field == field for value in one.values if not value.startswith(PARTIAL)}
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    shown = ranked[:limit] + [item for item in ranked[limit:] if item[0] in selected]
    shown += [(value, 0) for value in sorted(selected - counts.keys())]
    return Facet(
        field=field,
        values=tuple(
            FacetValue(value=value, label=labels.get(value, value), count=count, selected=value in selected)
            for value, count in shown
        ),
    )


def filter_values(
    publication: Publication, themes: Mapping[str, str] | None = None
) -> dict[FilterField, frozenset[str]]:
    """By field, every value that filters let it pass for: those of its facets, and parts of names as typed by hand."""
    return {
        field: frozenset(values) | {f"{PARTIAL}{part}" for value in values for part in (value, *value.split("-"))}
        for field, values in facet_values(publication, themes).items()
    }

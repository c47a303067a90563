"""Values: frozen, validated, without I/O, without the name of a back end."""

from filrouge.model.passage import Passage, Place
from filrouge.model.publication import (
    Chapter,
    Cue,
    Event,
    Figure,
    Identifier,
    Kind,
    Media,
    Person,
    Publication,
    PublicationCard,
    QuestionAnswer,
    Section,
    Status,
    TextTrack,
    slug_of,
)
from filrouge.model.query import Clause, Filter, FilterField, Query, Sort
from filrouge.model.results import Facet, FacetValue, Hit, PassageHit, Results, Suggestion

__all__ = [
    "Chapter",
    "Clause",
    "Cue",
    "Event",
    "Facet",
    "FacetValue",
    "Figure",
    "Filter",
    "FilterField",
    "Hit",
    "Identifier",
    "Kind",
    "Media",
    "Passage",
    "PassageHit",
    "Person",
    "Place",
    "Publication",
    "PublicationCard",
    "Query",
    "QuestionAnswer",
    "Results",
    "Section",
    "Sort",
    "Status",
    "Suggestion",
    "TextTrack",
    "slug_of",
]

"""What is answered: publications, each with its best passages, and the facets around them."""

from enum import StrEnum

from filrouge.model.passage import Passage
from filrouge.model.publication import PublicationCard
from filrouge.model.query import FilterField, Query, Rewording, Sort
from filrouge.model.value import Value


class Notice(StrEnum):
    """Something to know about the whole answer. `lexical`: there is a sentence model, but it could not be used, so that
    only what shares a word with the query was found. `loosened`: nothing holds what was quoted, so its words were
    searched one by one.
    """

    LEXICAL = "lexical"
    LOOSENED = "loosened"


class PassageHit(Value):
    """A passage that answers. `text` is the excerpt shown, `html` the same escaped with `<mark>` on what matched."""

    passage: Passage
    score: float
    text: str
    html: str
    url: str


class Hit(Value):
    """A publication that answers, with its best passages; `more` counts those that match and are not shown. `versions`
    are the same again: the article written from a webinar.
    """

    publication: PublicationCard
    score: float
    passages: tuple[PassageHit, ...] = ()
    more: int = 0
    versions: tuple[PublicationCard, ...] = ()


class FacetValue(Value):
    value: str
    label: str
    count: int
    selected: bool = False


class Facet(Value):
    field: FilterField
    values: tuple[FacetValue, ...]


class Results(Value):
    """One page of answers. `total` counts a publication and its versions once; `page` counts from 1. `correction` is
    the query with the words that are unknown to the library put right, and `corrected` says that it was searched;
    `synonyms` were searched besides.
    """

    query: Query
    total: int
    took_ms: float
    hits: tuple[Hit, ...] = ()
    facets: tuple[Facet, ...] = ()
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    size: int = 10
    correction: str | None = None
    corrected: bool = False
    notices: tuple[Notice, ...] = ()
    synonyms: tuple[Rewording, ...] = ()

    @property
    def pages(self) -> int:
        return -(-self.total // self.size)


class Suggestion(Value):
    """Something to look for or to open while typing. `kind`: word, publication, question, person or theme."""

    kind: str
    text: str
    url: str | None = None

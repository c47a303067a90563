"""Themes: the concepts of a thesaurus (SKOS), and what a publication was found to speak of."""

from typing import Annotated

from pydantic import ConfigDict, Field

from filrouge.model.passage import Part
from filrouge.model.publication import Id, Slug
from filrouge.model.value import Value

Iri = Annotated[str, Field(min_length=1)]
"""The address that names a thing for good, whether or not a page answers there."""


class Words(Value):
    """A text in a language; `language` is empty when none is stated. Kept to the letter: a thesaurus is not ours."""

    model_config = ConfigDict(str_strip_whitespace=False)

    text: str
    language: str = ""


class Concept(Value):
    """A SKOS concept as its thesaurus states it. `slug` is the last part of its page's address, one each.

    `broader`, `narrower` and `related` are what is stated, one way or both; `Thesaurus` completes them.
    """

    address: Iri
    slug: Slug
    preferred: tuple[Words, ...] = ()
    alternatives: tuple[Words, ...] = ()
    hidden: tuple[Words, ...] = ()
    definitions: tuple[Words, ...] = ()
    scope_notes: tuple[Words, ...] = ()
    editorial_notes: tuple[Words, ...] = ()
    broader: tuple[Iri, ...] = ()
    narrower: tuple[Iri, ...] = ()
    related: tuple[Iri, ...] = ()
    exact_matches: tuple[Iri, ...] = ()
    schemes: tuple[Iri, ...] = ()
    top_of: tuple[Iri, ...] = ()

    def label(self, language: str = "fr") -> str:
        """Preferred, in that language or else another; the slug when it has none."""
        return said(self.preferred, language) or self.slug.replace("-", " ")

    def definition(self, language: str = "fr") -> str:
        return said(self.definitions, language)


class ConceptScheme(Value):
    address: Iri
    labels: tuple[Words, ...] = ()
    tops: tuple[Iri, ...] = ()


class Collection(Value):
    """Concepts (or collections) gathered under a label that is no concept itself."""

    address: Iri
    labels: tuple[Words, ...] = ()
    schemes: tuple[Iri, ...] = ()
    members: tuple[Iri, ...] = ()


class TaggedPassage(Value):
    """A passage that speaks of a concept; `strength` is comparable between passages of a library."""

    passage: Id
    part: Part
    strength: float


class ThemeTag(Value):
    """A concept that a publication speaks of, with the passages that earned it, best first.

    `weight` is how much it speaks of it, by place; `strength` is that weighted by how rare the concept is in the
    library. `given` by an editor; `shown` among the few themes that the publication is filed under.
    """

    concept: Iri
    weight: float = 0.0
    strength: float = 0.0
    given: bool = False
    shown: bool = False
    passages: tuple[TaggedPassage, ...] = ()


def said(words: tuple[Words, ...], language: str) -> str:
    """In that language, else without a language, else in the first; empty when nothing is said."""
    code = language[:2].lower()
    ranked = sorted(words, key=lambda one: (one.language[:2].lower() != code, bool(one.language)))
    return ranked[0].text if ranked else ""

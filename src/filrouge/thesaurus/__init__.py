"""SKOS in and out, labels matched in text, publications tagged."""

from filrouge.thesaurus.concepts import Thesaurus

__all__ = ["Thesaurus"]

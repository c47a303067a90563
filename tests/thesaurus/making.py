"""Small thesauri, from the few lines that matter to each test."""

from filrouge.thesaurus.concepts import Thesaurus
from filrouge.thesaurus.held import OURS
from filrouge.thesaurus.skos import Skos, read, read_file

HEAD = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix : <http://voc.example/> .
"""


def skos(turtle: str) -> Skos:
    return read((HEAD + turtle).encode(), "ttl")


def thesaurus(turtle: str) -> Thesaurus:
    return Thesaurus(skos(turtle))


def ours() -> Thesaurus:
    return Thesaurus(read_file(OURS))

"""A retrieval set as publications: real French text, for what no generator has."""

from collections.abc import Iterator
from pathlib import Path

from filrouge.errors import SourceUnreadable
from filrouge.evaluation.corpus import JudgedCorpus
from filrouge.model import Publication
from filrouge.sources.contract import Refusal


def publications(folder: Path) -> Iterator[Publication]:
    """Its documents. Raises SourceUnreadable at one that cannot be read: a part of a set is another set."""
    for read in JudgedCorpus(folder).documents():
        if isinstance(read, Refusal):
            raise SourceUnreadable(f"{read.source}: {read.reason}")
        yield read.publication

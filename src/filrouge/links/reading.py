"""What linking reads of a publication: stems, sentence by sentence, passage by passage."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple

from filrouge.language import analyse, sentences
from filrouge.model import Passage, Publication, slug_of

Stems = tuple[str, ...]


class Text(NamedTuple):
    """A publication as linking reads it: `passages` hold sentences, which hold stems. `people` and `series` are
    slugs; `language` is an ISO 639 code of two letters.
    """

    publication: str
    title: Stems
    passages: tuple[tuple[Stems, ...], ...]
    language: str
    people: tuple[str, ...] = ()
    series: str = ""

    @property
    def digest(self) -> str:
        """Of all that a link could depend on."""
        return sha256(repr(self).encode()).hexdigest()


def read(publication: Publication, passages: Sequence[Passage]) -> Text:
    """Headings are read with the first of their passages, the subtitle with the first of all."""
    language = publication.language[:2].lower()
    said = []
    heading = publication.subtitle
    for passage in passages:
        opening = [heading] if heading and passage.ordinal == 0 else []
        if passage.heading != heading:
            heading = passage.heading
            opening += [heading] if heading else []
        said.append(tuple(_sentences("\n".join((*opening, passage.text)), language)))
    return Text(
        publication=publication.id,
        title=analyse(publication.title, language).stems,
        passages=tuple(said),
        language=language,
        people=tuple(dict.fromkeys(person.slug for person in publication.people)),
        series=slug_of(publication.series) if publication.series else "",
    )


def _sentences(text: str, language: str) -> Iterator[Stems]:
    for line in text.split("\n"):
        for start, end in sentences(line):
            yield analyse(line[start:end], language).stems

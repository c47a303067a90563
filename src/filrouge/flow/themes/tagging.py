"""Tags follow the library: what is new or changed is read, and everything is when the thesaurus is another."""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from filrouge.library.contract import Library, Stored
from filrouge.model import Passage, Publication, Status, slug_of
from filrouge.thesaurus import tagging
from filrouge.thesaurus.held import HeldThesaurus, Present
from filrouge.thesaurus.tagging import Spread, Weighed

BATCH = 200
"""Publications that are compared with each other and the rest before their themes are chosen."""
Cut = Callable[[Publication], tuple[Passage, ...]]


@dataclass(frozen=True)
class Tagger:
    """Brings the tags of a library to its state. Interrupted anywhere, the next call goes on from there.

    `language` is that of the labels shown.
    """

    library: Library
    held: HeldThesaurus
    cut: Cut
    language: str = "fr"

    def refresh(self) -> int:
        """The number of publications tagged. Without anything to tag, the thesaurus is not even read."""
        version = self.version
        stale = self.library.tags.stale(version)
        done = 0
        while batch := list(islice(stale, BATCH)):
            done += self._tag(batch, version)
        return done

    def again(self) -> int:
        """Tag everything anew, so that each is compared with the library as it is today."""
        waiting = list(self.library.tags.stale(""))
        version = self.version
        return sum(self._tag(waiting[at : at + BATCH], version) for at in range(0, len(waiting), BATCH))

    @property
    def version(self) -> str:
        """Of what tags are made from. How rare a concept is changes with the library: each time that has doubled,
        everything is tagged again, which costs one reading more a publication over its whole life."""
        generation = self.library.tags.publications.bit_length()
        return f"{self.held.digest[:24]}.{tagging.RULES}.{generation}"

    def themes(self, publication: Publication) -> dict[str, str]:
        """What it is filed under, by slug, with labels: its themes and all broader ones, and those that an editor
        named in words that no concept has."""
        present = self.held.present
        tags = self.library.tags.of(publication.id)
        return self._filed(present, publication, [tag.concept for tag in tags if tag.shown])

    def shown(self, publication: Publication, language: str) -> tuple[tuple[str, str], ...]:
        """Slug and label of each theme to show with it: an editor's in their words, or else those found."""
        thesaurus = self.held.present.thesaurus
        if publication.themes:
            named = ((theme, thesaurus.labelled(theme, publication.language)) for theme in publication.themes)
            return tuple((concept.slug if concept else slug_of(theme), theme) for theme, concept in named)
        tags = self.library.tags.of(publication.id)
        found = (thesaurus.concepts.get(tag.concept) for tag in tags if tag.shown)
        return tuple((concept.slug, concept.label(language)) for concept in found if concept)

    def _filed(self, present: Present, publication: Publication, concepts: Sequence[str]) -> dict[str, str]:
        thesaurus = present.thesaurus
        known = [address for address in concepts if address in thesaurus.concepts]
        broader = [above for address in known for above in thesaurus.above(address)]
        filed = [thesaurus.concepts[address] for address in dict.fromkeys((*known, *broader))]
        values = {concept.slug: concept.label(self.language) for concept in filed}
        for theme in publication.themes:
            if thesaurus.labelled(theme, publication.language) is None:
                values.setdefault(slug_of(theme), theme)
        return values

    def _tag(self, batch: Sequence[Stored], version: str) -> int:
        present = self.held.present
        read = [self._read(stored, present) for stored in batch]
        spread = self._spread(read)
        saved = 0
        for one in read:
            publication = one.stored.publication
            free = len(one.given) < len(publication.themes)  # an editor's words that are no concept's: a choice too
            tags = tagging.choose(one.weighed, one.given, spread, present.thesaurus, choosing=not free)
            values = self._filed(present, publication, [tag.concept for tag in tags if tag.shown])
            filed = hashlib.sha256(repr(values).encode()).hexdigest() if values else ""
            saved += self.library.tags.save(one.stored, tags, version, filed)
        return saved

    def _read(self, stored: Stored, present: Present) -> "_Read":
        publication = stored.publication
        named = (present.thesaurus.labelled(theme, publication.language) for theme in publication.themes)
        given = tuple(dict.fromkeys(concept.address for concept in named if concept))
        weighed = tagging.weigh(publication, self.cut(publication), present.thesaurus, present.matcher)
        return _Read(stored, given, weighed)

    def _spread(self, read: Sequence["_Read"]) -> Spread:
        """Over the library as it will be: what these publications were said to speak of before is left out."""
        counts, given = Counter(self.library.tags.spread()), Counter(self.library.tags.given())
        for one in read:
            if one.stored.publication.status is not Status.PUBLISHED:
                continue
            former = self.library.tags.of(one.stored.publication.id)
            counts.subtract(tag.concept for tag in former if tag.weight)
            given.subtract(tag.concept for tag in former if tag.given)
            counts.update(one.weighed.keys())
            given.update(one.given)
        return Spread(self.library.tags.publications, counts, given)


class _Read(NamedTuple):
    """A publication as it was read: the concepts that its editor named, and those it speaks of."""

    stored: Stored
    given: tuple[str, ...]
    weighed: dict[str, Weighed]

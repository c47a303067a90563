"""A thesaurus at hand: its concepts by address, slug and label, and the tree that they make."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from filrouge.language import fold, words
from filrouge.model import Concept, Words
from filrouge.thesaurus.skos import Skos, key_of


class Thesaurus:
    """Relations are read both ways: a narrower concept stated on either side is known on both.

    Nothing here trusts the tree to be one: a concept may have several broader ones, or be its own ancestor.
    """

    def __init__(self, skos: Skos) -> None:
        self.skos = skos
        self.concepts = {concept.address: concept for concept in skos.concepts}
        self._broader: dict[str, list[str]] = defaultdict(list)
        self._narrower: dict[str, list[str]] = defaultdict(list)
        self._related: dict[str, list[str]] = defaultdict(list)
        for concept in skos.concepts:
            for other in concept.broader:
                self._join(concept.address, other)
            for other in concept.narrower:
                self._join(other, concept.address)
            for other in concept.related:
                _add(self._related[concept.address], other)
                _add(self._related[other], concept.address)

    def _join(self, narrower: str, broader: str) -> None:
        _add(self._broader[narrower], broader)
        _add(self._narrower[broader], narrower)

    def broader(self, address: str) -> tuple[Concept, ...]:
        return self._known(self._broader.get(address, ()))

    def narrower(self, address: str) -> tuple[Concept, ...]:
        return self._known(self._narrower.get(address, ()))

    def related(self, address: str) -> tuple[Concept, ...]:
        return self._known(self._related.get(address, ()))

    def _known(self, addresses: Iterable[str]) -> tuple[Concept, ...]:
        return tuple(self.concepts[one] for one in addresses if one in self.concepts)

    def above(self, address: str) -> tuple[str, ...]:
        """Every broader concept, nearest first, without itself."""
        return self._closure(address, self._broader)

    def below(self, address: str) -> tuple[str, ...]:
        """Every narrower concept, nearest first, without itself."""
        return self._closure(address, self._narrower)

    def _closure(self, address: str, steps: dict[str, list[str]]) -> tuple[str, ...]:
        seen = {address: None}
        waiting = [address]
        while waiting:
            step = [other for one in waiting for other in steps.get(one, ()) if other in self.concepts]
            waiting = [other for other in dict.fromkeys(step) if other not in seen]
            seen |= dict.fromkeys(waiting)
        return tuple(seen)[1:]

    @cached_property
    def tops(self) -> tuple[Concept, ...]:
        """Where reading starts: what the schemes say, then whatever else has nothing above it."""
        said = [top for scheme in self.skos.schemes for top in scheme.tops]
        said += [concept.address for concept in self.skos.concepts if concept.top_of]
        free = [concept.address for concept in self.skos.concepts if not self.broader(concept.address)]
        return self._known(dict.fromkeys((*said, *free)))

    @cached_property
    def by_slug(self) -> dict[str, Concept]:
        return {concept.slug: concept for concept in self.skos.concepts}

    @cached_property
    def _by_name(self) -> dict[str, str]:
        """Labels, as slugs, to addresses: a preferred label comes before any other."""
        found: dict[str, str] = {}
        for field in ("preferred", "alternatives", "hidden"):
            for concept in self.skos.concepts:
                for label in getattr(concept, field):
                    found.setdefault(key_of(label.text), concept.address)
        return found

    @cached_property
    def _by_stems(self) -> dict[tuple[str, ...], str]:
        found: dict[tuple[str, ...], str] = {}
        for concept in self.skos.concepts:
            for label in (*concept.preferred, *concept.alternatives):
                found.setdefault(stems_of(label), concept.address)
        found.pop((), None)
        return found

    @cached_property
    def _folded(self) -> list[tuple[Concept, tuple[str, ...]]]:
        return [
            (concept, tuple(fold(label.text) for label in (*concept.preferred, *concept.alternatives)))
            for concept in self.skos.concepts
        ]

    def named(self, slug: str) -> Concept | None:
        """By its slug, or by any of its labels made a slug: an address made from a former label still leads there."""
        if slug in self.by_slug:
            return self.by_slug[slug]
        address = self._by_name.get(slug)
        return self.concepts[address] if address else None

    def labelled(self, theme: str, language: str = "fr") -> Concept | None:
        """The concept that an editor's wording names: one of its labels, or the same but for inflection."""
        address = self._by_name.get(key_of(theme))
        if address is None:
            address = self._by_stems.get(stems_of(Words(text=theme, language=language)))
        return self.concepts[address] if address else None

    def looked_up(self, typed: str, limit: int = 50) -> Iterator[Concept]:
        """Concepts one of whose labels holds what is typed, those whose preferred label begins with it first."""
        wanted = fold(typed).strip()
        ranked = []
        for concept, labels in self._folded if wanted else ():
            places = [place for label in labels if (place := _place(label, wanted)) is not None]
            if places:
                ranked.append((min(places), concept.label(), concept))
        ranked.sort(key=lambda one: one[:2])
        return (concept for _, _, concept in ranked[:limit])


def _place(label: str, wanted: str) -> int | None:
    """0 at the beginning of a label, 1 at that of a word, 2 inside one."""
    at = label.find(wanted)
    if at < 0:
        return None
    return 0 if at == 0 else 1 if f" {wanted}" in label or f"'{wanted}" in label else 2


def _add(held: list[str], one: str) -> None:
    if one not in held:
        held.append(one)


def stems_of(label: Words) -> tuple[str, ...]:
    return tuple(word.stem for word in words(label.text, label.language or "fr") if not word.stop)

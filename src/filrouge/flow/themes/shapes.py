"""The JSON of themes, which the command line and the web API both answer with. Its names are a promise to scripts."""

from collections.abc import Iterable

from filrouge.flow.themes.reading import Uses
from filrouge.model import Concept
from filrouge.model.value import Value
from filrouge.thesaurus import Thesaurus
from filrouge.thesaurus.candidates import Candidate


class ThemeShape(Value):
    """A concept; `broader` and `narrower` are slugs, `publications` counts those of narrower concepts too."""

    slug: str
    address: str
    label: str
    labels: dict[str, str]
    broader: tuple[str, ...]
    narrower: tuple[str, ...]
    publications: int
    url: str


class ThemesShape(Value):
    total: int
    tops: tuple[str, ...]
    themes: tuple[ThemeShape, ...]


class CandidatesShape(Value):
    candidates: tuple[Candidate, ...]


def themes_shape(thesaurus: Thesaurus, uses: Uses, *, every: bool) -> ThemesShape:
    """Those that something leads to, or `every` one."""
    shown = {address: one for address, one in thesaurus.concepts.items() if every or address in uses.used}

    def slugs(concepts: Iterable[Concept]) -> tuple[str, ...]:
        return tuple(one.slug for one in concepts if one.address in shown)

    listed = tuple(
        ThemeShape(
            slug=concept.slug,
            address=address,
            label=concept.label(),
            labels={words.language: words.text for words in concept.preferred},
            broader=slugs(thesaurus.broader(address)),
            narrower=slugs(thesaurus.narrower(address)),
            publications=uses.counts.get(address, 0),
            url=f"/themes/{concept.slug}",
        )
        for address, concept in shown.items()
    )
    return ThemesShape(total=len(listed), tops=slugs(thesaurus.tops), themes=listed)

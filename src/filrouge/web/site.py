"""What every page shares: the parts of the library, the templates, and what is known of the visitor's wish."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from fastapi import Depends, Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from filrouge.model import slug_of
from filrouge.publish.places import clock, whole
from filrouge.web import addresses, display, labels
from filrouge.web.assets import Assets
from filrouge.web.listening import Recordings
from filrouge.web.picture import Pictures
from filrouge.web.security import content_policy
from filrouge.web.translation import LANGUAGES, catalogue, language_name, preferred
from filrouge.wiring import Parts

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Visit:
    """One request as the templates see it. `chosen` is the language asked for by `?lang=`: links carry it on,
    because no cookie does."""

    path: str
    query: tuple[tuple[str, str], ...]
    language: str
    chosen: str = ""

    def link(self, address: str) -> str:
        """An address of ours that keeps the language chosen."""
        if not self.chosen or not address.startswith("/"):
            return address
        parts = urlsplit(address)
        query = "&".join(part for part in (parts.query, urlencode({"lang": self.chosen})) if part)
        return urlunsplit(("", "", parts.path, query, parts.fragment))

    def in_language(self, language: str) -> str:
        """The same page in another language."""
        pairs = [*(pair for pair in self.query if pair[0] != "lang"), ("lang", language)]
        return f"{self.path}?{urlencode(pairs)}"


class Site:
    def __init__(self, parts: Parts, assets: Assets) -> None:
        self.parts = parts
        self.assets = assets
        self.pictures = Pictures()
        self.recordings = Recordings(parts.library)

    @cached_property
    def environments(self) -> dict[str, Environment]:
        return {language: self._environment(language) for language in LANGUAGES}

    def theme(self, slug: str, label: str = "", *, language: str) -> str:
        """The name of a theme in that language; `label`, else its slug in words, for one that no thesaurus names."""
        concept = self.parts.themes.present.thesaurus.by_slug.get(slug)
        return concept.label(language) if concept else label or slug.replace("-", " ")

    def visit(self, request: Request) -> Visit:
        chosen = request.query_params.get("lang", "")
        chosen = chosen if chosen in LANGUAGES else ""
        accepted = request.headers.get("accept-language", "")
        return Visit(
            path=request.url.path,
            query=tuple(request.query_params.multi_items()),
            language=chosen or preferred(accepted, self.parts.settings.site.language),
            chosen=chosen,
        )

    def render(
        self,
        request: Request,
        template: str,
        *,
        status: int = 200,
        frames: Iterable[str] = (),
        media: Iterable[str] = (),
        **context: Any,
    ) -> HTMLResponse:
        visit = self.visit(request)
        page = self.environments[visit.language].get_template(template)
        headers = {
            "Content-Language": visit.language,
            "Content-Security-Policy": content_policy(frames=frames, media=media),
            "Vary": "Accept-Language",
            "Cache-Control": "no-cache",
        }
        return HTMLResponse(page.render(visit=visit, **context), status_code=status, headers=headers)

    def _environment(self, language: str) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
        )
        words = catalogue(language)
        theme = partial(self.theme, language=language)
        environment.install_gettext_callables(words.gettext, words.ngettext, newstyle=True)  # type: ignore[attr-defined]
        environment.globals |= {
            "site": self.parts.settings.site,
            "language": language,
            "languages": LANGUAGES,
            "asset": lambda name: f"/static/{self.assets.digest}/{name}",
            "search_url": addresses.search_url,
            "question_url": addresses.question_url,
            "label": labels.Labels(words.gettext, language, theme),
            "theme_name": theme,
            "Markup": Markup,
            "ours": addresses.ours,
            "whole": partial(whole, self.parts.settings.site.address),
            "slug_of": slug_of,
        }
        environment.filters |= {
            "clock": clock,
            "iso_duration": display.iso_duration,
            "lasting": display.lasting,
            "opening": display.opening,
            "long_date": partial(display.long_date, language=language),
            "number": partial(display.number, language=language),
            "initials": display.initials,
            "spaced": display.spaced,
            "titled": display.titled,
            "parted": display.parted,
            "language_name": partial(language_name, language=language),
        }
        return environment


def current_site(request: Request) -> Site:
    found = request.app.state.site
    if not isinstance(found, Site):
        raise TypeError("the application was not made by create_app")
    return found


SiteHere = Annotated[Site, Depends(current_site)]

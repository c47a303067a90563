"""The interface in French and English."""

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

import filrouge.web
from filrouge.web.translation import FOLDER, LANGUAGES, language_name, preferred
from tests.web.conftest import text
from tests.web.making import WEBINAR

WEB = Path(filrouge.web.__file__).parent
UPDATE = "run `make messages`, then fill what is new"


@cache
def messages() -> set[str | tuple[str, ...]]:
    with (FOLDER / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    return {found[2] for found in extract_from_dir(WEB, methods, options)}


def strings(message: Message) -> list[str]:
    """Its translation, or one for each plural form."""
    found = message.string or ""
    return [found] if isinstance(found, str) else list(found)


def variables(string: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)s", string))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language):
    """Each message of templates and code has its translation in each language, and none is left over."""
    with (FOLDER / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    known = {message.id: message for message in catalogue if message.id}
    assert set(known) == messages(), UPDATE
    for message in known.values():
        assert all(strings(message)), f"{message.id}: {UPDATE}"
        assert not message.fuzzy


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_what_is_filled_in(language):
    """A translation names the same variables as its message; one that stands for a single thing may say “the”."""
    with (FOLDER / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        for message in read_po(file, locale=language):
            if message.id:
                wanted = variables(message.id if isinstance(message.id, str) else message.id[-1])
                *others, last = [variables(string) for string in strings(message)]
                assert last == wanted, message.id
                assert all(named <= wanted for named in others), message.id


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("", "fr"),
        ("en-GB,en;q=0.9,fr;q=0.5", "en"),
        ("de, en;q=0.4, fr;q=0.8", "fr"),
        ("de", "fr"),
        ("en;q=0", "fr"),
        ("*;q=0.1, ;;, en;q=plop", "fr"),
    ],
)
def test_the_browser_says_which_language_is_read(accepted, expected):
    """The best ranked that there is, else the site's own; a malformed header is no error."""
    assert preferred(accepted, "fr") == expected


def test_an_address_chooses_the_language_and_links_keep_it(visitor):
    """Without a cookie: `?lang=` goes on from link to link, and into the search form."""
    page = visitor.page(f"{WEBINAR.path}?lang=en")
    assert page.get("lang") == "en"
    assert "In brief" in text(page)
    addresses = {link.get("href") for link in page.cssselect("main a")}
    ours = {address for address in addresses if address.startswith("/") and not address.startswith("/files/")}
    assert all("lang=en" in address for address in ours), ours
    assert dict(page.forms[0].fields) == {"q": "", "lang": "en"}


def test_a_language_there_is_not_is_left_aside(visitor):
    """The page answers in the language it would have had."""
    assert visitor.page("/?lang=eo").get("lang") == "fr"


def test_both_languages_are_offered_on_every_page(visitor):
    """Each under its own name, the present one told."""
    page = visitor.page("/recherche?q=lien")
    assert [(link.get("hreflang"), link.get("href")) for link in page.cssselect(".tongues a")] == [
        ("fr", "/recherche?q=lien&lang=fr"),
        ("en", "/recherche?q=lien&lang=en"),
    ]
    assert page.cssselect(".tongues [aria-current]")[0].get("hreflang") == "fr"


def test_languages_are_named_in_the_reader_s(visitor):
    """“en” is “anglais”; an unknown tag names itself."""
    assert [language_name("en", "fr"), language_name("fr-CA", "en"), language_name("qq", "fr")] == [
        "anglais",
        "French",
        "qq",
    ]

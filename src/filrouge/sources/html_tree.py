"""A page as a tree: parsed without touching the network, its furniture taken away, its text found."""

import re
from collections.abc import Iterable

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from filrouge.errors import SourceUnreadable
from filrouge.sources.decoding import decode

SILENT = (
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "math",
    "object",
    "embed",
    "canvas",
    "iframe",
    "link",
    "meta",
)
_SPACES = re.compile(r"[ \t\n\f]+")
_APART = frozenset("br p li div td th dt dd h1 h2 h3 h4 h5 h6 tr ul ol section figcaption".split())
_FURNITURE = ("nav", "footer", "form", "dialog", "aside", "input", "select", "textarea", "menu")
_ROLES = frozenset("navigation banner contentinfo search dialog alertdialog alert complementary menu".split())
_NAMED_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|rgpd|tarteaucitron|cmplz|axeptio|didomi|onetrust|breadcrumbs?|fil-ariane|"
    r"sharing|share|partage|partager|social|socials|sharedaddy|addtoany|related|similaires|recommend(?:ed|ations)|"
    r"newsletter|subscribe|comments?|commentaires|respond|sidebar|pagination|post-navigation|nav-links|navbar|"
    r"site-header|site-footer|main-menu|nav-menu|mega-menu|popup|modal|skip-link|advert|ads|banner-ad|toc|"
    r"table-of-contents|screen-reader-text|sr-only|visually-hidden|elementor-hidden-desktop|"
    r"yarpp|jp-relatedposts|elementor-location-header|elementor-location-footer)(?:$|[\s_-])",
    re.IGNORECASE,
)
_TEXT = (
    "//main",
    "//*[@role='main']",
    "//*[contains(concat(' ', @itemprop, ' '), ' articleBody ')]",
    "//*[contains(concat(' ', @class, ' '), ' entry-content ')]",
    "//*[contains(concat(' ', @class, ' '), ' post-content ')]",
    "//article[not(ancestor::article)]",
    "//*[@id='content' or @id='main' or @id='primary']",
)
_LEAST_SHARE = 0.3  # a <main> with less of the words is a shell around something else


def parse(content: bytes, media_type: str = "") -> HtmlElement:
    return parse_text(decode(content, media_type, html=True))


def parse_text(text: str) -> HtmlElement:
    """The tree of the document. libxml2 loads nothing, knows no external entity in HTML, and nests at most 256 deep."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise SourceUnreadable("The page is empty: there is no text in it to import.") from error


def text_of(element: HtmlElement | None) -> str:
    """Its text on one line; no-break spaces, which French typography needs, stay."""
    if element is None:
        return ""
    said: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        if event == "start" and node.tag in SILENT:
            walk.skip_subtree()
            continue
        if node.tag in _APART:
            said.append(" ")
        if event == "start":
            said.append(node.text or "")
        elif node is not element:
            said.append(node.tail or "")
    return tidy("".join(said))


def tidy(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def classes(element: HtmlElement) -> set[str]:
    return set((element.get("class") or "").split())


def with_class(root: HtmlElement, name: str) -> list[HtmlElement]:
    """Descendants (or itself) of that class, in the order of the document."""
    return [one for one in root.iter(etree.Element) if name in (one.get("class") or "") and name in classes(one)]


def drop(elements: Iterable[HtmlElement]) -> None:
    """Out of the tree; the text that follows each stays. What went with an ancestor is already out."""
    for element in elements:
        if element.getparent() is not None:
            element.drop_tree()


def silence(root: HtmlElement) -> None:
    """Take out what is never text. After this, all text in the tree is to be read."""
    drop(list(root.iter(*SILENT)))


def tidied(root: HtmlElement) -> HtmlElement:
    """The part that holds the page's own text, without navigation, banners, sharing, comments and neighbours."""
    whole = len(text_of(root))
    for element in list(root.iter(etree.Element)):
        if _is_furniture(element) and not _holds_the_page(element, whole):
            drop([element])
    part = _text_part(root)
    if part.tag in {"body", "html"}:  # nothing in the page says where its text is
        drop([one for one in list(part.iter("ul", "ol", "p")) if _is_mostly_links(one)])
    return part


def _is_furniture(element: HtmlElement) -> bool:
    if element.tag in {"html", "body", "main", "article", "h1"}:
        return False
    if element.tag in _FURNITURE or element.get("role") in _ROLES:
        return True
    if element.tag == "header":
        return element.getparent() is not None and element.getparent().tag == "body"
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return len(names) > 1 and bool(_NAMED_FURNITURE.search(names))


def _holds_the_page(element: HtmlElement, whole: int) -> bool:
    """A theme may call its whole page `has-sidebar` or put it in one form: what is most of the text is the text."""
    if element.find(".//h1") is not None or element.find(".//main") is not None:
        return True
    return len(text_of(element)) > whole / 2


def _text_part(root: HtmlElement) -> HtmlElement:
    whole = len(text_of(root))
    for path in _TEXT:
        candidates = root.xpath(path)
        best = max(candidates, key=lambda one: len(text_of(one)), default=None)
        if best is not None and len(text_of(best)) > _LEAST_SHARE * whole:
            return best
    body = root.find("body")
    return root if body is None else body


def _is_mostly_links(element: HtmlElement) -> bool:
    """A list of links that no known name gave away: a menu, a tag cloud, neighbours."""
    linked = sum(len(text_of(link)) for link in element.iter("a"))
    return linked > 0.8 * max(len(text_of(element)), 1) and len(list(element.iter("a"))) > 2

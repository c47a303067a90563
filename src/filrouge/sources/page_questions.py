"""Questions that hide in accordions, each found with its answer whatever widget folds it.

A recogniser yields (button, panel, container): the element that asks, those that answer, and what holds both.
What is found leaves the tree before the next recogniser looks, so that nothing comes twice.
"""

import re
from collections.abc import Callable, Iterator

from lxml import etree
from lxml.html import HtmlElement

from filrouge.sources.blocks import Pair
from filrouge.sources.html_blocks import blocks_of
from filrouge.sources.html_tree import drop, text_of, with_class
from filrouge.sources.wording import is_question, names_faq

Found = tuple[HtmlElement, list[HtmlElement]]
Faq = set[HtmlElement]
"""What stands where questions are announced."""
_FAQ_CLASS = re.compile(r"faq|question|accordion|accordeon|toggle|collapse", re.IGNORECASE)
_CLASS_PAIRS = (
    ("schema-faq-section", "schema-faq-question", "schema-faq-answer"),
    ("rank-math-list-item", "rank-math-question", "rank-math-answer"),
    ("elementor-accordion-item", "elementor-tab-title", "elementor-tab-content"),
    ("elementor-toggle-item", "elementor-tab-title", "elementor-tab-content"),
    ("accordion-item", "accordion-button", "accordion-body"),
    ("accordion-item", "accordion-header", "accordion-body"),
    ("et_pb_toggle", "et_pb_toggle_title", "et_pb_toggle_content"),
    ("vc_tta-panel", "vc_tta-panel-title", "vc_tta-panel-body"),
    ("wp-block-accordion-item", "wp-block-accordion-heading", "wp-block-accordion-panel"),
    ("faq-item", "faq-question", "faq-answer"),
)
_TARGETS = ("aria-controls", "data-bs-target", "data-target", "href")


def take_pairs(root: HtmlElement) -> tuple[list[Pair], list[str]]:
    """Questions with their answers, in the order of the page and out of the tree; and those whose answer the page
    does not hold (it would have been loaded by a script)."""
    order = {element: at for at, element in enumerate(root.iter(etree.Element))}
    faq = _in_faq(root)
    pairs: list[Pair] = []
    unanswered: list[str] = []
    for recogniser in _RECOGNISERS:
        # backwards, so that a question folded inside an answer is out of it before that answer is read
        for asking, answering in reversed(list(recogniser(root, faq))):
            question = text_of(asking)
            if not question or not all(_stands_apart(part, asking, root) for part in answering):
                continue
            answer = tuple(block for part in answering for block in blocks_of(part))
            if not any(block.text for block in answer):
                unanswered += [question] if is_question(question) else []
                continue
            pairs.append(Pair(question, answer, order.get(asking, len(order))))
            drop([asking, *answering])
    return pairs, unanswered


def _stands_apart(part: HtmlElement, asking: HtmlElement, root: HtmlElement) -> bool:
    """Still in the tree, and neither inside the question nor around it."""
    above = list(part.iterancestors())
    return (root in above or part is root) and asking not in above and part not in asking.iterancestors()


def _details(root: HtmlElement, faq: Faq) -> Iterator[Found]:
    for element in root.iter("details"):
        summary = element.find("summary")
        if summary is None or not (is_question(text_of(summary)) or element in faq):
            continue
        answer = [child for child in element.iterchildren(etree.Element) if child is not summary]
        loose = (summary.tail or "").strip() or any((child.tail or "").strip() for child in answer)
        yield summary, [_without(element, summary)] if loose else answer


def _without(element: HtmlElement, summary: HtmlElement) -> HtmlElement:
    """The rest of the `<details>` as one element, when text stands in it without any of its own."""
    rest = element.makeelement("div")
    rest.text = summary.tail
    summary.tail = None
    rest.extend([child for child in element.iterchildren(etree.Element) if child is not summary])
    element.append(rest)
    return rest


def _class_pairs(root: HtmlElement, faq: Faq) -> Iterator[Found]:
    del faq  # these names say enough
    for item_class, asking_class, answering_class in _CLASS_PAIRS:
        for item in with_class(root, item_class):
            asking, answering = with_class(item, asking_class), with_class(item, answering_class)
            if asking and answering:
                yield asking[0], answering[:1]


def _microdata(root: HtmlElement, faq: Faq) -> Iterator[Found]:
    del faq
    for item in root.xpath(".//*[contains(@itemtype, 'schema.org/Question')]"):
        asking = item.xpath(".//*[@itemprop='name']")
        answering = item.xpath(".//*[@itemprop='acceptedAnswer']//*[@itemprop='text']")
        if asking and answering:
            yield asking[0], answering[:1]


def _controls(root: HtmlElement, faq: Faq) -> Iterator[Found]:
    """A button that says which panel it unfolds."""
    by_id = {named: one for one in root.iter(etree.Element) if (named := one.get("id"))}
    taken: set[str] = set()
    for element in root.iter("button", "a", "div", "h2", "h3", "h4", "h5", "span"):
        if element.get("aria-expanded") is None and element.get("aria-controls") is None and not _toggles(element):
            continue
        target = next((by_id[name] for name in _targets(element) if name in by_id), None)
        target = target if target is not None else _panel_after(element)
        named = text_of(element)
        if target is None or target is element or not (is_question(named) or element in faq):
            continue
        if element.get("role") == "tab" and not is_question(named):
            continue
        if (target.get("id") or named) not in taken:
            taken.add(target.get("id") or named)
            yield element, [target]


def _toggles(element: HtmlElement) -> bool:
    return "collapse" in (element.get("data-bs-toggle"), element.get("data-toggle"))


def _targets(element: HtmlElement) -> Iterator[str]:
    for name in _TARGETS:
        yield (element.get(name) or "").strip().lstrip("#")


def _panel_after(element: HtmlElement) -> HtmlElement | None:
    """Without an id, the panel follows the button, or the heading that holds only the button."""
    holder = element
    for _ in range(3):
        following = holder.getnext()
        if following is not None:
            is_panel = isinstance(following.tag, str) and following.tag in {"div", "p", "section", "ul", "dd"}
            return following if is_panel else None
        parent = holder.getparent()
        if parent is None or text_of(parent) != text_of(element):
            return None
        holder = parent
    return None


def _definitions(root: HtmlElement, faq: Faq) -> Iterator[Found]:
    for definitions in root.iter("dl"):
        terms = list(definitions.iter("dt"))
        asked = sum(is_question(text_of(term)) for term in terms)
        if not terms or (asked * 2 < len(terms) and not (asked and definitions in faq)):
            continue
        for term in terms:
            answer: list[HtmlElement] = []
            following = term.getnext()
            while following is not None and following.tag == "dd":
                answer.append(following)
                following = following.getnext()
            if answer:
                yield term, answer


def _in_faq(root: HtmlElement) -> set[HtmlElement]:
    """What calls itself a FAQ or an accordion or is inside one, or follows a heading that announces questions."""
    found: set[HtmlElement] = set()
    announced = False
    for element in root.iter(etree.Element):
        if element.tag in {"h1", "h2", "h3", "h4"} and not is_question(text_of(element)):
            announced = names_faq(text_of(element))
        named = _FAQ_CLASS.search(f"{element.get('class') or ''} {element.get('id') or ''}")
        holds_all = element.tag in {"html", "body", "main", "article"}
        if announced or element.getparent() in found or (named and not holds_all):
            found.add(element)
    return found


_RECOGNISERS: tuple[Callable[[HtmlElement, Faq], Iterator[Found]], ...] = (
    _class_pairs,
    _microdata,
    _details,
    _controls,
    _definitions,
)

"""What is wrong in a thesaurus: each thing a value, none fatal."""

from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum

from filrouge.language import fold
from filrouge.model.value import Value
from filrouge.thesaurus.concepts import Thesaurus


class Fault(StrEnum):
    """`clash`: one label of two concepts, which then both need their context to be recognised in a text."""

    CYCLE = "cycle"
    ORPHAN = "orphan"
    MISSING_LABEL = "missing label"
    TWO_LABELS = "two labels"
    CLASH = "clash"
    UNKNOWN = "unknown concept"


class Finding(Value):
    fault: Fault
    concepts: tuple[str, ...]
    text: str


def examine(thesaurus: Thesaurus) -> Iterator[Finding]:
    yield from _cycles(thesaurus)
    yield from _orphans(thesaurus)
    yield from _labels(thesaurus)
    yield from _clashes(thesaurus)
    yield from _unknown(thesaurus)


def _cycles(thesaurus: Thesaurus) -> Iterator[Finding]:
    """Each once. Depth first over broader concepts, without recursion: chains may be long."""
    done: set[str] = set()
    for start in thesaurus.concepts:
        path: dict[str, None] = {}
        stack = [(start, iter(thesaurus.broader(start)))] if start not in done else []
        path |= {one: None for one, _ in stack}
        while stack:
            here, others = stack[-1]
            other = next(others, None)
            if other is None:
                stack.pop()
                path.pop(here)
                done.add(here)
            elif other.address in path:
                loop = [*path][[*path].index(other.address) :]
                names = " → ".join(thesaurus.concepts[one].label() for one in (*loop, other.address))
                yield Finding(fault=Fault.CYCLE, concepts=tuple(loop), text=f"Each is broader than the last: {names}.")
            elif other.address not in done:
                path[other.address] = None
                stack.append((other.address, iter(thesaurus.broader(other.address))))


def _orphans(thesaurus: Thesaurus) -> Iterator[Finding]:
    said = {top for scheme in thesaurus.skos.schemes for top in scheme.tops}
    for address, concept in thesaurus.concepts.items():
        if concept.top_of or address in said or thesaurus.broader(address) or thesaurus.narrower(address):
            continue
        text = f"“{concept.label()}” has nothing above or below it, and is not said to be a top concept."
        yield Finding(fault=Fault.ORPHAN, concepts=(address,), text=text)


def _labels(thesaurus: Thesaurus) -> Iterator[Finding]:
    for address, concept in thesaurus.concepts.items():
        if not concept.preferred:
            yield Finding(fault=Fault.MISSING_LABEL, concepts=(address,), text=f"{address} has no preferred label.")
        languages = [label.language for label in concept.preferred]
        for language in sorted({one for one in languages if languages.count(one) > 1}):
            text = f"“{concept.label()}” has two preferred labels in “{language}” (SKOS allows one, S14)."
            yield Finding(fault=Fault.TWO_LABELS, concepts=(address,), text=text)


def _clashes(thesaurus: Thesaurus) -> Iterator[Finding]:
    owners: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for address, concept in thesaurus.concepts.items():
        for label in (*concept.preferred, *concept.alternatives):
            owners[fold(label.text), label.language].setdefault(address, label.text)
    for found in owners.values():
        if len(found) > 1:
            names = ", ".join(thesaurus.concepts[one].label() for one in found)
            text = f"“{next(iter(found.values()))}” is a label of several concepts: {names}."
            yield Finding(fault=Fault.CLASH, concepts=tuple(found), text=text)


def _unknown(thesaurus: Thesaurus) -> Iterator[Finding]:
    for address, concept in thesaurus.concepts.items():
        for other in (*concept.broader, *concept.narrower, *concept.related):
            if other not in thesaurus.concepts:
                text = f"“{concept.label()}” names {other}, which is not in the thesaurus."
                yield Finding(fault=Fault.UNKNOWN, concepts=(address, other), text=text)

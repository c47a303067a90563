"""How well questions are put together, and how well the library knows when to be silent, on judged questions."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from math import ceil
from pathlib import Path
from typing import Any, NamedTuple

from sklearn.metrics import precision_recall_fscore_support, roc_auc_score

from filrouge.engine.memory import MemoryEngine
from filrouge.language.wording import key_of
from filrouge.library.memory import MemoryLibrary
from filrouge.links import Links
from filrouge.model import Passage
from filrouge.questions.clustering import JOINED, group
from filrouge.questions.evidence import evidence
from filrouge.questions.nearness import sameness
from filrouge.settings import Settings
from filrouge.wiring import Parts, wired
from tests.judged import Line, demonstration, lines

HERE = Path(__file__).parent


class Pairwise(NamedTuple):
    precision: float
    recall: float
    f1: float


class Declined(NamedTuple):
    """Shares that are declined at a threshold: of what the library does not answer, and of what it does."""

    threshold: float
    unanswerable: float
    answerable: float


def library(folder: Path, imports: int = 1) -> Parts:
    """The demonstration, brought in so many imports, indexed and its questions found, without gathering."""
    held = MemoryLibrary()
    parts = wired(folder, Settings(), held, MemoryEngine(), Links(folder / "links"))
    every = list(demonstration().values())
    size = ceil(len(every) / imports)
    for start in range(0, len(every), size):
        for publication in every[start : start + size]:
            held.save_import(publication)
        parts.indexer.refresh()
        parts.questioner.refresh()
    return parts


def _pairwise(judged: Iterable[tuple[bool, bool]]) -> Pairwise:
    joined, same = zip(*judged, strict=True)
    return Pairwise(*precision_recall_fscore_support(same, joined, average="binary")[:3])


def of_pairs(parts: Parts, part: str) -> Pairwise:
    """Of the judged pairs of that part: every wording of the file put together with those that the library asks."""
    judged = lines(HERE / "pairs.jsonl")
    wordings = {key_of(text): text for one in judged for text in (one["a"], one["b"])}
    homes = _homes(parts, wordings.values())
    chosen = [one for one in judged if one["part"] == part]
    return _pairwise((homes[key_of(one["a"])] == homes[key_of(one["b"])], one["same"]) for one in chosen)


def samenesses(parts: Parts, part: str) -> list[tuple[float, bool]]:
    """Of every judged pair of that part: how surely one answer serves both, and whether one does."""
    wordings = asked_in(parts)
    hear = parts.questions.finder.heard
    told = []
    for one in lines(HERE / "pairs.jsonl"):
        if one["part"] == part:
            both = [wordings.get(key_of(text)) or (text, "fr", []) for text in (one["a"], one["b"])]
            told.append((sameness(*(hear(*wording) for wording in both)), one["same"]))
    return told


def ranked(told: Iterable[tuple[float, bool]]) -> float:
    """The area under the curve: how often a pair of one question is nearer than a pair of two."""
    scores, same = zip(*told, strict=True)
    return float(roc_auc_score(same, scores))


def directly(told: Iterable[tuple[float, bool]]) -> Pairwise:
    """Each pair decided by itself, without questions to put its wordings in."""
    return _pairwise((score >= JOINED, same) for score, same in told)


def asked_in(parts: Parts) -> dict[str, tuple[str, str, list[Passage]]]:
    """By key, the wordings that the library asks, their languages, and what answers them there."""
    found: dict[str, tuple[str, str, list[Passage]]] = {}
    for question in parts.library.questions.all():
        passages = {one.id: one for those in parts.engine.fetch(question.publications).values() for one in those}
        for variant in question.variants:
            answers = found.setdefault(key_of(variant.text), (variant.text, question.language, []))[2]
            answers += [passages[variant.passage]] if variant.passage in passages else []
    return found


def _homes(parts: Parts, wordings: Iterable[str]) -> dict[str, Any]:
    """By key, the question that each wording is one of: where the library asks it, or where it would be put."""
    homes: dict[str, Any] = dict(parts.library.questions.findings.homes())
    finder = parts.questions.finder
    new = [finder.heard(text, "fr") for text in sorted(wordings) if key_of(text) not in homes]
    for number, one in enumerate(group(new, finder.around(new))):
        homes |= {reading.key: one.question or number for reading in one.members if reading.key not in homes}
    return homes


def of_clusters(parts: Parts) -> tuple[Pairwise, int]:
    """Of the library's own questions, and the most wrong members that one question has: those of another cluster than
    most of it. What is not found stands alone; pairs that an editor could join are not counted."""
    judged = lines(HERE / "clusters.jsonl")
    near = {frozenset((one["id"], other)) for one in judged for other in one.get("near", ())}
    cluster = {key_of(question["text"]): one["id"] for one in judged for question in one["questions"]}
    home = found_as(parts)
    pairs = [
        (home[one] == home[other], cluster[one] == cluster[other])
        for one, other in combinations(sorted(cluster), 2)
        if frozenset((cluster[one], cluster[other])) not in near
    ]
    members: dict[str, list[str]] = defaultdict(list)
    for key, name in cluster.items():
        members[home[key]].append(name)
    return _pairwise(pairs), max(_wrong(those, near) for those in members.values())


def found_as(parts: Parts) -> dict[str, str]:
    """By key, the question that each judged question of the library is found as, itself where it is not found. With
    more words around it, or without those that lead to it, it is found too (README.md)."""
    homes = parts.library.questions.findings.homes()
    slugs = {one.slug: one.id for one in (stored.publication for stored in parts.library.changes())}
    said: dict[str, set[str]] = defaultdict(set)
    for question in parts.library.questions.all():
        for variant in question.variants:
            said[variant.publication or ""].add(key_of(variant.text))
    found = {}
    for one in (one for judged in lines(HERE / "clusters.jsonl") for one in judged["questions"]):
        key = key_of(one["text"])
        those = sorted(said[slugs[one["publication"]]])
        alike = [other for other in those if f" {key} " in f" {other} " or f" {key}".endswith(f" {other}")]
        found[key] = homes.get(key) or (homes[alike[0]] if alike else key)
    return found


def _wrong(clusters: list[str], near: set[frozenset[str]]) -> int:
    most = Counter(clusters).most_common(1)[0][0]
    return sum(one != most and frozenset((one, most)) not in near for one in clusters)


def evidences(parts: Parts, part: str) -> list[tuple[float, bool]]:
    """Of every judged question of that part: how surely something answers, and whether something does."""
    judged = [one for one in lines(HERE / "asked.jsonl") if one["part"] == part]
    return [(_evidence(parts, one), one["answered"]) for one in judged]


def _evidence(parts: Parts, one: Line) -> float:
    sought = parts.questions.gatherer.find(one["text"])
    return evidence(*parts.questions.signals(one["text"], sought))


def declined(found: list[tuple[float, bool]], threshold: float) -> Declined:
    share = {
        answered: sum(surely < threshold for surely, those in found if those is answered)
        / max(1, sum(those is answered for _, those in found))
        for answered in (True, False)
    }
    return Declined(threshold, share[False], share[True])

"""The gate: judged queries on the demonstration library, asked through the product's own import and search.

`queries.jsonl` and `qrels.tsv` are a retrieval set whose documents are the slugs of the demonstration (3 answers,
2 addresses, 1 touches); `places.tsv` says where: `query, slug, t=from-to` in seconds of what is said, or `#anchor`.
They were judged by reading the thirty publications, not by looking at what was found.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from filrouge.evaluation.corpus import JudgedCorpus, Judgement
from filrouge.evaluation.measuring import Averaging, Values, values_of
from filrouge.evaluation.runs import run_of
from filrouge.model import Hit, Results
from filrouge.model.passage import Place
from filrouge.search import Search

HERE = Path(__file__).parent
MEASURES = {"nDCG@10": "nDCG@10", "RR@10": "MRR@10", "R@10": "R@10"}
PLACE = "place@3"
SHOWN = 10
"""Publications on a page; of the first three, the passages shown are looked at for the place."""


@dataclass(frozen=True)
class Judged:
    """`values[measure][query]`; `texts[query]` is what was typed."""

    values: Values
    texts: Mapping[str, str]
    judgements: tuple[Judgement, ...]

    def means(self, kind: str = "") -> dict[str, float]:
        """Over all queries, or over those of a kind (`typo`, `name`…)."""
        return {
            measure: Averaging().mean({name: value for name, value in those.items() if name.startswith(kind)})
            for measure, those in self.values.items()
        }

    @property
    def kinds(self) -> list[str]:
        return list(dict.fromkeys(name.rpartition("-")[0] for name in self.texts))

    def worst(self, measure: str, count: int = 15) -> list[tuple[float, str]]:
        return sorted((value, f"{name}: {self.texts[name]}") for name, value in self.values[measure].items())[:count]


def judge(search: Search, *, exact: bool = False) -> Judged:
    """`exact`: of what was typed, without corrections or synonyms."""
    corpus = JudgedCorpus(HERE)
    queries = {query.id: query.text for query in corpus.queries()}
    found = {name: search.search(text, size=SHOWN, exact=exact) for name, text in queries.items()}
    run = run_of({name: _slugs(results) for name, results in found.items()})
    judgements = corpus.judgements()
    values = dict(values_of(run, judgements, queries, MEASURES))
    values[PLACE] = {name: float(_placed(found[name], places)) for name, places in judged_places().items()}
    return Judged(values, queries, tuple(judgements))


def judged_places() -> dict[str, set[tuple[str, str]]]:
    """By query, (slug, place)."""
    places: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for line in (HERE / "places.tsv").read_text(encoding="utf-8").splitlines():
        query, slug, place = line.split("\t")
        places[query].add((slug, place))
    return places


def corpus_digest() -> str:
    """Of every word of the demonstration: pages and what is said."""
    digest = hashlib.sha256()
    content = resources.files("filrouge") / "demo"
    with resources.as_file(content) as folder:
        for file in sorted(one for one in folder.rglob("*") if one.suffix in {".md", ".vtt"}):
            digest.update(f"{file.relative_to(folder).as_posix()}\n".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _slugs(results: Results) -> list[str]:
    """A result and the versions that it names, as they are read."""
    return [card.slug for hit in results.hits for card in (hit.publication, *hit.versions)][:SHOWN]


def _placed(results: Results, places: Iterable[tuple[str, str]]) -> bool:
    wanted = list(places)
    return any(_holds(hit, slug, place) for hit in results.hits[:3] for slug, place in wanted)


def _holds(hit: Hit, slug: str, place: str) -> bool:
    return hit.publication.slug == slug and any(_at(shown.passage.place, place) for shown in hit.passages)


def _at(shown: Place, place: str) -> bool:
    if place.startswith("#"):
        return shown.anchor == place[1:]
    start, end = (float(part) for part in place.removeprefix("t=").split("-"))
    return shown.start is not None and shown.start < end and (shown.end or shown.start) > start

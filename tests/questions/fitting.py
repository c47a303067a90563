"""Fits the weights of `questions.nearness.sameness`: `python -m tests.questions.fitting`.

On the judged pairs of `dev`, and on the library's own questions but those that pairs of `test` hold: among these nearly
every pair is different, and easy, as in a library.
"""

import sys
import tempfile
from itertools import combinations
from pathlib import Path

import numpy as np
from networkx.utils import UnionFind
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from filrouge.language.wording import key_of
from filrouge.questions.clustering import JOINED
from filrouge.questions.nearness import OWN_NAMES, own_features
from filrouge.wiring import Parts
from tests.judged import lines
from tests.questions.measuring import HERE, asked_in, library

ALLOWED = 1.1
"""Pairs of the library's own questions that the threshold lets through, for each that is one question."""
Judged = tuple[NDArray[np.float64], NDArray[np.bool_]]


def hard(parts: Parts) -> tuple[Judged, list[str]]:
    """The pairs of `dev`, and for each the group of pairs that share questions with it."""
    pairs = [one for one in lines(HERE / "pairs.jsonl") if one["part"] == "dev"]
    groups = UnionFind(key_of(one[end]) for one in pairs for end in "ab")
    for one in pairs:
        groups.union(key_of(one["a"]), key_of(one["b"]))
    rows = _rows(parts, [(one["a"], one["b"]) for one in pairs])
    return (rows, np.array([one["same"] for one in pairs])), [groups[key_of(one["a"])] for one in pairs]


def own(parts: Parts) -> Judged:
    judged = lines(HERE / "clusters.jsonl")
    near = {frozenset((one["id"], other)) for one in judged for other in one.get("near", ())}
    read = {key_of(one[end]) for one in lines(HERE / "pairs.jsonl") if one["part"] == "test" for end in "ab"}
    held = asked_in(parts)
    cluster = {
        question["text"]: one["id"] for one in judged for question in one["questions"]
        if key_of(question["text"]) in held and key_of(question["text"]) not in read
    }  # fmt: skip
    pairs = [
        (one, other)
        for one, other in combinations(sorted(cluster), 2)
        if frozenset((cluster[one], cluster[other])) not in near
    ]
    return _rows(parts, pairs), np.array([cluster[one] == cluster[other] for one, other in pairs])


def _rows(parts: Parts, pairs: list[tuple[str, str]]) -> NDArray[np.float64]:
    held = asked_in(parts)
    texts = {text for pair in pairs for text in pair}
    heard = {text: parts.questions.finder.heard(*(held.get(key_of(text)) or (text, "fr", []))) for text in texts}
    return np.array([own_features(heard[one], heard[other]) for one, other in pairs], dtype=np.float64)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        parts = library(Path(name))
        (hard_rows, hard_same), groups = hard(parts)
        own_rows, own_same = own(parts)
    model = make_pipeline(StandardScaler(), LogisticRegression())
    folded = cross_val_predict(model, hard_rows, hard_same, groups=groups, cv=GroupKFold(6), method="decision_function")
    told = [f"area under the curve over pairs of dev, by folds: {roc_auc_score(hard_same, folded):.3f}"]
    model.fit(np.concatenate((hard_rows, own_rows)), np.concatenate((hard_same, own_same)))
    weights = model[-1].coef_[0] / model[0].scale_
    told += [f"{name:12} {weight:6.2f}" for name, weight in zip(OWN_NAMES, weights, strict=True)]
    threshold = np.sort(own_rows @ weights)[-int(ALLOWED * own_same.sum())]
    told.append(f"{'bias':12} {np.log(JOINED / (1 - JOINED)) - threshold:6.2f}")
    sys.stdout.write("\n".join(told) + "\n")


if __name__ == "__main__":
    main()

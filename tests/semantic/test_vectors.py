"""Vectors beside the index: written, changed, found."""

import numpy as np
import pytest

from filrouge.semantic import Near, Vectors, VectorsWriter
from tests.semantic.making import ToyEncoder, toy_model

ASKED = np.array([1, 0, 0, 0], dtype=np.float32)


def nearest(vectors, count=3):
    """The cosine of the nearest passage of each publication, nearest first."""
    best: dict[int, float] = {}
    for number, cosine in zip(*vectors.nearest(ASKED, count), strict=True):
        best.setdefault(int(number), round(float(cosine), 2))
    return best


def written(folder, before, model, *, tail, put=None, removed=(), name="vectors-1.npz"):
    writer = VectorsWriter(before, model, tail=tail)
    for number in removed:
        writer.remove(number)
    for number, texts in (put or {}).items():
        writer.put(number, texts)
    writer.save(folder, name)
    return Vectors.load(folder, name)


@pytest.mark.parametrize("tail", [0, 2, 1000])
def test_the_nearest_are_found_through_changes(tmp_path, tail):
    """The same with a graph made at each change, now and then, or never: added, changed and removed publications."""
    model = toy_model()
    first = {1: ["sommeil", "argent"], 2: ["deuil"], 3: ["nuit argent", "xylophone"]}
    vectors = written(tmp_path, Vectors.empty("toy"), model, tail=tail, put=first)
    assert nearest(vectors, 5)[1] == 1.0
    assert list(nearest(vectors, 2)) == [1, 3]
    vectors = written(
        tmp_path, vectors, model, tail=tail, put={1: ["lien"], 4: ["dormir"]}, removed=[3, 99], name="vectors-2.npz"
    )
    assert list(nearest(vectors, 1)) == [4]
    assert set(nearest(vectors, 9)) == {1, 2, 4}
    assert vectors.whole("toy", 3)
    assert not vectors.whole("toy", 4)
    assert not vectors.whole("other", 3)
    assert bool(vectors.file) == (tail < 1000)


def test_many_are_found_by_the_graph_as_by_looking_at_all(tmp_path):
    """Nine of the ten nearest among three thousand, at least."""

    class Spread(ToyEncoder):
        def encode(self, texts, *, asked=False):
            return np.array([np.random.default_rng(int(text)).standard_normal(32) for text in texts], np.float32)

    texts = {number: [str(number)] for number in range(3000)}
    model = toy_model(Spread())
    graph = written(tmp_path, Vectors.empty("toy"), model, tail=100, put=texts)
    every = written(tmp_path, Vectors.empty("toy"), model, tail=10**6, put=texts, name="vectors-2.npz")
    question = np.random.default_rng(9999).standard_normal(32).astype(np.float32)
    question /= np.linalg.norm(question)
    (first, _), (second, _) = (one.nearest(question, 10) for one in (graph, every))
    assert graph.graphed == 3000
    assert len(set(first.tolist()) & set(second.tolist())) >= 9


def test_the_same_text_is_encoded_once(tmp_path):
    """What is put again, or built anew, with texts that did not change, costs nothing."""
    encoder = ToyEncoder()
    model = toy_model(encoder)
    vectors = written(tmp_path, Vectors.empty("toy"), model, tail=9, put={1: ["lien", "deuil"], 2: ["nuit"]})
    assert sorted(encoder.encoded) == ["deuil", "lien", "nuit"]
    written(tmp_path, vectors, model, tail=9, put={1: ["deuil", "perte"]}, name="vectors-2.npz")
    assert sorted(encoder.encoded) == ["deuil", "lien", "nuit", "perte"]
    writer = VectorsWriter(Vectors.empty("toy"), model, vectors)
    writer.put(1, ["nuit"])
    assert nearest(writer.vectors())[1] == pytest.approx(0.98, abs=0.01)
    assert len(encoder.encoded) == 4


def test_vectors_of_another_model_are_never_reused(tmp_path):
    """Even of the same text."""
    encoder = ToyEncoder()
    vectors = written(tmp_path, Vectors.empty("toy"), toy_model(), tail=9, put={1: ["lien"]})
    writer = VectorsWriter(Vectors.empty("other"), toy_model(encoder, identity="other"), vectors)
    writer.put(1, ["lien"])
    assert writer.vectors().identity == "other"
    assert encoder.encoded == ["lien"]


@pytest.mark.parametrize("model", [None, toy_model(identity="other")])
def test_without_its_model_a_state_only_forgets(tmp_path, model):
    """Changed publications lose their vectors; nobody else's are put among them."""
    vectors = written(tmp_path, Vectors.empty("toy"), toy_model(), tail=9, put={1: ["nuit"], 2: ["sommeil"]})
    vectors = written(tmp_path, vectors, model, tail=9, put={1: ["nuit"], 3: ["nuit"]}, name="vectors-2.npz")
    assert list(nearest(vectors)) == [2]
    assert vectors.identity == "toy"


def test_a_model_that_fails_on_the_way_leaves_its_name(tmp_path):
    """So that it is not tried again at each opening; what was encoded stays."""
    model = toy_model(ToyEncoder(poison="poison"))
    vectors = written(tmp_path, Vectors.empty("toy"), model, tail=9, put={1: ["nuit"] * 300, 2: ["poison"]})
    assert (vectors.failed, vectors.owners.numbers.tolist()) == ("toy", [1])


def test_what_a_killed_process_added_does_not_count(tmp_path):
    """Rows beyond those that the table counts are written over."""
    vectors = written(tmp_path, Vectors.empty("toy"), toy_model(), tail=9, put={1: ["deuil"]})
    written(tmp_path, vectors, toy_model(), tail=9, put={2: ["nuit"] * 5}, name="vectors-lost.npz")
    vectors = Vectors.load(tmp_path, "vectors-1.npz")
    assert list(nearest(vectors)) == [1]
    vectors = written(tmp_path, vectors, toy_model(), tail=9, put={3: ["dormir"]}, name="vectors-2.npz")
    assert list(nearest(vectors)) == [3, 1]


@pytest.mark.parametrize("victim", ["vectors-1.npz", "rows.bin", "graph-*.usearch"])
@pytest.mark.parametrize("damage", ["removed", "emptied", "cut"])
def test_damaged_files_are_told(tmp_path, victim, damage):
    """As a ValueError or an OSError, which the engine takes for what it is."""
    written(tmp_path, Vectors.empty("toy"), toy_model(), tail=0, put={1: ["deuil"], 2: ["nuit", "lien"]})
    (file,) = tmp_path.glob(victim)
    content = file.read_bytes()
    file.unlink()
    if damage != "removed":
        file.write_bytes(b"" if damage == "emptied" else content[: len(content) // 2])
    with pytest.raises((OSError, ValueError)):
        Vectors.load(tmp_path, "vectors-1.npz")


def test_nearness_is_measured_from_what_just_any_passage_has(tmp_path):
    """In a model where all cosines are high, what stands out is as near as where they are low."""

    class Narrow(ToyEncoder):
        def encode(self, texts, *, asked=False):
            return np.hstack([super().encode(texts, asked=asked), np.full((len(texts), 1), 2.0, np.float32)])

    words = {number: [word] for number, word in enumerate(["nuit", "lien", "deuil", "argent", "tarif", "perte"] * 9)}
    for encoder in (ToyEncoder(), Narrow()):
        model = toy_model(encoder)
        writer = VectorsWriter(Vectors.empty("toy"), model)
        for number, texts in words.items():
            writer.put(number, texts)
        question = model.encode(["sommeil"], asked=True)
        assert question is not None
        near = Near.of(writer.vectors(), question[0], 1.0)
        assert sorted(near.publications) == [number for number, (word,) in words.items() if word == "nuit"]
        assert near.best(np.array([0, 1, 777]))[0] > 0.8
        assert near.best(np.array([0, 1, 777]))[1:].max() < 0.2

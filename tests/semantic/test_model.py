"""What goes wrong with a model is said, and stops there."""

import numpy as np
import pytest

from filrouge.errors import ModelUnusable
from filrouge.semantic import Found, SentenceModel
from tests.semantic.making import ToyEncoder, toy_model


def test_vectors_are_of_length_one_or_none():
    """Whatever the model's scale; a text that says nothing to it is at the origin."""
    vectors = toy_model().encode(["lien lien deuil", "xylophone"])
    assert vectors is not None
    assert np.allclose(np.linalg.norm(vectors, axis=1), [1, 0])


def test_a_model_that_is_not_there_is_looked_for_once():
    """The reason is kept, in the words of the error."""
    looked = []

    def find():
        looked.append(1)
        raise ModelUnusable("There is no sentence model in /x.")

    model = SentenceModel(find)
    assert (model.identity, model.encode(["lien"]), model.usable) == ("", None, False)
    assert model.fault == "There is no sentence model in /x."
    assert looked == [1]


def test_a_model_that_does_not_load_keeps_the_reason():
    """Whatever its library raises."""

    def load():
        raise Exception("data did not match any variant")  # noqa: TRY002 (as tokenizers does)

    model = SentenceModel(lambda: Found("x", load))
    assert model.encode(["lien"]) is None
    assert "data did not match" in model.fault
    assert model.identity == ""


def test_one_text_that_fails_costs_only_itself():
    """The next one is encoded: a visitor cannot switch the model off for the others."""
    model = toy_model(ToyEncoder(poison="poison"))
    assert model.encode(["poison"]) is None
    assert "out of memory" in model.fault
    assert model.encode(["lien"]) is not None


@pytest.mark.parametrize("wrong", [np.ones(4), np.ones((3, 4)), np.full((1, 4), np.nan)])
def test_what_is_no_row_of_numbers_a_text_is_a_failure(wrong):
    """Nothing of it reaches the index."""

    class Wrong:
        def encode(self, texts, *, asked=False):
            return wrong

    model = SentenceModel(lambda: Found("x", Wrong))
    assert model.encode(["lien"]) is None
    assert model.fault

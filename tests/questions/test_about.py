"""What questions are about, told by what answers them."""

from dataclasses import replace

import pytest

from filrouge.questions.about import Space
from filrouge.questions.nearness import nearness, read, sameness

SUBJECTS = {
    "argent": "tarif facture paiement honoraires règlement euros prix argent",
    "silence": "silence mutisme se taire attendre parole pause absence mots",
    "corps": "souffle respiration muscles épaules ventre tension posture gestes",
}
PASSAGES = {
    f"{name}-{number}": (" ".join(said.split()[number % 4 :] + said.split()[: number % 3]), "fr")
    for name, said in SUBJECTS.items()
    for number in range(6)
}


@pytest.fixture(scope="module")
def space() -> Space:
    return Space.learn(PASSAGES, publications=18)


def question(space: Space, text: str, *answers: str):
    plain = read(text, "fr", lambda _: 1.0)
    return replace(plain, about=space.about({}, answers, {}))


def test_questions_that_the_same_passages_answer_are_nearer_than_questions_in_the_same_words(space):
    """Without a word in common, they are likelier to be one question."""
    missed = question(space, "Faut-il faire payer une séance manquée ?", "argent-0")
    billed = question(space, "Doit-on facturer un rendez-vous annulé ?", "argent-4")
    taken_back = question(space, "Faut-il faire raconter une séance manquée ?", "silence-0")
    assert sameness(missed, billed) > sameness(missed, taken_back)
    assert nearness(missed, billed) < nearness(missed, taken_back)


def test_what_is_not_known_to_answer_leaves_the_words(space):
    """Where nothing was found for one of them, questions are as near as their words."""
    asked, unknown = (
        question(space, "Faut-il rester neutre ?", "argent-0"),
        question(space, "Rester neutre, le faut-il ?"),
    )
    assert unknown.about is None
    assert sameness(asked, unknown) == nearness(asked, unknown)


def test_a_passage_that_was_not_learnt_from_has_a_direction(space):
    """That of the words it shares with those that were."""
    told = space.about({"neuf": 1.0}, (), {"neuf": ("le prix, la facture et le paiement", "fr")})
    assert told.likeness(space.about({}, ("argent-1",), {})) > told.likeness(space.about({}, ("corps-1",), {}))


def test_a_few_publications_teach_nothing():
    """Nothing is then said of what a question is about."""
    assert Space.learn(PASSAGES, publications=2).about({"argent-0": 1.0}, (), {}) is None

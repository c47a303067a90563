"""What kind of answer a question wants."""

from dataclasses import replace

import numpy as np
import pytest

from filrouge.questions.about import About
from filrouge.questions.nearness import OWN_NAMES, own_features, read
from filrouge.questions.targets import Target, target


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Qu’est-ce que la fenêtre de tolérance ?", Target.DEFINITION),
        ("Que signifie « contenir » ?", Target.DEFINITION),
        ("D’où vient cette fatigue ?", Target.CAUSE),
        ("Comment expliquer qu’un patient s’endorme ?", Target.CAUSE),
        ("Comment savoir si un patient s’ennuie ?", Target.SIGN),
        ("Quelle différence entre la honte et la culpabilité ?", Target.SIGN),
        ("En quoi la honte diffère-t-elle de la culpabilité ?", Target.SIGN),
        ("Comment accueillir la honte ?", Target.CONDUCT),
        ("Un patient s’endort en séance, je fais quoi ?", Target.CONDUCT),
        ("Faut-il relever chaque retard ?", Target.CONDUCT),
        ("Combien de temps dure une séance ?", Target.AMOUNT),
        ("À quel moment faut-il parler d’argent ?", Target.TIME),
        ("À qui s’adresser en cas de doute ?", Target.PERSON),
        ("À quoi sert la supervision ?", Target.PURPOSE),
        ("L’hypnose convient-elle à tout le monde ?", None),
    ],
)
def test_forms_tell_what_answer_is_wanted(text, expected):
    """Finer than question words: “comment” wants signs, a cause or something to do; yes or no tells nothing."""
    assert target(text) is expected


def test_english_forms_tell_it_too():
    """With the same kinds."""
    assert target("How can I tell that a patient is bored?", "en") is Target.SIGN
    assert target("What does “secure” mean?", "en") is Target.DEFINITION
    assert target("How to welcome shame?", "en") is Target.CONDUCT


def test_questions_of_one_subject_with_other_answers_are_parted(space_of_one):
    """“À quoi reconnaît-on” and “comment arrêter” share their subject, and not what answers them."""
    knowing, telling, doing = (
        space_of_one(text)
        for text in (
            "Comment savoir si je suis épuisé ?",
            "À quoi reconnaît-on l’épuisement ?",
            "Comment arrêter de s’épuiser ?",
        )
    )
    alike, apart = own_features(knowing, telling), own_features(knowing, doing)
    assert alike is not None
    assert apart is not None
    place = OWN_NAMES.index("other target")
    assert (alike[place], apart[place]) == (0.0, 1.0)


@pytest.fixture
def space_of_one():
    """Questions that the library answers with the same passage."""
    about = About(np.array([1.0], dtype=np.float32), 0.5)
    return lambda text: replace(read(text, "fr", lambda _: 1.0), about=about)

"""What asks something, what it asks, and what it denies."""

import pytest

from filrouge.model import Aspect
from filrouge.questions.forms import asks, aspects, negated, self_sufficient


@pytest.mark.parametrize(
    "typed",
    [
        "comment poser une limite à un patient",
        "faut il rester neutre",
        "doit on payer une seance manquee",
        "un patient teste le lien, que faire",
        "le thérapeute peut-il pleurer",
        "qui appeler si un enfant est en danger",
        "quand arrêter une thérapie",
        "à quoi sert la supervision",
        "Être un thérapeute sécure : pour qui, pour quoi ?",
    ],
)
def test_a_question_is_recognised_with_or_without_a_mark(typed):
    """By its mark, an inversion, or the form that it opens with."""
    assert asks(typed)


@pytest.mark.parametrize(
    "typed", ["neutralité du thérapeute", "quand le patient part", "rendez-vous manqué", "comment", "limite patient"]
)
def test_words_that_only_name_a_subject_ask_nothing(typed):
    """Nor does a question word alone, or one that joins two clauses."""
    assert not asks(typed)


def test_english_asks_by_its_first_word():
    """And says nothing of what is not a question."""
    assert asks("how to set a limit", "en")
    assert asks("can therapists cry", "en")
    assert not asks("secure attachment in therapy", "en")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Faut-il rester neutre ?", (Aspect.SHOULD,)),
        ("La neutralité est-elle nécessaire ?", (Aspect.SHOULD,)),
        ("Peut-on pleurer devant un patient ?", (Aspect.MAY,)),
        ("Pourquoi certains patients ont d’abord besoin que le lien tienne ?", (Aspect.WHY,)),
        ("Combien de fois par mois faut-il voir un superviseur ?", (Aspect.HOW_MUCH, Aspect.SHOULD)),
        ("À quel moment faut-il poser une limite ?", (Aspect.WHEN, Aspect.SHOULD)),
        ("Être un thérapeute sécure : pour qui, pour quoi ?", (Aspect.WHO, Aspect.WHAT_FOR)),
        ("Que dire quand un patient insulte son thérapeute ?", (Aspect.HOW,)),
        ("Qu’est-ce que la fenêtre de tolérance ?", (Aspect.WHAT,)),
        ("L’EMDR convient-elle à tout le monde ?", (Aspect.WHETHER,)),
    ],
)
def test_what_is_asked_of_the_subject_is_read_in_its_order(text, expected):
    """From question words and verbs, whatever the subject."""
    assert aspects(text) == expected


def test_a_denial_counts_only_where_it_changes_what_is_asked():
    """“Pourquoi ne pas” asks the contrary of “pourquoi”; “ne risque-t-on pas” asks the same as “risque-t-on”."""
    assert negated("Pourquoi ne pas faire de thérapie de couple ?")
    assert negated("À qui cette pratique ne convient-elle pas ?")
    assert not negated("Les règles ne risquent-elles pas d’abîmer la confiance ?")
    assert not negated("Comment rencontrer celui qui ne veut pas venir ?")


def test_a_question_that_points_at_what_was_said_before_needs_it():
    """Asked aloud, it is understood by those who were there only."""
    assert self_sufficient("Comment poser une limite ?")
    assert not self_sufficient("Comment le tenir ?")
    assert not self_sufficient("Ça ne les fait pas fuir ?")


def test_what_a_pronoun_stands_for_may_be_said_just_before():
    """The sentence before names it; one that points elsewhere itself is of no help."""
    assert self_sufficient("On le dit ?", said="On s’est trompé devant un patient.")
    assert not self_sufficient("On le dit ?", said="Ça arrive souvent.")


def test_a_subject_taken_up_by_a_pronoun_is_named():
    """“Les séances manquées, on les fait payer ?” says what it asks about; “on la laisse sortir ?” does not."""
    assert self_sufficient("Les séances manquées, on les fait payer ?")
    assert not self_sufficient("Est-ce qu’on la laisse sortir ?")
    assert self_sufficient("Il reste quoi, du corps, à distance ?")

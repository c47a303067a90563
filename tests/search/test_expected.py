import pytest

from filrouge.search.expected import heads, kind_of, likeness


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Quand consulter ?", "when"),
        ("En quelle année fut ouverte l’école", "when"),
        ("combien de séances faut-il", "how many"),
        ("Quelle est la durée d’une séance ?", "how many"),
        ("Qui peut superviser ?", "who"),
        ("À qui en parler ?", "who"),
        ("Où se former ?", "where"),
        ("Dans quelle ville se trouve l’institut", "where"),
        ("Pourquoi le patient teste-t-il le lien ?", "why"),
        ("Comment s’appelle cette méthode ?", "name"),
        ("comment poser une limite", "how"),
        ("When was it founded?", "when"),
        ("How many sessions are needed?", "how many"),
        ("le lien ou le cadre", ""),
        ("la limite", ""),
    ],
)
def test_the_words_that_ask_tell_what_is_expected(question, kind):
    """Whatever the question is about; with accents or without."""
    assert kind_of(question) == kind


def test_what_the_question_says_is_no_answer():
    """A year or a name counts when it is new."""
    asked = frozenset({"1974", "nantes"})
    assert likeness("when", "fondée en 1974", asked) == 0.0
    assert likeness("when", "fondée en 1982", asked) == 1.0
    assert likeness("where", "elle vit à Nantes", asked) < likeness("where", "elle vit à Rennes", asked)


def test_the_noun_that_says_what_is_wanted_is_known():
    """“Quelle ville” asks for a city; its answer seldom says so."""
    assert heads("Dans quelle ville est l’école ?") == {"ville"}
    assert heads("What is the price?") == {"price"}
    assert heads("Où est l’école ?") == frozenset()

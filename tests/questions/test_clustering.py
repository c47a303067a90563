"""Which wordings are one question."""

from filrouge.questions.clustering import CAP, group
from filrouge.questions.nearness import Reading, nearness, read

COMMON = {"patient": 0.1, "seance": 0.2, "therapeute": 0.1}


def rarity(word: str) -> float:
    return COMMON.get(word, 1.0)


def reading(text: str, *concepts: str, answer: str = "") -> Reading:
    return read(text, "fr", rarity, concepts, [answer])


def grouped(*found: Reading, held: dict[str, list[Reading]] | None = None) -> list[list[str]]:
    return [[one.text for one in those.members] for those in group(found, held or {})]


NEUTRAL = (
    reading("Faut-il rester neutre ?", "neutralite"),
    reading("La neutralité est-elle nécessaire ?", "neutralite"),
    reading("Doit-on être neutre avec un patient traumatisé ?", "neutralite", "trauma"),
)
LATE = reading("Faut-il relever chaque retard ?", "retard")


def test_wordings_of_one_question_come_together():
    """By the family of their words, what is asked, and their theme; another question stays alone."""
    assert grouped(*NEUTRAL, LATE) == [[one.text for one in NEUTRAL], [LATE.text]]


def test_the_same_words_are_one_question_whatever_their_marks():
    """Case, accents and marks do not part them."""
    assert nearness(reading("Faut-il rester neutre ?"), reading("faut il rester neutre")) == 1.0


def test_what_is_asked_of_a_subject_parts_questions():
    """Why and how often are not whether."""
    whether, why = reading("Faut-il faire payer l’absence ?"), reading("Pourquoi faire payer l’absence ?")
    assert nearness(whether, reading("Doit-on faire payer l’absence ?")) > nearness(whether, why)


def test_the_same_answer_brings_wordings_nearer():
    """Where both are answered in the same words, they are likelier to be one question."""
    one, other = "Que faire du silence ?", "Comment recevoir un mutisme ?"
    said = "Se taire avec lui, puis nommer ce qui se passe, sans le presser."
    assert nearness(reading(one, answer=said), reading(other, answer=said)) > nearness(reading(one), reading(other))


def test_a_chain_of_likenesses_makes_no_blob():
    """Each is near the next, the first is far from the last: they are not all one question."""
    chain = [
        reading("Faut-il accueillir la colère et la honte ?"),
        reading("Faut-il accueillir la honte et le silence ?"),
        reading("Faut-il accueillir le silence et la fatigue ?"),
        reading("Faut-il accueillir la fatigue et le départ ?"),
        reading("Faut-il accueillir le départ et le deuil ?"),
    ]
    assert max(len(those) for those in grouped(*chain)) < len(chain)


def test_a_group_has_a_cap():
    """However alike wordings are, a found question holds so many of them."""
    alike = [reading(f"Faut-il rester neutre avec le patient numéro {number} ?", "neutralite") for number in range(60)]
    assert max(len(those) for those in grouped(*alike)) <= CAP


def test_new_wordings_join_the_questions_that_are_there():
    """And those that are near none make one of their own."""
    held = {"q-neutre": [NEUTRAL[0]], "q-autre": [reading("Comment annoncer mes vacances ?")]}
    groups = group([NEUTRAL[1], LATE], held)
    assert [(one.question, len(one.members)) for one in groups] == [("q-neutre", 2), ("q-autre", 1), (None, 1)]


def test_questions_that_are_there_are_never_joined():
    """An editor may have told them apart."""
    groups = group([], {"q-un": [NEUTRAL[0]], "q-deux": [NEUTRAL[1]]})
    assert [one.question for one in groups] == ["q-un", "q-deux"]

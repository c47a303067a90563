"""Questions found in a publication, wherever they are asked."""

from filrouge.model import Cue, Origin, Place, Publication
from filrouge.passages import cut
from filrouge.questions.finding import find
from tests.questions.making import Chapter, Section, faq, publication, spoken

ANSWER = "Le cadre tient parce que quelqu’un le tient, séance après séance, et cela prend du temps."


def found(one: Publication) -> list[tuple[str, Origin]]:
    return [(variant.text, variant.origin) for variant in find(one, cut(one))]


def test_a_title_that_asks_is_a_question_at_the_whole_publication():
    """Its place is the publication itself, and what answers begins with it."""
    one = publication(
        title="Être un thérapeute sécure : pour qui, pour quoi ?",
        sections=(Section(anchor="a", heading="Le corps", html="<p>Une tension qui diminue.</p>"),),
    )
    (variant,) = find(one, cut(one))
    assert (variant.text, variant.origin, variant.place) == (one.title, Origin.TITLE, Place())
    assert variant.passage == cut(one)[0].id


def test_every_entry_of_a_faq_is_a_question_with_its_answer():
    """Its passage is the first of its answer, its place the entry's anchor."""
    one = faq("cadre", Faut_il_relever_chaque_retard="Non, pas le premier.")
    (variant,) = find(one, cut(one))
    assert variant.origin is Origin.FAQ
    assert variant.place.anchor == "q0"
    assert variant.passage == cut(one)[0].id


def test_small_words_alone_are_no_question_of_the_library():
    """“Et après ?” is understood on its page alone; marks alone are nothing."""
    assert not found(faq("suites", **{"Et_après": "On convient d’un rendez-vous.", "": "Rien."}))


def test_a_heading_that_asks_is_a_question_and_another_is_not():
    """With a mark or in the form of a question; what needs its context is left."""
    one = publication(
        sections=tuple(
            Section(anchor=f"s{number}", heading=heading, html="<p>Texte.</p>")
            for number, heading in enumerate(
                [
                    "Pourquoi certains patients s’éloignent",
                    "Le cadre",
                    "Comment ils parlent",
                    "À qui appartient le secret ?",
                ]
            )
        )
    )
    assert [text for text, _ in found(one)] == [
        "Pourquoi certains patients s’éloignent",
        "À qui appartient le secret ?",
    ]


def test_a_question_asked_aloud_lasts_to_the_end_of_its_answer():
    """Its place goes from its first word to the next question, and its passage is the one that answers."""
    one = publication(
        transcript=spoken(
            "Bonsoir à tous.",
            "Faut-il poser une limite dès le début ?",
            ANSWER,
            ANSWER,
            ANSWER,
            "Comment recevoir la colère d’un patient ?",
            ANSWER,
            ANSWER,
            ANSWER,
        )
    )
    first, second = find(one, cut(one))
    assert (first.text, first.origin) == ("Faut-il poser une limite dès le début ?", Origin.TRANSCRIPT)
    assert (first.place.start, first.place.end) == (5.0, 25.0)
    assert (second.place.start, second.place.end) == (25.0, 45.0)


def test_a_chapter_ends_an_answer():
    """What is said in another chapter answers another question."""
    said = spoken("Faut-il poser une limite dès le début ?", ANSWER, ANSWER, ANSWER, ANSWER)
    one = publication(transcript=said, chapters=(Chapter(start=15.0, title="La suite"),))
    (variant,) = find(one, cut(one))
    assert variant.place.end == 15.0


def test_what_is_asked_of_the_person_who_sits_there_is_no_question_of_the_library():
    """Nor is what needs what was said before, nor a mark that is a tone of voice."""
    one = publication(
        transcript=spoken(
            "Vous m’entendez bien, Claire ?",
            ANSWER,
            "Et ça, comment le tenir ?",
            ANSWER,
            "Rien de spectaculaire ?",
            ANSWER,
        )
    )
    assert found(one) == []


def test_a_question_read_aloud_keeps_what_it_tells_before_it_asks():
    """Sent by somebody, it stands in quotes: “Il se tait. Dois-je… ?”."""
    one = publication(
        transcript=spoken(
            "Une éducatrice écrit : « Dans mon groupe, quelqu’un se tait depuis quatre mois.",
            "Dois-je lui donner la parole d’office ? »",
            ANSWER,
            ANSWER,
            ANSWER,
        )
    )
    assert [text for text, _ in found(one)] == [
        "Dans mon groupe, quelqu’un se tait depuis quatre mois. Dois-je lui donner la parole d’office ?"
    ]


def conversation(*turns: tuple[str, str]):
    """One cue a sentence: each speaker with what is said, five seconds a sentence."""
    said = [(speaker, one) for speaker, text in turns for one in text.split("|")]
    return tuple(
        Cue(start=number * 5.0, end=number * 5.0 + 5.0, text=text, speaker=speaker)
        for number, (speaker, text) in enumerate(said)
    )


LONG = "|".join([ANSWER] * 4)


def test_what_hands_the_floor_over_is_asked_by_its_tone_alone():
    """With a mark and another voice that answers for longer: “on prévient les parents ?”, “ouvert ou fermé ?”."""
    one = publication(
        transcript=conversation(
            ("Anne", "On prévient les parents ?"),
            ("Bruno", LONG),
            ("Anne", "Groupe ouvert ou groupe fermé ?"),
            ("Bruno", LONG),
            ("Anne", "Mais si le patient refuse la suite ?"),
            ("Bruno", LONG),
        )
    )
    assert [text for text, _ in found(one)] == [
        "On prévient les parents ?",
        "Groupe ouvert ou groupe fermé ?",
        "Mais si le patient refuse la suite ?",
    ]


def test_a_tone_alone_asks_nothing_where_nobody_answers():
    """The same words in the middle of an answer, or before a shorter one, are a way to tell."""
    one = publication(
        transcript=conversation(
            ("Bruno", f"On prévient les parents ?|{ANSWER}|{ANSWER}"),
            ("Anne", "Oui."),
            ("Bruno", "On prévient les parents ?"),
            ("Anne", "Merci."),
        )
    )
    assert found(one) == []


def test_what_is_asked_keeps_the_sentence_that_it_points_at():
    """Where the floor is handed over; the sentence must name something, and point at nothing itself."""
    one = publication(
        transcript=conversation(
            ("Anne", "On découvre des marques sur les bras.|Que fait-on ?"),
            ("Bruno", LONG),
            ("Anne", "C’est pour cela qu’il part.|Que fait-on ?"),
            ("Bruno", LONG),
        )
    )
    assert [text for text, _ in found(one)] == ["On découvre des marques sur les bras. Que fait-on ?"]


def test_what_names_a_speaker_or_runs_the_evening_is_no_question_of_the_library():
    """Said to who sits there, or to go on."""
    one = publication(
        transcript=conversation(
            ("Anne Morel", "On en parle souvent, Bruno, de ces groupes fermés ?"),
            ("Bruno Viet", LONG),
            ("Anne Morel", "On repart de la première séance ?"),
            ("Bruno Viet", LONG),
        )
    )
    assert found(one) == []


def test_a_message_read_aloud_may_speak_of_who_sent_it():
    """“Je la relance ?”: who writes asks about their own practice."""
    one = publication(
        transcript=conversation(
            (
                "Anne",
                "Une collègue écrit : « Ma patiente arrête par message, après une séance forte.|Je la relance ? »",
            ),
            ("Bruno", LONG),
        )
    )
    assert [text for text, _ in found(one)] == [
        "Ma patiente arrête par message, après une séance forte. Je la relance ?"
    ]


def test_a_presentation_that_opens_by_asking_asks():
    """Its first sentence is a question of the library; further on, prose asks in order to go on."""
    opens = "<p>Comment tenir un cadre quand tout pousse à céder ? Deux praticiens répondent. Faut-il tout dire ?</p>"
    one = publication(sections=(Section(anchor="a", heading="Présentation", html=opens),))
    (variant,) = find(one, cut(one))
    assert variant.text == "Comment tenir un cadre quand tout pousse à céder ?"
    assert variant.place == Place(anchor="a")


def test_captions_without_punctuation_ask_by_their_forms():
    """Automatic captions have neither marks nor capitals; the question ends where something else begins."""
    one = publication(
        transcript=spoken(
            "bonsoir à toutes et à tous merci d'être là ce soir on va parler du cadre",
            "alors est-ce que le thérapeute doit répondre aux messages entre les séances",
            "alors moi je pense que ça dépend de ce qui a été annoncé au début et de la",
            "personne qu'on reçoit il y a des patients pour qui un mot suffit et d'autres",
            "pour qui chaque réponse en appelle une autre et une autre encore et là il faut",
            "je sais comment faire avec mes patients mais pas avec les autres voilà",
            speaker=None,
        )
    )
    assert [text for text, _ in found(one)] == [
        "Est-ce que le thérapeute doit répondre aux messages entre les séances ?"
    ]


def test_a_question_announced_for_another_day_is_answered_by_nothing():
    """It is still one that the library knows, without a passage."""
    one = publication(transcript=spoken(ANSWER, "En mars : faut-il rester neutre avec les patients ?", "Bonsoir."))
    (variant,) = find(one, cut(one))
    assert variant.passage is None


def test_the_same_wording_is_found_once():
    """A chapter named as the webinar is no second question."""
    one = publication(
        title="Faut-il rester neutre ?",
        transcript=spoken(ANSWER, ANSWER),
        chapters=(Chapter(start=0.0, title="Faut-il rester neutre ?"),),
    )
    assert found(one) == [("Faut-il rester neutre ?", Origin.TITLE)]

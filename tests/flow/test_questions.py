"""Questions found at import, gathered, asked, and decided about by editors."""

import pytest

from filrouge.engine.memory import MemoryEngine
from filrouge.errors import EditRefused, QuestionMissing
from filrouge.library.memory import MemoryLibrary
from filrouge.links import Links
from filrouge.model import Kind, Origin, Publication, QuestionStatus, Section
from filrouge.settings import Settings
from filrouge.sources.contract import Reading
from filrouge.wiring import Parts, wired
from tests.questions.making import faq, publication, spoken

SECURE = publication(
    "secure",
    title="Être un thérapeute sécure : pour qui, pour quoi ?",
    sections=tuple(
        Section(anchor=f"s{number}", heading=heading, html=f"<p>{text}</p>")
        for number, (heading, text) in enumerate(
            (
                ("Attachement et relation thérapeutique", "L’être humain se construit dans et par la relation."),
                ("Quand le lien se vit dans le corps", "Une tension qui diminue, une respiration plus libre."),
                ("Cadre, limites et continuité", "Un cadre clair rend la relation plus prévisible pour le patient."),
            )
        )
    ),
)
NEUTRAL = faq(
    "neutre",
    **{
        "Faut-il_rester_neutre": "Pas nécessairement. Une présence humaine soutient mieux qu’une neutralité rigide.",
        "Comment_annoncer_ses_vacances": "Plusieurs semaines avant, et avec la date de la reprise.",
    },
)
SAID = publication(
    "webinaire",
    title="Neutralité et présence",
    transcript=spoken(
        "Bonsoir à toutes et à tous, et merci d’être là.",
        "La neutralité du thérapeute est-elle nécessaire ?",
        "La neutralité froide n’a jamais soigné personne, et le patient la prend pour un verdict.",
        "Le thérapeute reste neutre quand il n’a pas de projet pour la personne.",
        "Il n’est pas neutre devant la violence.",
        speaker="Malik Benhadda",
        seconds=20.0,
    ),
)
LATE = faq("retards", Faut_il_relever_chaque_retard="Non. Un retard isolé n’est souvent qu’un train manqué.")


@pytest.fixture
def parts(tmp_path) -> Parts:
    library, engine = MemoryLibrary(), MemoryEngine()
    return wired(tmp_path, Settings(), library, engine, Links(tmp_path / "links"))


def bring(parts: Parts, *publications: Publication) -> None:
    parts.ingest(iter(Reading(one) for one in publications))


def test_a_publication_whose_title_asks_stands_under_its_question(parts):
    """With each of its sections as a place, in their order."""
    bring(parts, SECURE)
    (card,) = parts.questions.listed()
    assert card.wording == SECURE.title
    (found,) = parts.questions.page(parts.questions.get(card.slug)).publications
    assert [place.heading for place in found.places] == [one.heading for one in SECURE.sections]
    assert found.places[1].url == "/publications/secure#s1"


def test_small_words_alone_are_heard_by_what_is_headed_so(parts):
    """“Et après ?” holds no word by which publications are scored."""
    suites = faq("suites", Et_après="On convient d’un rendez-vous à distance, trois mois plus tard.")
    bring(parts, NEUTRAL, suites)
    (passage,) = parts.engine.fetch([suites.id])[suites.id]
    assert parts.questions.finder.heard("Et après ?", "fr").passages == {passage.id}


def test_wordings_of_one_question_are_gathered_under_it(parts):
    """One that a FAQ answers and one asked aloud are one question, of two publications."""
    bring(parts, NEUTRAL, SAID)
    neutral = parts.questions.get("faut-il-rester-neutre")
    assert {one.origin for one in neutral.variants} == {Origin.FAQ, Origin.TRANSCRIPT}
    assert neutral.publications == ("id-neutre", "id-webinaire")


def test_a_new_import_joins_the_question_that_is_there(parts):
    """Whatever comes first names it, and keeps its address."""
    bring(parts, SAID)
    (first,) = parts.questions.listed()
    bring(parts, NEUTRAL)
    assert parts.questions.get(first.slug).publications == ("id-webinaire", "id-neutre")


def test_everything_gathered_is_to_the_letter_and_stands_once(parts):
    """Each extract is a stretch of the passage it names; none is shown twice."""
    bring(parts, NEUTRAL, SAID, SECURE, LATE)
    gathering = parts.questions.page(parts.questions.get("faut-il-rester-neutre"))
    shown = [*gathering.answers, *gathering.path.moments, *gathering.reading]
    passages = parts.engine.fetch([one.publication.id for one in shown])
    for one in shown:
        text = next(passage.text for passage in passages[one.publication.id] if passage.id == one.passage)
        assert one.text in text
    assert len({one.passage for one in shown}) == len(shown)


def test_the_answer_of_a_faq_comes_first_and_a_moment_has_its_speaker(parts):
    """What answers where it is asked is a direct answer; what is said has who says it, and when."""
    bring(parts, NEUTRAL, SAID)
    answers = parts.questions.page(parts.questions.get("faut-il-rester-neutre")).answers
    assert answers[0].publication.id == "id-neutre"
    spoken_one = next(one for one in answers if one.place.start is not None)
    assert spoken_one.speaker == "Malik Benhadda"
    assert spoken_one.url.startswith("/publications/webinaire?t=")


def test_what_is_typed_is_answered_with_the_question_that_the_library_holds(parts):
    """Without a mark or a capital, the same words are the same question."""
    bring(parts, NEUTRAL, SAID, LATE)
    told = parts.questions.ask("faut il rester neutre")
    assert told.answered
    assert told.question is not None
    assert told.question.slug == "faut-il-rester-neutre"
    assert "neutralité rigide" in told.gathering.answers[0].text


def test_nothing_is_said_to_answer_what_the_library_does_not_speak_of(parts):
    """No extract is given; the themes that it speaks of are."""
    bring(parts, NEUTRAL, SAID, LATE)
    told = parts.questions.ask("combien coûte le remboursement d’un vaccin contre la grippe")
    assert not told.answered
    assert told.gathering.answers == ()
    assert told.gathering.publications == ()


@pytest.mark.parametrize("typed", ["", "   ", "?", "le la les", "«»", "x" * 400])
def test_anything_may_be_asked(parts, typed):
    """Nothing typed is an error; nothing answers it."""
    bring(parts, NEUTRAL)
    assert not parts.questions.ask(typed).answered


def test_help_lines_come_with_words_of_distress_only(parts):
    """The line made for that danger comes first, and every configured line is there."""
    assert parts.questions.help("je veux mourir")[0].name == "3114"
    assert parts.questions.help("mon mari me frappe")[0].numbers == ("3919",)
    assert len(parts.questions.help("mes parents me frappent")) == 4
    assert parts.questions.help("prévention du suicide, formation") == ()
    assert parts.questions.ask("je veux mourir").help[0].numbers == ("3114",)


def anger_and_shame(parts: Parts) -> None:
    """Two questions, then a wording that is near both."""
    bring(parts, faq("un", Faut_il_nommer_la_colère="Un mot suffit, dit bas."))
    bring(parts, faq("deux", Faut_il_nommer_la_honte="Jamais devant quelqu’un d’autre."))
    assert len(parts.questions.listed()) == 2


def test_what_is_only_proposed_is_put_together_anew_with_what_comes(parts):
    """What was two questions may be one with a wording that is near both, as if all had come at once; the address of
    the one that nothing is left of leads to the other."""
    anger_and_shame(parts)
    bring(parts, faq("trois", Faut_il_nommer_la_colère_et_la_honte="Cela dépend."))
    (card,) = parts.questions.listed()
    assert {one.slug for one in map(parts.questions.get, ("faut-il-nommer-la-colere", "faut-il-nommer-la-honte"))} == {
        card.slug
    }
    assert parts.questions.get(card.slug).publications == ("id-un", "id-deux", "id-trois")


def test_what_nobody_asks_any_more_waits_for_who_asks_it_again(parts):
    """Its address answers, and what is near it is put together without it."""
    bring(parts, faq("un", Faut_il_nommer_la_honte="Un mot suffit."))
    bring(parts, faq("un", Que_faire_pendant_les_vacances="Prévenir tôt."))
    bring(parts, faq("deux", Faut_il_nommer_la_colère="Jamais.", Comment_nommer_la_colère="Cela dépend."))
    assert parts.questions.get("faut-il-nommer-la-honte").slug
    assert "id-deux" in parts.questions.get("faut-il-nommer-la-colere").publications


def test_what_an_editor_decided_is_not_put_together_anew(parts):
    """Once published, a question keeps its wordings, whatever comes."""
    anger_and_shame(parts)
    parts.editor.publish("faut-il-nommer-la-honte")
    bring(parts, faq("trois", Faut_il_nommer_la_colère_et_la_honte="Cela dépend."))
    assert len(parts.questions.listed()) == 2
    assert "id-deux" in parts.questions.get("faut-il-nommer-la-honte").publications
    assert parts.questions.get("faut-il-nommer-la-colere").publications[0] == "id-un"


def test_a_withdrawn_publication_asks_nothing_more(parts):
    """Its questions are no longer listed, but their addresses answer."""
    bring(parts, LATE)
    saved = parts.library.get("retards")
    parts.library.save_edit(saved.model_copy(update={"status": "withdrawn"}))
    parts.indexer.refresh()
    parts.questioner.refresh()
    assert parts.questions.listed() == ()
    assert parts.questions.get("faut-il-relever-chaque-retard").publications == ()


def test_what_editors_decide_outlives_a_new_import(parts):
    """Withdrawn, renamed, merged or split, a question stays so when everything is found again."""
    bring(parts, NEUTRAL, SAID, LATE)
    editor = parts.editor
    editor.withdraw("faut-il-relever-chaque-retard")
    editor.rename("comment-annoncer-ses-vacances", "Comment partir en congé ?")
    editor.split("faut-il-rester-neutre", ["La neutralité du thérapeute est-elle nécessaire ?"])
    bring(parts, NEUTRAL.model_copy(update={"summary": ("Relu.",)}), SAID.model_copy(update={"summary": ("Relu.",)}))
    assert parts.questions.get("faut-il-relever-chaque-retard").status is QuestionStatus.WITHDRAWN
    assert parts.questions.get("comment-annoncer-ses-vacances").slug == "comment-partir-en-conge"
    assert parts.questions.get("faut-il-rester-neutre").publications == ("id-neutre",)
    assert parts.questions.get("la-neutralite-du-therapeute-est-elle-necessaire").publications == ("id-webinaire",)


def test_a_merged_question_takes_what_is_found_later(parts):
    """The wordings of the one that went are those of the one that stays, in every later import."""
    bring(parts, NEUTRAL)
    parts.editor.merge("comment-annoncer-ses-vacances", "faut-il-rester-neutre")
    bring(parts, faq("autre", Comment_annoncer_ses_vacances="Tôt."))
    assert parts.questions.get("comment-annoncer-ses-vacances").slug == "faut-il-rester-neutre"
    assert parts.questions.get("faut-il-rester-neutre").publications == ("id-neutre", "id-autre")


def test_editors_order_publish_and_introduce(parts):
    """Those put in order come first; what is published comes before what is proposed; an introduction is sanitised."""
    bring(parts, NEUTRAL, LATE)
    parts.editor.publish("faut-il-relever-chaque-retard")
    assert parts.questions.listed()[0].slug == "faut-il-relever-chaque-retard"
    parts.editor.reorder(["comment-annoncer-ses-vacances"])
    assert parts.questions.listed()[0].slug == "comment-annoncer-ses-vacances"
    kept = parts.editor.introduce("faut-il-relever-chaque-retard", "<p>Oui.</p><script>alert(1)</script>")
    assert kept.introduction == "<p>Oui.</p>"
    assert kept.status is QuestionStatus.PUBLISHED


def test_a_search_is_promoted_to_a_question_or_to_a_wording_of_one(parts):
    """By itself it is published; asked again, it is found."""
    bring(parts, NEUTRAL)
    made = parts.editor.promote("que faire d’un patient silencieux")
    assert made.status is QuestionStatus.PUBLISHED
    assert made.slug in {one.slug for one in parts.questions.listed()}
    parts.editor.promote("neutre ou chaleureux", into="faut-il-rester-neutre")
    told = parts.questions.ask("neutre ou chaleureux")
    assert told.question is not None
    assert told.question.slug == "faut-il-rester-neutre"


def test_what_has_no_meaning_is_refused_with_what_to_do(parts):
    """An unknown question, an empty wording, a question named twice."""
    bring(parts, NEUTRAL)
    with pytest.raises(QuestionMissing, match="questions list"):
        parts.editor.publish("rien")
    with pytest.raises(EditRefused, match="words"):
        parts.editor.rename("faut-il-rester-neutre", " ? ")
    with pytest.raises(EditRefused, match="once"):
        parts.editor.reorder(["faut-il-rester-neutre", "q-inconnue-2"][:1] * 2)


def test_what_is_gathered_at_import_is_what_the_page_shows(parts):
    """And once something that speaks of it has come, it is gathered anew."""
    bring(parts, NEUTRAL)
    question = parts.questions.get("faut-il-rester-neutre")
    assert parts.questions.page(question) == parts.questions.gathered(question)
    bring(parts, SAID)
    question = parts.questions.get("faut-il-rester-neutre")
    found = {one.publication.id for one in parts.questions.page(question).publications}
    assert found == {"id-neutre", "id-webinaire"}
    assert parts.questioner.gather() == 0


def test_what_changes_nothing_for_a_question_is_not_gathered_for_it(parts):
    """An import that holds none of its words leaves its gathering as it is."""
    bring(parts, LATE)
    parts.library.save_import(publication("jardin", kind=Kind.ARTICLE, title="Jardins", summary=("Les roses.",)))
    parts.indexer.refresh()
    parts.questioner.refresh()
    assert parts.questioner.gather() == 0
    question = parts.questions.get("faut-il-relever-chaque-retard")
    assert parts.library.questions.findings.kept(question.id) is not None

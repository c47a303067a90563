"""No question is separated from its answer, none comes twice, none stays in the text."""

import pytest

from filrouge.sources.contract import NoteKind
from tests.sources.making import headings, notes, page, read, shown, words

HEAD = "<h1>Tenir la barre</h1><p>Un texte.</p><h2>Réponses aux questions</h2>"
FORMS = {
    "details": "<details><summary>{q}</summary><p>{a}</p></details>",
    "details with loose text": "<details><summary>{q}</summary>{a}</details>",
    "definitions": "<dl><dt>{q}</dt><dd>{a}</dd></dl>",
    "aria-controls": '<h3><button aria-expanded="false" aria-controls="p{n}">{q}</button></h3>'
    '<div id="p{n}" hidden><p>{a}</p></div>',
    "aria-expanded alone": '<div><button aria-expanded="false">{q}</button><div class="panel"><p>{a}</p></div></div>',
    "Elementor accordion": '<div class="elementor-accordion-item"><div class="elementor-tab-title" role="button" '
    'aria-controls="t{n}"><a>{q}</a></div><div id="t{n}" class="elementor-tab-content"><p>{a}</p></div></div>',
    "Elementor toggle": '<div class="elementor-toggle-item"><h3 class="elementor-tab-title">{q}</h3>'
    '<div class="elementor-tab-content"><p>{a}</p></div></div>',
    "Elementor nested": '<details class="e-n-accordion-item"><summary class="e-n-accordion-item-title"><span>{q}</span>'
    '</summary><div class="e-con"><p>{a}</p></div></details>',
    "Bootstrap 5": '<div class="accordion-item"><h2 class="accordion-header"><button class="accordion-button" '
    'data-bs-toggle="collapse" data-bs-target="#c{n}">{q}</button></h2><div id="c{n}" class="accordion-collapse">'
    '<div class="accordion-body">{a}</div></div></div>',
    "Bootstrap 3": '<div class="panel"><h4 class="panel-title"><a data-toggle="collapse" href="#c{n}">{q}</a></h4>'
    '<div id="c{n}" class="collapse"><p>{a}</p></div></div>',
    "Yoast": '<div class="schema-faq-section"><strong class="schema-faq-question">{q}</strong>'
    '<p class="schema-faq-answer">{a}</p></div>',
    "Rank Math": '<div class="rank-math-list-item"><h3 class="rank-math-question">{q}</h3>'
    '<div class="rank-math-answer"><p>{a}</p></div></div>',
    "microdata": '<div itemscope itemtype="https://schema.org/Question"><h3 itemprop="name">{q}</h3><div '
    'itemprop="acceptedAnswer"><div itemprop="text"><p>{a}</p></div></div></div>',
    "headings": "<h3>{q}</h3><p>{a}</p>",
    "bold lines": "<p><strong>{q}</strong></p><p>{a}</p>",
    "bold in the paragraph": "<p><strong>{q}</strong><br>{a}</p>",
    "letters": "<p>Q : {q}</p><p>R : {a}</p>",
}
ASKED = [("Faut-il un pilote ?", "Non, un équipage suffit."), ("Et la nuit ?", "On veille à deux.")]


def faq(form: str) -> str:
    return HEAD + "".join(FORMS[form].format(q=q, a=a, n=n) for n, (q, a) in enumerate(ASKED))


@pytest.mark.parametrize("form", FORMS)
def test_each_form_of_accordion(form):
    """Whatever folds them, questions come with their answers, once, in order, and leave the text."""
    publication = page(faq(form))
    assert [(one.question, words(one.answer).strip()) for one in publication.questions] == ASKED
    assert shown(publication).strip() == "Un texte."
    assert headings(publication) == [""]


@pytest.mark.parametrize("form", FORMS)
def test_the_same_said_to_machines_comes_once(form):
    """A FAQPage in JSON-LD that repeats the page adds nothing."""
    entities = ",".join(
        f'{{"@type":"Question","name":"{q}","acceptedAnswer":{{"@type":"Answer","text":"<p>{a}</p>"}}}}'
        for q, a in ASKED
    )
    data = f'<script type="application/ld+json">{{"@type":"FAQPage","mainEntity":[{entities}]}}</script>'
    publication = page(faq(form), data)
    assert [(one.question, words(one.answer).strip()) for one in publication.questions] == ASKED
    assert shown(publication).strip() == "Un texte."


def test_json_ld_gives_back_lost_questions():
    """Answers left in the page without their buttons find their questions in the JSON-LD."""
    data = (
        '<script type="application/ld+json">{"@type":"FAQPage","mainEntity":[{"@type":"Question",'
        '"name":"Faut-il un pilote ?","acceptedAnswer":{"text":"Non, un équipage suffit."}}]}</script>'
    )
    publication = page(HEAD + "<div class='x'><p>Non, un équipage suffit.</p></div>", data)
    assert [one.question for one in publication.questions] == ["Faut-il un pilote ?"]
    assert shown(publication).strip() == "Un texte."


def test_answers_without_questions_are_told():
    """When nothing in the page holds the questions, the answers stay where they are and the report quotes them."""
    reading = read("page", f"<main>{HEAD}<p>Non, un équipage suffit.</p><p>On veille à deux.</p></main>")
    assert reading.publication.questions == ()
    (told,) = notes(reading, NoteKind.LOST)
    assert told.startswith("2 answers under “Réponses aux questions” lost their questions")
    assert "“On veille à deux.”" in told


def test_unanswered_questions_are_told():
    """A question whose answer a script would have loaded is named."""
    reading = read("page", f"<main>{HEAD}<details><summary>Et la nuit ?</summary><div></div></details></main>")
    assert any("Et la nuit ?" in note for note in notes(reading, NoteKind.LOST))


def test_a_question_folded_in_an_answer():
    """Accordions in accordions: each question has its own answer only."""
    publication = page(
        HEAD + "<details><summary>Dehors ?</summary><p>Oui.</p><details><summary>Dedans ?</summary><p>Non.</p>"
        "</details></details>"
    )
    assert [(one.question, words(one.answer).strip()) for one in publication.questions] == [
        ("Dehors ?", "Oui."),
        ("Dedans ?", "Non."),
    ]


def test_what_is_folded_but_not_asked_stays_text():
    """A fold that asks nothing opens a section."""
    publication = page("<h1>T</h1><p>t</p><h2>Annexe</h2><details><summary>Voir la liste</summary><p>Un.</p></details>")
    assert publication.questions == ()
    assert headings(publication) == ["", "Annexe", "Voir la liste"]


def test_headings_that_ask_are_sections_elsewhere():
    """“Pourquoi … ?” over a paragraph is a heading, unless its part announces questions."""
    publication = page("<h1>T</h1><h2>Pourquoi le vent tourne ?</h2><p>Parce que.</p>")
    assert headings(publication) == ["Pourquoi le vent tourne ?"]
    assert publication.questions == ()


def test_pictures_of_an_answer():
    """A picture in an answer is a figure of that question."""
    publication = page(
        HEAD + '<details><summary>Et la nuit ?</summary><p>Voir.</p><img src="/n.jpg" alt="N"></details>'
    )
    assert [figure.anchor for figure in publication.figures] == [publication.questions[0].anchor]

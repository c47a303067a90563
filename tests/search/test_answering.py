"""Which sentence answers: extracts of passages, by what is asked."""

from filrouge.model import Passage, Place, PublicationCard
from filrouge.model.passage import Part
from filrouge.search.answering import LONGEST, Candidate, answers, narrowed

FILLER = "On parle ici de bien autre chose, longuement, sans que rien de ce qui suit ne le laisse deviner."
FOUNDED = (
    f"{FILLER} L’école de la Marelle se trouve à Nantes, près du fleuve. Elle fut fondée en 1974 par Odile Kerven. "
    f"{FILLER} Douze personnes y enseignent."
)


def candidate(text, *, part=Part.SECTION, heading="", place=None, score=10.0, own=5.0, name="ecole", title="Une école"):
    passage = Passage(
        id=f"{name}-{len(text)}-{heading[:3].strip()}",
        publication=name,
        ordinal=0,
        part=part,
        text=text,
        heading=heading,
        place=place or Place(anchor="texte"),
    )
    return Candidate(passage, PublicationCard(id=name, slug=name, kind="article", title=title), score, own)


def found(asked, *among, limit=3):
    return answers(asked, among, rarity=lambda _: 1.0, limit=limit)


def best(asked, *among):
    return found(asked, *among)[0]


def test_an_extract_is_the_text_to_the_letter():
    """It is cut out of its passage, and never longer than it may be."""
    for one in found("Quand fut fondée l’école de la Marelle ?", candidate(FOUNDED)):
        assert one.text == one.passage.text[one.start : one.end]
        assert 0 < len(one.text.split()) <= LONGEST


def test_what_is_expected_decides_between_sentences():
    """A year for “quand”, a name for “qui”, a number for “combien”: all three stand in the same passage."""
    assert "en 1974" in best("Quand fut fondée l’école de la Marelle ?", candidate(FOUNDED)).text
    assert "Odile Kerven" in best("Qui a fondé l’école de la Marelle ?", candidate(FOUNDED)).text
    assert "Douze" in best("Combien de personnes enseignent à la Marelle ?", candidate(FOUNDED)).text


def test_a_name_that_was_asked_is_no_answer():
    """“Qui était l’élève de Kerven ?” is not answered by Kerven alone."""
    text = f"Odile Kerven était connue. {FILLER} {FILLER} Son élève était Paul Estève, de Nantes. {FILLER} {FILLER}"
    assert "Paul Estève" in best("Qui était l’élève de Kerven ?", candidate(text)).text


def test_a_pronoun_carries_the_sentence_before():
    """The subject is named once; what is said of it next answers."""
    text = f"{FILLER} {FILLER} La supervision aide à tenir. Elle coûte quarante euros. {FILLER} {FILLER}"
    assert "quarante euros" in best("Combien coûte la supervision ?", candidate(text)).text


def test_the_passage_of_the_best_publication_comes_first():
    """With the same words in both, the order of the results decides."""
    text = "La supervision aide à tenir bon."
    first, second = candidate(text, name="un", score=12.0), candidate(text, name="deux", score=6.0)
    assert [one.publication.id for one in found("À quoi aide la supervision ?", second, first)] == ["un", "deux"]


def test_the_answer_of_a_faq_begins_where_it_answers():
    """Its question, which is its heading, stands just before it."""
    opening = "Une phrase suffit, dite sans plaider."
    entry = candidate(
        f"{opening} {FILLER} {FILLER} {FILLER}", part=Part.QUESTION, heading="Comment annoncer ses tarifs ?"
    )
    assert best("comment annoncer mes tarifs", entry).text.startswith(opening)


def test_extracts_do_not_repeat_each_other():
    """Two of one passage have at most half of their words in common."""
    extracts = found("Quand fut fondée l’école de la Marelle ?", candidate(f"{FOUNDED} {FOUNDED} {FILLER}"))
    assert len(extracts) == 3
    for number, one in enumerate(extracts):
        for other in extracts[:number]:
            common = min(one.end, other.end) - max(one.start, other.start)
            assert common <= min(len(one.text), len(other.text)) / 2


def test_belief_is_shared_between_extracts():
    """Scores fall, and what is most likely is told first."""
    scores = [one.score for one in found("Quand fut fondée l’école de la Marelle ?", candidate(FOUNDED))]
    assert 1 >= scores[0] >= scores[1] > 0


def test_speech_without_punctuation_is_cut_to_a_stretch_with_its_seconds():
    """What is said around the answer, with the moment when it is, by its share of the passage."""
    filler = "alors euh voilà on en parlait déjà l’autre jour ensemble " * 5
    text = f"{filler}la supervision coûte quarante euros la séance {filler}".strip()
    spoken = candidate(text, part=Part.TRANSCRIPT, place=Place(start=600.0, end=660.0))
    one = best("combien coûte la supervision", spoken)
    assert "quarante euros" in one.text
    assert len(one.text.split()) <= LONGEST
    middle = 600 + 60 * text.index("quarante") / len(text)
    assert 600 <= one.place.start <= middle <= one.place.end <= 660
    assert one.url == f"/publications/ecole?t={int(one.place.start)}"


def test_a_place_that_is_no_moment_stays():
    """A section is not narrowed."""
    passage = candidate(FOUNDED).passage
    assert narrowed(passage, 10, 20) == passage.place


def test_english_questions_are_answered_alike():
    """With English words and cues."""
    text = (
        "The safe haven consoles us all day. It was first described in 1978 by a team of three. Nothing else is known."
    )
    english = Candidate(
        candidate(text).passage,
        PublicationCard(id="haven", slug="haven", kind="article", title="Haven", language="en"),
        1,
        1,
    )
    assert "in 1978" in best("When was the safe haven first described?", english).text


def test_what_is_held_tells_how_much_is_about_the_question():
    """All of it, or nothing of it."""
    about = best("Quand fut fondée l’école de la Marelle ?", candidate(FOUNDED))
    beside = best("Pourquoi rêve-t-on de chevaux ?", candidate(FOUNDED))
    assert about.held > 0.5
    assert beside.held == 0.0


def test_nothing_is_found_in_nothing():
    """Neither candidates nor words are needed."""
    assert found("Qui ?") == ()
    assert found("", candidate(FOUNDED))
    assert found("???", candidate("!"))


def test_marks_are_escaped():
    """The words asked are marked in the extract, and nothing of a source is markup."""
    one = best("supervision", candidate("La <b>supervision</b> aide."))
    assert one.html == "La &lt;b&gt;<mark>supervision</mark>&lt;/b&gt; aide."


def test_words_that_the_heading_says_too_still_tell_where_the_answer_is():
    """When the titles say all that is asked, the sentence that says it again answers better than another."""
    text = f"{FILLER} {FILLER} Le contre-transfert renseigne le thérapeute sur le patient. {FILLER} {FILLER}"
    titled = candidate(text, heading="Sert-il à quelque chose ?", title="Le contre-transfert, à quoi sert-il ?")
    assert "renseigne" in best("À quoi sert le contre-transfert ?", titled).text


def test_words_of_one_family_lead_to_the_answer():
    """“Fondation” for “fondée”: the words asked are not said, another of their family is."""
    text = f"{FILLER} {FILLER} La fondation de l’école remonte à 1974. {FILLER} {FILLER}"
    assert "1974" in best("Quand fut fondée l’école ?", candidate(text)).text

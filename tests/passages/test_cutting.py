from hypothesis import given
from hypothesis import strategies as st

from filrouge.model import Publication
from filrouge.passages import cut

SENTENCE = "Le patient met le lien à l’épreuve et attend de voir ce que la relation supporte."  # 16 words


def publication(**fields):
    return Publication(id="p", slug="p", kind="webinar", title="Titre", **fields)


def cues(*said, step=4.0):
    return [{"start": n * step, "end": n * step + step, "text": text} for n, text in enumerate(said)]


def test_prose_is_cut_between_sentences_near_the_target():
    """Forty sentences of sixteen words make passages of about 120 words, each of whole sentences."""
    html = f"<p>{' '.join([SENTENCE] * 40)}</p>"
    passages = cut(publication(sections=[{"heading": "Titre", "anchor": "a", "html": html}]))
    assert len(passages) > 3
    for passage in passages:
        assert 60 <= len(passage.text.split()) <= 160
        assert passage.text == " ".join([SENTENCE] * passage.text.count(SENTENCE))


def test_a_passage_knows_its_section():
    """The heading and the anchor go with the text; list items keep a bullet, a caption stays with its section."""
    passage = cut(
        publication(
            sections=[
                {"heading": "Le cadre", "anchor": "le-cadre", "html": "<p>Il rend :</p><ul><li>lisible</li></ul>"}
            ],
            figures=[{"alt": "pont", "caption": "Une planche après l’autre.", "anchor": "le-cadre"}],
        )
    )[0]
    assert (passage.heading, passage.place.anchor) == ("Le cadre", "le-cadre")
    assert passage.text == "Il rend :\n• lisible\nUne planche après l’autre."


def test_an_answer_keeps_its_question():
    """The question is the heading of its answer's passage."""
    entry = {"question": "Faut-il rester neutre ?", "answer": "<p>Pas nécessairement.</p>", "anchor": "q1"}
    (passage,) = cut(publication(questions=[entry]))
    assert (passage.heading, passage.text, passage.place.suffix) == (
        "Faut-il rester neutre ?",
        "Pas nécessairement.",
        "#q1",
    )


def test_a_sentence_over_several_cues_is_one_and_keeps_its_moment():
    """Captions break lines anywhere; the passage starts when its first word is said."""
    (passage,) = cut(publication(transcript=cues("On commence. Le lien", "se met à", "l’épreuve.")))
    assert passage.text == "On commence. Le lien se met à l’épreuve."
    assert (passage.place.start, passage.place.suffix) == (0.0, "?t=0")


def test_speech_is_cut_at_a_long_silence():
    """Past six tenths of the target, a silence ends the passage."""
    said = [{"start": n * 5.0, "end": n * 5.0 + 5, "text": SENTENCE} for n in range(6)]
    later = [{"start": 40.0 + n * 5, "end": 45.0 + n * 5, "text": SENTENCE} for n in range(6)]
    first, second = cut(publication(transcript=[*said, *later]))
    assert (first.place.end, second.place.start) == (30.0, 40.0)


def test_speech_without_punctuation_is_cut_between_cues():
    """Automatic captions have no sentences: a passage begins where a cue does."""
    said = cues(*["alors le cadre c’est ce qui permet au lien de tenir"] * 60)
    passages = cut(publication(transcript=said))
    starts = {cue["start"] for cue in said}
    assert len(passages) > 3
    assert all(passage.place.start in starts for passage in passages)


def test_the_speaker_of_a_passage_is_who_says_most_of_it():
    """A short “oui” of another does not change who speaks."""
    said = [
        {"start": 0, "end": 5, "text": SENTENCE, "speaker": "Claire"},
        {"start": 5, "end": 6, "text": "Oui.", "speaker": "Paul"},
        {"start": 6, "end": 9, "text": SENTENCE, "speaker": "Claire"},
    ]
    assert [passage.speaker for passage in cut(publication(transcript=said))] == ["Claire"]


def test_a_chapter_starts_a_passage_and_heads_it():
    """No passage runs over the start of a chapter."""
    passages = cut(publication(transcript=cues(SENTENCE, SENTENCE), chapters=[{"start": 4.0, "title": "Le cadre"}]))
    assert [passage.heading for passage in passages] == ["", "Le cadre"]


WORDS = st.text(alphabet="abcdé '’.!?\n«»,", max_size=60)


@given(st.lists(WORDS, max_size=30), st.lists(WORDS, max_size=10))
def test_cutting_is_deterministic_and_ids_are_one_each(said, points):
    """The same publication gives the same passages; nothing said is lost."""
    one = publication(transcript=cues(*said), summary=[point for point in points if point.strip()])
    passages = cut(one)
    assert passages == cut(one)
    assert len({passage.id for passage in passages}) == len(passages)
    spoken = "".join("".join(passage.text.split()) for passage in passages if passage.part == "transcript")
    assert spoken == "".join("".join(text.split()) for text in said)

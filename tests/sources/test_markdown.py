"""Markdown with front matter: every field by hand, the rest read from the text, mistakes named."""

import pytest

from filrouge.errors import SourceUnreadable
from filrouge.model import Kind, Status
from filrouge.sources.contract import NoteKind
from tests.sources.making import headings, notes, read

FULL = """---
id: cap-1
slug: tenir-le-cap
kind: webinar
title: "Tenir le cap : comment ?"
subtitle: Une soirée
language: fr
date: 2024-02-29
status: draft
summary: ["Un cap se cherche."]
people:
  - {name: Anne Leroy, role: Skipper, presentation: Elle navigue., picture: "https://a.example/a.jpg"}
  - Zoé Ménard
themes: [cap, vent]
series: Soirées du port
event: {name: Soirée, place: Brest}
licence: CC BY 4.0
identifiers: [{scheme: doi, value: 10.1/x}]
chapters:
  - {start: 0.0, title: Ouverture, end: 60}
media:
  - source: https://v.example/v.mp4
    duration: 61.5
    poster: https://v.example/p.jpg
    captions: [{source: "https://v.example/v.vtt", language: fr, label: Français}]
figures:
  - {source: "https://v.example/p.jpg", alt: Un phare, caption: La nuit, anchor: le-vent}
transcript:
  - {start: 0, end: 2.5, text: Bonsoir., speaker: Anne Leroy}
questions:
  - question: Et la nuit ?
    answer: |
      On **veille** :

      - à deux
    anchor: nuit
  - {question: "Et le jour ?", answer: On dort.}
---
Pour ouvrir.

## Le vent {#vent}

Il *tourne*. ![Une voile](https://v.example/v.svg "Réduire")

> Il tombe.
"""


def test_every_field_by_hand():
    """Each field of the model that the front matter gives is there as written."""
    one = read("markdown", FULL).publication
    assert (one.id, one.slug, one.kind, one.status) == ("cap-1", "tenir-le-cap", Kind.WEBINAR, Status.DRAFT)
    assert (one.title, one.subtitle, str(one.date)) == ("Tenir le cap : comment ?", "Une soirée", "2024-02-29")
    assert [person.name for person in one.people] == ["Anne Leroy", "Zoé Ménard"]
    assert (one.themes, one.series, one.licence) == (("cap", "vent"), "Soirées du port", "CC BY 4.0")
    assert one.event is not None
    assert one.event.place == "Brest"
    assert one.media[0].captions[0].label == "Français"
    assert (one.chapters[0].end, one.transcript[0].speaker) == (60.0, "Anne Leroy")
    assert one.identifiers[0].value == "10.1/x"


def test_the_text_becomes_sections_and_figures():
    """Headings open sections, `{#id}` names one, a picture with its title is a captioned figure of its section."""
    one = read("markdown", FULL).publication
    assert [(part.heading, part.anchor) for part in one.sections] == [("", "introduction"), ("Le vent", "vent")]
    assert one.sections[1].html == "<p>Il <em>tourne</em>.</p>\n<blockquote>\n<p>Il tombe.</p>\n</blockquote>"
    assert [(part.caption, part.anchor) for part in one.figures] == [("La nuit", "le-vent"), ("Réduire", "vent")]


def test_answers_are_markdown():
    """Answers are rich text, with an anchor made where none is written."""
    first, second = read("markdown", FULL).publication.questions
    assert first.anchor == "nuit"
    assert "<strong>veille</strong>" in first.answer
    assert "<li>à deux</li>" in first.answer
    assert (second.anchor, second.answer) == ("et-le-jour", "<p>On dort.</p>")


def test_what_is_not_written_is_read_from_the_text():
    """Without front matter: title, summary, people and questions as a page has them, and the guesses told."""
    reading = read(
        "markdown",
        "# Le cap\n\n## En bref\n\n- un cap\n\n## Intervenants\n\n- Anne Leroy, skipper\n\n## Questions fréquentes\n\n"
        "### Et la nuit ?\n\nOn veille.\n",
    )
    one = reading.publication
    assert (one.title, one.summary, one.people[0].role) == ("Le cap", ("un cap",), "skipper")
    assert [(entry.question, entry.answer) for entry in one.questions] == [("Et la nuit ?", "<p>On veille.</p>")]
    assert one.sections == ()
    assert notes(reading, NoteKind.GUESSED) == ["No `kind` is written: read as “article”."]


def test_hand_written_parts_win():
    """A summary by hand leaves the text's own “En bref” where it stands."""
    one = read(
        "markdown", "---\ntitle: T\nkind: talk\nsummary: [À la main]\n---\n## En bref\n\nDans le texte."
    ).publication
    assert one.summary == ("À la main",)
    assert headings(one) == ["En bref"]


@pytest.mark.parametrize("language", ["no", "on", "yes"])
def test_yaml_reads_no_word_as_truth(language):
    """“no” is Norwegian."""
    if language == "no":
        assert read("markdown", "---\ntitle: T\nlanguage: no\n---\nx").publication.language == "no"
    else:
        assert read("markdown", f"---\ntitle: {language}\n---\nx").publication.title == language


def test_empty_keys_mean_nothing():
    """A key with nothing after it is as if it were not there."""
    one = read(
        "markdown", "---\ntitle: T\ndate:\nsubtitle: ~\npeople:\n  - name: Anne Leroy\n    role:\n---\nx"
    ).publication
    assert (one.date, one.subtitle, one.people[0].role) == (None, "", "")


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("titre: T", "did you mean “title”"),
        ("sumary: [a]", "did you mean “summary”"),
        ("people: [{nom: A}]", "did you mean “name”"),
        ("people: [{role: A}]", "people.0.name: Field required"),
        ("date: demain", "date: "),
        ("questions: [{question: 'Oui ?'}]", "questions: 0.answer: Field required"),
        ("questions: oui", "questions"),
        ("title: T\ntitle: U", "“title” is there twice"),
        ("title: [a", "not YAML: line"),
        ("- a", "not a list of keys"),
        ("a: &a [x]\ntitle: *a", "aliases"),
        ("title: " + "[" * 200, "nested deeper"),
        ("title: !!python/object/apply:os.system [ls]", "not YAML"),
        ("media: [{source: 'javascript:alert(1)'}]", "not an address"),
        ("title: " + "x" * 1_100_000, "longer than"),
    ],
)
def test_mistakes_are_named(front, said):
    """A wrong key, a wrong value or a trick is refused with its place and what to write instead."""
    with pytest.raises(SourceUnreadable, match=said):
        read("markdown", f"---\n{front}\n---\nTexte.")


def test_front_matter_without_end():
    """The closing line is asked for."""
    with pytest.raises(SourceUnreadable, match="has no end"):
        read("markdown", "---\ntitle: T\n\nTexte.")


def test_alias_bomb_is_refused_at_once():
    """Ten levels of ten aliases never unfold."""
    bomb = "a: &a [x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)},*{chr(97 + n)}]\n" for n in range(20)
    )
    with pytest.raises(SourceUnreadable, match="aliases"):
        read("markdown", f"---\n{bomb}---\nx")


def test_raw_html_is_cleaned():
    """HTML inside Markdown obeys the rules of pages."""
    dump = read(
        "markdown", "# T\n\n<p onclick='x()'>a<script>x()</script></p>\n\n<a href='javascript:x'>b</a>"
    ).publication.model_dump_json()
    assert "x()" not in dump
    assert "javascript" not in dump

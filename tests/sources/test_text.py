"""A plain-text export: parts told apart by their form, losses told, nothing invented."""

import pytest

from filrouge.errors import SourceUnreadable
from filrouge.model import Kind
from filrouge.sources.contract import NoteKind
from tests.sources.making import headings, notes, read, shown

EXPORT = """Tenir la barre : à quel prix ?

On ne tient pas une barre par la force.

Voilier couché par une rafale, aquarelle dans des tons de gris et de bleu.
Tenir la barre : à quel prix ?

En bref

Ce que cette soirée laisse

Le cap se cherche plus qu’il ne se tient.

On retient :

  • le vent ;
  • la houle.

Ce webinaire a duré une heure.

Play Video

Le vent ne se commande pas

Les marins le savent :

  • il tourne ;
  • il tombe ;

et il revient, disent-ils dans ce webinaire.

Il ne s’agit pas de lutter.
Il s’agit de sentir, ce qui s’apprend lentement.

Équipage serrant une voile trempée, aquarelle dans des tons de gris et de bleu.
Réduire avant d’y être forcé.
Carte marine dépliée sous une lampe, aquarelle dans des tons de gris et de bleu.
Savoir où l’on est.

Faut-il partir par gros temps ?

Personne ne vous y oblige, et la mer sera encore là demain.

Des marins au long cours

Deux voix se répondent :

Deux marins riant sur un quai, aquarelle dans des tons de gris et de bleu.
Une amitié de quarante ans.

Réponses à vos questions

Non. Un équipage suffit.

Pas toujours. On veille à deux.

Pour aller plus loin.
La bibliothèque du port vous permet de retrouver toutes les soirées de la saison et leurs enregistrements.
"""


@pytest.fixture
def reading():
    return read("text", EXPORT)


def test_title_and_kind(reading):
    """The first line is the title; a text that calls itself a webinar twice is one."""
    assert reading.publication.title == "Tenir la barre : à quel prix ?"
    assert reading.publication.kind is Kind.WEBINAR
    assert reading.publication.language == "fr"


def test_summary(reading):
    """“En bref” runs to the next heading or player, the line under it included."""
    assert reading.publication.summary == (
        "Ce que cette soirée laisse",
        "Le cap se cherche plus qu’il ne se tient.",
        "On retient : le vent ; la houle.",
        "Ce webinaire a duré une heure.",
    )


def test_headings_are_short_lines_alone(reading):
    """A line alone that does not end a sentence heads what follows, even a question."""
    assert headings(reading.publication) == [
        "",
        "Le vent ne se commande pas",
        "Faut-il partir par gros temps ?",
        "Des marins au long cours",
        "Réponses à vos questions",
        "Pour aller plus loin.",
    ]


def test_lists_and_lines(reading):
    """Bullets are a list; lines that each end a sentence stay lines."""
    html = reading.publication.sections[1].html
    assert "<ul><li>il tourne ;</li><li>il tombe ;</li></ul>" in html
    assert "<p>Il ne s’agit pas de lutter.<br>\nIl s’agit de sentir, ce qui s’apprend lentement.</p>" in html


def test_captions(reading):
    """A description then a caption are a figure of its section, several in a row too."""
    assert [(one.caption, one.anchor) for one in reading.publication.figures] == [
        ("Tenir la barre : à quel prix ?", "introduction"),
        ("Réduire avant d’y être forcé.", "le-vent-ne-se-commande-pas"),
        ("Savoir où l’on est.", "le-vent-ne-se-commande-pas"),
        ("Une amitié de quarante ans.", "des-marins-au-long-cours"),
    ]
    assert "aquarelle" not in shown(reading.publication)


def test_what_was_lost_is_told(reading):
    """The player, the pictures, what a colon announced, and the questions of the answers left alone."""
    player, pictures, announced, answers = notes(reading, NoteKind.LOST)
    assert "Play Video" in player
    assert pictures.startswith("4 pictures")
    assert announced.startswith("“Deux voix se répondent :”")
    assert answers.startswith("2 answers under “Réponses à vos questions” lost their questions")
    assert "“Non. Un équipage suffit.”" in answers


def test_answers_without_questions_stay_paragraphs(reading):
    """Nothing is invented: the answers stand in their section, and no question is made."""
    assert reading.publication.questions == ()
    assert (
        reading.publication.sections[4].html
        == "<p>Non. Un équipage suffit.</p>\n<p>Pas toujours. On veille à deux.</p>"
    )


def test_guesses_are_one_note(reading):
    """What form told is said once, grouped."""
    (note,) = notes(reading, NoteKind.GUESSED)
    assert "6 headings" not in note
    assert "5 headings" in note
    assert "4 pictures" in note


def test_every_word_is_kept(reading):
    """But for the labels of the player and of the summary, each line of the export is somewhere in the publication."""
    dump = " ".join(reading.publication.model_dump_json().replace("\\n", " ").split())
    for line in EXPORT.split("\n"):
        words = line.replace("•", "").strip()
        assert words in dump or words in {"Play Video", "En bref"}


def test_questions_that_kept_their_answers():
    """Under a heading that announces them, lines that ask are questions and what follows answers."""
    publication = read(
        "text", "Titre\n\nFAQ\n\nEt la nuit ?\n\nOn veille.\n\nEt le jour ?\n\nOn dort.\n\nFin\n\nVoilà."
    ).publication
    assert [(one.question, one.answer) for one in publication.questions] == [
        ("Et la nuit ?", "<p>On veille.</p>"),
        ("Et le jour ?", "<p>On dort.</p>"),
    ]
    assert headings(publication) == ["Fin"]


def test_wrapped_lines_are_joined():
    """A file that an editor wrapped at a column reads as paragraphs again."""
    wrapped = "Titre\n\n" + "\n\n".join(["Une phrase qui court\nsur trois lignes. Une autre\nqui la suit."] * 3)
    assert "<br>" not in shown(read("text", wrapped).publication)
    assert "court sur trois lignes. Une autre qui" in shown(read("text", wrapped).publication)


def test_underlined_and_numbered_headings():
    """Ranks that plain text does say are kept."""
    publication = read(
        "text", "Titre\n=====\n\nUn\n---\nTexte un.\n\n# Deux\n\nTexte deux.\n\n1. Trois\n\nTexte."
    ).publication
    assert [(one.heading, one.level) for one in publication.sections] == [("Un", 3), ("Deux", 2), ("1. Trois", 2)]


def test_a_dialogue_names_its_speakers():
    """Names that come back before a colon are people."""
    said = "Soirée\n\n" + "\n\n".join(["Anne Leroy : Il y a du vent.", "Zoé Ménard : Oui, beaucoup."] * 3)
    assert [one.name for one in read("text", said).publication.people] == ["Anne Leroy", "Zoé Ménard"]


def test_without_a_title_the_file_names_it():
    """A text that opens on a sentence is titled after its file, and the report says so."""
    reading = read("text", "il était une fois, la mer.", uri="file:///a/au-long-cours.txt")
    assert reading.publication.title == "Au long cours"
    assert "after the file" in notes(reading, NoteKind.GUESSED)[0]


@pytest.mark.parametrize("raw", [b"", b"\n\n \n", b"\xef\xbb\xbf"])
def test_empty_files_are_refused(raw):
    """There is nothing to import, and that is said."""
    with pytest.raises(SourceUnreadable, match="empty"):
        read("text", raw)


def test_legacy_encoding():
    """An export of Windows keeps its accents."""
    assert read("text", "Été à l’œuvre\n\nDéjà vu.".encode("cp1252")).publication.title == "Été à l’œuvre"

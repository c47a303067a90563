"""What speaks of distress, and what only speaks of it as a subject of work."""

import pytest

from filrouge.errors import SettingsError
from filrouge.model import Danger
from filrouge.questions.distress import Distress

READ = Distress.read()

DISTRESS = """
je veux mourir; Je veux mourir.; je veut mourrir; jveux mourir; je voudrais mourir; j'ai envie d'en finir
j ai envi den finir; J’AI ENVIE DE MOURIR; jai plus envie de vivre; je ne veux plus vivre; je n'en peux plus de vivre
je vais me tuer ce soir; je vais me suicider; comment mourir sans souffrir; je pense au suicide; envie d’en finir
je pense à me suicider; j'ai des idées noires; tout le monde serait mieux sans moi; je me scarifie; mon fils veut mourir
ma fille parle de suicide; mon mari me frappe; mon mari me frape; mon mari ma frappé; ma femme me frappe
mon compagnon m’a frappée hier soir; mon ex me menace; je suis battue par mon mari; on m'a violée; j'ai été violée
j'ai peur de mon mari; il veut me tuer; j'ai peur de rentrer à la maison; je suis victime de violences conjugales
mes parents me frappent; mon père me touche; papa me tape; mon enfant est en danger; je me fais harceler
je suis en danger; j'ai avalé des médicaments; au secours; I want to die; i wanna die; im suicidal; help me
i want to kill myself; i dont want to live anymore; my husband beats me; my dad hits me
"""
CLINICAL = """
prévention du suicide chez l'adolescent, formation; idées suicidaires : évaluer le risque; suicide; scarifications
évaluation du risque suicidaire; que dire à un patient qui dit je veux mourir; « je veux mourir » chez l'adolescent
patient qui dit « je veux mourir »; mon patient a des idées suicidaires, comment réagir; bébé secoué; viol et trauma
un patient parle de suicide; violences conjugales et thérapie de couple; enfants exposés aux violences; aide-mémoire
femmes battues : accompagnement; que faire si un patient évoque l’idée de se faire du mal; deuil après suicide
ma patiente me dit qu'elle veut mourir; patient qui menace de se tuer; pensées suicidaires et attachement
peur de mourir et attaque de panique; le désir de mourir en fin de vie; information préoccupante : enfant en danger
je veux comprendre la mort; je veux nourrir la relation; je veux finir ma formation; j'ai envie de changer de cadre
mon mari me soutient; j'ai pleuré en séance; je suis fatigué de mes patients; comment en finir avec le transfert
help with attachment; suicide prevention training; assessing suicide risk; patients who want to die
the patient says I want to die; trop de contrôle tue le lien; j'ai pris des notes; comment poser une limite
"""


def listed(text: str) -> list[str]:
    return [one.strip() for line in text.strip().splitlines() for one in line.split(";")]


@pytest.mark.parametrize("typed", listed(DISTRESS))
def test_words_of_distress_are_heard_however_they_are_typed(typed):
    """In the first person or of someone near, without accents or marks, with slips, in French and English."""
    assert READ.dangers(typed)


@pytest.mark.parametrize("typed", listed(CLINICAL))
def test_words_of_work_and_study_are_not_taken_for_distress(typed):
    """Somebody who prepares a training or thinks about a patient is not shown help lines."""
    assert not READ.dangers(typed)


def test_each_danger_is_told_apart():
    """So that the line made for it comes first."""
    assert READ.dangers("je veux mourir") == {Danger.SUICIDE}
    assert READ.dangers("mon mari me frappe") == {Danger.VIOLENCE}
    assert Danger.CHILD in READ.dangers("mes parents me frappent")
    assert READ.dangers("j'ai avalé des médicaments") == {Danger.EMERGENCY}


def test_a_library_adds_its_own_phrases(tmp_path):
    """In the same form; those that come with Fil rouge stay."""
    file = tmp_path / "detresse.toml"
    file.write_text('[violence]\nphrases = ["mon gourou me frappe|menace"]\n', encoding="utf-8")
    both = Distress.read(file)
    assert both.dangers("mon gourou me menace") == {Danger.VIOLENCE}
    assert both.dangers("je veux mourir") == {Danger.SUICIDE}
    assert not READ.dangers("mon gourou me menace")


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    """With what is wrong in it, and what to do."""
    file = tmp_path / "detresse.toml"
    file.write_text('[colere]\nphrases = ["x"]\n', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"(?s)detresse\.toml.*colere"):
        Distress.read(file)


def test_any_text_is_read_in_no_time_and_without_an_error():
    """Empty, long or of another writing."""
    for typed in ("", "   ", "?" * 500, "je veux " * 60, "私は死にたい", "\x00"):
        assert READ.dangers(typed) == frozenset()

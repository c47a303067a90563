"""What every store of questions must hold: run against the one in memory and the one in SQLite."""

import pytest

from filrouge.errors import EditRefused, QuestionMissing
from filrouge.library.contract import Library, Placed
from filrouge.model import Origin, Place, Question, QuestionStatus, Variant
from tests.library.making import publication


def asked(text: str, key: str = "un", *, start: float = 1.0) -> Variant:
    place = Place(start=start, end=start + 60)
    return Variant(text=text, origin=Origin.TRANSCRIPT, publication=f"id-{key}", passage=f"{key}-p1", place=place)


def question(key: str, wording: str, **fields) -> Question:
    return Question(**{"id": f"q-{key}", "slug": key, "wording": wording, **fields})


def find(library: Library, key: str, *placed: tuple[Variant, str], proposed=(), version: str = "v1") -> None:
    saved = library.save_import(publication(key))
    (stored,) = (one for one in library.questions.findings.stale(version) if one.publication.id == saved.publication.id)
    finds = [Placed(variant, home) for variant, home in placed]
    assert library.questions.findings.save(stored, finds, proposed, version)


@pytest.fixture
def held(library: Library) -> Library:
    """A library in which “neutre” is asked in two publications and “payer” in one."""
    neutral = question("neutre", "Faut-il rester neutre ?", themes=("neutralite",))
    paying = question("payer", "Doit-on payer une séance manquée ?")
    find(
        library,
        "un",
        (asked("Faut-il rester neutre ?"), neutral.id),
        (asked("Doit-on payer une séance manquée ?", start=90), paying.id),
        proposed=(neutral, paying),
    )
    find(library, "deux", (asked("La neutralité est-elle nécessaire ?", "deux"), neutral.id))
    return library


def test_what_is_found_comes_back_whole(held: Library):
    """A question with its variants, each with its publication and moment, by its id and by its slug."""
    neutral = held.questions.get("neutre")
    assert neutral == held.questions.get("q-neutre")
    assert [one.text for one in neutral.variants] == ["Faut-il rester neutre ?", "La neutralité est-elle nécessaire ?"]
    assert neutral.publications == ("id-un", "id-deux")
    assert neutral.themes == ("neutralite",)
    assert not neutral.edited
    assert [one.slug for one in held.questions.all()] == ["neutre", "payer"]


def test_a_publication_is_stale_until_its_questions_are_looked_for(held: Library):
    """And again for other rules, or once its text has changed; then what was found before is replaced."""
    assert list(held.questions.findings.stale("v1")) == []
    assert len(list(held.questions.findings.stale("v2"))) == 2
    held.save_import(publication("deux", summary=("Autre chose.",)))
    (stored,) = held.questions.findings.stale("v1")
    assert held.questions.findings.save(stored, [], [], "v1")
    assert held.questions.get("neutre").publications == ("id-un",)


def test_wordings_move_between_questions_that_are_only_found(held: Library):
    """With their places, into one that is there or a new one; the same words go there from then on, and what they
    left keeps its address."""
    need = question("besoin", "La neutralité est-elle nécessaire ?")
    moves = {"la neutralite est elle necessaire": "q-besoin", "doit on payer une seance manquee": "q-neutre"}
    held.questions.findings.move(moves, [need])
    assert held.questions.get("besoin").publications == ("id-deux",)
    assert held.questions.get("neutre").publications == ("id-un",)
    assert held.questions.get("payer").variants == ()
    homes = held.questions.findings.homes()
    assert {key: homes[key] for key in moves} == moves


def test_nothing_moves_out_of_or_into_what_an_editor_decided_about(held: Library):
    """Neither is touched, whatever is computed."""
    held.questions.save(held.questions.get("payer"))
    before = held.questions.all()
    held.questions.findings.move({"doit on payer une seance manquee": "q-neutre"}, [])
    held.questions.findings.move({"la neutralite est elle necessaire": "q-payer"}, [])
    assert held.questions.all() == before


def test_nothing_is_kept_of_a_state_that_is_past(held: Library):
    """What was found in a publication that changed meanwhile is refused."""
    (stored, *_) = held.questions.findings.stale("v2")
    held.save_import(publication("un", summary=("Autre chose.",)))
    assert not held.questions.findings.save(stored, [], [], "v2")
    assert held.questions.get("payer").publications == ("id-un",)


def test_the_revision_grows_with_every_change_and_with_nothing_else(held: Library):
    """The same finds again change nothing; an edit does."""
    before = held.questions.revision
    find(held, "deux", (asked("La neutralité est-elle nécessaire ?", "deux"), "q-neutre"), version="v2")
    assert held.questions.revision == before
    held.questions.save(held.questions.get("payer").model_copy(update={"introduction": "<p>Une affaire de cadre.</p>"}))
    assert held.questions.revision > before


def test_a_wording_goes_home(held: Library):
    """The question that each wording was put in is known by the words alone: neither case nor marks."""
    homes = held.questions.findings.homes()
    assert homes["la neutralite est elle necessaire"] == "q-neutre"


def test_a_former_address_answers(held: Library):
    """Renamed, a question is found by its old slug too, and its variants stay."""
    renamed = held.questions.get("neutre").model_copy(update={"slug": "rester-neutre", "wording": "Rester neutre ?"})
    assert held.questions.save(renamed).slug == "rester-neutre"
    assert held.questions.get("neutre").slug == "rester-neutre"
    assert held.questions.get("neutre").edited
    assert len(held.questions.get("neutre").variants) == 2


def test_an_address_leads_to_one_question_only(held: Library):
    """A slug that another has, or had, gets a number."""
    held.questions.save(held.questions.get("neutre").model_copy(update={"slug": "rester-neutre"}))
    assert held.questions.save(question("autre", "Neutre ?", slug="neutre")).slug == "neutre-2"
    assert held.questions.save(question("encore", "Payer ?", slug="payer")).slug == "payer-2"


def test_a_question_takes_its_old_address_again(held: Library):
    """Renamed back, its slug is its own, and the one between leads to it."""
    held.questions.save(held.questions.get("neutre").model_copy(update={"slug": "ailleurs"}))
    held.questions.save(held.questions.get("neutre").model_copy(update={"slug": "neutre"}))
    assert held.questions.get("neutre").slug == "neutre"
    assert held.questions.get("ailleurs").slug == "neutre"


def test_merged_questions_are_one_for_ever(held: Library):
    """All variants are of one, and every address of the other leads there: slug, former slug and id."""
    held.questions.save(held.questions.get("payer").model_copy(update={"slug": "reglement"}))
    merged = held.questions.merge("reglement", "neutre")
    assert merged.slug == "neutre"
    assert len(merged.variants) == 3
    assert {held.questions.get(key).id for key in ("payer", "reglement", "q-payer", "neutre")} == {"q-neutre"}
    assert [one.slug for one in held.questions.all()] == ["neutre"]
    assert held.questions.findings.homes()["doit on payer une seance manquee"] == "q-neutre"


def test_merging_twice_keeps_the_first_address(held: Library):
    """What was merged into a question that is merged in turn leads to the last."""
    find(held, "trois", (asked("Que tenir ?", "trois"), "q-tenir"), proposed=[question("tenir", "Que tenir ?")])
    held.questions.merge("payer", "neutre")
    held.questions.merge("neutre", "tenir")
    assert held.questions.get("payer").slug == "tenir"
    assert held.questions.get("q-neutre").slug == "tenir"


def test_a_question_is_not_merged_with_itself(held: Library):
    """Nor with one that nobody knows."""
    with pytest.raises(EditRefused, match="one question"):
        held.questions.merge("q-neutre", "neutre")
    with pytest.raises(QuestionMissing, match="inconnue"):
        held.questions.merge("inconnue", "neutre")


def test_split_wordings_make_a_question_of_their_own(held: Library):
    """Each half keeps its wordings for good, with their places."""
    new = question("necessite", "La neutralité est-elle nécessaire ?")
    made = held.questions.split("neutre", ["la neutralité est-elle nécessaire"], new)
    assert [one.publication for one in made.variants] == ["id-deux"]
    assert held.questions.get("neutre").publications == ("id-un",)
    assert held.questions.findings.homes()["la neutralite est elle necessaire"] == "q-necessite"
    assert made.edited
    assert held.questions.get("neutre").edited


def test_a_split_leaves_something_on_both_sides(held: Library):
    """Otherwise it is refused with what to do instead, and nothing changes."""
    with pytest.raises(EditRefused, match="rename"):
        held.questions.split("payer", ["Doit-on payer une séance manquée ?"], question("x", "X ?"))
    with pytest.raises(EditRefused, match="it has"):
        held.questions.split("neutre", ["Que faire ?"], question("x", "X ?"))
    assert len(held.questions.all()) == 2


def test_an_editor_adds_wordings_that_no_publication_holds(held: Library):
    """A search that is promoted stays with its question whatever is found; what is found stays too."""
    searched = Variant(text="neutre ou pas", origin=Origin.SEARCH)
    neutral = held.questions.get("neutre")
    held.questions.save(neutral.model_copy(update={"variants": (*neutral.variants, searched)}))
    assert held.questions.get("neutre").wordings[-1] == "neutre ou pas"
    assert len(held.questions.get("neutre").variants) == 3
    assert held.questions.findings.homes()["neutre ou pas"] == "q-neutre"


def test_editors_put_questions_in_order(held: Library):
    """Those with a position come first, in its order."""
    held.questions.save(held.questions.get("payer").model_copy(update={"position": 1}))
    assert [one.slug for one in held.questions.all()] == ["payer", "neutre"]


def test_a_proposal_never_overwrites_an_edit(held: Library):
    """The same question proposed again stays as the editor left it."""
    withdrawn = held.questions.get("payer").model_copy(update={"status": QuestionStatus.WITHDRAWN})
    held.questions.save(withdrawn)
    again = question("payer", "Doit-on payer une séance manquée ?")
    find(held, "trois", (asked("Faut-il payer ?", "trois"), again.id), proposed=[again])
    assert held.questions.get("payer").status is QuestionStatus.WITHDRAWN
    assert held.questions.get("payer").publications == ("id-un", "id-trois")


def test_what_was_gathered_is_kept_with_its_stamp(held: Library):
    """The last one only, and nothing of a question that is no more."""
    findings = held.questions.findings
    assert findings.kept("q-neutre") is None
    findings.keep({"q-neutre": ("1", "{}")})
    findings.keep({"q-neutre": ("2", '{"answers": []}'), "q-personne": ("2", "{}")})
    assert findings.kept("q-neutre") == ("2", '{"answers": []}')
    assert findings.kept("q-personne") is None
    held.questions.merge("neutre", "payer")
    assert findings.kept("q-neutre") is None


def test_how_far_everything_was_gathered_is_noted(held: Library):
    """0 before the first time, then the last number told."""
    findings = held.questions.findings
    assert findings.settled == 0
    findings.settle(2)
    findings.settle(7)
    assert findings.settled == 7


def test_an_unknown_question_says_where_to_look(library: Library):
    """The message names the key and the command that lists them."""
    with pytest.raises(QuestionMissing, match=r"“rien”.*filrouge questions list"):
        library.questions.get("rien")

"""What every store must hold: run against the one in memory and the one in SQLite."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filrouge.errors import PublicationMissing
from filrouge.library.contract import Library, Outcome
from filrouge.library.memory import MemoryLibrary
from filrouge.library.sql import SqlLibrary
from filrouge.model import Cue, Identifier, Publication, QuestionAnswer, Section, Status
from tests.library.making import publication


def test_a_new_library_is_empty(library: Library):
    """Nothing has changed yet: no publication, and the number of the last change is 0."""
    assert list(library.changes()) == []
    assert library.sequence == 0
    assert list(library.faults()) == []


def test_what_is_imported_comes_back_whole(library: Library):
    """Every field of the publication is read back as it was given, by its id and by its slug."""
    given_in = publication(
        subtitle="L’œuvre d’un lien",
        transcript=(Cue(start=0.1, end=2.25, text="Vous m'entendez ?", speaker="Paul Estève"),),
        questions=(QuestionAnswer(question="Que tenir ?", answer="<p>Le <em>cadre</em>.</p>", anchor="q1"),),
        identifiers=(Identifier(scheme="doi", value="10.1/x"),),
        status=Status.DRAFT,
    )
    saved = library.save_import(given_in)
    assert saved.outcome is Outcome.IMPORTED
    assert saved.publication == given_in
    assert library.get(given_in.id) == library.get(given_in.slug) == given_in


def test_an_unknown_key_is_said_to_be_missing(library: Library):
    """The error names the key, whichever way it was asked for."""
    for ask in (library.get, library.revisions):
        with pytest.raises(PublicationMissing, match="nulle-part"):
            ask("nulle-part")
    with pytest.raises(PublicationMissing, match="id-lien"):
        library.save_edit(publication())


def test_the_same_source_unchanged_touches_nothing(library: Library):
    """A second import of the same content leaves neither a change nor a revision."""
    library.save_import(publication())
    again = library.save_import(publication())
    assert again.outcome is Outcome.UNCHANGED
    assert again.publication == publication()
    assert library.sequence == 1
    assert len(library.revisions("lien")) == 1


def test_a_changed_source_updates_the_publication_it_made(library: Library):
    """The id and the slug stay even when the importer would now choose others."""
    library.save_import(publication())
    saved = library.save_import(publication(id="other", slug="autre", title="Un autre titre"))
    assert saved.outcome is Outcome.UPDATED
    assert (saved.publication.id, saved.publication.slug, saved.publication.title) == (
        "id-lien",
        "lien",
        "Un autre titre",
    )
    assert [one.publication for one in library.changes()] == [saved.publication]


def test_the_same_id_from_another_source_is_the_same_publication(library: Library):
    """A file that moved, with its id written in it, is followed to its new place; without a source, the old stays."""
    library.save_import(publication())
    moved = library.save_import(publication(source="file:///ailleurs/lien.md"))
    assert moved.outcome is Outcome.UPDATED
    assert moved.publication.source == "file:///ailleurs/lien.md"
    assert library.save_import(publication(source="")).publication.source == "file:///ailleurs/lien.md"


def test_what_an_editor_changed_is_kept_by_an_import(library: Library):
    """The edited field stays and is named; a field that nobody touched follows the source."""
    library.save_import(publication())
    library.save_edit(publication(title="Le titre de l’éditrice"))
    saved = library.save_import(publication(title="Le titre nouveau", subtitle="Un sous-titre"))
    assert saved.outcome is Outcome.UPDATED
    assert saved.kept == ("title",)
    assert saved.publication.title == "Le titre de l’éditrice"
    assert saved.publication.subtitle == "Un sous-titre"


def test_an_edited_field_stays_import_after_import(library: Library):
    """The base of the merge follows the source, and the editor's word goes on standing."""
    library.save_import(publication())
    library.save_edit(publication(title="Le titre de l’éditrice"))
    for title in ("Deux", "Trois", "Trois"):
        assert library.save_import(publication(title=title)).publication.title == "Le titre de l’éditrice"


def test_a_change_that_touches_only_edited_fields_is_no_change(library: Library):
    """Nothing of the publication moved, so the index has nothing to learn; the report still names the field."""
    library.save_import(publication())
    library.save_edit(publication(title="Le titre de l’éditrice"))
    saved = library.save_import(publication(title="Deux"))
    assert (saved.outcome, saved.kept, library.sequence) == (Outcome.UNCHANGED, ("title",), 2)


def test_a_source_that_comes_to_agree_with_the_editor_is_followed_again(library: Library):
    """Once both say the same, the field is the source's."""
    library.save_import(publication())
    library.save_edit(publication(title="Deux"))
    assert library.save_import(publication(title="Deux")).kept == ()
    assert library.save_import(publication(title="Trois")).publication.title == "Trois"


def test_a_merge_never_makes_two_parts_with_one_anchor(library: Library):
    """When the editor's sections and the source's questions claim the same anchor, the editor's state stays."""
    library.save_import(publication())
    edited = publication(sections=(Section(anchor="q1", heading="Une question", html="<p>Laquelle ?</p>"),))
    library.save_edit(edited)
    asked = QuestionAnswer(question="Laquelle ?", answer="<p>Celle-ci.</p>", anchor="q1")
    saved = library.save_import(publication(questions=(asked,)))
    assert saved.kept == ("sections", "questions")
    assert library.get("lien").sections == edited.sections


def test_a_taken_slug_gets_a_number(library: Library):
    """Three publications of the same title have three addresses."""
    slugs = [
        library.save_import(publication(key, slug="le-lien")).publication.slug for key in ("premier", "second", "tiers")
    ]
    assert slugs == ["le-lien", "le-lien-2", "le-lien-3"]


def test_the_longest_slug_still_finds_room_for_its_number(library: Library):
    """A slug of 120 characters is shortened before it is numbered."""
    long = "a" * 109 + "-" + "b" * 10
    library.save_import(publication("un", slug=long))
    second = library.save_import(publication("deux", slug=long)).publication
    assert second.slug == "a" * 109 + "-2"
    assert Publication.model_validate(second.model_dump()) == second


def test_an_edit_that_changes_nothing_leaves_no_revision(library: Library):
    """Saving a form without touching it is not an event."""
    library.save_import(publication())
    assert library.save_edit(publication()).outcome is Outcome.UNCHANGED
    assert (library.sequence, len(library.revisions("lien"))) == (1, 1)


def test_an_old_slug_goes_on_answering(library: Library):
    """Links that point to the former address still lead to the publication, after two moves too."""
    library.save_import(publication())
    library.save_edit(publication(slug="deuxieme"))
    library.save_edit(publication(slug="troisieme"))
    assert library.get("lien") == library.get("deuxieme") == library.get("troisieme")
    assert library.get("lien").slug == "troisieme"


def test_a_publication_takes_its_own_old_slug_back(library: Library):
    """Moving back is a move like another, and the slug left answers in its turn."""
    library.save_import(publication())
    library.save_edit(publication(slug="ailleurs"))
    assert library.save_edit(publication()).publication.slug == "lien"
    assert library.get("ailleurs").slug == "lien"


def test_nobody_takes_a_former_slug_of_another(library: Library):
    """The links that were shared go on leading where they led."""
    library.save_import(publication())
    library.save_edit(publication(slug="ailleurs"))
    assert library.save_import(publication("nouveau", slug="lien")).publication.slug == "lien-2"
    assert library.get("lien").id == "id-lien"


def test_an_edit_to_a_taken_slug_gets_a_number(library: Library):
    """An editor's wish does not take another publication's address."""
    library.save_import(publication("un"))
    library.save_import(publication("deux"))
    assert library.save_edit(publication("deux", slug="un")).publication.slug == "un-2"


def test_every_state_is_kept_and_an_earlier_one_can_come_back(library: Library):
    """Revisions count from 1, oldest first, with their origin; saving an old one makes it the present one."""
    library.save_import(publication())
    library.save_edit(publication(title="Deux"))
    library.save_import(publication(subtitle="Trois"))
    before = library.revisions("lien")
    assert [(one.number, one.origin) for one in before] == [(1, "import"), (2, "editor"), (3, "import")]
    assert all(one.at.tzinfo for one in before)
    library.save_edit(before[0].publication)
    assert library.get("lien") == publication()
    assert library.revisions("lien")[-1].publication == publication()


def test_changes_come_in_their_order_from_where_one_stopped(library: Library):
    """A publication stands where it last changed, whatever its status; what was already seen is not told again."""
    library.save_import(publication("un"))
    library.save_import(publication("deux", status=Status.WITHDRAWN))
    library.save_edit(publication("un", title="Changé"))
    told = [(one.sequence, one.publication.slug) for one in library.changes()]
    assert told == [(2, "deux"), (3, "un")]
    assert [one.publication.slug for one in library.changes(2)] == ["un"]
    assert list(library.changes(library.sequence)) == []


def test_many_changes_stream_while_others_are_made(library: Library):
    """A scan longer than a chunk tells each publication, and a save in its midst neither waits nor breaks it."""
    for number in range(120):
        library.save_import(publication(f"p{number}"))
    seen: list[str] = []
    for one in library.changes():
        if not seen:
            library.save_edit(publication("p5", title="Changé pendant la lecture"))
        seen.append(one.publication.id)
    assert set(seen) == {f"id-p{number}" for number in range(120)}


KEYS = st.sampled_from(["un", "deux", "trois"])
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["import", "edit"]),
        KEYS,
        st.fixed_dictionaries(
            {},
            optional={
                "slug": st.sampled_from(["un", "deux", "lien", "lien-2"]),
                "title": st.sampled_from(["A", "B"]),
                "subtitle": st.sampled_from(["", "C", "D"]),
                "source": st.sampled_from(["", "https://exemple.org/un", "https://exemple.org/deux"]),
            },
        ),
    ),
    max_size=14,
)


def _play(library: Library, steps):
    told: list[object] = []
    for verb, key, fields in steps:
        try:
            saved = (library.save_import if verb == "import" else library.save_edit)(publication(key, **fields))
        except PublicationMissing:
            told.append("missing")
        else:
            told.append(saved)
    return told, [(one.sequence, one.publication) for one in library.changes()]


@given(steps=STEPS)
@settings(max_examples=40, deadline=None)
def test_both_stores_answer_any_sequence_of_saves_alike(steps):
    """The same saves in the same order have the same outcomes, and leave the same library behind."""
    with tempfile.TemporaryDirectory() as folder:
        store = SqlLibrary.in_file(Path(folder) / "library.sqlite")
        try:
            told, left = _play(store, steps)
        finally:
            store.close()
    assert (told, left) == _play(MemoryLibrary(), steps)
    slugs = [one.slug for _, one in left]
    assert len(slugs) == len(set(slugs))

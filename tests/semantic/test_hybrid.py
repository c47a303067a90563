"""Meaning in the search call: one suite for every engine."""

import shutil

import pytest

from filrouge.engine import Request
from filrouge.engine.memory import MemoryEngine
from filrouge.engine.tantivy import TantivyEngine
from filrouge.errors import IndexDamaged, IndexOutdated
from filrouge.model import FilterField, Notice, Sort
from filrouge.search import Search, parse
from filrouge.semantic import SentenceModel, find_model
from tests.semantic.making import BLANK, BOND, MOURNING, NIGHTS, SHELF, ToyEncoder, entry, save_model, toy_model


@pytest.fixture(params=["memory", "tantivy"])
def make(request, tmp_path):
    """An engine over the same folder each time."""
    if request.param == "memory":
        return lambda model: MemoryEngine(model=model)
    return lambda model: TantivyEngine(tmp_path / "index", model=model)


@pytest.fixture
def engine(make):
    made = make(toy_model())
    made.rebuild(SHELF, sequence=4)
    return made


def found(engine, typed, **options):
    return [match.card.id for match in engine.search(Request(parse(typed), **options)).found]


def test_a_question_finds_what_says_it_in_other_words(engine):
    """No word of “bien dormir” is in the passage on insomnia; both engines rank and count it."""
    matches = engine.search(Request(parse("bien dormir")))
    assert [match.card.id for match in matches.found] == ["nuits"]
    assert matches.total == 1
    assert matches.notices == ()
    assert found(engine, "mourir") == ["deuil"]


def test_the_passage_that_is_near_is_shown_without_marks(engine):
    """Of the two passages of the publication, the one on money."""
    (hit,) = [one for one in Search(engine).search("gagner sa relation").hits if one.publication.id == "lien"]
    assert [shown.text for shown in hit.passages][:1] == ["Le lien mis à l’épreuve."]
    assert "<mark>" not in hit.passages[0].html


def test_words_in_common_come_before_meaning_alone(engine):
    """“perte” and “mourir” mean the same here; the one that is written answers better."""
    engine.update([entry("mots", "Un mot", "Mourir, dit-elle.")], sequence=5)
    assert found(engine, "mourir") == ["mots", "deuil"]


@pytest.mark.parametrize("typed", ["dormir theme:mort", "dormir type:article", "dormir depuis:2020"])
def test_filters_hold_for_what_is_near(engine, typed):
    """What does not pass them is no answer, however near."""
    assert found(engine, typed) == []
    assert found(engine, "dormir theme:soir type:webinar") == ["nuits"]


@pytest.mark.parametrize("typed", ["dormir -éveillée", 'dormir "reste debout"', "dormir sidération OR stupeur"])
def test_what_is_excluded_or_asked_for_holds_for_what_is_near(engine, typed):
    """A word that must not be there, a phrase that must, and one of several."""
    assert found(engine, typed) == []
    assert found(engine, 'dormir "reste éveillée"') == ["nuits"]


def test_facets_and_dates_have_what_is_near(engine):
    """Counted with the rest, and there when the newest come first."""
    matches = engine.search(Request(parse("dormir"), sort=Sort.NEWEST))
    assert [match.card.id for match in matches.found] == ["nuits"]
    counted = {facet.field: {one.value: one.count for one in facet.values} for facet in matches.facets}
    assert counted[FilterField.THEME] == {"soir": 1}


def test_a_question_of_words_that_the_model_does_not_know_is_searched_by_words(engine):
    """And finds nothing rather than anything."""
    assert found(engine, "xylophone") == []
    assert engine.search(Request(parse("xylophone"))).notices == ()


def test_pages_of_what_is_near_follow_each_other(engine):
    """The pages put end to end are the whole answer."""
    more = [entry(f"n{number}", f"Soir {number}", "nuit " * (number + 1) + "tarif") for number in range(5)]
    engine.update(more, sequence=9)
    whole = found(engine, "dormir")
    assert len(whole) == 6
    assert [found(engine, "dormir", start=at, size=1)[0] for at in range(6)] == whole


def test_changes_are_followed(engine):
    """A publication that changed its subject, one that came, one that went."""
    changed = entry("nuits", "Des soirs trop longs", "Il ne parle que d’argent.")
    engine.update([changed, entry("neuf", "Neuf", "Une nuit.")], removed=["deuil"], sequence=5)
    assert found(engine, "dormir") == ["neuf"]
    assert found(engine, "mourir") == []
    assert set(found(engine, "coût tarif")) == {"lien", "nuits"}
    assert engine.state.encoded == engine.state.publications == 4


def test_a_weight_of_nothing_leaves_the_order_to_words(make):
    """What is near is still found."""
    engine = make(toy_model(weight=0.0))
    engine.rebuild([*SHELF, entry("mots", "Dormir", "Dormir.")], sequence=4)
    assert found(engine, "dormir") == ["mots", "nuits"]
    assert engine.search(Request(parse("dormir"))).found[1].score == pytest.approx(0.0, abs=1e-3)


def test_without_a_model_nothing_is_said(make):
    """Nobody misses what was not asked for."""
    engine = make(None)
    engine.rebuild(SHELF, sequence=4)
    assert found(engine, "dormir") == []
    assert engine.search(Request(parse("dormir"))).notices == ()
    assert engine.state.encoded is None


def test_a_model_that_is_missing_leaves_words_and_a_notice(make, tmp_path):
    """The index is built and searched all the same."""
    model = SentenceModel(lambda: find_model("nulle-part", tmp_path))
    engine = make(model)
    engine.rebuild(SHELF, sequence=4)
    assert engine.state.publications == 4
    assert engine.state.encoded == 0
    results = Search(engine).search("insomnie")
    assert [hit.publication.id for hit in results.hits] == ["nuits"]
    assert results.notices == (Notice.LEXICAL,)


def test_a_question_that_the_model_cannot_read_is_searched_by_words(make):
    """With a notice, for that search alone."""
    engine = make(toy_model(ToyEncoder(poison="poison")))
    engine.rebuild(SHELF, sequence=4)
    assert engine.search(Request(parse("insomnie poison"))).notices == (Notice.LEXICAL,)
    assert found(engine, "insomnie poison") == ["nuits"]
    assert engine.search(Request(parse("dormir"))).notices == ()


def test_a_library_that_the_model_could_not_read_whole_is_searched_by_words(make):
    """Half of the library found by meaning would hide the other half; the index is not built again and again for it."""
    engine = make(toy_model(ToyEncoder(poison="poison")))
    engine.rebuild([*SHELF, entry("toxique", "Toxique", "Le poison.")], sequence=5)
    assert found(engine, "dormir") == []
    assert engine.search(Request(parse("dormir"))).notices == (Notice.LEXICAL,)
    assert (engine.state.encoded or 0) < engine.state.publications


def tantivy(tmp_path, model):
    return TantivyEngine(tmp_path / "index", model=model)


def test_what_was_encoded_is_found_by_another_process(tmp_path):
    """Vectors lie beside the index, read with a model as model2vec saves it; a reader that is open sees an update."""
    save_model(tmp_path / "petit")
    models = [SentenceModel(lambda: find_model("petit", tmp_path)) for _ in range(2)]
    writer, reader = (tantivy(tmp_path, model) for model in models)
    writer.rebuild(SHELF, sequence=1)
    assert found(reader, "dormir") == ["nuits"]
    writer.update([entry("neuf", "Neuf", "Une longue nuit.")], sequence=2)
    assert set(found(reader, "dormir")) == {"nuits", "neuf"}
    assert reader.state.encoded == 5
    files = {file.name.partition("-")[0] for file in (tmp_path / "index").glob("v*/vectors/*")}
    assert files == {"rows.bin", "vectors"}


def test_an_index_without_vectors_asks_to_be_built_with_them(tmp_path):
    """A model that is set afterwards; until then, only words are searched, and this is said."""
    tantivy(tmp_path, None).rebuild(SHELF, sequence=1)
    engine = tantivy(tmp_path, toy_model())
    assert engine.search(Request(parse("dormir"))).notices == (Notice.LEXICAL,)
    with pytest.raises(IndexOutdated, match="no vectors of the model toy"):
        _ = engine.state
    engine.rebuild(SHELF, sequence=1)
    assert found(engine, "dormir") == ["nuits"]


def test_another_model_is_never_asked_about_the_vectors_of_the_first(tmp_path):
    """It asks for a rebuild, which encodes every passage anew; the same model again does not."""
    tantivy(tmp_path, toy_model(identity="before")).rebuild(SHELF, sequence=1)
    encoder = ToyEncoder()
    engine = tantivy(tmp_path, toy_model(encoder))
    assert found(engine, "dormir") == []
    with pytest.raises(IndexOutdated):
        _ = engine.state
    engine.rebuild(SHELF, sequence=1)
    assert len(encoder.encoded) == engine.state.passages + 1  # and the word by which it was tried
    engine.rebuild(SHELF, sequence=1)
    assert len(encoder.encoded) == engine.state.passages + 1


def test_a_model_that_changed_in_its_folder_is_another(tmp_path):
    """Its name stays, its files do not."""
    save_model(tmp_path / "petit")
    tantivy(tmp_path, SentenceModel(lambda: find_model("petit", tmp_path))).rebuild(SHELF, sequence=1)
    assert tantivy(tmp_path, SentenceModel(lambda: find_model("petit", tmp_path))).state.encoded == 4
    shutil.rmtree(tmp_path / "petit")
    save_model(tmp_path / "petit", {"dormir": (1.0, 0, 0, 0), "deuil": (1.0, 0.1, 0, 0)})
    engine = tantivy(tmp_path, SentenceModel(lambda: find_model("petit", tmp_path)))
    with pytest.raises(IndexOutdated):
        _ = engine.state
    engine.rebuild(SHELF, sequence=1)
    assert found(engine, "dormir") == ["deuil"]


def test_what_changed_while_the_model_was_away_is_encoded_when_it_is_back(tmp_path):
    """The rest is not encoded again."""
    tantivy(tmp_path, toy_model()).rebuild(SHELF, sequence=1)
    tantivy(tmp_path, None).update([entry("deuil", "Après", "Une nuit blanche.")], sequence=2)
    encoder = ToyEncoder()
    engine = tantivy(tmp_path, toy_model(encoder))
    with pytest.raises(IndexOutdated):
        _ = engine.state
    engine.rebuild([NIGHTS, entry("deuil", "Après", "Une nuit blanche."), BOND, BLANK], sequence=2)
    assert set(found(engine, "dormir")) == {"nuits", "deuil"}
    assert encoder.encoded == ["mot", "Après\nUne nuit blanche."]


def test_a_kill_between_the_vectors_and_the_state_leaves_what_was(tmp_path):
    """The files of the next state are there, the state is still the last one: it is searched, and the same change is
    put in again with the same result."""
    engine = tantivy(tmp_path, toy_model())
    engine.rebuild(SHELF, sequence=1)
    shutil.copytree(tmp_path / "index", tmp_path / "before")
    change = [entry("neuf", "Neuf", "Une nuit."), entry("deuil", "Après la mort", "Le tarif.")]
    engine.update(change, removed=["rien"], sequence=2)
    after = found(engine, "dormir"), found(engine, "mourir"), engine.state
    for place in ("*/state.json", "*/vectors/vectors-*.npz", "*/shelf/*-*.npz"):
        for file in (tmp_path / "before").glob(place):
            shutil.copy2(file, tmp_path / "index" / file.relative_to(tmp_path / "before"))
    killed = tantivy(tmp_path, toy_model())
    assert killed.state.sequence == 1
    assert found(killed, "dormir") == ["nuits"]
    killed.update(change, removed=["rien"], sequence=2)
    assert (found(killed, "dormir"), found(killed, "mourir"), killed.state) == after
    assert set(after[0]) == {"neuf", "nuits"}


@pytest.mark.parametrize("victim", ["vectors-*.npz", "rows.bin"])
def test_damaged_vectors_ask_for_a_rebuild(tmp_path, victim):
    """As any other file of the index; without a model they are nobody's business."""
    engine = tantivy(tmp_path, toy_model())
    engine.rebuild(SHELF, sequence=1)
    next(tmp_path.rglob(victim)).write_bytes(b"")
    with pytest.raises(IndexDamaged, match="reindex"):
        _ = tantivy(tmp_path, toy_model()).state
    assert found(tantivy(tmp_path, None), "deuil") == [MOURNING.publication.id]
    again = tantivy(tmp_path, toy_model())
    again.rebuild(SHELF, sequence=1)
    assert found(again, "dormir") == ["nuits"]

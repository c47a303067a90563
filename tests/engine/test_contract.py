"""The one suite that every engine passes."""

import datetime as dt

import pytest

from filrouge.engine import Entry, Request
from filrouge.engine.memory import MemoryEngine
from filrouge.engine.tantivy import TantivyEngine
from filrouge.model import FilterField, Publication, Sort
from filrouge.passages import cut
from filrouge.search import parse


def entry(identifier, title, text, **fields):
    publication = Publication(
        **{
            "id": identifier,
            "slug": identifier,
            "kind": "article",
            "title": title,
            "sections": [{"heading": "Partie", "anchor": "partie", "html": f"<p>{text}</p>"}],
            **fields,
        }
    )
    return Entry(publication, cut(publication))


SHELF = (
    entry(
        "lien",
        "Le lien mis à l’épreuve",
        "Un patient arrive en retard. L’épreuve du lien commence là.",
        date=dt.date(2023, 2, 9),
        people=[{"name": "Claire Vasseur"}],
        themes=["attachement", "cadre"],
        kind="webinar",
        media=[{"source": "https://example.org/lien.mp4"}],
    ),
    entry(
        "cadre", "Tenir le cadre", "Le cadre protège le lien et le patient.", date=dt.date(2024, 5, 1), themes=["cadre"]
    ),
    entry(
        "trauma",
        "Trauma complexe",
        "Après un événement, la sidération ; le trouble de stress post-traumatique.",
        people=[{"name": "Malik Benhadda"}],
        themes=["trauma"],
    ),
    entry("secure", "What secure means", "Feelings of safety are never given once for all.", language="en"),
)


@pytest.fixture(params=["memory", "tantivy"])
def engine(request, tmp_path):
    made = MemoryEngine() if request.param == "memory" else TantivyEngine(tmp_path / "index")
    made.rebuild(SHELF, sequence=4)
    return made


def found(engine, typed, **options):
    return [match.card.id for match in engine.search(Request(parse(typed), **options)).found]


def counts(engine, typed, field):
    facets = engine.search(Request(parse(typed))).facets
    return {value.value: value.count for facet in facets if facet.field == field for value in facet.values}


def test_it_says_what_it_holds(engine):
    """The state counts publications and passages, and keeps the library's sequence."""
    assert (engine.state.sequence, engine.state.publications) == (4, 4)
    assert engine.state.passages == sum(len(one.passages) for one in SHELF)


@pytest.mark.parametrize("typed", ["mise à l'épreuve", "Mise a l’epreuve", "mises à l’épreuve", "MIS À L’ÉPREUVE"])
def test_a_word_is_found_whatever_its_form(engine, typed):
    """Accents, case, apostrophe and plural do not matter."""
    assert found(engine, typed)[0] == "lien"


def test_a_title_weighs_more_than_a_body(engine):
    """“cadre” is first the publication that bears it as its title."""
    assert found(engine, "cadre")[:2] == ["cadre", "lien"]


def test_each_publication_comes_with_its_best_passages(engine):
    """The passage holds the words and its place; no more are given than wanted."""
    (first, *_) = engine.search(Request(parse("retard"), passages=1)).found
    assert [one.passage.place.anchor for one in first.passages] == ["partie"]
    assert engine.search(Request(parse("retard"), passages=0)).found[0].passages == ()


def test_a_phrase_must_stand_whole(engine):
    """Both publications have the words, one has them side by side."""
    assert found(engine, '"épreuve du lien"') == ["lien"]
    assert found(engine, '"lien du patient"') == ["cadre"]
    assert found(engine, '"patient du lien"') == []


def test_an_excluded_word_takes_its_publications_out(engine):
    """Wherever in the publication it stands."""
    assert found(engine, "lien -retard") == ["cadre"]
    assert found(engine, 'lien -"épreuve du lien"') == ["cadre"]


def test_one_of_the_alternatives_must_be_there(engine):
    """OR asks for one of its words, whatever else is typed."""
    assert set(found(engine, "patient sidération OR retard")) == {"trauma", "lien"}


def test_filters_narrow(engine):
    """People by a part of their name, themes, kinds, dates."""
    assert found(engine, "lien intervenant:vasseur") == ["lien"]
    assert found(engine, "theme:cadre type:article") == ["cadre"]
    assert found(engine, "lien depuis:2024") == ["cadre"]
    assert found(engine, "lien avant:2024") == ["lien"]


def test_without_words_everything_that_passes_is_found_newest_first(engine):
    """What has no date comes last."""
    assert found(engine, "")[:2] == ["cadre", "lien"]
    assert found(engine, "", sort=Sort.OLDEST)[:2] == ["lien", "cadre"]
    assert len(found(engine, "")) == 4


def test_words_without_meaning_find_nothing(engine):
    """A word that nobody wrote has no result, and no error."""
    assert found(engine, "xylophone") == []


def test_stop_words_alone_are_still_searched(engine):
    """“après” is looked for when nothing else is asked."""
    assert found(engine, "après") == ["trauma"]


def test_facets_count_what_matches(engine):
    """A value filtered by does not hide its neighbours; counts of the others follow it."""
    assert counts(engine, "lien", FilterField.THEME) == {"attachement": 1, "cadre": 2}
    assert counts(engine, "lien type:webinar", FilterField.KIND) == {"webinar": 1, "article": 1}
    assert counts(engine, "lien type:webinar", FilterField.THEME) == {"attachement": 1, "cadre": 1}
    assert counts(engine, "", FilterField.YEAR) == {"2023": 1, "2024": 1}
    assert counts(engine, "", FilterField.VIDEO) == {"1": 1}


def test_pages_follow_each_other(engine):
    """The pages put end to end are the whole answer."""
    whole = found(engine, "lien patient cadre événement")
    assert [found(engine, "lien patient cadre événement", start=n, size=1)[0] for n in range(len(whole))] == whole


def test_another_language_is_found_by_its_own_forms(engine):
    """An English publication is analysed as English."""
    assert found(engine, "feeling") == ["secure"]


def test_a_stem_of_one_language_is_not_that_of_another(engine):
    """Read as English, “hypervigilence” has the stem that “hypervigilance” has in French: it is a slip all the same."""
    engine.update(
        [entry("veille", "Veiller", "Une hypervigilance."), entry("watch", "Watch", "x", language="en")], sequence=5
    )
    assert found(engine, "hypervigilence") == []


def test_an_update_replaces_adds_and_removes(engine):
    """What was there before is no more; the sequence follows."""
    changed = entry("cadre", "Tenir le rythme", "Le métronome.")
    engine.update([changed, entry("neuf", "Neuf", "Un texte neuf.")], removed=["lien", "unknown"], sequence=7)
    assert found(engine, "lien") == []
    assert found(engine, "métronome") == ["cadre"]
    assert found(engine, "neuf") == ["neuf"]
    assert (engine.state.sequence, engine.state.publications) == (7, 4)


def test_a_rebuild_forgets_what_was(engine):
    """Only what is given is there afterwards, and progress was told."""
    told: list[int] = []
    engine.rebuild(SHELF[:1], sequence=9, progress=told.append)
    assert found(engine, "cadre lien trauma") == ["lien"]
    assert told == [1]


def test_passages_are_fetched_in_reading_order(engine):
    """The passages of what is known; nothing of what is not."""
    assert engine.fetch(["lien", "unknown"]) == {"lien": SHELF[0].passages}


def test_words_are_those_written_with_how_many_write_them(engine):
    """In lower case with their accents; elided words and numbers are none."""
    words = dict(engine.words())
    assert (words["événement"], words["lien"]) == (1, 2)
    assert not {"l", "L’épreuve", "l’épreuve"} & words.keys()


def test_titles_and_questions_are_found_by_some_word_of_each_group(engine):
    """As the box suggests them: a word typed whole, then the ways to end the next."""
    asking = entry(
        "faq", "Questions", "x", questions=[{"question": "Faut-il un cadre ?", "answer": "Oui.", "anchor": "q"}]
    )
    engine.update([asking], sequence=5)
    assert [card.id for card in engine.titled([["tenir"], ["cadre", "cadence"]], 5).publications] == ["cadre"]
    assert [passage.heading for passage in engine.titled([["cadre"]], 5).questions] == ["Faut-il un cadre ?"]
    assert engine.titled([["lien"], ["trauma"]], 5).publications == ()
    assert engine.titled([["le"]], 5).publications == ()

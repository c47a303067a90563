"""The one suite that every engine passes."""

import datetime as dt

import pytest

from filrouge.engine import Entry, Request
from filrouge.engine.memory import MemoryEngine
from filrouge.engine.tantivy import TantivyEngine
from filrouge.model import Filter, FilterField, Publication, Sort
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


def test_a_question_of_small_words_is_found_by_its_heading(engine):
    """“Et après ?” says nothing that tells, and is what somebody asked: its answer comes first, and is shown."""
    asking = [
        {"question": "Et après ?", "answer": "On se revoit.", "anchor": "apres"},
        {"question": "Pourquoi vous ?", "answer": "Pour le lien.", "anchor": "vous"},
    ]
    longer = [{"question": "Que faire, et après quand ?", "answer": "Rien.", "anchor": "rien"}]
    engine.update(
        [
            entry("longue", "Autres questions", "Et puis après, et encore après.", questions=longer),
            entry("faq", "Questions", "x", questions=asking),
        ],
        sequence=5,
    )
    matches = engine.search(Request(parse("et après ?")))
    assert [match.card.id for match in matches.found][:2] == ["faq", "longue"]
    assert [one.passage.heading for one in matches.found[0].passages] == ["Et après ?"]
    assert found(engine, "pourquoi vous ?")[0] == "faq"
    assert found(engine, "et après ? -revoit")[0] == "longue"


def test_facets_count_what_matches(engine):
    """A value filtered by does not hide its neighbours; counts of the others follow it."""
    assert counts(engine, "lien", FilterField.THEME) == {"attachement": 1, "cadre": 2}
    assert counts(engine, "lien type:webinar", FilterField.KIND) == {"webinar": 1, "article": 1}
    assert counts(engine, "lien type:webinar", FilterField.THEME) == {"attachement": 1, "cadre": 1}
    assert counts(engine, "", FilterField.YEAR) == {"2023": 1, "2024": 1}
    assert counts(engine, "", FilterField.VIDEO) == {"1": 1}


def test_a_facet_gives_its_most_frequent_values_and_those_chosen(engine):
    """However few are asked for, what is filtered by is among them, named and counted."""
    chosen = [
        Filter(field=FilterField.PERSON, values=("claire-vasseur",)),
        Filter(field=FilterField.THEME, values=("attachement",)),
    ]
    facets = engine.search(Request(parse("lien").filtered(*chosen), facets=1)).facets
    given = {facet.field: [(one.label, one.count, one.selected) for one in facet.values] for facet in facets}
    assert given[FilterField.PERSON] == [("Claire Vasseur", 1, True)]
    assert ("attachement", 1, True) in given[FilterField.THEME]
    themes = next(facet for facet in engine.search(Request(parse("lien"), facets=1)).facets if facet.field == "theme")
    assert [(one.value, one.count) for one in themes.values] == [("cadre", 2)]
    assert engine.search(Request(parse("lien"), facets=0)).facets == ()


def test_everything_that_matches_is_counted_however_much_it_is(engine):
    """Far beyond a page, and also when some of it has changed or is gone."""

    def bells(numbers):
        return [entry(f"n{at}", f"Titre {at}", "Un carillon.", themes=[f"ton {at % 2}"]) for at in numbers]

    engine.update(bells(range(130)), sequence=5)
    engine.update(bells(range(200, 210)), removed=[f"n{at}" for at in range(0, 60, 2)], sequence=6)
    engine.update([entry("n1", "Titre 1", "Une cloche.")], sequence=7)
    assert engine.search(Request(parse("carillon"))).total == 109
    assert counts(engine, "carillon", FilterField.THEME) == {"ton-0": 40, "ton-1": 69}
    assert counts(engine, "carillon theme:ton-1", FilterField.KIND) == {"article": 69}


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


def test_cards_are_read_by_their_ids(engine):
    """Those of what is known; nothing of what is not."""
    assert engine.cards(["lien", "unknown"]) == {"lien": SHELF[0].publication.card()}
    assert engine.cards([]) == {}


def test_words_are_known_as_they_are_written(engine):
    """In lower case with their accents, those of most publications first; elided words are none."""
    vocabulary = engine.vocabulary
    assert vocabulary.complete("EVEN") == ("événement",)
    assert vocabulary.complete("p", 2) == ("partie", "patient")
    assert (vocabulary.correct("evenemant"), vocabulary.correct("benada")) == ("événement", "benhadda")


def test_words_follow_what_is_put_in(engine):
    """A word that came with an update is known at once."""
    assert "métronome" not in engine.vocabulary
    engine.update([entry("cadre", "Tenir le rythme", "Le métronome.")], sequence=7)
    assert "métronomes" in engine.vocabulary


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


SAID = (
    "Quand un patient arrive en retard, il met souvent le lien à l’épreuve. Il demande si nous serons encore là la "
    "semaine prochaine. Nous restons, sans nous justifier ni punir, et nous disons ce que nous avons vu. Le silence "
    "qui suit appartient à la séance autant que les mots ; il prépare ce qui pourra se dire plus tard, quand la peur "
    "aura un peu baissé."
)
WEBINAR = entry("direct", "Le retard", SAID, kind="webinar", date=dt.date(2024, 3, 1))
WRITTEN = entry("ecrit", "Le retard, en texte", f"{SAID} Une phrase de plus.", date=dt.date(2024, 4, 1))
ALIKE = entry("autre", "Un autre retard", "Un patient arrive en retard. Nous restons là, autrement.")


def retards(engine, **asked):
    matches = engine.search(Request(parse("retard"), **asked))
    shown = [(match.card.id, [card.id for card in match.versions]) for match in matches.found]
    return matches.total, [one for one in shown if one[0] not in {"lien", "cadre"}]


@pytest.fixture
def doubled(engine):
    engine.update([WEBINAR, WRITTEN, ALIKE], sequence=5)
    return engine


def test_versions_of_one_publication_are_one_result(doubled):
    """The webinar and the article written from it: the best answers and names the other; the total counts them once."""
    total, shown = retards(doubled)
    assert total == 3
    assert [{first, *others} for first, others in shown if others] == [{"direct", "ecrit"}]
    assert ("autre", []) in shown


def test_versions_are_one_result_whatever_the_order_and_the_page(doubled):
    """Sorted by date the newest stands for both; no page shows the other again, and none is short of a result."""
    assert retards(doubled, sort=Sort.NEWEST)[1][0] == ("ecrit", ["direct"])
    pages = [doubled.search(Request(parse("retard"), start=start, size=1)).found for start in range(3)]
    assert [len(page) for page in pages] == [1, 1, 1]
    assert len({match.card.id for page in pages for match in page} & {"direct", "ecrit"}) == 1
    assert doubled.search(Request(parse("retard"), start=3, size=1)).found == ()


def test_a_filter_shows_the_version_that_passes_it(doubled):
    """And still names the other, which says the same."""
    webinars = [Filter(field=FilterField.KIND, values=("webinar",))]
    matches = doubled.search(Request(parse("retard").filtered(*webinars)))
    assert [(match.card.id, [card.id for card in match.versions]) for match in matches.found if match.versions] == [
        ("direct", ["ecrit"])
    ]
    assert matches.total == len(matches.found)


def test_a_version_that_is_rewritten_or_withdrawn_stands_alone_again(doubled):
    """What is found follows the texts as they are."""
    doubled.update([entry("ecrit", "Le retard, en texte", "Le retard n’est plus le sujet de ces lignes.")], sequence=6)
    assert ("direct", []) in retards(doubled)[1]
    doubled.update([WRITTEN], sequence=7)
    assert ("direct", []) not in retards(doubled)[1]
    doubled.update([], removed=["ecrit"], sequence=8)
    assert ("direct", []) in retards(doubled)[1]


def test_an_acronym_finds_what_it_stands_for_and_is_found_by_it(engine):
    """When a publication of the library explains it."""
    told = entry("aah", "Les aides", "L’allocation aux adultes handicapés (AAH) est versée chaque mois.")
    full = entry("plein", "Demander", "Qui a droit à l’allocation aux adultes handicapés ?")
    short = entry("court", "Renouveler", "L’AAH se renouvelle.")
    engine.update([told, full, short], sequence=5)
    assert {"aah", "court", "plein"} <= set(found(engine, "AAH"))
    assert {"aah", "court", "plein"} <= set(found(engine, "allocation aux adultes handicapés"))


def test_sheets_of_one_model_are_no_versions(engine):
    """Of one kind, they answer other questions however much they share; with the same title, they are one again."""
    car = entry("voiture", "Le retard pour une voiture", SAID)
    van = entry("camionnette", "Le retard pour une camionnette", SAID)
    engine.update([car, van], sequence=5)
    assert dict(retards(engine)[1]) == {"voiture": [], "camionnette": []}
    engine.update([entry("encore", "Le retard : pour une voiture", SAID)], sequence=6)
    assert [{first, *others} for first, others in retards(engine)[1] if others] == [{"voiture", "encore"}]

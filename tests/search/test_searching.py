import pytest

from filrouge.engine import Entry
from filrouge.engine.memory import MemoryEngine
from filrouge.model import Filter, FilterField, Publication
from filrouge.passages import cut
from filrouge.search import Search


@pytest.fixture
def search():
    publication = Publication(
        id="lien",
        slug="lien",
        kind="webinar",
        title="Quand un patient met le lien à l’épreuve",
        people=[{"name": "Jean-Baptiste Quéré"}, {"name": "Claire Vasseur"}],
        themes=["attachement"],
        transcript=[
            {"start": 750.0, "end": 756.0, "text": "Un événement, un retard : le lien est mis à l’épreuve."},
        ],
        questions=[{"question": "Faut-il relever chaque retard ?", "answer": "<p>Non.</p>", "anchor": "q"}],
    )
    engine = MemoryEngine()
    engine.rebuild([Entry(publication, cut(publication))], sequence=1)
    return Search(engine)


def test_a_passage_opens_where_it_is_said(search):
    """The address leads to the second, the excerpt marks the words."""
    passage = search.search("mises a l'epreuve").hits[0].passages[0]
    assert passage.url == "/publications/lien?t=750"
    assert "<mark>mis</mark> à <mark>l’épreuve</mark>" in passage.html


def test_filters_beside_the_words_narrow(search):
    """What facets add to what was typed."""
    wrong = Filter(field=FilterField.KIND, values=("article",))
    assert search.search("lien", filters=[wrong]).total == 0
    assert search.search("lien").total == 1


def test_a_page_beyond_the_last_is_empty(search):
    """Nothing is wrong with asking too far."""
    results = search.search("lien", page=5_000, size=10)
    assert (results.hits, results.total, results.pages) == ((), 1, 1)


@pytest.mark.parametrize(
    ("typed", "meant"), [("evenemant", "événement"), ("attachment", "attachement"), ("kéré", "quéré")]
)
def test_an_unknown_word_is_corrected_and_searched(search, typed, meant):
    """When nothing else answers, the nearest word of the library is searched, and it is said."""
    results = search.search(typed)
    assert (results.correction, results.corrected, results.total) == (meant, True, 1)


def test_a_correction_is_only_offered_when_other_words_answer(search):
    """The words that are known are searched as typed."""
    results = search.search("lien evenemant")
    assert (results.correction, results.corrected, results.total) == ("lien événement", False, 1)


def test_known_words_are_left_alone(search):
    """Neither plural nor missing accents are slips."""
    assert search.search("liens evenements").correction is None


def test_words_are_completed_with_their_accents(search):
    """Typed without, shown as they are written."""
    assert [one.text for one in search.suggest("un even") if one.kind == "word"] == ["un événement"]


def test_people_themes_questions_and_publications_are_offered(search):
    """Each with where it leads, when it leads somewhere."""
    assert ("person", "Claire Vasseur", "/intervenants/claire-vasseur") in offered(search, "vass")
    assert ("theme", "attachement", "/themes/attachement") in offered(search, "att")
    assert ("question", "Faut-il relever chaque retard ?", None) in offered(search, "relever ret")
    assert ("publication", "Quand un patient met le lien à l’épreuve", "/publications/lien") in offered(search, "pati")


def test_nothing_is_offered_for_nothing(search):
    """An empty box stays quiet."""
    assert search.suggest("  ") == ()


def offered(search, typed):
    return [(one.kind, one.text, one.url) for one in search.suggest(typed)]

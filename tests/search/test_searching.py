import pytest

from filrouge.engine import Entry
from filrouge.engine.memory import MemoryEngine
from filrouge.model import Filter, FilterField, Notice, Publication
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


def test_without_excerpts_the_same_passages_are_found(search):
    """At the same places, their excerpts left empty."""
    bare, whole = (search.search("mises a l'epreuve", excerpts=wanted).hits[0].passages for wanted in (False, True))
    assert [(one.passage, one.score, one.url) for one in bare] == [(one.passage, one.score, one.url) for one in whole]
    assert {(one.text, one.html) for one in bare} == {("", "")}


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


def test_an_unknown_word_beside_known_ones_is_corrected_too(search):
    """Nothing answers it otherwise; what was typed can still be asked for, and then the correction is only offered."""
    results = search.search("lien evenemant")
    assert (results.correction, results.corrected, results.query.typed) == ("lien événement", True, "lien événement")
    as_typed = search.search("lien evenemant", exact=True)
    assert (as_typed.correction, as_typed.corrected, as_typed.query.typed) == (
        "lien événement",
        False,
        "lien evenemant",
    )


def test_beside_known_words_a_first_letter_is_no_slip(search):
    """“pétard” is no misspelt “retard”: it begins otherwise, and the rest of the query answers."""
    assert search.search("lien petard").correction is None
    assert search.search("petard").correction == "retard"


def test_small_words_are_never_slips(search):
    """A library that does not hold “mais” does not mean “mis”."""
    assert search.search("mais lien").correction is None


def test_a_quotation_that_nobody_made_is_searched_as_words(search):
    """In a sentence or alone, it does not empty the page: that nothing holds it is said."""
    for typed in ('que dire à qui "arrive toujours en retard"', '"lien à l’épreuve du retard"'):
        results = search.search(typed)
        assert (results.total, results.notices) == (1, (Notice.LOOSENED,))
    held = search.search('"mis à l’épreuve" retard')
    assert (held.total, held.notices) == (1, ())


def test_a_quotation_of_unknown_words_finds_nothing(search):
    """And nothing is said of loosening that would not be true."""
    results = search.search('"zygomatique xylophone"')
    assert (results.total, results.notices) == (0, ())


def test_a_passage_that_repeats_another_gives_way(made):
    """In one publication, and from one publication to the next: what one has just read is not shown again."""
    said = "Le retard dit quelque chose du lien, et nous prenons le temps de l’entendre ensemble avant de répondre."
    other = "Un autre retard, plus tard dans la cure, s’éclaire de tout ce qui fut dit depuis la première rencontre."
    search = made({"a": (said, f"{said} Voilà.", other), "b": (said, "Le retard du matin n’est pas celui du soir.")})
    results = search.search("retard", passages=2)
    texts = {hit.publication.id: [one.passage.text for one in hit.passages] for hit in results.hits}
    shown = [text for those in texts.values() for text in those]
    assert sum("dit quelque chose du lien" in text for text in shown) == 1
    assert all(texts.values())
    first = next(hit for hit in results.hits if hit.publication.id == "a")
    assert len(first.passages) + first.more == 3


@pytest.fixture
def made():
    """`made({id: texts of its sections})` gives the search over these publications."""

    def search(publications):
        engine = MemoryEngine()
        entries = []
        for name, texts in publications.items():
            sections = [
                {"heading": f"Partie {number}", "anchor": f"p{number}", "html": f"<p>{text}</p>"}
                for number, text in enumerate(texts)
            ]
            publication = Publication(id=name, slug=name, kind="article", title=f"Texte {name}", sections=sections)
            entries.append(Entry(publication, cut(publication)))
        engine.rebuild(entries, sequence=1)
        return Search(engine)

    return search


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

"""What else words are called."""

import pytest

from filrouge.engine import Entry
from filrouge.engine.memory import MemoryEngine
from filrouge.engine.tantivy import TantivyEngine
from filrouge.model import Publication
from filrouge.passages import cut
from filrouge.search import Search
from filrouge.search.synonym_file import HeldSynonyms, read_lines
from filrouge.thesaurus.held import HeldThesaurus

TEXTS = {
    "tspt": "Le TSPT se soigne.",
    "long": "Un trouble de stress post-traumatique se soigne.",
    "stress": "Le stress du lundi, le trouble d’un collègue.",
    "distance": "Les séances à distance fatiguent.",
    "deuil": "Le deuil d’un enfant prend son temps.",
    "travail": "Le travail du deuil se fait en famille.",
}
LINES = """\
# nos mots
PTSD, TSPT, trouble de stress post-traumatique
visioconférence, séances à distance
psy => psychologue
perte => deuil
"""


@pytest.fixture(params=["memory", "tantivy"])
def searching(request, tmp_path):
    """`searching(lines, texts)` gives the search over these texts with a file of these synonyms."""

    def made(lines: str = LINES, texts: dict[str, str] = TEXTS) -> Search:
        file = tmp_path / "synonymes.txt"
        file.write_text(lines, encoding="utf-8")
        engine = MemoryEngine() if request.param == "memory" else TantivyEngine(tmp_path / "index")
        engine.rebuild([_entry(name, text) for name, text in texts.items()], sequence=1)
        return Search(engine, HeldSynonyms(file))

    return made


def _entry(name: str, text: str) -> Entry:
    section = {"anchor": "a", "html": f"<p>{text}</p>"}
    publication = Publication(id=name, slug=name, kind="article", title="Texte", sections=[section])
    return Entry(publication, cut(publication))


def found(search: Search, typed: str) -> list[str]:
    return [hit.publication.id for hit in search.search(typed).hits]


@pytest.mark.parametrize("typed", ["PTSD", "ptsd", "le PTSD", "P.T.S.D."])
def test_an_abbreviation_finds_what_it_stands_for(searching, typed):
    """Both the other abbreviation and the long name, as an expression: “stress” alone is not it."""
    assert set(found(searching(), typed)) == {"tspt", "long"}


@pytest.mark.parametrize(
    "typed",
    [
        "trouble de stress post-traumatique",
        "troubles de stress post traumatiques",
        "d'un trouble stress post-traumatique",
    ],
)
def test_the_long_name_finds_the_abbreviation(searching, typed):
    """Inflected, elided, with or without its small words; the longest expression is the one that is meant."""
    results = searching().search(typed)
    assert results.hits[0].publication.id == "long"
    assert "tspt" in {hit.publication.id for hit in results.hits}
    assert [one.others for one in results.synonyms] == [("TSPT",)]


def test_what_was_typed_comes_first(searching):
    """Of two texts that are otherwise alike, the one that says it in those words."""
    texts = {"second": "La perte prend son temps.", "first": "Le deuil prend son temps."}
    search = searching("perte, deuil", texts)
    assert found(search, "perte") == ["second", "first"]
    assert found(search, "deuil") == ["first", "second"]


def test_one_way_is_one_way(searching):
    """An arrow answers from left to right only."""
    search = searching()
    assert set(found(search, "perte")) == {"deuil", "travail"}
    assert search.search("deuil").synonyms == ()


def test_the_other_words_of_a_query_still_count(searching):
    """A text that has the synonym and them comes before a text that has the synonym alone."""
    assert found(searching(), "perte en famille")[0] == "travail"


@pytest.mark.parametrize("typed", ['"PTSD"', "soigne -PTSD", "soigne -tspt"])
def test_quotes_and_exclusions_mean_what_they_say(searching, typed):
    """An exact phrase is searched as it is, an exclusion leaves out what it names and nothing else."""
    assert searching().search(typed).synonyms == ()


def test_exact_words_can_be_asked_for(searching):
    """Without synonyms, a word that nobody wrote finds nothing."""
    assert searching().search("PTSD", exact=True).total == 0


def test_the_synonym_found_is_marked(searching):
    """In the excerpt, like a word that was typed."""
    (hit,) = searching().search("visioconférence").hits
    assert "<mark>séances</mark> à <mark>distance</mark>" in hit.passages[0].html


def test_a_synonym_is_marked_whole(searching):
    """Of “trouble de stress post-traumatique”, a “trouble” alone is no part."""
    texts = {"a": "Le trouble d’un collègue, puis le trouble de stress post-traumatique d’un autre, et son stress."}
    (hit,) = searching(LINES, texts).search("PTSD").hits
    marked = "le <mark>trouble</mark> de <mark>stress</mark> <mark>post-traumatique</mark> d’un autre, et son stress."
    assert hit.passages[0].html == f"Le trouble d’un collègue, puis {marked}"


def test_only_words_that_the_library_holds_are_told(searching):
    """“psychologue” stands in no text: nothing was searched for it."""
    assert searching().search("psy").synonyms == ()


def test_an_abbreviation_is_no_stem(searching):
    """“ACT” is not “acte”, although their stems are one."""
    search = searching("ACT, thérapie d’acceptation", {"act": "La thérapie d’acceptation.", "acte": "Un acte posé."})
    assert found(search, "acte") == ["acte"]
    assert found(search, "act")[0] == "act"


def test_a_word_that_is_everywhere_needs_no_other(searching):
    """What so many texts hold is found already; its synonyms would only push others aside."""
    texts = {str(number): "Un patient parle." for number in range(8)} | {"usager": "Un usager écrit."}
    search = searching("patient, usager\nécrit, parole", texts)
    assert search.search("patient").synonyms == ()
    assert [one.others for one in search.search("usager").synonyms] == [("patient",)]


def test_the_file_is_read_again_when_it_has_changed(searching, tmp_path):
    """Without restarting anything."""
    search = searching("")
    assert found(search, "visio") == []
    (tmp_path / "synonymes.txt").write_text("visio, séances à distance", encoding="utf-8")
    assert found(search, "visio") == ["distance"]


def test_a_thesaurus_gives_its_labels(tmp_path):
    """Preferred and alternative labels are searched; a hidden one, a usual slip, is only understood."""
    engine = MemoryEngine()
    engine.rebuild([_entry("tspt", "Le TSPT."), _entry("slip", "Le TSTP.")], sequence=1)
    search = Search(engine, HeldSynonyms(thesaurus=HeldThesaurus()))
    assert found(search, "PTSD") == ["tspt"]
    assert found(search, "état de stress post-traumatique") == ["tspt"]
    assert [one.others for one in search.search("tstp").synonyms] == [("TSPT",)]


@pytest.mark.parametrize(
    ("lines", "line", "told"),
    [
        ("a, b\nseul", 2, "one expression only"),
        ("# rien\n\na => b => c", 3, "more than one"),
        ("=> b", 1, "on both"),
        ("a =>", 1, "on both"),
        ("a, a", 1, "one expression only"),
        (", ;", 1, "one expression only"),
    ],
)
def test_a_line_that_means_nothing_is_told_with_its_number(lines, line, told):
    """The others are used."""
    ((number, why),) = read_lines(lines).faults
    assert number == line
    assert told in why


def test_a_file_that_is_no_text_stops_no_search(tmp_path):
    """Its fault is told, and searches go on without it."""
    file = tmp_path / "synonymes.txt"
    file.write_bytes("é, è\n".encode("latin-1"))
    held = HeldSynonyms(file)
    ((line, why),) = held.faults
    assert (line, "UTF-8" in why) == (1, True)
    assert list(held.present.find(["é"])) == []


def test_the_form_of_other_search_engines_is_read():
    """Comments at the end of a line, escaped commas, a byte order mark."""
    read = read_lines("tcc, thérapie cognitive # psychothérapies\n3\\,14, pi")
    assert read.faults == ()
    assert {one.typed for one in read.equivalents} == {("tcc", "thérapie cognitive"), ("3,14", "pi")}

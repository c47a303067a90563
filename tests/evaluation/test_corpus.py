import pytest

from filrouge.errors import SourceUnreadable
from filrouge.evaluation.corpus import JudgedCorpus, Judgement
from filrouge.model import Cue, Kind
from filrouge.sources.contract import Reading, Refusal
from tests.evaluation.making import retrieval_set


@pytest.fixture
def publications(tmp_path):
    return [publication_of(reading) for reading in JudgedCorpus(retrieval_set(tmp_path)).documents()]


def publication_of(reading):
    assert isinstance(reading, Reading)
    return reading.publication


def test_a_text_is_an_article_with_a_paragraph_a_line(publications):
    """Its title, its language and its lines; what else its makers wrote is passed over."""
    lien, cadre, _, secure = publications
    assert (lien.id, lien.kind, lien.title, lien.language) == ("doc:lien", Kind.ARTICLE, "Le lien", "fr")
    assert lien.sections[0].html == "<p>Le lien mis à l’épreuve.</p><p>Un retard, un silence.</p>"
    assert (cadre.language, secure.language) == ("fr", "en")


def test_cues_are_a_transcript(publications):
    """Each lasts until the next; the last, two seconds. Without a title, the id stands for it."""
    spoken = publications[2]
    assert (spoken.kind, spoken.title) == (Kind.WEBINAR, "Dit_1-a")
    assert spoken.transcript == (
        Cue(start=1, end=3.5, text="on parle du trauma"),
        Cue(start=3.5, end=5.5, text="et de sidération"),
    )


def test_markup_in_a_text_is_text(tmp_path):
    """What looks like a tag was written, and is searched."""
    folder = retrieval_set(tmp_path, documents=[{"id": "a", "title": "t", "text": "<b>x</b> & y"}])
    (reading,) = JudgedCorpus(folder).documents()
    assert publication_of(reading).sections[0].html == "<p>&lt;b&gt;x&lt;/b&gt; &amp; y</p>"


def test_a_document_that_cannot_be_read_is_refused_by_its_line(tmp_path):
    """The others go on."""
    folder = retrieval_set(tmp_path, documents=[{"id": "a b", "title": "t"}, {"title": "t"}, {"id": "c", "title": "t"}])
    first, second, third = JudgedCorpus(folder).documents()
    assert isinstance(first, Refusal)
    assert first.source.endswith("corpus.jsonl.gz line 1")
    assert isinstance(second, Refusal)
    assert second.reason == "id: Field required"
    assert publication_of(third).id == "doc:c"


def test_judgements_are_read_as_trec_writes_them(tmp_path):
    """Query, iteration, document, grade."""
    corpus = JudgedCorpus(retrieval_set(tmp_path))
    assert corpus.judgements()[0] == Judgement("lien_1", "lien", 2)
    assert [query.id for query in corpus.queries()][:2] == ["lien_1", "lien_2"]


@pytest.mark.parametrize(
    ("name", "line", "told"),
    [
        ("qrels.tsv", "lien_1\t1\n", "qrels.tsv line 1 should be: query, 0, document, grade"),
        ("qrels.tsv", "lien_1\t0\tlien\tgood\n", "qrels.tsv line 1 should be"),
        ("queries.jsonl", '{"text": "x"}\n', "queries.jsonl line 1 is no query: id: Field required"),
        ("queries.jsonl", "x\n", "queries.jsonl line 1 is no query"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(tmp_path, name, line, told):
    """Figures over half a set would be taken for those of the set."""
    folder = retrieval_set(tmp_path)
    (folder / name).write_text(line)
    corpus = JudgedCorpus(folder)
    with pytest.raises(SourceUnreadable, match=told):
        _ = (corpus.queries(), corpus.judgements())


def test_a_folder_that_is_no_set_says_what_is_missing(tmp_path):
    """By the name of the file."""
    with pytest.raises(SourceUnreadable, match=r"there is no qrels\.tsv"):
        JudgedCorpus(tmp_path).judgements()

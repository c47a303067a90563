"""`filrouge evaluate`, as one would type it."""

import json

import pytest
from typer.testing import CliRunner

from filrouge.cli import app
from filrouge.cli.evaluating import WEIGHTS
from filrouge.cli.options import Task
from tests.evaluation.making import QUERIES, retrieval_set


@pytest.fixture
def run(tmp_path):
    """Evaluates on the small set, with more options."""
    folder = retrieval_set(tmp_path / "set")

    def command(*words, status=0):
        result = CliRunner().invoke(app, ["evaluate", "--corpus", str(folder), *words])
        assert result.exit_code == status, result.output
        return result

    return command


def test_the_tasks_of_the_command_are_those_there_are():
    """What may be asked on the command line is what can be measured."""
    assert {one.value for one in Task} == set(WEIGHTS)


def test_json_tells_measures_times_and_intervals(run):
    """Four queries are judged, and answered by the search of the page."""
    told = json.loads(run("--format", "json").stdout)
    assert list(told) == ["task", "measures", "queries", "ms_per_query", "index_seconds", "intervals"]
    assert (told["task"], told["queries"]) == ("search", 4)
    assert told["measures"] == {"nDCG@10": 1.0, "MRR@10": 1.0, "R@100": 1.0}
    assert 0 < told["ms_per_query"]["p50"] <= told["ms_per_query"]["p95"]
    assert told["index_seconds"] > 0


def test_our_run_is_saved_and_scored_without_a_search(run, tmp_path):
    """The same measures; no time, for nothing was asked."""
    file = tmp_path / "ours.run"
    searched = json.loads(run("--format", "json", "--save-run", str(file)).stdout)
    scored = json.loads(run("--format", "json", "--run", str(file)).stdout)
    assert scored == {name: searched[name] for name in ("task", "measures", "queries", "intervals")}


def test_what_a_baseline_answers_better_is_told(run, tmp_path):
    """Query by query, the worst first, with its text."""
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.write_text("lien_1 Q0 cadre 1 2 x\nlien_1 Q0 lien 2 1 x\ncadre_1 Q0 cadre 1 1 x\n")
    theirs.write_text("lien_1 Q0 lien 1 1 x\nlien_2 Q0 lien 1 1 x\n")
    told = json.loads(run("--format", "json", "--run", str(ours), "--baseline", str(theirs)).stdout)
    assert [(loss["query"], loss["value"], loss["baseline"]) for loss in told["losses"]] == [
        ("lien_2", 0.0, 1.0),
        ("lien_1", 0.63093, 1.0),
    ]
    assert told["losses"][0]["text"] == "un patient en retard"


def test_configurations_are_compared_on_one_index(run):
    """Each with its measures and by how much it differs from the product's own."""
    told = json.loads(run("--format", "json", "--compare", "plain:grams=0,near=0", "--compare", "k1:grams_k1=1").stdout)
    first, second = told["configurations"]
    assert (first["name"], first["settings"]) == ("plain", {"grams": 0.0, "near": 0.0})
    assert second["name"] == "k1"
    assert set(first) == {"name", "settings", "measures", "intervals", "differences", "ms_per_query"}
    assert first["differences"]["nDCG@10"][0] <= 0.0 <= first["differences"]["nDCG@10"][1]


def test_text_is_a_line_a_configuration(run):
    """With what is compared beside it."""
    lines = run("--compare", "plain:grams=0").stdout.splitlines()
    assert [line.split()[0] for line in lines[:3]] == ["nDCG@10", "filrouge", "plain"]
    assert "4 queries, imported and indexed in" in lines[3]


def test_groups_of_queries_count_alike(run, tmp_path):
    """Of three themes, one is half answered."""
    file = tmp_path / "run"
    file.write_text("lien_1 Q0 lien 1 1 x\ncadre_1 Q0 cadre 1 1 x\ntrauma_1 Q0 Dit_1-a 1 1 x\n")
    told = json.loads(run("--format", "json", "--run", str(file), "--group-by", "^[^_]+").stdout)
    assert told["measures"]["R@100"] == pytest.approx(2.5 / 3, abs=1e-4)


def test_a_sample_of_the_queries_is_always_the_same(run, tmp_path):
    """By its seed."""
    files = [tmp_path / name for name in ("one", "two")]
    for file in files:
        assert (
            json.loads(run("--format", "json", "--limit-queries", "2", "--save-run", str(file)).stdout)["queries"] == 2
        )
    assert files[0].read_text() == files[1].read_text()


def test_a_query_that_is_read_as_syntax_is_told(tmp_path):
    """It was meant as words, and its set is not to blame."""
    queries = [{"id": "lien_1", "text": "lien -cadre"}, *QUERIES[1:]]
    folder = retrieval_set(tmp_path / "set", queries=queries)
    result = CliRunner().invoke(app, ["evaluate", "--corpus", str(folder), "--format", "json"])
    assert "1 queries have a filter or an exclusion: lien_1" in result.stderr
    assert json.loads(result.stdout)["queries"] == 4


def test_a_document_that_cannot_be_read_ends_it(tmp_path):
    """Figures over a part of a set would be taken for those of the set."""
    folder = retrieval_set(tmp_path / "set", documents=[{"id": "a b", "title": "t"}])
    result = CliRunner().invoke(app, ["evaluate", "--corpus", str(folder)])
    assert result.exit_code == 1
    assert "1 documents cannot be read; the first is" in result.stderr


@pytest.mark.parametrize(
    ("option", "value", "status", "told"),
    [
        ("--group-by", "(", 2, "not a regular expression"),
        ("--compare", "plain:no=1", 1, "no weight"),
        ("--run", "nowhere", 1, "cannot be read"),
        ("--corpus", "nowhere", 1, "not a retrieval set"),
    ],
)
def test_a_wrong_option_is_told(run, option, value, status, told):
    """Before anything is imported."""
    assert told in run(option, value, status=status).stderr


def test_queries_that_are_documents_are_of_another_task(tmp_path):
    """They are not searched as if they were empty."""
    folder = retrieval_set(tmp_path / "set", queries=[{"id": "lien_1", "doc": "lien"}])
    result = CliRunner().invoke(app, ["evaluate", "--corpus", str(folder)])
    assert (result.exit_code, "of another task" in result.stderr) == (1, True)


def test_the_sentence_that_answers_is_measured(tmp_path):
    """Whether the extracts hold the reference answer, and whether they meet the reference moment; a search, which shows
    none, says nothing of them."""
    documents = [
        {"id": "ecole", "title": "L’école", "text": "L’école fut fondée en 1974. Elle est à Nantes."},
        {"id": "cadre", "title": "Le cadre", "text": "Tenir le cadre et finir à l’heure."},
        {"id": "dit", "title": "Le trauma", "cues": [[0, "bonsoir à toutes"], [8, "on parle de la sidération"]]},
    ]
    queries = [
        {"id": "q1", "text": "Quand fut fondée l’école ?", "answers": ["EN 1974"]},
        {"id": "q2", "text": "Où est l’école ?", "answers": ["à Rennes"]},
        {"id": "q3", "text": "sidération", "start": 8, "end": 9},
    ]
    judgements = [("q1", "ecole", 1), ("q2", "ecole", 1), ("q3", "dit", 1)]
    folder = retrieval_set(tmp_path / "set", documents=documents, queries=queries, judgements=judgements)
    words = ["evaluate", "--corpus", str(folder), "--task", "questions", "--format", "json"]
    told = json.loads(CliRunner().invoke(app, words).stdout)
    assert (told["task"], told["queries"]) == ("questions", 3)
    assert told["measures"] == {
        "nDCG@10": 1.0,
        "MRR@10": 1.0,
        "R@100": 1.0,
        "hit@1": 0.5,
        "hit@3": 0.5,
        "moment@1": 1.0,
        "moment@3": 1.0,
    }
    assert set(told["intervals"]) == set(told["measures"])
    searched = json.loads(CliRunner().invoke(app, [*words, "--task", "search"]).stdout)
    assert searched["measures"] == {"nDCG@10": 1.0, "MRR@10": 1.0, "R@100": 1.0}


LINKED = (
    {"id": "q1", "doc": "jardin"},
    {"id": "q2", "doc": "trauma"},
)
GARDEN = (
    {"id": "jardin", "title": "Le jardin", "text": "Le jardin japonais. La mousse retient la pluie."},
    {"id": "mousse", "title": "La mousse", "text": "La mousse du jardin japonais boit la pluie."},
    {"id": "trauma", "title": "Le trauma", "text": "La dissociation coupe du corps, dit le clinicien."},
    {"id": "corps", "title": "Le corps", "text": "La dissociation se voit dans le corps."},
)


def test_links_are_measured_on_sets_whose_queries_are_documents(tmp_path):
    """By the links of their page, with the measures of links; other weights are compared on the same library."""
    judgements = (("q1", "mousse", 1), ("q2", "corps", 1))
    folder = retrieval_set(tmp_path / "links", documents=GARDEN, queries=LINKED, judgements=judgements)
    words = ["evaluate", "--corpus", str(folder), "--task", "links", "--format", "json", "--compare", "no-hub:hub=0"]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["measures"] == {"nDCG@10": 1.0, "R@100": 1.0, "P@5": 0.2}
    assert told["configurations"][0]["settings"] == {"hub": 0.0}


def test_a_set_of_texts_is_no_set_of_links(run):
    """And the other way round: each task says what it needs."""
    assert "“links”" in run("--task", "links", status=1).output

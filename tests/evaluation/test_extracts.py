from filrouge.evaluation.corpus import JudgedQuery
from filrouge.evaluation.extracts import Shown, measured


def measures(query, *extracts, judged=("doc",)):
    values = measured({query.id: extracts}, [query], {query.id: set(judged)})
    return {name: those[query.id] for name, those in values.items()}


def test_a_reference_is_held_whatever_its_case_and_accents():
    """And only among the extracts looked at."""
    query = JudgedQuery(id="q", text="?", answers=("Élan vital",))
    assert measures(query, Shown("Un ELAN   vital.", "doc")) == {"hit@1": 1.0, "hit@3": 1.0}
    assert measures(query, Shown("Rien.", "doc"), Shown("un élan vital", "doc")) == {"hit@1": 0.0, "hit@3": 1.0}
    assert measures(query, *[Shown("Rien.", "doc")] * 3, Shown("élan vital", "doc")) == {"hit@1": 0.0, "hit@3": 0.0}
    assert measures(query) == {"hit@1": 0.0, "hit@3": 0.0}


def test_a_moment_is_met_in_the_document_that_answers():
    """When they share a second, and nowhere else."""
    query = JudgedQuery(id="q", text="?", start=60.0, end=90.0)
    assert measures(query, Shown("", "doc", 85.0, 100.0))["moment@1"] == 1.0
    assert measures(query, Shown("", "doc", 91.0, 100.0))["moment@1"] == 0.0
    assert measures(query, Shown("", "other", 60.0, 90.0))["moment@1"] == 0.0
    assert measures(query, Shown("", "doc"))["moment@1"] == 0.0


def test_what_no_query_refers_to_is_not_measured():
    """A set without answers or moments has neither measure."""
    assert measures(JudgedQuery(id="q", text="?"), Shown("", "doc")) == {}

"""`filrouge question …` and `filrouge questions …`, as an editor or a script would use them."""

import json

import pytest

FAQ = """\
---
kind: faq
title: "Questions sur le cadre"
people: [{name: Claire Vasseur}]
questions:
  - question: "Faut-il rester neutre ?"
    answer: "Une présence humaine soutient mieux qu’une neutralité rigide."
  - question: "Comment annoncer ses vacances ?"
    answer: "Plusieurs semaines avant, avec la date de la reprise."
---
Des réponses.
"""
ANSWER = {"text", "context", "publication", "speaker", "start", "end", "url", "score"}


@pytest.fixture
def run(filrouge, tmp_path):
    """`run("question", …)` runs `filrouge question …` on a small library; its output."""
    (tmp_path / "cadre.md").write_text(FAQ, encoding="utf-8")
    filrouge("import", str(tmp_path / "cadre.md"))
    return filrouge


def test_a_question_is_answered_in_json_as_it_was_promised(run):
    """Every key is there, and nothing else; the answer is to the letter, with its speaker and address."""
    told = json.loads(run("question", "faut il rester neutre", "--format", "json"))
    assert set(told) == {"query", "question", "answered", "answers", "publications", "related", "help"}
    assert told["answered"]
    assert told["question"]["slug"] == "faut-il-rester-neutre"
    assert set(told["answers"][0]) == ANSWER
    assert told["answers"][0]["text"] == "Une présence humaine soutient mieux qu’une neutralité rigide."
    assert told["answers"][0]["speaker"] == "Claire Vasseur"
    assert told["publications"][0]["places"][0]["url"].endswith("#faut-il-rester-neutre")


def test_what_nothing_answers_is_said(run):
    """With nothing in place of an answer, for a program and for a person."""
    told = json.loads(run("question", "combien coûte un vaccin contre la grippe", "--format", "json"))
    assert (told["answered"], told["answers"], told["question"]) == (False, [], None)
    assert "No publication answers directly." in run("question", "combien coûte un vaccin contre la grippe")


def test_help_comes_before_everything_else(run):
    """In the text and in the JSON of both ways to search."""
    for command in ("question", "search"):
        assert run(command, "je veux mourir").startswith("3114")
        lines = json.loads(run(command, "je veux mourir", "--format", "json"))["help"]
        assert [line["numbers"] for line in lines] == [["3114"], ["15", "112"], ["119"], ["3919"]]
        assert json.loads(run(command, "neutre", "--format", "json"))["help"] == []


def test_an_editor_merges_two_questions_and_the_former_address_answers(run):
    """`show` of what was merged away is what it went into."""
    assert "/questions/faut-il-rester-neutre" in run(
        "questions", "merge", "comment-annoncer-ses-vacances", "faut-il-rester-neutre"
    )
    listed = json.loads(run("questions", "list", "--format", "json"))
    assert [one["slug"] for one in listed["questions"]] == ["faut-il-rester-neutre"]
    again = run("questions", "publish", "comment-annoncer-ses-vacances")
    assert again.startswith("published  Faut-il rester neutre ?")


def test_an_editor_does_all_that_editors_do(run, tmp_path):
    """Publish, withdraw, rename, reorder, introduce from a file, split and promote."""
    run("questions", "publish", "faut-il-rester-neutre")
    run("questions", "withdraw", "comment-annoncer-ses-vacances")
    assert "vacances" not in run("questions", "list")
    assert "withdrawn" in run("questions", "list", "--all")
    assert "neutre-ou-chaleureux" in run("questions", "rename", "faut-il-rester-neutre", "Neutre ou chaleureux ?")
    (tmp_path / "mot.html").write_text("<p>Une vieille affaire.</p>", encoding="utf-8")
    run("questions", "introduce", "neutre-ou-chaleureux", "--file", str(tmp_path / "mot.html"))
    run("questions", "promote", "le patient silencieux")
    assert run("questions", "reorder", "le-patient-silencieux", "neutre-ou-chaleureux").startswith("1. le patient")
    run("questions", "promote", "être neutre en institution", "--into", "neutre-ou-chaleureux")
    run("questions", "split", "neutre-ou-chaleureux", "être neutre en institution", "--as", "Neutre en institution ?")
    listed = json.loads(run("questions", "list", "--format", "json"))["questions"]
    assert {one["slug"] for one in listed} >= {"le-patient-silencieux", "neutre-ou-chaleureux", "neutre-en-institution"}


def test_an_unknown_question_is_one_line_and_status_1(run):
    """No traceback; the command that lists them is named."""
    assert "questions list" in run("questions", "publish", "rien", status=1)

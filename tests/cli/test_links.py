"""`filrouge related` and `filrouge links …`, as an editor or a script would use them."""

import json

import pytest

PAGES = {
    "Le jardin": "Le jardin japonais apaise la respiration. La mousse du jardin retient la pluie.",
    "La mousse": "La mousse pousse au jardin japonais. La pluie nourrit la mousse et la pierre.",
    "La pluie": "La pluie tombe sur le jardin japonais, la mousse et la pierre respirent.",
    "Le trauma": "La dissociation coupe du corps. La stabilisation vient avant la mémoire.",
}


@pytest.fixture
def run(filrouge, tmp_path):
    """`run("related", "le-jardin")` runs it on a library of four publications; its output."""
    sources = tmp_path / "sources"
    sources.mkdir()
    for number, (title, text) in enumerate(PAGES.items()):
        page = f'---\ntitle: "{title}"\n---\n## Texte\n{text}\n'
        (sources / f"p{number}.md").write_text(page, encoding="utf-8")
    filrouge("import", str(sources))
    return filrouge


def related(run, key: str = "le-jardin") -> list[str]:
    links = json.loads(run("related", key, "--format", "json"))["links"]
    return [link["publication"]["slug"] for link in links]


def test_the_json_of_a_publication_s_links(run):
    """Strength, reasons in French with their evidence, and pairs of passages with what they share."""
    told = json.loads(run("related", "le-jardin", "--format", "json"))
    assert list(told) == ["publication", "links"]
    link = told["links"][0]
    assert list(link) == ["publication", "strength", "standing", "reasons", "pairs"]
    assert 0 < link["strength"] <= 1
    (terms,) = (reason for reason in link["reasons"] if reason["kind"] == "terms")
    assert terms["text"].startswith("Ce que disent les deux")
    pair = link["pairs"][0]
    assert list(pair) == ["from", "to", "terms", "strength"]
    assert pair["from"]["url"].startswith("/publications/le-jardin#")
    assert "<mark>" in pair["to"]["html"]
    assert {"start", "end", "text"} <= pair["to"].keys()


def test_links_in_plain_text(run):
    """Titles, sentences and both quotes."""
    told = run("related", "le-jardin")
    assert "La mousse" in told
    assert "↔" in told
    assert "Ce que disent les deux" in told


def test_a_rejection_survives_a_rebuild(run):
    """And is counted among what editors decided."""
    assert "la-mousse" in related(run)
    run("links", "reject", "le-jardin", "la-mousse")
    told = run("links", "--rebuild")
    assert "4 publications are linked." in told
    assert "1 rejected" in told
    assert "la-mousse" not in related(run)
    assert "le-jardin" not in related(run, "la-mousse")
    run("links", "undo", "le-jardin", "la-mousse")
    assert "la-mousse" in related(run)


def test_pinned_then_made_by_hand_then_accepted(run):
    """Before all that was found; the editor's reason comes first."""
    run("links", "accept", "le-jardin", "la-pluie")
    run("links", "add", "le-jardin", "le-trauma", "--reason", "Ralentir, autrement.")
    run("links", "pin", "la-mousse", "le-jardin")
    assert related(run) == ["la-mousse", "le-trauma", "la-pluie"]
    run("links", "reason", "le-jardin", "la-mousse", "Le même jardin.")
    link = json.loads(run("related", "le-jardin", "--format", "json"))["links"][0]
    assert (link["standing"], link["reasons"][0]["text"]) == ("pinned", "Le même jardin.")


def test_how_far_editors_agree_is_readable_as_a_measure(run):
    """Of the links found, those they kept beside those they refused; what was made by hand was not found."""
    run("links", "accept", "le-jardin", "la-pluie")
    run("links", "pin", "le-jardin", "la-mousse")
    run("links", "reject", "le-jardin", "le-trauma")
    told = json.loads(run("links", "--format", "json"))
    assert told == {
        "publications": 4,
        "accepted": 1,
        "pinned": 1,
        "by_hand": 0,
        "rejected": 1,
        "precision": 0.6667,
    }


def test_a_link_has_two_ends(run):
    """Both known, and not the same."""
    assert "same publication" in run("links", "accept", "le-jardin", "le-jardin", status=1)
    assert "inconnu" in run("links", "accept", "le-jardin", "inconnu", status=1)

"""Why two publications are linked, in sentences; and the API of links."""

import pytest

from filrouge.model import Quote, Reason, ReasonKind
from filrouge.web.reasons import reason_text

HERE, THERE = "id-ici", "id-la"
ASKED = ("Que faire d’un silence ?", "Comment recevoir un silence ?")


def cited(by: str) -> Reason:
    quote = Quote(publication=by, text="le webinaire de janvier sur le cadre")
    return Reason(kind=ReasonKind.CITATION, values=("Le cadre",), quotes=(quote,))


@pytest.mark.parametrize(
    ("reason", "french", "english"),
    [
        (
            Reason(kind=ReasonKind.EDITOR, values=("Deux regards.",)),
            "Deux regards.",
            "Deux regards.",
        ),
        (
            Reason(kind=ReasonKind.VERSION, values=("written",)),
            "La version écrite de cette publication.",
            "The written version of this publication.",
        ),
        (
            Reason(kind=ReasonKind.TRANSLATION, values=("en",)),
            "Une traduction, dans cette langue : anglais.",
            "A translation, in this language: English.",
        ),
        (cited(HERE), "Citée ici : « Le cadre ».", "It is mentioned here: “Le cadre”."),
        (cited(THERE), "Elle cite celle-ci : « Le cadre ».", "It mentions this one: “Le cadre”."),
        (
            Reason(kind=ReasonKind.QUESTION, values=ASKED),
            "« Que faire d’un silence ? » ici, « Comment recevoir un silence ? » là : la même question.",
            "“Que faire d’un silence ?” here, “Comment recevoir un silence ?” there: the same question.",
        ),
        (
            Reason(kind=ReasonKind.THEMES, values=("silence",), concepts=("silence",)),
            "Un thème peu courant ici, abordé dans les deux : silence.",
            "Both speak of a theme that is rare here: silence.",
        ),
        (
            Reason(kind=ReasonKind.TERMS, values=("lieu sûr", "souffle")),
            "Ce que disent les deux : lieu sûr, souffle.",
            "Both say: lieu sûr, souffle.",
        ),
        (
            Reason(kind=ReasonKind.SPEAKER, values=("Claire Vasseur", "Malik Benhadda")),
            "Les mêmes voix : Claire Vasseur, Malik Benhadda.",
            "The same speakers: Claire Vasseur, Malik Benhadda.",
        ),
        (
            Reason(kind=ReasonKind.SERIES, values=("Mardis",)),
            "Dans la même série : Mardis.",
            "The same series: Mardis.",
        ),
    ],
    ids=lambda value: value.kind.value if isinstance(value, Reason) else "",
)
def test_each_kind_of_reason_is_a_plain_sentence(reason, french, english):
    """In the two languages of the interface, from the evidence alone."""
    assert reason_text(reason, HERE, "fr").replace("\u00a0", " ") == french
    assert reason_text(reason, HERE, "en") == english


def test_every_kind_has_its_sentence():
    """None is forgotten."""
    told = {
        kind: reason_text(
            Reason(kind=kind, values=("fr", "en"), quotes=(Quote(publication=HERE, text="x"),)), HERE, "fr"
        )
        for kind in ReasonKind
    }
    assert all(told.values())


def test_links_by_the_api(visitor, parts):
    """The same shape as `filrouge related --format json`, in the visitor's language; what is not there is not found."""
    shown = next(stored.publication for stored in parts.library.changes() if parts.links.links(stored.publication.id))
    told = visitor.get(f"/api/v1/publications/{shown.slug}/links").json()
    assert told["publication"]["slug"] == shown.slug
    assert {"publication", "strength", "standing", "reasons", "pairs"} == told["links"][0].keys()
    assert all({"from", "to", "terms", "strength"} == pair.keys() for link in told["links"] for pair in link["pairs"])
    assert len(visitor.get(f"/api/v1/publications/{shown.slug}/links?size=1").json()["links"]) == 1
    assert visitor.get("/api/v1/publications/inconnu/links").status_code == 404

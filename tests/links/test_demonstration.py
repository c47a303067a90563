"""Links of the demonstration library: every reason shown is true of the two texts, and what is shown speaks."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from filrouge.language import analyse, fold
from filrouge.model import Link, PassagePair, Publication, Reason, ReasonKind, Standing
from filrouge.passages import cut
from tests.judged import lines
from tests.links.demonstration import Linked, linked_demonstration

HERE = Path(__file__).parent
SPEAKING = 0.8
WORTH_SHOWING = 0.72
QUOTING = 0.7
MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "en": "January February March April May June July August September October November December".split(),
}


@pytest.fixture(scope="module")
def linked(tmp_path_factory) -> Iterator[Linked]:
    with linked_demonstration(tmp_path_factory.mktemp("links")) as made:
        yield made


def shown(linked: Linked) -> Iterator[tuple[Publication, Publication, Link]]:
    for key, links in linked.links.items():
        for link in links:
            yield linked.publications[key], linked.publications[link.target.id], link


def reasons(linked: Linked, kind: ReasonKind) -> list[tuple[Publication, Publication, Reason]]:
    return [(one, other, why) for one, other, link in shown(linked) for why in link.reasons if why.kind is kind]


def said(publication: Publication) -> str:
    """All of it, title and questions too."""
    headings = [section.heading for section in publication.sections] + [one.title for one in publication.chapters]
    asked = [entry.question for entry in publication.questions]
    texts = [passage.text for passage in cut(publication)]
    return "\n".join((publication.title, publication.subtitle, *headings, *asked, *texts))


def stems(publication: Publication, text: str) -> set[str]:
    return set(analyse(text, publication.language).stems)


def runs(publication: Publication) -> set[tuple[str, ...]]:
    words = [word for passage in cut(publication) for word in analyse(passage.text, publication.language).stems]
    return set(zip(*(words[at:] for at in range(4)), strict=False))


def test_every_quote_of_a_reason_is_said_by_its_publication(linked):
    """Word for word, of one of the two."""
    for one, other, link in shown(linked):
        for quote in (quote for why in link.reasons for quote in why.quotes):
            publication = {one.id: one, other.id: other}[quote.publication]
            everywhere = said(publication)
            assert all(part in everywhere for part in quote.text.split("\n")), quote


def test_terms_are_said_by_both(linked):
    """As they stand in the publication that is read; in another form, perhaps, in the other."""
    found = reasons(linked, ReasonKind.TERMS)
    assert len(found) > 100
    for one, other, why in found:
        folded = " ".join(said(one).split())
        for term in why.values:
            assert term in folded
            assert stems(one, term) <= stems(other, said(other)), (term, other.slug)


def test_themes_are_named_by_both(linked):
    """One of their labels stands in each text, by the thesaurus alone; the quotes name the first."""
    present = linked.thesaurus.present
    found = reasons(linked, ReasonKind.THEMES)
    assert len(found) > 100
    for one, other, why in found:
        for publication in (one, other):
            matcher = present.matcher(publication.language)
            named = {concept for mention in matcher.mentions(said(publication)) for concept in mention.concepts}
            assert {present.thesaurus.by_slug[slug].address for slug in why.concepts} <= named
        for quote in why.quotes:
            publication = one if quote.publication == one.id else other
            mentions = present.matcher(publication.language).mentions(quote.text)
            first = present.thesaurus.by_slug[why.concepts[0]].address
            assert any(first in mention.concepts for mention in mentions)


def test_questions_are_asked_by_both(linked):
    """Each is put by its publication, and they share most of their telling words."""
    found = reasons(linked, ReasonKind.QUESTION)
    assert found
    for one, other, why in found:
        asked, answered = why.values
        assert (asked in said(one), answered in said(other)) == (True, True)
        assert asked.endswith("?")
        assert answered.endswith("?")
        assert len(stems(one, asked) & stems(other, answered)) > 1


def test_what_is_cited_is_named_where_it_is_said(linked):
    """By its title; or by its kind and its month, or one of its speakers, in a publication that came later."""
    found = reasons(linked, ReasonKind.CITATION)
    assert found
    for one, other, why in found:
        (quote,) = why.quotes
        citing, cited = (one, other) if quote.publication == one.id else (other, one)
        text = fold(quote.text)
        if fold(cited.title.split(" : ")[0]) in " ".join(re.findall(r"[\w'-]+", text)):
            continue
        assert cited.date
        assert citing.date
        assert timedelta(0) < citing.date - cited.date
        month = fold(MONTHS[citing.language][cited.date.month - 1])
        named = [person.name for person in cited.people if fold(person.name) in text]
        assert "webinaire" in text or "webinar" in text
        assert month in text or named
        year = re.search(r"\b20\d\d\b", text)
        assert year is None or month not in text or int(year[0]) == cited.date.year


def test_versions_are_mostly_the_same_text(linked):
    """Runs of four words, counted one by one; and the written version of what is said is told as such."""
    found = reasons(linked, ReasonKind.VERSION)
    assert {(one.slug, other.slug, *why.values) for one, other, why in found} >= {
        ("capsule-respirer-pour-revenir", "respirer-pour-revenir-a-lire", "written"),
        ("respirer-pour-revenir-a-lire", "capsule-respirer-pour-revenir", "spoken"),
    }
    for one, other, _ in found:
        mine, theirs = runs(one), runs(other)
        assert len(mine & theirs) / min(len(mine), len(theirs)) > 0.3


def test_speakers_and_series_are_those_of_both_and_never_alone(linked):
    """They are said beside other evidence."""
    for one, other, why in reasons(linked, ReasonKind.SPEAKER):
        assert set(why.values) <= {person.name for person in one.people} & {person.name for person in other.people}
    for one, other, why in reasons(linked, ReasonKind.SERIES):
        assert why.values == (one.series,)
        assert fold(one.series) == fold(other.series)
    for _, _, link in shown(linked):
        assert {why.kind for why in link.reasons} - {ReasonKind.SPEAKER, ReasonKind.SERIES}


def test_pairs_share_the_terms_that_they_show(linked):
    """Each stands in the passage of the one, and its stems in the passage of the other."""
    pairs = [(one, other, pair) for one, other, link in shown(linked) for pair in link.pairs]
    assert len(pairs) > 100
    for one, other, pair in pairs:
        assert pair.terms
        for term in pair.terms:
            assert term in " ".join(pair.source.passage.text.split())
            assert stems(one, term) <= stems(other, pair.target.passage.text)
        assert pair.source.url.startswith(one.path)
        assert pair.target.url.startswith(other.path)


def judged(linked: Linked, name: str) -> dict[frozenset[str], bool]:
    """By the two passages that hold the quotes."""
    slugs = {publication.slug: cut(publication) for publication in linked.publications.values()}

    def holding(end: dict[str, str]) -> list[str]:
        return [one.id for one in slugs[end["publication"]] if _plain(end["quote"]) in _plain(one.text)]

    return {
        frozenset((one, other)): pair["speaks"]
        for pair in lines(HERE / name)
        for one in holding(pair["from"])
        for other in holding(pair["to"])
    }


def _plain(text: str) -> str:
    return " ".join(text.split())


def ends_of(pair: PassagePair) -> frozenset[str]:
    return frozenset((pair.source.passage.id, pair.target.passage.id))


def test_the_pairs_of_passages_shown_speak_to_each_other(linked):
    """Of those that were judged by reading them, blind or not, eight in ten at least; and most of those shown were."""
    verdicts = judged(linked, "pairs.jsonl") | judged(linked, "shown.jsonl")
    ends = {ends_of(pair) for _, _, link in shown(linked) for pair in link.pairs}
    told = [verdicts[both] for both in ends if both in verdicts]
    assert len(told) >= 0.9 * len(ends)
    assert sum(told) / len(told) >= SPEAKING


def test_most_links_that_matter_quote_a_pair_of_passages(linked):
    """Seven in ten of those to which a reader should be sent; hardly any where only the field is shared."""
    grades = {frozenset((line["a"], line["b"])): line["grade"] for line in lines(HERE / "publications.jsonl")}
    quoting: dict[int, list[bool]] = defaultdict(list)
    for one, other, link in shown(linked):
        quoting[grades[frozenset((one.slug, other.slug))]].append(bool(link.pairs))
    assert sum(quoting[2]) / len(quoting[2]) >= QUOTING
    assert sum(quoting[0]) / len(quoting[0]) <= 0.15


def test_publications_are_sent_to_those_worth_it(linked):
    """Nearly three in four of the links shown are worth it, by the judgement of every two publications; and nearly all
    that whoever reads one should be sent to are among them."""
    grades = {frozenset((line["a"], line["b"])): line["grade"] for line in lines(HERE / "publications.jsonl")}
    ends = [frozenset((one.slug, other.slug)) for one, other, _ in shown(linked)]
    assert sum(grades[both] > 0 for both in ends) / len(ends) >= WORTH_SHOWING
    wanted = {both for both, grade in grades.items() if grade == 2}
    assert len(wanted & set(ends)) / len(wanted) >= 0.9


def test_stronger_links_are_oftener_worth_it(linked):
    """Strength says something: above a half nearly all are; below a quarter, fewer."""
    grades = {frozenset((line["a"], line["b"])): line["grade"] for line in lines(HERE / "publications.jsonl")}
    told = [(link.strength, grades[frozenset((one.slug, other.slug))]) for one, other, link in shown(linked)]
    strong = [grade for strength, grade in told if strength >= 0.5]
    weak = [grade for strength, grade in told if strength < 0.25]
    assert sum(grade == 2 for grade in strong) / len(strong) > 0.8
    assert sum(grade == 2 for grade in weak) / len(weak) < 0.4


def test_links_of_a_publication_show_different_moments(linked):
    """Not the same passage again and again: over the whole library, the first pairs of a publication's links stand in
    as many passages as half of the links."""
    for links in linked.links.values():
        first = [link.pairs[0].source.passage.id for link in links if link.pairs]
        assert len(set(first)) >= len(first) / 2
    assert all(link.standing is Standing.FOUND for links in linked.links.values() for link in links)

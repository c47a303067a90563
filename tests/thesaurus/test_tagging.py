"""What a publication speaks of, and how much."""

from functools import partial

import pytest

from filrouge.model import Kind, Publication, QuestionAnswer, Section
from filrouge.model.passage import Part
from filrouge.passages import cut
from filrouge.thesaurus.concepts import Thesaurus
from filrouge.thesaurus.matching import Matcher
from filrouge.thesaurus.tagging import Spread, Weighed, choose, rarity, taught, weigh
from tests.thesaurus.making import thesaurus

TREE = thesaurus("""
:corps a skos:Concept ; skos:prefLabel "corps"@fr ; skos:scopeNote "Ni corps de métier."@fr .
:souffle a skos:Concept ; skos:prefLabel "respiration"@fr ; skos:broader :corps .
:ancrage a skos:Concept ; skos:prefLabel "ancrage"@fr ; skos:broader :corps .
:cadre a skos:Concept ; skos:prefLabel "cadre thérapeutique"@fr .
:groupe a skos:Concept ; skos:prefLabel "groupe"@fr ; skos:scopeNote "De soin."@fr ; skos:related :cadre .
""")
CORPS, SOUFFLE, ANCRAGE, CADRE, GROUPE = (
    f"http://voc.example/{name}" for name in ("corps", "souffle", "ancrage", "cadre", "groupe")
)


def weighed(*paragraphs: str, title: str = "Titre", **fields) -> dict[str, Weighed]:
    sections = tuple(
        Section(anchor=f"s{number}", heading="", html=f"<p>{text}</p>") for number, text in enumerate(paragraphs)
    )
    given = {"id": "p", "slug": "p", "kind": Kind.ARTICLE, "title": title, "sections": sections, **fields}
    publication = Publication(**given)
    return weigh(publication, cut(publication), TREE, partial(Matcher, TREE))


def test_a_title_weighs_more_than_a_heading_and_a_heading_more_than_the_text():
    """The same word, in another place each time."""
    heading = Section(anchor="h", heading="La respiration", html="<p>Rien d’autre.</p>")
    weights = [
        found[SOUFFLE].weight
        for found in (
            weighed("Rien.", title="La respiration"),
            weighed(sections=(heading,)),
            weighed("La respiration."),
        )
    ]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == 3


def test_the_passages_that_earn_a_theme_come_with_it():
    """Best first: the one that says it most."""
    found = weighed("Un ancrage.", "Ancrage, ancrages, ancrage encore.", "Autre chose.")
    first, second = found[ANCRAGE].passages
    assert first.strength > second.strength
    publication = Publication(
        id="p",
        slug="p",
        kind=Kind.FAQ,
        title="Titre",
        questions=(QuestionAnswer(question="Et la respiration ?", answer="<p>Elle revient.</p>", anchor="q"),),
    )
    asked = weigh(publication, cut(publication), TREE, partial(Matcher, TREE))
    assert [one.part for one in asked[SOUFFLE].passages] == [Part.QUESTION]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Le corps.", set()),
        ("Le corps, la respiration.", {CORPS, SOUFFLE}),
        ("Le groupe.", set()),
        ("Le groupe et son cadre thérapeutique.", {GROUPE, CADRE}),
        ("Le groupe et la respiration.", {SOUFFLE}),
    ],
)
def test_a_doubtful_word_needs_its_context(text, kept):
    """Another concept of its branch, or a related one, named without doubt in the same publication."""
    assert set(weighed(text)) == kept


def test_the_same_text_always_weighs_the_same():
    """Twice read, once found."""
    text = "La respiration, le corps, un ancrage, le cadre thérapeutique du groupe."
    assert weighed(text) == weighed(text)


def test_what_everything_speaks_of_is_worth_less():
    """Without ever being worth nothing."""
    spread = Spread(100, {CORPS: 90, SOUFFLE: 2})
    assert rarity(ANCRAGE, spread) > rarity(SOUFFLE, spread) > rarity(CORPS, spread) > 0


def test_what_editors_give_elsewhere_is_worth_more():
    """What they gave this very publication teaches nothing about it."""
    spread = Spread(10, {}, {CADRE: 3, CORPS: 1})
    assert taught(CADRE, (), spread) > taught(CADRE, (CADRE,), spread) > taught(SOUFFLE, (), spread) == 1
    assert taught(CORPS, (CORPS,), spread) == 1


def chosen(weights: dict[str, float], given=(), tree: Thesaurus = TREE, **options) -> list[tuple[str, bool]]:
    found = {concept: Weighed(weight, ()) for concept, weight in weights.items()}
    tags = choose(found, given, Spread(10, dict.fromkeys(weights, 1)), tree, **options)
    return [(tag.concept, tag.shown) for tag in tags]


def test_the_strongest_themes_are_shown_and_the_others_kept():
    """A floor beside the strongest, and one below which a theme is only a mention."""
    assert chosen({SOUFFLE: 20.0, CADRE: 8.0, GROUPE: 4.0}) == [(SOUFFLE, True), (CADRE, True), (GROUPE, False)]
    assert chosen({SOUFFLE: 2.0}) == [(SOUFFLE, False)]
    assert chosen({}) == []


def test_a_broader_theme_leaves_its_place_to_the_narrower():
    """What is filed under respiration is found under the body anyway; unless the body is its matter too."""
    assert chosen({SOUFFLE: 20.0, CORPS: 6.0}) == [(SOUFFLE, True), (CORPS, False)]
    assert chosen({SOUFFLE: 20.0, CORPS: 18.0}) == [(SOUFFLE, True), (CORPS, True)]


def test_the_themes_of_an_editor_win():
    """In their order, even where the text does not name them; what was found stays, unshown."""
    tags = chosen({SOUFFLE: 20.0, ANCRAGE: 3.0}, given=(CADRE, ANCRAGE))
    assert tags == [(CADRE, True), (ANCRAGE, True), (SOUFFLE, False)]
    assert chosen({SOUFFLE: 20.0}, choosing=False) == [(SOUFFLE, False)]

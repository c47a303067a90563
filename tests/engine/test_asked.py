import pytest

from filrouge.engine.acronyms import Acronyms
from filrouge.engine.asked import asked
from filrouge.search import parse


def names(typed):
    return [word.exact for word in asked(parse(typed), ("fr",), Acronyms()).wanted if word.name]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("que dit Bowlby du lien", ["bowlby"]),
        ("la théorie d'Ainsworth", ["ainsworth"]),
        ("Que dit la théorie", []),
        ("LE CADRE TIENT", []),
        ("Il part. Le cadre tient", []),
    ],
)
def test_a_capital_inside_a_question_is_of_a_name(typed, expected):
    """Neither its first word, nor one after a point, nor one among capitals."""
    assert names(typed) == expected


def test_what_stands_before_a_colon_is_the_subject():
    """In French a colon stands apart."""
    assert asked(parse("le congé maternité : puis-je voyager ?"), ("fr",), Acronyms()).subject == 2
    assert asked(parse("puis-je voyager ?"), ("fr",), Acronyms()).subject == 0

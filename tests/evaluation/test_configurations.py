import pytest

from filrouge.errors import SettingsError
from filrouge.evaluation.configurations import configured
from filrouge.ranking import Ranking


def test_weights_are_read_by_name():
    """What is not named stays the product's own."""
    read = configured("plain: grams=0, firsts=3,best=1/0.5")
    assert (read.name, read.settings) == ("plain", {"grams": 0.0, "firsts": 3, "best": (1.0, 0.5)})
    assert (read.ranking.grams, read.ranking.best, read.ranking.whole) == (0.0, (1.0, 0.5), Ranking().whole)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("plain", "should be NAME:key=value"),
        (":grams=0", "should be NAME:key=value"),
        ("plain:gram=0", "not a weight of the ranking; there are whole"),
        ("plain:grams=none", "not a value for grams"),
    ],
)
def test_what_cannot_be_read_says_what_could(typed, told):
    """The names there are, or the form."""
    with pytest.raises(SettingsError, match=told):
        configured(typed)

import pytest

from filrouge.errors import SettingsError
from filrouge.evaluation.configurations import configured
from filrouge.links import Linking
from filrouge.ranking import Ranking


def test_weights_are_read_by_name():
    """What is not named stays the product's own."""
    read = configured("plain: grams=0, firsts=3,best=1/0.5")
    assert (read.name, read.settings) == ("plain", {"grams": 0.0, "firsts": 3, "best": (1.0, 0.5)})
    assert isinstance(read.weights, Ranking)
    assert (read.weights.grams, read.weights.best, read.weights.exact) == (0.0, (1.0, 0.5), Ranking().exact)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("plain", "should be NAME:key=value"),
        (":grams=0", "should be NAME:key=value"),
        ("plain:gram=0", "no weight of these; there are exact"),
        ("plain:grams=none", "not a value for grams"),
    ],
)
def test_what_cannot_be_read_says_what_could(typed, told):
    """The names there are, or the form."""
    with pytest.raises(SettingsError, match=told):
        configured(typed)


def test_weights_of_links_are_typed_alike():
    """Other names, of the same form."""
    read = configured("no-hub:hub=0", Linking())
    assert (read.weights, read.settings) == (Linking(hub=0), {"hub": 0})
    with pytest.raises(SettingsError, match="there are text, title"):
        configured("x:grams=0", Linking())

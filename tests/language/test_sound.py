import pytest
from hypothesis import given
from hypothesis import strategies as st

from filrouge.language.sound import sound


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Quéré", "Kéré"),
        ("Vasseur", "Vaceur"),
        ("Benhadda", "Benada"),
        ("Lindqvist", "Lindkvist"),
        ("Winnicott", "Winicot"),
    ],
)
def test_spellings_of_one_sound_share_a_key(one, other):
    """A name that was only heard is found."""
    assert sound(one) == sound(other)


def test_other_names_have_other_keys():
    """Names that sound different stay apart."""
    assert len({sound(name) for name in ("Claire", "Malik", "Hélène", "Sofia", "Vasseur", "Tavernier")}) == 6


@given(st.text())
def test_any_text_has_a_key(text):
    """Without letters, the key is empty."""
    assert isinstance(sound(text), str)
    assert sound("12 - ?") == ""

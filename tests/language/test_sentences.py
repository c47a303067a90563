from hypothesis import given
from hypothesis import strategies as st

from filrouge.language import sentences


def cut(text):
    return [text[start:end] for start, end in sentences(text)]


def test_marks_that_end_sentences():
    """Points, question and exclamation marks and ellipses end a sentence, with the bracket that closes after them."""
    assert cut("Il vient. Il part ! Reviendra-t-il ? « Oui… » Peut-être.") == [
        "Il vient.",
        "Il part !",
        "Reviendra-t-il ?",
        "« Oui… »",
        "Peut-être.",
    ]


def test_marks_that_do_not():
    """Abbreviations, initials, decimals and a mark before a lower-case letter go on."""
    assert cut("M. Quéré, cf. p. 12, dit 3.5 fois « Ah ! » puis se tait. J.-B. Quéré sort.") == [
        "M. Quéré, cf. p. 12, dit 3.5 fois « Ah ! » puis se tait.",
        "J.-B. Quéré sort.",
    ]


def test_a_blank_line_and_a_bullet_end_a_sentence():
    """A list without points is not one sentence."""
    assert cut("Trois signes :\n• la tension\n• le souffle\n\nEnfin") == [
        "Trois signes :",
        "• la tension",
        "• le souffle",
        "Enfin",
    ]


@given(st.text())
def test_nothing_but_white_space_is_left_out(text):
    """Sentences put end to end are the text."""
    assert "".join("".join(cut(text)).split()) == "".join(text.split())

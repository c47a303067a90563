"""What was said, once, in order, by whom."""

from itertools import pairwise

import pytest

from filrouge.errors import SourceUnreadable
from filrouge.sources.contract import NoteKind
from filrouge.sources.subtitles import transcript_of
from tests.sources.making import notes, read

VTT = "WEBVTT\nLanguage: en-GB\n\nNOTE\nA note, not speech.\n\nSTYLE\n::cue { color: red }\n\n"


def said(text: str) -> list[tuple[float, float, str | None, str]]:
    return [(cue.start, cue.end, cue.speaker, cue.text) for cue in transcript_of(text.encode()).cues]


def texts(text: str) -> list[str]:
    return [cue.text for cue in transcript_of(text.encode()).cues]


@pytest.mark.parametrize(
    "text",
    [
        VTT + "un\n00:01.000 --> 00:02.500 align:start\nBonsoir.\n\n00:00:02.500 --> 00:00:04.000\nOn y va.\n",
        "1\n00:00:01,000 --> 00:00:02,500\nBonsoir.\n\n2\n00:00:02,500 --> 00:00:04,000\nOn y va.\n",
        "0:00:01.000,0:00:02.500\nBonsoir.\n\n0:00:02.500,0:00:04.000\nOn y va.\n",
        "1\n00:00:01,000 --> 00:00:02,500\nBonsoir.\n\n2\n0:2,5 --> 0:4,0\nOn y va.\n".replace("\n", "\r\r\n"),
    ],
    ids=["WebVTT", "SubRip", "SBV", "doubled line ends"],
)
def test_formats(text):
    """The three formats say the same."""
    assert said(text) == [(1.0, 2.5, None, "Bonsoir."), (2.5, 4.0, None, "On y va.")]


def test_voices():
    """Voices of WebVTT are speakers; two in one cue share its time."""
    text = VTT + "00:00.000 --> 00:10.000\n<v Anne Leroy>Bonsoir.</v> <v.loud Zoé Ménard>Bonsoir.\n"
    assert said(text) == [(0.0, 5.0, "Anne Leroy", "Bonsoir."), (5.0, 10.0, "Zoé Ménard", "Bonsoir.")]


def test_speakers_before_a_colon():
    """Names before a colon are speakers until the next, when they come back as names do."""
    text = VTT + "".join(
        f"00:0{at}.000 --> 00:0{at + 1}.000\n{line}\n\n"
        for at, line in enumerate(["ANNE : Il vente.", "Beaucoup.", "ZOÉ : Oui.", "ANNE : Attention : la bôme !"])
    )
    assert [(who, what) for _, _, who, what in said(text)] == [
        ("ANNE", "Il vente."),
        ("ANNE", "Beaucoup."),
        ("ZOÉ", "Oui."),
        ("ANNE", "Attention : la bôme !"),
    ]


def test_a_lone_colon_is_no_speaker():
    """“Attention : …” and “Une chose : …” stay words."""
    text = VTT + "00:00.000 --> 00:01.000\nAttention : ça tourne.\n\n00:01.000 --> 00:02.000\nUne chose : le vent.\n"
    assert texts(text) == ["Attention : ça tourne.", "Une chose : le vent."]


def test_dashes_and_chevrons_change_voice():
    """Dialogue dashes and “>>” part the voices and are no words."""
    text = (
        VTT
        + "00:00.000 --> 00:04.000\n- Tu viens ?\n- Oui, dit-il.\n\n00:04.000 --> 00:05.000\n&gt;&gt; Alors on part.\n"
    )
    assert texts(text) == ["Tu viens ?", "Oui, dit-il.", "Alors on part."]


def test_tags_go_and_entities_are_read():
    """Markup of subtitles is not text; what was escaped is."""
    text = (
        VTT + "00:00.000 --> 00:01.000\n<c.jaune>Vent</c> &amp; <i>houle</i> {\\an8}: 3 < 5 &lt;3 <b onclick=x>!</b>\n"
    )
    assert texts(text) == ["Vent & houle : 3 < 5 <3 !"]


ROLLING = """WEBVTT
Kind: captions
Language: fr

00:00:01.000 --> 00:00:03.000 align:start position:0%
{blank}
Bonsoir<00:00:01.500><c> à</c><00:00:02.000><c> toutes,</c>

00:00:03.000 --> 00:00:03.010 align:start position:0%
Bonsoir à toutes,
{blank}

00:00:03.010 --> 00:00:05.000 align:start position:0%
Bonsoir à toutes,
on<00:00:03.500><c> part</c><00:00:04.000><c> ce</c><00:00:04.200><c> soir</c>

00:00:05.000 --> 00:00:05.010 align:start position:0%
on part ce soir
{blank}

00:00:05.010 --> 00:00:07.000 align:start position:0%
on part ce soir
oui<00:00:05.500><c> oui</c>

00:00:07.000 --> 00:00:07.010 align:start position:0%
oui oui
{blank}

00:00:07.010 --> 00:00:09.000 align:start position:0%
oui oui
oui<00:00:07.500><c> oui</c>
""".replace("{blank}", " ")


def test_rolling_captions_come_out_once():
    """Automatic captions show each line twice; each is kept once at the time it is said, even one said again."""
    assert said(ROLLING) == [
        (1.0, 3.0, None, "Bonsoir à toutes,"),
        (3.01, 5.0, None, "on part ce soir"),
        (5.01, 7.0, None, "oui oui"),
        (7.01, 9.0, None, "oui oui"),
    ]


def test_rolling_captions_without_word_times():
    """The same kind of captions, once converted to SubRip."""
    lines = ["un cap", "un vent", "une voile", "un port", "une nuit"]
    blocks = [
        f"{at}\n00:00:0{at},000 --> 00:00:0{at + 1},000\n{before}\n{line}\n"
        for at, (before, line) in enumerate(pairwise(lines), 1)
    ]
    assert texts("\n".join(blocks)) == ["un cap un vent", *lines[2:]]


def test_repeated_words_of_ordinary_subtitles_stay():
    """Someone who says “Non.” twice said it twice."""
    text = VTT + "00:00.000 --> 00:01.000\nNon.\n\n00:01.000 --> 00:02.000\nNon.\n\n00:02.000 --> 00:03.000\nBon.\n"
    assert texts(text) == ["Non.", "Non.", "Bon."]


def test_cues_are_orderly():
    """Out of order, overlapping, empty, reversed or endless cues make a transcript that only goes forward."""
    text = (
        VTT + "00:05.000 --> 00:09.000\ntrois\n\n00:01.000 --> 00:06.000\nun\n\n00:03.000 --> 00:03.000\ndeux\n\n"
        "00:08.000 --> 00:07.000\nquatre cinq\n\n00:08.500 --> 00:09.000\n\n00:09.000 --> 00:10.000\nsix\n\n"
        "00:09.000 --> 00:10.000\nsept\n"
    )
    cues = transcript_of(text.encode()).cues
    assert [cue.text for cue in cues] == ["un", "deux", "trois", "quatre cinq", "six", "sept"]
    assert all(first.end <= second.start and first.start < first.end for first, second in pairwise(cues))


def test_alone_they_make_a_publication():
    """Titled after the file, in the language they say, with the speakers whose whole name is given."""
    reading = read("subtitles", VTT + "00:00.000 --> 00:01.000\n<v Anne Leroy>Hello.\n", "file:///a/le-cap.fr.vtt")
    publication = reading.publication
    assert (publication.title, publication.language) == ("Le cap", "en")
    assert [person.name for person in publication.people] == ["Anne Leroy"]
    assert "after the file" in notes(reading, NoteKind.GUESSED)[0]


@pytest.mark.parametrize(
    "raw", [b"", b"WEBVTT", b"WEBVTT\n\n00:00.000 --> 00:01.000\n\n", b"1\n99999999999:00:00,000 --> 2\nx"]
)
def test_nothing_said_is_refused(raw):
    """A file without a word is refused with what was expected."""
    with pytest.raises(SourceUnreadable, match="No timed line"):
        read("subtitles", raw)

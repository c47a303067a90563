"""The pure parts of the pages: addresses of searches, players, lines of a transcript, how values read."""

import pytest
from hypothesis import given
from hypothesis import strategies as some
from markupsafe import Markup
from starlette.datastructures import QueryParams

from filrouge.model import Chapter, Cue, Extract, FilterField, Kind, Media, PublicationCard, Sort
from filrouge.publish.places import clock
from filrouge.web import addresses, display
from filrouge.web.addresses import Asked, ours, read
from filrouge.web.players import Way, player
from filrouge.web.transcript import line_at, read_transcript

FIELDS = some.sampled_from([field for field in FilterField if field not in addresses.DATES])
WORDS = some.text(some.characters(exclude_categories=["Cs"]), max_size=20)
TRIMMED = WORDS.map(str.strip)


@given(
    TRIMMED,
    some.lists(some.tuples(FIELDS, TRIMMED.filter(bool)), unique=True, max_size=5),
    some.sampled_from(Sort),
    some.integers(1, addresses.MAX_PAGE),
)
def test_an_address_says_exactly_what_was_asked(typed, values, sort, page):
    """Written and read again, a search is the same."""
    order = list(addresses.NAMES)
    asked = Asked(typed, tuple(sorted(values, key=lambda pair: order.index(pair[0]))), sort, page)
    assert read(QueryParams(asked.url.partition("?")[2])) == asked


@given(some.text(some.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_address_can_be_read(query):
    """Whatever stands after the question mark."""
    asked = read(QueryParams(query))
    assert 1 <= asked.page <= addresses.MAX_PAGE


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("files/pont-3f9c.svg", "/files/pont-3f9c.svg"),
        ("/files/pont.svg", "/files/pont.svg"),
        ("https://ailleurs.example/pont.svg", ""),
        ("images/pont.svg", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_only_our_own_pictures_are_shown(address, shown):
    """What is elsewhere, or nowhere, is not loaded by a page."""
    assert ours(address) == shown


@pytest.mark.parametrize(
    ("source", "way", "plays"),
    [
        ("files/film.webm", Way.FILE, "/files/film.webm#t=75"),
        ("https://institut.example/film.MP4", Way.REMOTE, "https://institut.example/film.MP4#t=75"),
        ("https://youtu.be/abcdefghijk?si=x", Way.PLATFORM, "youtube-nocookie.com/embed/abcdefghijk?start=75"),
        ("https://www.youtube.com/watch?v=abcdefghijk&t=3", Way.PLATFORM, "/embed/abcdefghijk?start=75"),
        ("https://m.youtube.com/live/abcdefghijk", Way.PLATFORM, "/embed/abcdefghijk?start=75"),
        ("https://vimeo.com/123456/abcdef0123", Way.PLATFORM, "video/123456?dnt=1&h=abcdef0123#t=75s"),
        ("https://video.example/w/aBcD1234", Way.PLATFORM, "https://video.example/videos/embed/aBcD1234?start=75s"),
        ("https://youtube.com/@chaine", Way.LINK, "https://youtube.com/@chaine"),
        ("https://institut.example/replay", Way.LINK, "https://institut.example/replay"),
    ],
)
def test_each_media_plays_its_own_way_from_the_moment(source, way, plays):
    """Files in place, platforms in their own frame, anything else by a link."""
    found = player(Media(source=source), 75)
    assert found.way is way
    assert plays in found.source


@pytest.mark.parametrize("source", ["https://youtu.be/\"'><x", "https://vimeo.com/1/zz<x>", "//evil.example/w/a<b"])
def test_nothing_strange_goes_into_the_address_of_a_frame(source):
    """An identifier that is none gives a link, or loses what is strange."""
    embed = player(Media.model_construct(source=source, poster=None, captions=())).embed
    assert not set(embed) & set("<>\"'")


def cue(start: float, end: float, text: str = "Oui.", speaker: str | None = None) -> Cue:
    return Cue(start=start, end=end, text=text, speaker=speaker)


@pytest.mark.parametrize(("moment", "index"), [(None, None), (0, 0), (4, 0), (7, 1), (8, 1), (12, 2), (900, 2)])
def test_a_moment_falls_in_the_line_being_said(moment, index):
    """A link carries whole seconds: the line that begins within that second wins over the one that ends."""
    assert line_at([cue(1.0, 5.0), cue(7.6, 12.2), cue(12.4, 15.0)], moment) == index


def test_turns_follow_speakers_and_long_ones_are_broken_at_a_sentence():
    """The name is said once, at the first line of each speaker."""
    said = [cue(10.0 * number, 10.0 * number + 9, speaker="Claire") for number in range(10)]
    said.append(cue(100.0, 105.0, speaker="Paul"))
    (part,) = read_transcript(said, ())
    assert [(turn.speaker, turn.named, len(turn.lines)) for turn in part.turns] == [
        ("Claire", True, 8),
        ("Claire", False, 2),
        ("Paul", True, 1),
    ]


def test_chapters_gather_what_is_said_in_them():
    """A chapter starts at the first line that is not before it."""
    parts = read_transcript(
        [cue(0, 4), cue(5, 9), cue(10, 14)], [Chapter(start=5, title="Deux"), Chapter(start=0, title="Un")]
    )
    assert [(part.chapter.title, sum(len(turn.lines) for turn in part.turns)) for part in parts if part.chapter] == [
        ("Un", 1),
        ("Deux", 2),
    ]


def test_times_read_as_clocks_and_durations():
    """Clocks to go to, durations to choose by."""
    assert [clock(seconds) for seconds in (0.4, 754.9, 3723)] == ["0:00", "12:34", "1:02:03"]
    assert [display.lasting(seconds).replace("\u00a0", " ") for seconds in (42, 59.7, 780, 3900, 3599)] == [
        "42 s",
        "1 min",
        "13 min",
        "1 h 05",
        "1 h 00",
    ]


def test_a_long_extract_opens_with_whole_sentences():
    """Its rest follows; nothing is lost, and a little more is not worth folding."""
    text = "Il se tait longtemps. " * 30
    first, rest = display.opening(text)
    assert first + rest == text
    assert first.endswith("longtemps.")
    assert 200 < len(first) < 300
    assert display.opening("Il se tait. Nous aussi.") == ("Il se tait. Nous aussi.", "")


def test_short_words_with_hyphens_stay_on_one_line():
    """“Faut-il”, “est-ce” and “parle-t-on” are one word to the eye; what was typed stays text."""
    text = display.titled("Faut-il parle-t-on <b-a> anticonstitutionnellement-vrai ?")
    assert text.count("<span") == 3
    assert "Faut-il" in text
    assert "&lt;" in text
    assert display.titled("<i>") == "&lt;i&gt;"


@pytest.mark.parametrize(
    ("sentence", "marked"),
    [
        ((4, 36), "Restez présent. Dites que vous êtes là."),
        ((0, 8), "Oui."),
        ((5, 14), "Restez présent."),
        ((6, 9), "est"),
        (None, ""),
    ],
)
def test_a_mark_ends_with_a_sentence(sentence, marked):
    """What is mostly in the words that answer is marked whole; a few words within one stay as they are."""
    text = "Oui. Restez présent. Dites que vous êtes là. On peut."
    card = PublicationCard(id="a", slug="a", kind=Kind.ARTICLE, title="A")
    before, best, after = display.parted(Extract(text=text, publication=card, passage="p", sentence=sentence))
    assert best == marked
    assert before + best + after == text


def test_a_platform_is_told_when_to_stop():
    """Where its address can say it."""
    addresses = ("https://youtu.be/abcdefghijk", "https://tube.example/w/abc", "https://vimeo.com/123", "files/a.mp4")
    assert [player(Media(source=one)).until for one in addresses] == ["end", "stop", "", ""]


def test_french_spaces_never_break_and_text_is_escaped():
    """A question mark never begins a line; English is left as it is; markup stays markup."""
    assert (
        display.spaced("Que faire ? Ceci : « rien » <b>") == "Que faire\u202f? Ceci\u00a0: «\u202frien\u202f» &lt;b&gt;"
    )
    assert display.spaced("What ?", "en") == "What ?"
    assert display.spaced(Markup("<em>Oui !</em>")) == Markup("<em>Oui\u202f!</em>")


def test_initials_are_of_the_first_and_last_names():
    """Two letters at most."""
    assert [display.initials(name) for name in ("Jean-Baptiste Quéré", "Émile", "Anne de La Tour")] == ["JQ", "É", "AT"]

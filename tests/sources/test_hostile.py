"""Whatever is imported: a publication that is clean, or a refusal; never another error."""

import gzip
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml.html import fragments_fromstring

from filrouge.errors import SourceUnreadable
from filrouge.model import Publication
from filrouge.model.value import ATTRIBUTES, SCHEMES, TAGS
from filrouge.sources.contract import Origin, Reading, Refusal
from filrouge.sources.registry import FORMATS, importer, read_origin
from tests.sources.test_example import RIS
from tests.sources.test_jsonl import LINE
from tests.sources.test_markdown import FULL
from tests.sources.test_page import LINKED
from tests.sources.test_page_questions import ASKED, FORMS, HEAD
from tests.sources.test_subtitles import ROLLING, VTT
from tests.sources.test_text import EXPORT

FUZZ = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
PAGE = (
    f"<html lang=fr><head><title>T</title>{LINKED}</head><body><main>{HEAD}"
    + "".join(form.format(q=ASKED[0][0], a=ASKED[0][1], n=n) for n, form in enumerate(FORMS.values()))
    + "<h2>En bref</h2><ul><li>a</li></ul><h2>Intervenants</h2><div>"
    "<img src=a.jpg alt=A><h3>Anne Leroy</h3>"
    "<p>Skipper</p></div>"
    "<figure><img src=p.jpg alt=P><figcaption>C</figcaption></figure><video src=v.mp4><track src=v.vtt></video>"
    "<iframe src=https://youtu.be/abcdefghijk></iframe></main></body></html>"
)
VALID = {
    "page": PAGE,
    "text": EXPORT,
    "markdown": FULL,
    "subtitles": VTT + ROLLING + "00:20.000 --> 00:22.000\n<v Anne>- Oui.\n- ANNE : Non.\n",
    "jsonl": LINE,
    "references": RIS,
}
TOKENS = [
    b"<", b">", b'"', b"'", b"\n", b"\n\n", b"\0", b"\xff", b"\xef\xbb\xbf", b"---\n", b": ", b"[", b"{", b"}", b"#",
    b"<script>", b"</p>", b"<p>", b"<details><summary>", b"<h1>", b"</main>", b"<!--", b"]]>", b"<dl><dt>x?<dd>",
    b"&#0;", b"&#xD800;", b"&amp;", b"<svg>", b"<table>", b"<li>", b"<dd>", b"<br>", b"<body>", b"<head>",
    b"<figure>", b"<img>",
    b"00:00:01.000 --> 00:00:00.500\n", b"-->", b"<v >", b"999:99:99.999", b"title:", b"- ", b"\xc3", b"\xed\xa0\x80",
    b"<?xml version='1.0' encoding='utf-7'?>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>&a;", b"ER  -", b"TY  - ", b"null",
    b"1e999",
    b"http://[", b"//", b"javascript:x", b"data:,x", "é".encode("cp1252"), b"\xe2\x80\xa8", b"?" * 30, b"\r", b"\x0c",
]  # fmt: skip


@st.composite
def mutated(draw, valid: str) -> bytes:
    """A valid input with a few cuts, repeats and insertions."""
    raw = valid.encode()
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(raw)))
        until = min(len(raw), at + draw(st.integers(0, 120)))
        put = draw(st.sampled_from([*TOKENS, raw[at:until] * 2]) | st.binary(max_size=6))
        raw = raw[:at] + put + raw[until if draw(st.booleans()) else at :]
    return raw


def survive(name: str, raw: bytes) -> None:
    try:
        results = list(importer(name)(Origin("file:///a/b.x", raw)))
    except SourceUnreadable as error:
        assert str(error)  # noqa: PT017 (the message is the fact)
        return
    for one in results:
        if isinstance(one, Refusal):
            assert one.reason
        else:
            assert_clean(one.publication)


def assert_clean(publication: Publication) -> None:
    """Valid to the letter, its rich text of allowed marks only, its addresses of the web or of the folder."""
    assert Publication.model_validate_json(publication.model_dump_json()) == publication
    for html in (*(part.html for part in publication.sections), *(entry.answer for entry in publication.questions)):
        for element in fragments_fromstring(f"<div>{html}</div>")[0].iterdescendants():
            assert element.tag in TAGS
            assert set(element.attrib) <= ATTRIBUTES.get(element.tag, set()) | ATTRIBUTES["*"] | {"rel"}
            assert urlsplit(element.get("href", "")).scheme in SCHEMES | {""}
    for address in addresses(publication):
        assert urlsplit(address).scheme in {"http", "https", ""}


def addresses(publication: Publication) -> list[str]:
    found = [figure.source for figure in publication.figures]
    for media in publication.media:
        found += [media.source, media.poster, *(track.source for track in media.captions)]
    for person in publication.people:
        found += [person.address, person.picture]
    found += [publication.event.address] if publication.event else []
    return [address for address in found if address]


@pytest.mark.parametrize("name", FORMATS)
@FUZZ
@given(data=st.data())
def test_mutations_of_a_valid_input(name, data):
    """Cut, repeated, stuffed: what comes out is clean, or a refusal."""
    survive(name, data.draw(mutated(VALID[name])))


@pytest.mark.parametrize("name", FORMATS)
@FUZZ
@given(raw=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode(errors="surrogatepass")))
@example(raw=b"")
@example(raw=b"\x1f\x8b" + b"x" * 20)
@example(raw=gzip.compress(b"x"))
@example(raw=b"\xff\xfe<\0h\0")
def test_any_bytes(name, raw):
    """Any bytes at all, in every importer."""
    survive(name, raw)


@pytest.mark.parametrize("name", FORMATS)
def test_valid_inputs_are_clean(name):
    """What the mutations start from is read whole."""
    results = list(importer(name)(Origin("file:///a/b.x", VALID[name].encode())))
    assert isinstance(results[0], Reading)
    assert_clean(results[0].publication)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    "raw",
    [
        b"<div>" * 20_000, b"[" * 20_000, b">" * 20_000, b"- " * 20_000, b"*a" * 20_000, b"<b>" * 20_000,
        b"\n" * 50_000, b"a, " * 20_000, b"1:1\n" * 10_000, b"A : b\n\n" * 5_000, b"#" * 50_000, b"&lt;" * 20_000,
        b"![" * 10_000,
        b"<details><summary>a?</summary>" * 2_000, b"x" * 200_000, b"|a" * 10_000, b"<!--" * 20_000,
        b"\xc2\xa0" * 20_000,
    ],
)  # fmt: skip
def test_nothing_takes_for_ever(name, raw):
    """Repetitions that make careless parsers slow or deep are read or refused at once."""
    survive(name, raw)


def linked(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


EVIL = [
    "<script>evil()</script>",
    "<SCRIPT SRC=//evil()></SCRIPT>",
    "<img src=x onerror=evil()>",
    "<p onclick='evil()' style='x:evil()'>texte</p>",
    "<a href='javascript:evil()'>lien</a>",
    "<a href=' java\nscript:evil()'>lien</a>",
    "<a href='data:text/html,evil()'>lien</a>",
    "<a href='vbscript:evil()'>lien</a>",
    "<svg onload=evil()><script>evil()</script></svg>",
    "<math><mi xlink:href='javascript:evil()'></mi></math>",
    "<iframe src='javascript:evil()'></iframe>",
    "<iframe srcdoc='<script>evil()</script>'></iframe>",
    "<iframe data-src='data:text/html,evil()'></iframe>",
    "<style>p { background: url(javascript:evil()) }</style>",
    "<object data='data:text/html,evil()'></object><embed src='javascript:evil()'>",
    "<video src='javascript:evil()' poster='javascript:evil()'><track src='javascript:evil()'></video>",
    "<img src='data:image/svg+xml,evil()' alt=A>",
    "<img srcset='javascript:evil() 2x' alt=A>",
    "<base href='javascript:evil()//'>",
    "<meta http-equiv=refresh content='0;url=javascript:evil()'>",
    "<link rel=canonical href='javascript:evil()'><link rel=license href='javascript:evil()'>",
    "<meta property=og:image content='javascript:evil()'>",
    "<form action='javascript:evil()'><button formaction='javascript:evil()'>ok</button></form>",
    "<details open ontoggle=evil()><summary onclick=evil()>Et ?</summary><p onclick=evil()>Oui.</p></details>",
    "<blockquote cite='javascript:evil()'>q</blockquote>",
    '<div data-settings=\'{"youtube_url":"javascript:evil()"}\'></div>',
    "<template><script>evil()</script></template><noscript><img src=x onerror=evil()></noscript>",
    linked('{"@type":"VideoObject","contentUrl":"javascript:evil()","thumbnailUrl":"data:,evil()"}'),
    linked(
        '{"@type":"FAQPage","mainEntity":{"@type":"Question","name":"Et ?","acceptedAnswer":{"text":'
        "\"<p onclick=evil()>Oui<img src=x onerror=evil()><a href='javascript:evil()'>x</a></p>\"}}}"
    ),
    linked(
        '{"@type":"Event","name":"E","url":"javascript:evil()","performer":'
        '{"@type":"Person","name":"Anne Leroy","url":"javascript:evil()","image":"data:,evil()"}}'
    ),
]
PLACES = [
    "{}",
    "<p>avant {} après</p>",
    "<ul><li>{}</li><li>b</li></ul>",
    "<h2>Un {} titre</h2>",
    "<blockquote>{}</blockquote>",
    "<table><tr><td>{}</td></tr></table>",
    "<details><summary>Pourquoi ?</summary>{}</details>",
    "<figure>{}<figcaption>légende {}</figcaption></figure>",
    "<h2>Intervenants</h2><div><h3>Anne Leroy</h3>{}<p>Skipper</p></div>",
    "<h2>En bref</h2><p>{}</p>",
]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(EVIL)), min_size=1, max_size=6),
    st.sampled_from(["page", "markdown"]),
)
def test_nothing_that_runs_survives(parts, name):
    """Script, handler, frame, style, `javascript:` and `data:` are nowhere in what a page or a Markdown file gives."""
    body = "\n\n".join(place.replace("{}", evil) for place, evil in parts)
    raw = (
        f"<html><body><main><h1>T</h1><p>t</p>{body}</main></body></html>"
        if name == "page"
        else f"# T\n\nt\n\n{body}\n"
    )
    for address in ("https://a.example/p", "file:///a/p"):
        (reading,) = importer(name)(Origin(address, raw.encode()))
        assert isinstance(reading, Reading)
        assert "evil()" not in reading.publication.model_dump_json()
        assert_clean(reading.publication)


def test_external_entities_are_not_read(tmp_path):
    """No file of the machine comes in by an entity."""
    secret = tmp_path / "secret"
    secret.write_text("le secret")
    entity = f'<!DOCTYPE html [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
    raw = f'<?xml version="1.0"?>{entity}<html><body><p>a &s; b</p></body></html>'
    (reading,) = read_origin(Origin("file:///a/p.xhtml", raw.encode()))
    assert isinstance(reading, Reading)
    assert "le secret" not in reading.publication.model_dump_json()

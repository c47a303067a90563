"""A page, from whatever theme, gives its own text and nothing of its site's."""

import pytest

from filrouge.model import Kind
from filrouge.sources.contract import NoteKind
from tests.sources.making import headings, notes, page, read, shown

TITLE = "<h1>Tenir la barre</h1>"


def test_title_subtitle_and_sections():
    """The first heading is the title; the others open sections with their rank and their anchor."""
    publication = page(
        '<h1>Tenir la barre</h1><p class="subtitle">Une soirée</p><p>Pour ouvrir.</p>'
        '<h2 id="vent">Le vent</h2><p>Il tourne.</p><h3>La voile</h3><ul><li>haute</li></ul>'
    )
    assert (publication.title, publication.subtitle) == ("Tenir la barre", "Une soirée")
    assert [(one.heading, one.level, one.anchor) for one in publication.sections] == [
        ("", 2, "introduction"),
        ("Le vent", 2, "vent"),
        ("La voile", 3, "la-voile"),
    ]
    assert publication.sections[2].html == "<ul><li>haute</li></ul>"


def test_summary_leaves_the_text():
    """“En bref” becomes summary points; a lead-in and its list are one point."""
    publication = page(
        TITLE + "<h2>En bref</h2><h3>L’idée du soir</h3><p>On retient :</p><ul><li>le cap ;</li><li>le quart.</li></ul>"
        "<p>Rien d’autre.</p><h2>Suite</h2><p>Texte.</p>"
    )
    assert publication.summary == ("L’idée du soir", "On retient : le cap ; le quart.", "Rien d’autre.")
    assert headings(publication) == ["Suite"]


@pytest.mark.parametrize("label", ["À retenir", "L’essentiel", "In brief", "En bref :"])
def test_summary_by_its_other_names(label):
    """Sites call the same block by several names."""
    assert page(f"{TITLE}<h2>{label}</h2><ul><li>un cap</li></ul><h2>S</h2><p>t</p>").summary == ("un cap",)


def test_site_furniture_stays_out():
    """Menus, banners, sharing, comments and neighbours are not the page's text."""
    html = (
        "<html><body class='has-sidebar'><header class='site-header'>Menu principal</header><nav>Accueil</nav>"
        "<div id='cookie-notice'>Nous aimons les cookies</div><main><h1>Tenir la barre</h1><p>Le texte de la page.</p>"
        "<div class='sharedaddy'>Partager sur X</div><h2>Articles similaires</h2><p>Un voisin</p></main>"
        "<section id='comments'>Bravo !</section><footer>Mentions légales</footer></body></html>"
    )
    publication = read("page", html).publication
    assert shown(publication).split() == "Le texte de la page.".split()


def test_unknown_structure_keeps_the_prose():
    """Without any landmark, paragraphs stay and lists of links go."""
    links = "".join(f"<li><a href='/{n}'>Page {n}</a></li>" for n in range(6))
    html = f"<body><ul>{links}</ul><div><h1>Tenir</h1><div>Une phrase sans paragraphe.</div></div></body>"
    publication = read("page", html).publication
    assert publication.title == "Tenir"
    assert shown(publication).strip() == "Une phrase sans paragraphe."


def test_text_without_paragraph_marks_is_kept():
    """Text that stands loose between blocks is a paragraph like another."""
    publication = page(TITLE + "<div>Avant <b>tout</b><p>Puis</p>enfin<div>la suite</div></div>")
    assert publication.sections[0].html == "<p>Avant <b>tout</b></p>\n<p>Puis</p>\n<p>enfin</p>\n<p>la suite</p>"


@pytest.mark.parametrize(
    "markup",
    [
        '<figure><img src="/p.jpg" alt="Un phare"><figcaption>La nuit</figcaption></figure>',
        (
            '<div class="wp-caption"><img data-lazy-src="/p.jpg" src="data:image/gif;base64,AA" alt="Un phare">'
            '<p class="wp-caption-text">La nuit</p></div>'
        ),
        (
            '<div class="elementor-image-box-wrapper"><figure><img src="/p.jpg" alt="Un phare"></figure>'
            '<div class="elementor-image-box-content"><p class="elementor-image-box-description">La nuit</p></div>'
            "</div>"
        ),
    ],
)
def test_figures(markup):
    """A picture keeps its description, its caption and its section, and leaves the section's text."""
    publication = page(f"{TITLE}<h2>Le soir</h2><p>Texte.</p>{markup}")
    (figure,) = publication.figures
    assert (figure.source, figure.alt, figure.caption, figure.anchor) == (
        "https://institut.example/p.jpg",
        "Un phare",
        "La nuit",
        "le-soir",
    )
    assert publication.sections[0].html == "<p>Texte.</p>"


def test_decoration_is_no_figure():
    """Icons, tracking dots and the phone's copy of a picture are not figures."""
    publication = page(
        TITLE + '<p>Texte</p><img src="/a.jpg" alt="A"><img src="/a.jpg" alt="A"><img src="/dot.gif" width="1" '
        'height="1"><img class="wp-icon" src="/i.png" alt="icône"><img role="presentation" src="/b.jpg">'
    )
    assert [figure.source for figure in publication.figures] == ["https://institut.example/a.jpg"]


@pytest.mark.parametrize(
    ("markup", "source"),
    [
        ('<iframe src="https://www.youtube-nocookie.com/embed/abcdefghijk?rel=0"></iframe>', "YT"),
        ('<iframe data-src="//youtu.be/abcdefghijk"></iframe>', "YT"),
        (
            '<div class="x" data-settings=\'{"youtube_url":"https:\\/\\/youtu.be\\/abcdefghijk"}\'>',
            "YT",
        ),
        ('<lite-youtube videoid="abcdefghijk"></lite-youtube>', "YT"),
        ('<figure><div class="wp-block-embed__wrapper">\nhttps://youtu.be/abcdefghijk\n</div></figure>', "YT"),
        (
            '<iframe src="https://player.vimeo.com/video/76979871?h=8272103f6e"></iframe>',
            "https://vimeo.com/76979871/8272103f6e",
        ),
        (
            '<iframe src="https://tube.example/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d"></iframe>',
            "https://tube.example/videos/watch/9c9de5e8-0a1e-484a-b099-e80766180a6d",
        ),
        ('<video controls><source src="/v.webm"><source src="/v.mp4"></video>', "https://institut.example/v.mp4"),
        ('<audio src="/a.mp3"></audio>', "https://institut.example/a.mp3"),
    ],
)
def test_media(markup, source):
    """Every way of embedding leads to one address: the platform's page, or the file."""
    publication = page(f"{TITLE}<p>Texte.</p>{markup}")
    expected = "https://www.youtube.com/watch?v=abcdefghijk" if source == "YT" else source
    assert [media.source for media in publication.media] == [expected]
    assert shown(publication).strip() == "Texte."


def test_video_with_captions_and_poster():
    """The tracks and the poster of a native video come with it."""
    (media,) = page(
        TITLE + '<p>t</p><video src="v.mp4" poster="p.jpg"><track src="v.vtt" srclang="fr" label="Français"></video>'
    ).media
    assert media.poster == "https://institut.example/p.jpg"
    assert [(track.source, track.language, track.label) for track in media.captions] == [
        ("https://institut.example/v.vtt", "fr", "Français")
    ]


def test_unknown_frames_are_told():
    """What is embedded from elsewhere and cannot be imported is a loss that is named."""
    reading = read("page", '<main><h1>T</h1><p>t</p><iframe src="https://quiz.example/1"></iframe></main>')
    assert any("quiz.example" in note for note in notes(reading, NoteKind.LOST))


def test_speakers_by_their_cards():
    """Under “Intervenants”, a name, a role, a presentation and a picture make a person; the intro stays."""
    publication = page(
        TITLE + "<p>Texte.</p><h2>Les intervenants</h2><p>Deux voix :</p>"
        '<div><img src="/anne.jpg" alt="Anne"><h3>Anne Leroy</h3><p>Skipper</p><p>Elle navigue à Brest.</p></div>'
        "<div><h3>Dr Paul de Brie</h3><p>Médecin de bord</p></div><h2>Fin</h2><p>Au revoir.</p>"
    )
    first, second = publication.people
    assert (first.name, first.role, first.presentation) == ("Anne Leroy", "Skipper", "Elle navigue à Brest.")
    assert first.picture == "https://institut.example/anne.jpg"
    assert (second.name, second.role) == ("Dr Paul de Brie", "Médecin de bord")
    assert "Leroy" not in shown(publication)
    assert headings(publication) == ["", "Les intervenants", "Fin"]


def test_speakers_in_a_list():
    """A list of “name, role” is the same thing said in less room."""
    people = page(
        TITLE + "<p>t</p><h2>Intervenantes</h2><ul><li>Anne Leroy, skipper</li><li>Zoé Ménard – météorologue</li></ul>"
    ).people
    assert [(one.name, one.role) for one in people] == [("Anne Leroy", "skipper"), ("Zoé Ménard", "météorologue")]


LINKED = """<script type="application/ld+json">{"@graph": [
 {"@type": "Event", "name": "Soirée du cap", "startDate": "2024-05-06T20:00", "location": {"name": "Brest"},
  "performer": {"@id": "#anne"}, "keywords": "cap, vent"},
 {"@id": "#anne", "@type": "Person", "name": "Anne Leroy", "jobTitle": "Skipper"},
 {"@type": "VideoObject", "name": "Replay", "embedUrl": "https://www.youtube.com/embed/abcdefghijk",
  "duration": "PT1H0M30S", "transcript": "Bonsoir à tous et bienvenue à bord.",
  "hasPart": [{"@type": "Clip", "name": "Fin", "startOffset": 60}, {"@type": "Clip", "name": "Cap", "startOffset": 0}]}
]}</script>"""


def test_linked_data_completes_the_page():
    """What the page says to machines fills what its text does not say."""
    publication = page(TITLE + '<p>t</p><iframe src="https://youtu.be/abcdefghijk"></iframe>', LINKED)
    assert publication.kind is Kind.WEBINAR
    assert str(publication.date) == "2024-05-06"
    assert [(one.name, one.role) for one in publication.people] == [("Anne Leroy", "Skipper")]
    assert [(one.title, one.duration) for one in publication.media] == [("Replay", 3630.0)]
    assert [(one.start, one.title) for one in publication.chapters] == [(0.0, "Cap"), (60.0, "Fin")]
    assert publication.event is not None
    assert publication.event.place == "Brest"
    assert publication.themes == ("cap", "vent")


def test_transcript_without_times_becomes_a_section():
    """A transcript in the JSON-LD cannot follow the player; it is kept in the text, and the report says so."""
    reading = read("page", f"<html><head>{LINKED}</head><body><main>{TITLE}<p>t</p></main></body></html>")
    assert "bienvenue à bord" in shown(reading.publication)
    assert any("without times" in note for note in notes(reading, NoteKind.LOST))


@pytest.mark.parametrize(
    "broken", ["{", "[" * 5000, '{"@type": ["Event", 3], "performer": 7}', "null", '{"@graph": {}}']
)
def test_broken_linked_data_costs_nothing_else(broken):
    """JSON-LD that cannot be read leaves the rest of the page as it is."""
    assert page(TITLE + "<p>t</p>", f'<script type="application/ld+json">{broken}</script>').title == "Tenir la barre"


def test_chapters_written_as_a_list():
    """“00:00 Ouverture” in a list under a video are its chapters."""
    publication = page(
        TITLE + '<p>t</p><iframe src="https://youtu.be/abcdefghijk"></iframe><h2>Chapitres</h2>'
        "<ul><li>00:00 Ouverture</li><li>01:30 – Le cap</li><li>1:02:00 Fin</li></ul>"
    )
    assert [(one.start, one.title) for one in publication.chapters] == [
        (0.0, "Ouverture"),
        (90.0, "Le cap"),
        (3720.0, "Fin"),
    ]
    assert headings(publication) == [""]


@pytest.mark.parametrize(
    ("raw", "media_type"),
    [
        ("<meta charset=iso-8859-1><h1>Été</h1><p>œuvré à l’aube".encode("cp1252"), ""),
        ("<h1>Été</h1><p>œuvré à l’aube".encode("cp1252"), "text/html; charset=windows-1252"),
        ("<h1>Été</h1><p>œuvré à l’aube".encode("utf-16"), ""),
        ("<meta charset=utf-8><h1>Été</h1><p>œuvré à l’aube".encode("cp1252"), ""),
        ("<h1>Été</h1><p>œuvré à l’aube".encode("utf-8-sig"), "text/html; charset=utf-7"),
    ],
)
def test_charsets(raw, media_type):
    """By byte order mark, header and declaration, and by the bytes when those lie."""
    publication = read("page", raw, media_type=media_type).publication
    assert publication.title == "Été"
    assert "œuvré à l’aube" in shown(publication)


def test_canonical_address_and_head():
    """Canonical address, licence, keywords, author and date of the head are kept."""
    publication = page(
        TITLE + "<p>t</p>",
        '<link rel="canonical" href="https://institut.example/cap"><link rel="license" href="https://l.example/by">'
        '<meta name="keywords" content="cap, vent"><meta name="author" content="Anne Leroy">'
        '<meta property="article:published_time" content="2024-02-29T08:00:00Z">'
        '<meta name="citation_doi" content="10.1/x">',
    )
    assert {(one.scheme, one.value) for one in publication.identifiers} == {
        ("url", "https://institut.example/cap"),
        ("doi", "10.1/x"),
    }
    assert (publication.licence, str(publication.date)) == ("https://l.example/by", "2024-02-29")
    assert publication.themes == ("cap", "vent")
    assert [one.name for one in publication.people] == ["Anne Leroy"]


def test_links_lead_where_they_led():
    """Relative links of a fetched page become absolute; those of a saved one become text, and are told."""
    body = '<h1>T</h1><p>Voir <a href="../cap.html">le cap</a> et <a href="#bas">plus bas</a></p>'
    assert 'href="https://institut.example/cap.html"' in page(body, uri="https://institut.example/a/b").sections[0].html
    reading = read("page", f"<main>{body}</main>")
    assert "cap.html" not in reading.publication.sections[0].html
    assert 'href="#bas"' in reading.publication.sections[0].html
    assert any("cap.html" in note for note in notes(reading, NoteKind.LOST))


def test_deep_nesting():
    """A page nested ten thousand deep is read, or refused, without harm."""
    deep = read("page", "<h1>T</h1>" + "<div>" * 240 + "<p>au fond</p>").publication
    assert shown(deep).strip() == "au fond"
    deeper = read("page", "<h1>T</h1><p>en haut</p>" + "<div>" * 10_000 + "<p>au fond</p>").publication
    assert shown(deeper).split()[:2] == ["en", "haut"]

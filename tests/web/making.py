"""A small library in memory, and the site over it."""

import datetime as dt
from pathlib import Path

from filrouge.engine.memory import MemoryEngine
from filrouge.library.memory import MemoryLibrary
from filrouge.links import Links
from filrouge.model import (
    Chapter,
    Cue,
    Event,
    Figure,
    Identifier,
    Kind,
    Media,
    Person,
    Publication,
    QuestionAnswer,
    Section,
    Status,
    TextTrack,
)
from filrouge.settings import PassageSettings, Settings, SiteSettings
from filrouge.wiring import Parts, wired

CLAIRE = Person(name="Claire Vasseur", role="Psychologue clinicienne", presentation="Travaille en libéral.")
PAUL = Person(name="Paul Estève", role="Modérateur")

_SAID = (
    "Quand un patient arrive en retard, il met souvent le lien à l'épreuve.",
    "Il demande si nous serons encore là la semaine prochaine.",
    "Le cadre tient parce que nous le tenons ensemble.",
    "Une limite annoncée rassure plus qu'une souplesse sans fin.",
)
CUES = tuple(
    Cue(
        start=index * 4.0 + 0.5,
        end=index * 4.0 + 4.2,
        text=_SAID[index % 4],
        speaker=(CLAIRE if index % 8 < 6 else PAUL).name,
    )
    for index in range(30)
)

WEBINAR = Publication(
    id="w1",
    slug="le-lien-a-l-epreuve",
    kind=Kind.WEBINAR,
    title="Le lien à l'épreuve : que tenir ?",
    subtitle="Retards, silences, menaces de partir",
    date=dt.date(2024, 2, 9),
    summary=("Un retard pose une question.", "La limite fait tenir le lien."),
    sections=(
        Section(anchor="debut", html="<p>Deux praticiens en parlent.</p>"),
        Section(heading="Les petits gestes", anchor="gestes", html="<p>Un retard, un silence.</p>"),
        Section(heading="Ce qui tient", anchor="tient", level=4, html="<blockquote><p>On reste.</p></blockquote>"),
    ),
    media=(
        Media(
            source="files/lien.webm",
            duration=120.0,
            captions=(TextTrack(source="files/lien.vtt", language="fr"),),
        ),
    ),
    transcript=CUES,
    chapters=(Chapter(start=0.0, title="Ouverture"), Chapter(start=60.0, title="Questions du public")),
    figures=(
        Figure(source="files/pont.svg", alt="Un pont suspendu.", caption="Un pont."),
        Figure(source="files/porte.svg", alt="Une porte.", caption="Elle reste ouverte.", anchor="gestes"),
        Figure(source="https://ailleurs.example/image.png", alt="Une image lointaine.", anchor="tient"),
    ),
    people=(CLAIRE, PAUL),
    questions=(
        QuestionAnswer(question="Faut-il relever chaque retard ?", answer="<p>Pas toujours.</p>", anchor="q-retard"),
        QuestionAnswer(question="Et le silence ?", answer="<p>Il parle aussi.</p>", anchor="q-silence"),
    ),
    themes=("mise à l'épreuve du lien", "cadre"),
    series="Clinique de l'attachement",
    event=Event(name="Rencontres de printemps", place="Nantes"),
    source="file:///archives/lien.md",
    licence="CC BY 4.0",
    identifiers=(Identifier(scheme="doi", value="10.1234/lien"),),
)
ARTICLE = Publication(
    id="a1",
    slug="poser-une-limite",
    kind=Kind.ARTICLE,
    title="Poser une limite sans rompre le lien",
    date=dt.date(2023, 3, 20),
    sections=(
        Section(heading="Dire non", anchor="dire-non", html="<p>La limite protège le lien et le cadre.</p>"),
        Section(heading="Revenir", anchor="revenir", html="<p>Une rupture se répare.</p>"),
    ),
    people=(CLAIRE,),
    themes=("cadre", "limites"),
    source="https://institut.example/limite",
)
ENGLISH = Publication(
    id="e1",
    slug="what-does-secure-mean",
    kind=Kind.ARTICLE,
    title="What does “secure” mean in therapy?",
    language="en",
    date=dt.date(2023, 5, 22),
    sections=(Section(heading="A word", anchor="a-word", html="<p>Security is a bond that holds.</p>"),),
    people=(CLAIRE,),
    themes=("attachement",),
)
DRAFT = Publication(id="d1", slug="brouillon", kind=Kind.ARTICLE, title="Brouillon", status=Status.DRAFT)
WITHDRAWN = Publication(id="x1", slug="retiree", kind=Kind.ARTICLE, title="Retirée", status=Status.WITHDRAWN)
SMALL = (WEBINAR, ARTICLE, ENGLISH, DRAFT, WITHDRAWN)


def parts_of(folder: Path, publications=SMALL, **site: str) -> Parts:
    """The parts of a library in memory; its files lie in `folder`."""
    library, engine = MemoryLibrary(), MemoryEngine()
    for publication in publications:
        library.save_import(publication.model_copy(update={"source": publication.source or f"urn:{publication.id}"}))
    settings = Settings(site=SiteSettings(**site), passages=PassageSettings(target_words=40))
    parts = wired(folder, settings, library, engine, Links(folder / "links"))
    parts.indexer.refresh()
    parts.linker.refresh()
    parts.questioner.refresh()
    parts.map.refresh()
    return parts

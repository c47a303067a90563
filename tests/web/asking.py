"""A small library in which the same question is asked and answered in several places."""

import datetime as dt

from filrouge.model import Cue, Kind, Media, Person, Publication, QuestionAnswer, Section

HELENE = Person(name="Hélène Aubry")
MARC = Person(name="Marc de La Tour")

_HEARD = (
    "Tenir un silence en séance, c'est d'abord rester présent sans le remplir.",
    "Je compte mes respirations, et je garde le regard du patient dans le mien.",
    "Au bout d'une minute, je dis seulement que je suis là.",
    "Certains patients ont connu des silences qui punissaient.",
    "Pour eux, tenir un silence demande de le nommer avant qu'il ne dure.",
    "On peut dire : ce silence n'est pas un reproche, prenez le temps.",
    "Un collègue tient le silence avec ses mains posées, il le montre.",
    "La séance entière peut se passer ainsi, et le patient revient.",
    "Quand le silence devient trop lourd, je le romps le premier.",
    "Rompre un silence n'est pas le perdre, c'est encore le tenir à deux.",
    "Nous parlerons des adolescents, dont le silence est souvent une porte.",
    "Le silence d'un adolescent se tient de biais, en regardant ailleurs.",
)
_ELSEWHERE = (
    "Le silence d'un patient n'est jamais vide, il faut l'écouter en séance.",
    "Pour le tenir, je me demande à qui il s'adresse.",
    "Je ne partage pas l'idée de compter : tenir un silence, c'est penser.",
    "Une patiente m'a dit que mon silence l'avait tenue.",
    "Tenir le silence, en visio, est bien plus difficile qu'au cabinet.",
    "L'image se fige, et le patient croit que nous sommes partis.",
    "Alors je bouge un peu, pour que le silence soit habité.",
    "À la fin de la séance, je reviens sur le silence que nous avons tenu.",
)


def _cues(said: tuple[str, ...], speaker: Person) -> tuple[Cue, ...]:
    return tuple(
        Cue(start=at * 8.0, end=at * 8.0 + 7.5, text=text, speaker=speaker.name) for at, text in enumerate(said)
    )


LISTENED = Publication(
    id="s1",
    slug="tenir-un-silence",
    kind=Kind.WEBINAR,
    title="Comment tenir un silence en séance ?",
    date=dt.date(2024, 5, 2),
    media=(Media(source="files/lien.webm", duration=120.0),),
    transcript=_cues(_HEARD, HELENE),
    people=(HELENE,),
    source="urn:s1",
)
ON_A_PLATFORM = Publication(
    id="s2",
    slug="ecouter-un-silence",
    kind=Kind.WEBINAR,
    title="Écouter un silence",
    date=dt.date(2023, 1, 12),
    media=(Media(source="https://www.youtube.com/watch?v=abcdefghijk"),),
    transcript=_cues(_ELSEWHERE, MARC),
    people=(MARC,),
    source="urn:s2",
)
WRITTEN = Publication(
    id="s3",
    slug="questions-de-debutants",
    kind=Kind.FAQ,
    title="Questions de débutants",
    date=dt.date(2024, 6, 1),
    sections=(
        Section(heading="Le temps qui passe", anchor="temps", html="<p>Tenir un silence use moins que parler.</p>"),
    ),
    people=(MARC,),
    questions=(
        QuestionAnswer(
            question="Comment tenir le silence d'un patient en séance ?",
            answer="<p>Restez présent, sans le remplir. Dites que vous êtes là.</p>",
            anchor="q-silence",
        ),
        QuestionAnswer(
            question="Faut-il augmenter ses honoraires chaque année ?",
            answer="<p>Annoncez-le un mois avant.</p>",
            anchor="q-honoraires",
        ),
    ),
    source="https://institut.example/questions",
)
ASKING = (LISTENED, ON_A_PLATFORM, WRITTEN)

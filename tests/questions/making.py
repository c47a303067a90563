"""Publications for tests of questions, from what is said or written in them."""

from filrouge.model import Chapter, Cue, Kind, Publication, QuestionAnswer, Section


def publication(key: str = "lien", **fields) -> Publication:
    given = {"id": f"id-{key}", "slug": key, "kind": Kind.WEBINAR, "title": f"Le titre de {key}", "source": f"x:{key}"}
    return Publication(**{**given, **fields})


def spoken(*said: str, seconds: float = 5.0, speaker: str | None = "Claire Vasseur") -> tuple[Cue, ...]:
    """One cue a text, each as long as the others."""
    return tuple(
        Cue(start=number * seconds, end=(number + 1) * seconds, text=text, speaker=speaker)
        for number, text in enumerate(said)
    )


def faq(key: str, **answers: str) -> Publication:
    """`question=answer`, with spaces as underscores."""
    entries = tuple(
        QuestionAnswer(question=question.replace("_", " ") + " ?", answer=f"<p>{answer}</p>", anchor=f"q{number}")
        for number, (question, answer) in enumerate(answers.items())
    )
    return publication(key, kind=Kind.FAQ, questions=entries)


__all__ = ["Chapter", "Section", "faq", "publication", "spoken"]

"""Readings for tests, as an importer would give them."""

from filrouge.sources.contract import Note, NoteKind, Reading
from tests.library.making import publication


def reading(key: str = "lien", *, files=(), guessed: str = "", **fields) -> Reading:
    notes = (Note(NoteKind.GUESSED, guessed),) if guessed else ()
    return Reading(publication(key, **fields), notes=notes, files=tuple(files))

import re

import pytest

from filrouge.engine import Entry
from filrouge.engine.memory import MemoryEngine
from filrouge.engine.tantivy import TantivyEngine
from filrouge.model import Publication
from filrouge.passages import cut
from filrouge.search import Search
from tests.search.french_traps import CORRECTIONS, SOUNDS, TRAPS


@pytest.fixture(params=["memory", "tantivy"])
def searching(request, tmp_path):
    """Makes the search of a library that holds these texts, each a publication."""

    def made(texts, people=()):
        engine = MemoryEngine() if request.param == "memory" else TantivyEngine(tmp_path / "index")
        engine.rebuild([entry(number, text, people) for number, text in enumerate(texts)], sequence=1)
        return Search(engine)

    return made


def entry(number, text, people):
    """The text stands in the body alone: its title says nothing."""
    publication = Publication(
        id=f"p{number}",
        slug=f"p{number}",
        kind="article",
        title=f"§{number}",
        people=[{"name": name} for name in people],
        sections=[{"anchor": "a", "html": f"<p>{text}</p>"}],
    )
    return Entry(publication, cut(publication))


def found(search, typed):
    return {int(hit.publication.id[1:]) for hit in search.search(typed).hits}


def naive(typed, text):
    """Lower case, split at whatever is not a letter or a digit, equality."""
    return bool(words(typed) & words(text))


def words(text):
    return set(re.findall(r"[^\W_]+", text.lower()))


@pytest.mark.parametrize(
    "trap",
    [pytest.param(trap, id=trap.why) for trap in TRAPS],
)
def test_french_is_read_as_french(searching, trap):
    """What is typed finds each text that it must, and none that it must not."""
    texts = (*trap.finds, *trap.leaves)
    assert {texts[number] for number in found(searching(texts), trap.typed)} == set(trap.finds)


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.why)
def test_a_naive_analyser_falls_in_each_trap(trap):
    """Each row is worth its place: simpler means fail it."""
    assert not (
        all(naive(trap.typed, text) for text in trap.finds) and not any(naive(trap.typed, text) for text in trap.leaves)
    )


@pytest.mark.parametrize(("typed", "offered", "text"), CORRECTIONS)
def test_a_slip_is_put_right(searching, typed, offered, text):
    """What nobody wrote is offered as somebody did, and searched when nothing else answers."""
    results = searching([text, "Autre chose."]).search(typed)
    assert not naive(typed, text)
    assert (results.correction, results.corrected, len(results.hits)) == (offered, True, 1)


@pytest.mark.parametrize(("typed", "name"), SOUNDS)
def test_a_name_is_found_by_its_sound(searching, typed, name):
    """However it is spelt."""
    assert not naive(typed, name)
    assert found(searching(["Un texte."], people=[name]), typed) == {0}


def test_the_traps_are_many():
    """The promise is of forty at least."""
    assert len(TRAPS) >= 40

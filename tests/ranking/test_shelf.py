import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filrouge.ranking import Shelf, ShelfWriter, Texts

WORDS = st.sampled_from("lien epreuve patient cadre therapeute therapeutes retard corps souffle".split())
TEXTS = st.builds(
    lambda title, passages: Texts(title, passages, "fr"),
    st.lists(WORDS, max_size=4),
    st.lists(st.lists(WORDS, max_size=6), max_size=3),
)
CHANGES = st.lists(st.tuples(st.integers(0, 4), st.none() | TEXTS), max_size=12)


def counted(shelf):
    """What a shelf knows, by word rather than by number, for numbers depend on the order of arrival."""
    rarity, lexicon = shelf.rarity, shelf.lexicon
    words = {word: int(rarity.with_word[number]) for number, word in enumerate(lexicon.words)}
    stems = {
        word: (int(rarity.with_stem[stem]), int(rarity.titles_with_stem[stem]), int(rarity.passages_with_stem[stem]))
        for word, stem in zip(lexicon.words, lexicon.tables.stem_of, strict=True)
    }
    totals = (rarity.publications, rarity.passages, rarity.tokens, rarity.grams, rarity.title_tokens)
    present = {word: count for word, count in words.items() if count}
    said = {
        row.number: [lexicon.words[token] for token in shelf.tokens[row.offset : row.offset + int(row.bounds[-1])]]
        for row in shelf.rows
    }
    return present, {word: stems[word] for word in present}, totals, rarity.passage_tokens, said


@settings(deadline=None)
@given(CHANGES)
def test_changes_one_by_one_count_what_a_fresh_start_counts(changes):
    """Whatever was put, replaced and removed, rarities are those of what is left."""
    shelf = Shelf.empty()
    left: dict[int, Texts] = {}
    for number, texts in changes:
        writer = ShelfWriter(shelf)
        if texts is None:
            writer.remove(number)
            left.pop(number, None)
        else:
            writer.put(number, texts)
            left[number] = texts
        shelf = writer.shelf()
    fresh = ShelfWriter(Shelf.empty())
    for number, texts in left.items():
        fresh.put(number, texts)
    assert counted(shelf) == counted(fresh.shelf())


@settings(deadline=None)
@given(st.lists(CHANGES, max_size=3))
def test_what_is_saved_is_what_is_loaded(tmp_path_factory, rounds):
    """Each state on disk is the state in memory, and the one before still loads."""
    folder = tmp_path_factory.mktemp("shelf")
    shelf = Shelf.empty()
    for turn, changes in enumerate(rounds):
        before = counted(shelf)
        writer = ShelfWriter(shelf, folder)
        for number, texts in changes:
            if texts is None:
                writer.remove(number)
            else:
                writer.put(number, texts)
        writer.save(f"shelf-{turn}.npz")
        shelf = Shelf.load(folder, f"shelf-{turn}.npz")
        assert counted(writer.shelf()) == counted(shelf)
        if turn:
            assert counted(Shelf.load(folder, f"shelf-{turn - 1}.npz"))[4] == before[4]


def test_what_was_never_named_does_not_count(tmp_path):
    """Tokens of a writer that died before its state was named are written over."""
    writer = ShelfWriter(Shelf.empty(), tmp_path)
    writer.put(1, Texts(["lien"], [["cadre"]], "fr"))
    writer.save("shelf-a.npz")
    lost = ShelfWriter(Shelf.load(tmp_path, "shelf-a.npz"), tmp_path)
    lost.put(2, Texts(["perdu"], [["perdu"]], "fr"))
    lost.save("shelf-lost.npz")
    again = ShelfWriter(Shelf.load(tmp_path, "shelf-a.npz"), tmp_path)
    again.put(3, Texts(["retard"], [["corps"]], "fr"))
    again.save("shelf-b.npz")
    assert counted(Shelf.load(tmp_path, "shelf-b.npz"))[4] == {1: ["lien", "cadre"], 3: ["retard", "corps"]}


@pytest.mark.parametrize("victim", ["tokens.bin", "shelf-a.npz"])
def test_a_damaged_file_is_told(tmp_path, victim):
    """A file cut short raises, it never loads as something else."""
    writer = ShelfWriter(Shelf.empty(), tmp_path)
    writer.put(1, Texts(["lien"], [["cadre", "epreuve"]], "fr"))
    writer.save("shelf-a.npz")
    content = (tmp_path / victim).read_bytes()
    (tmp_path / victim).write_bytes(content[: len(content) // 2])
    with pytest.raises((OSError, ValueError, KeyError)):
        Shelf.load(tmp_path, "shelf-a.npz")


def test_publications_that_share_a_title_are_told():
    """A title that many have says little of each."""
    writer = ShelfWriter(Shelf.empty())
    for number in (1, 2):
        writer.put(number, Texts(["questions"], [["lien"]], "fr"))
    writer.put(3, Texts(["cadre"], [["lien"]], "fr"))
    shelf = writer.shelf()
    assert shelf.sharing[shelf.rows.find(np.array([1, 2, 3]))].tolist() == [2, 2, 1]

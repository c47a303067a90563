"""The next state of a shelf."""

from collections.abc import Sequence
from dataclasses import fields, replace
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from filrouge.ranking import arrays
from filrouge.ranking.growing import Growing
from filrouge.ranking.meaning import (
    MOST,
    MOST_PASSAGES,
    PASSAGE_COMMON,
    PASSAGE_DIMENSIONS,
    PUBLICATION_COMMON,
    PUBLICATION_DIMENSIONS,
    Meaning,
    Said,
    passage_bags,
    publication_bags,
    shortened,
)
from filrouge.ranking.neighbours import COUNT, NONE, joined, nearest
from filrouge.ranking.shelf import (
    ARRAYS,
    DIGEST_BYTES,
    LEXICON,
    TOKEN,
    TOKENS,
    TOTALS,
    VECTOR,
    Longs,
    Row,
    Rows,
    Shelf,
    Texts,
    Understanding,
    sharing,
)

BATCH = 256
"""Publications counted at once."""


class ShelfWriter:
    """Makes the next state of a shelf: `shelf()` in memory; `save()` on disk, in the `folder` of the one before, where
    tokens are put as they come.

    It takes over the lexicon of the one given, which is not to be searched any more.
    """

    def __init__(self, before: Shelf, folder: Path | None = None) -> None:
        self.lexicon = before.lexicon
        self._before = before
        self._rarity = before.rarity.copy()
        self._gone: set[int] = set()
        self._added: dict[int, Row] = {}
        self._folder = folder
        self._tokens = Growing(before.tokens, folder / TOKENS if folder else None)
        self._uncounted: list[Said] = []

    def put(self, number: int, texts: Texts) -> None:
        """In place of what the publication said before, if it was there."""
        self.remove(number)
        parts = [self.lexicon.encode(part, texts.language) for part in (texts.title, *texts.passages)]
        tokens = np.array([token for part in parts for token in part], dtype=TOKEN)
        bounds = np.cumsum([len(part) for part in parts], dtype=np.int32)
        self._added[number] = Row(number, len(self._tokens), 0, _digest(texts.title), bounds)
        self._tokens.add(tokens)
        self._uncounted.append(Said(tokens, bounds))
        if len(self._uncounted) >= BATCH:
            self._count()

    def remove(self, number: int) -> None:
        """Nothing happens when it is not there."""
        (place,) = self._before.rows.find(np.array([number]))
        if number in self._added:
            row = self._added.pop(number)
        elif place >= 0 and number not in self._gone:
            self._gone.add(number)
            row = next(iter(self._before.rows.some([int(place)])))
        else:
            return
        self._count()
        self._rarity.count(*self._said(row), self.lexicon, -1)

    def _said(self, row: Row) -> Said:
        return Said(self._tokens.whole[row.offset : row.offset + int(row.bounds[-1])], row.bounds)

    def _count(self) -> None:
        """Many at once: the tables of the lexicon are made anew each time it has grown."""
        self._rarity.fit(self.lexicon)
        for said in self._uncounted:
            self._rarity.count(*said, self.lexicon, 1)
        self._uncounted = []

    def _next(self, name: str) -> tuple[Rows, Understanding]:
        """The next rows and what they are about: read anew for those added, and for all when the library has outgrown
        what was learnt.
        """
        before = self._before.understanding
        kept = [row for row in self._before.rows if row.number not in self._gone]
        everything = [*kept, *self._added.values()]
        anew = before.by_publication.outgrown(len(everything))
        learnt = self._learnt(everything, name) if anew else (before.by_publication, before.by_passage)
        by_publication, by_passage = learnt
        fresh = everything if anew else list(self._added.values())
        known = np.zeros((0, by_passage.dimensions), dtype=VECTOR) if anew else before.passages
        axes = by_passage.file
        passages = Growing(known, self._folder / f"{axes}.bin" if self._folder and axes else None)
        publications: dict[int, NDArray[np.float16]] = {}
        placed = {} if anew else {row.number: row for row in kept}
        for start in range(0, len(fresh), BATCH):
            chunk = fresh[start : start + BATCH]
            vectors, found = self._vectors(chunk, by_publication, by_passage)
            at = len(passages)
            passages.add(found)
            publications |= {row.number: vector for row, vector in zip(chunk, vectors, strict=True)}
            for row in chunk:
                placed[row.number] = row._replace(passages=at)
                at += len(row.bounds) - 1
        rows = Rows.of(placed.values())
        vectors = np.zeros((len(rows.numbers), by_publication.dimensions), dtype=np.float16)
        if by_publication.dimensions:
            places = self._before.rows.find(rows.numbers)
            for place, number in enumerate(rows.numbers.tolist()):
                vectors[place] = publications[number] if number in publications else before.publications[places[place]]
        passages.sync()
        neighbours = self._neighbours(rows, vectors, [row.number for row in fresh])
        return rows, Understanding(by_publication, by_passage, vectors, passages.whole, neighbours)

    def _neighbours(self, rows: Rows, vectors: NDArray[np.float16], fresh: Sequence[int]) -> Longs:
        """`fresh` are the publications of which the vector is new."""
        before, known = self._before.rows, self._before.understanding.neighbours
        if not vectors.shape[1]:
            return Understanding.none().neighbours
        places = rows.find(np.array(fresh, dtype=np.int64))
        if len(fresh) == len(rows.numbers):
            found = nearest(vectors, np.arange(len(rows.numbers)))
        else:
            kept = rows.find(known[before.find(rows.numbers)].ravel()).reshape(-1, COUNT)
            found = joined(vectors, kept, places)
        return np.where(found >= 0, rows.numbers[found], NONE)

    def _learnt(self, rows: Sequence[Row], name: str) -> tuple[Meaning, Meaning]:
        size, stem_of, stems = len(rows), self.lexicon.tables.stem_of, self.lexicon.stem_count
        drawn = [rows[at] for at in np.linspace(0, size - 1, min(size, MOST)).astype(int)]
        each = max(1, sum(len(row.bounds) - 1 for row in drawn) // MOST_PASSAGES)
        whole = publication_bags((self._said(row) for row in drawn), stem_of, stems)
        parts = passage_bags((self._said(row) for row in drawn[::each]), stem_of, stems)
        learnt = (
            Meaning.learn(whole, size, size=PUBLICATION_DIMENSIONS, common=PUBLICATION_COMMON),
            Meaning.learn(parts, size, size=PASSAGE_DIMENSIONS, common=PASSAGE_COMMON),
        )
        if not all(one.dimensions for one in learnt):
            return Meaning.none(), Meaning.none()
        return replace(learnt[0], file=f"meaning-{name}"), replace(learnt[1], file=f"meaning-{name}")

    def _vectors(
        self, rows: Sequence[Row], by_publication: Meaning, by_passage: Meaning
    ) -> tuple[NDArray[np.float16], NDArray[np.int16]]:
        stem_of, stems = self.lexicon.tables.stem_of, self.lexicon.stem_count
        said = [self._said(row) for row in rows]
        if not by_publication.dimensions:
            count = sum(len(row.bounds) - 1 for row in rows)
            return np.zeros((len(rows), 0), dtype=np.float16), np.zeros((count, 0), dtype=VECTOR)
        whole = by_publication.vectors(publication_bags(said, stem_of, stems))
        parts = by_passage.vectors(passage_bags(said, stem_of, stems))
        return whole.astype(np.float16), shortened(parts)

    def shelf(self) -> Shelf:
        """The next state, in memory."""
        self._count()
        rows, understanding = self._next("memory")
        return Shelf(self.lexicon, self._rarity, rows, sharing(rows), self._tokens.whole, understanding)

    def save(self, name: str) -> None:
        """Write the next state, in `name`. Durable when it returns; what the folder held before still loads."""
        if self._folder is None:
            raise ValueError("A shelf without a folder is kept in memory.")
        self._count()
        rows, understanding = self._next(Path(name).stem)
        axes = understanding.by_publication.file
        if axes and axes != self._before.understanding.by_publication.file:
            for meaning, kind in (
                (understanding.by_publication, "publications"),
                (understanding.by_passage, "passages"),
            ):
                with (self._folder / f"{axes}-{kind}.npy").open("wb") as stream:
                    np.save(stream, meaning.axes)
                    arrays.synced(stream)
        self._tokens.sync()
        held = {
            "sizes": np.array([len(self._tokens), len(understanding.passages)], dtype=np.int64),
            "totals": np.array([getattr(self._rarity, one) for one in TOTALS], dtype=np.int64),
            "vectors": understanding.publications,
            "neighbours": understanding.neighbours,
            "learnt_from": np.array(understanding.by_publication.learnt_from),
            "axes": np.array(axes),
            **{f"rarity_{one}": getattr(self._rarity, one) for one in ARRAYS},
            **{f"rows_{one.name}": getattr(rows, one.name) for one in fields(Rows)},
            **{f"{LEXICON}{one}": those for one, those in self.lexicon.arrays().items()},
        }
        arrays.save(self._folder / name, held)


def _digest(title: Sequence[str]) -> int:
    return int.from_bytes(sha256(" ".join(title).encode()).digest()[:DIGEST_BYTES])

"""The tags of a library in a SQL database: a row a publication and concept, and a row a publication tagged."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Connection, Engine, Row, delete, func, insert, select, update

from filrouge.library.contract import Filed, Stored
from filrouge.library.database import reading, writing
from filrouge.library.rows import is_present, lock, stale
from filrouge.library.tables import COUNTER, PUBLICATIONS, TAGGED, THEMES
from filrouge.model import Status, TaggedPassage, ThemeTag

NAMED = 900
"""Concepts that one query names; beyond, only those that are used are asked for."""
_PASSAGES = TypeAdapter(tuple[TaggedPassage, ...])
_pub, _theme, _tagged = PUBLICATIONS.c, THEMES.c, TAGGED.c


class SqlTags:
    """The `Tags` contract. Every save is atomic, like those of publications."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def stale(self, version: str) -> Iterator[Stored]:
        return stale(self._engine, TAGGED, version)

    def save(self, stored: Stored, tags: Sequence[ThemeTag], version: str, filed: str) -> bool:
        key = stored.publication.id
        with writing(self._engine) as connection:
            number = lock(connection) + 1
            if not is_present(connection, stored):
                return False
            former = connection.execute(select(_tagged.filed).where(_tagged.publication == key)).scalar_one_or_none()
            changed = filed != (former or "")
            if changed:
                connection.execute(update(COUNTER).values(value=number))
                connection.execute(update(PUBLICATIONS).where(_pub.id == key).values(sequence=number))
            connection.execute(delete(THEMES).where(_theme.publication == key))
            if tags:
                connection.execute(insert(THEMES), [_row(key, rank, tag) for rank, tag in enumerate(tags)])
            connection.execute(delete(TAGGED).where(_tagged.publication == key))
            sequence = number if changed else stored.sequence
            row = {"publication": key, "version": version, "filed": filed, "sequence": sequence}
            connection.execute(insert(TAGGED).values(**row))
        return True

    def of(self, publication: str) -> tuple[ThemeTag, ...]:
        with reading(self._engine) as connection:
            query = select(THEMES).where(_theme.publication == publication).order_by(_theme.rank)
            return tuple(_tag(row) for row in connection.execute(query))

    def shown(self, publications: Collection[str]) -> dict[str, tuple[str, ...]]:
        query = (
            select(_theme.publication, _theme.concept)
            .where(_theme.publication.in_(publications), _theme.shown)
            .order_by(_theme.publication, _theme.rank)
        )
        with reading(self._engine) as connection:
            rows = connection.execute(query).all()
        found: dict[str, list[str]] = defaultdict(list)
        for publication, concept in rows:
            found[publication].append(concept)
        return {publication: tuple(concepts) for publication, concepts in found.items()}

    def told(self, passages: Mapping[str, Collection[str]]) -> dict[str, dict[str, float]]:
        columns = _theme.publication, _theme.concept, _theme.passages
        with reading(self._engine) as connection:
            rows = connection.execute(select(*columns).where(_theme.publication.in_(passages), _theme.best > 0)).all()
        found: dict[str, dict[str, float]] = defaultdict(dict)
        for publication, concept, kept in rows:
            wanted = passages[publication]
            if any(one in kept for one in wanted):  # nearly all speak of other passages, and reading them would cost
                for one in _PASSAGES.validate_json(kept):
                    if one.passage in wanted:
                        found[one.passage][concept] = one.strength
        return dict(found)

    def best(self, concepts: Collection[str], limit: int) -> tuple[Filed, ...]:
        found: dict[str, Filed] = {}
        with reading(self._engine) as connection:
            wanted = concepts if len(concepts) <= NAMED else _used(connection, concepts)
            query = (
                select(THEMES)
                .join(PUBLICATIONS, _pub.id == _theme.publication)
                .where(_theme.concept.in_(wanted), _theme.best > 0, _pub.status == Status.PUBLISHED.value)
                .order_by(_theme.best.desc(), _theme.publication, _theme.concept.desc())
            )
            for row in connection.execute(query):
                if row.publication not in found:
                    found[row.publication] = Filed(row.publication, _tag(row))
                if len(found) == limit:
                    break
        return tuple(found.values())

    def spread(self) -> dict[str, int]:
        return self._counts(_theme.weight > 0)

    def given(self) -> dict[str, int]:
        return self._counts(_theme.given)

    def _counts(self, which: ColumnElement[bool]) -> dict[str, int]:
        query = (
            select(_theme.concept, func.count())
            .join(PUBLICATIONS, _pub.id == _theme.publication)
            .where(which, _pub.status == Status.PUBLISHED.value)
            .group_by(_theme.concept)
        )
        with reading(self._engine) as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def filed(self) -> dict[str, frozenset[str]]:
        query = (
            select(_theme.concept, _theme.publication)
            .join(PUBLICATIONS, _pub.id == _theme.publication)
            .where(_theme.shown, _pub.status == Status.PUBLISHED.value)
        )
        found: dict[str, set[str]] = defaultdict(set)
        with reading(self._engine) as connection:
            for concept, publication in connection.execute(query):
                found[concept].add(publication)
        return {concept: frozenset(those) for concept, those in found.items()}

    @property
    def publications(self) -> int:
        with reading(self._engine) as connection:
            count: int = connection.execute(select(func.count()).select_from(PUBLICATIONS)).scalar_one()
        return count


def _used(connection: Connection, concepts: Collection[str]) -> set[str]:
    return set(connection.execute(select(_theme.concept).distinct()).scalars()).intersection(concepts)


def _row(publication: str, rank: int, tag: ThemeTag) -> dict[str, object]:
    return {
        "publication": publication,
        "rank": rank,
        "best": tag.passages[0].strength if tag.passages else 0.0,
        "passages": _PASSAGES.dump_json(tag.passages).decode(),
        **tag.model_dump(exclude={"passages"}),
    }


def _tag(row: Row[tuple[object, ...]]) -> ThemeTag:
    return ThemeTag(
        concept=row.concept,
        weight=row.weight,
        strength=row.strength,
        given=row.given,
        shown=row.shown,
        passages=_PASSAGES.validate_json(row.passages),
    )

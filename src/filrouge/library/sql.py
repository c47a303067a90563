"""The library in a SQL database: SQLite in its folder, or any other that SQLAlchemy speaks to, by its address."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import URL, Connection, Row, delete, func, insert, select, update

from filrouge.errors import LibraryDamaged, PublicationMissing
from filrouge.library.addresses import OF_PUBLICATIONS
from filrouge.library.contract import Outcome, Revision, Saved, Stored
from filrouge.library.database import connect, integrity, migrate, reading, writing
from filrouge.library.merge import digest_of, document_of, merge
from filrouge.library.rows import aware, changed, lock, read_document
from filrouge.library.sql_links import SqlDecisions
from filrouge.library.sql_questions import SqlQuestions
from filrouge.library.sql_tags import SqlTags
from filrouge.library.tables import COUNTER, FORMER_SLUGS, PUBLICATIONS, REVISIONS
from filrouge.model import Publication

_pub, _former, _rev = PUBLICATIONS.c, FORMER_SLUGS.c, REVISIONS.c


class SqlLibrary:
    """The `Library` contract over SQLAlchemy Core. Safe to share between threads and between processes."""

    def __init__(self, address: str | URL) -> None:
        self._engine = connect(address)
        try:
            migrate(self._engine)
        except BaseException:
            self.close()
            raise
        self.tags = SqlTags(self._engine)
        self.links = SqlDecisions(self._engine)
        self.questions = SqlQuestions(self._engine)

    @classmethod
    def in_file(cls, file: Path) -> Self:
        return cls(URL.create("sqlite", database=str(file)))

    def close(self) -> None:
        self._engine.dispose()

    def save_import(self, publication: Publication) -> Saved:
        document = document_of(publication)
        digest = digest_of(document)
        with reading(self._engine) as connection:  # most of a repeated import ends here, without a write
            held = _same_source(connection, publication)
            if held and held.digest == digest:
                return Saved(Outcome.UNCHANGED, read_document(held.document, held.id))
        with writing(self._engine) as connection:
            number = lock(connection) + 1
            held = _same_source(connection, publication)
            imported = {"imported": document, "digest": digest}
            if held is None:
                return _insert(connection, publication, number, imported)
            current = read_document(held.document, held.id)
            if held.digest == digest:
                return Saved(Outcome.UNCHANGED, current)
            merged = merge(current, read_document(held.imported, held.id), publication)
            if merged.publication == current:
                connection.execute(update(PUBLICATIONS).where(_pub.id == held.id).values(**imported))
                return Saved(Outcome.UNCHANGED, current, merged.kept)
            _replace(connection, merged.publication, number, "import", imported)
            return Saved(Outcome.UPDATED, merged.publication, merged.kept)

    def save_edit(self, publication: Publication) -> Saved:
        with writing(self._engine) as connection:
            number = lock(connection) + 1
            held = connection.execute(select(PUBLICATIONS).where(_pub.id == publication.id)).one_or_none()
            if held is None:
                raise PublicationMissing(publication.id)
            slug = OF_PUBLICATIONS.free(connection, publication.slug, publication.id)
            edited = publication.model_copy(update={"slug": slug, "source": held.source or ""})
            if document_of(edited) == held.document:
                return Saved(Outcome.UNCHANGED, edited)
            if slug != held.slug:
                connection.execute(delete(FORMER_SLUGS).where(_former.slug == slug))
                connection.execute(insert(FORMER_SLUGS).values(slug=held.slug, publication=held.id))
            _replace(connection, edited, number, "editor", {})
            return Saved(Outcome.UPDATED, edited)

    def get(self, key: str) -> Publication:
        with reading(self._engine) as connection:
            found = _id_of(connection, key)
            document = connection.execute(select(_pub.document).where(_pub.id == found)).scalar_one()
        return read_document(document, found)

    def changes(self, since: int = 0) -> Iterator[Stored]:
        return changed(self._engine, since)

    def revisions(self, key: str) -> tuple[Revision, ...]:
        with reading(self._engine) as connection:
            found = _id_of(connection, key)
            rows = connection.execute(select(REVISIONS).where(_rev.publication == found).order_by(_rev.number)).all()
        return tuple(
            Revision(row.number, aware(row.at), row.origin, read_document(row.document, found)) for row in rows
        )

    def faults(self) -> Iterator[str]:
        """The database file first; then every document, by itself."""
        broken = tuple(integrity(self._engine))
        yield from broken
        if broken:
            return
        with reading(self._engine) as connection:
            known = connection.execute(select(_pub.id).order_by(_pub.id)).scalars().all()
        for publication in known:
            try:
                self.revisions(publication)
                self.get(publication)
            except LibraryDamaged as error:
                yield str(error)
        yield from self.questions.faults()

    @property
    def sequence(self) -> int:
        with reading(self._engine) as connection:
            value: int = connection.execute(select(COUNTER.c.value)).scalar_one()
        return value


def _same_source(connection: Connection, publication: Publication) -> Row[tuple[object, ...]] | None:
    if publication.source:
        held = connection.execute(select(PUBLICATIONS).where(_pub.source == publication.source)).one_or_none()
        if held is not None:
            return held
    return connection.execute(select(PUBLICATIONS).where(_pub.id == publication.id)).one_or_none()


def _insert(connection: Connection, publication: Publication, number: int, imported: dict[str, str]) -> Saved:
    slug = OF_PUBLICATIONS.free(connection, publication.slug, publication.id)
    new = publication.model_copy(update={"slug": slug})
    now = datetime.now(UTC)
    connection.execute(
        insert(PUBLICATIONS).values(**_columns(new), **imported, id=new.id, sequence=number, created=now, updated=now)
    )
    _record(connection, new, number, "import", now)
    return Saved(Outcome.IMPORTED, new)


def _replace(
    connection: Connection, publication: Publication, number: int, origin: str, imported: dict[str, str]
) -> None:
    now = datetime.now(UTC)
    connection.execute(
        update(PUBLICATIONS)
        .where(_pub.id == publication.id)
        .values(**_columns(publication), **imported, sequence=number, updated=now)
    )
    _record(connection, publication, number, origin, now)


def _record(connection: Connection, publication: Publication, number: int, origin: str, at: datetime) -> None:
    connection.execute(update(COUNTER).values(value=number))
    last = connection.execute(select(func.max(_rev.number)).where(_rev.publication == publication.id)).scalar()
    connection.execute(
        insert(REVISIONS).values(
            publication=publication.id,
            number=(last or 0) + 1,
            at=at,
            origin=origin,
            document=document_of(publication),
        )
    )


def _columns(publication: Publication) -> dict[str, object]:
    return {
        "slug": publication.slug,
        "kind": publication.kind.value,
        "title": publication.title,
        "language": publication.language,
        "date": publication.date,
        "status": publication.status.value,
        "source": publication.source or None,
        "document": document_of(publication),
    }


def _id_of(connection: Connection, key: str) -> str:
    found = OF_PUBLICATIONS.find(connection, key)
    if found is None:
        raise PublicationMissing(key)
    return found

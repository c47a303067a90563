"""The questions of a library in a SQL database."""

import logging
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pydantic import ValidationError
from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from filrouge.errors import EditRefused, LibraryDamaged, QuestionMissing
from filrouge.language.wording import key_of
from filrouge.library.addresses import OF_QUESTIONS
from filrouge.library.contract import Placed, Stored
from filrouge.library.database import reading, writing
from filrouge.library.question_rules import bared, divided, ordered, ours, stated
from filrouge.library.rows import is_present, lock, stale
from filrouge.library.tables import (
    QUESTION_FINDS,
    QUESTION_GATHERED,
    QUESTION_HOMES,
    QUESTION_SETTLED,
    QUESTION_SLUGS,
    QUESTION_VARIANTS,
    QUESTIONS,
)
from filrouge.model import Question, Variant

_log = logging.getLogger(__name__)
_found, _kept, _settled = QUESTION_FINDS.c, QUESTION_GATHERED.c, QUESTION_SETTLED.c
_q, _slug, _var, _home = QUESTIONS.c, QUESTION_SLUGS.c, QUESTION_VARIANTS.c, QUESTION_HOMES.c


class SqlFindings:
    """The `Findings` contract. Every save is atomic."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def stale(self, version: str) -> Iterator[Stored]:
        return stale(self._engine, QUESTION_FINDS, version)

    def save(self, stored: Stored, placed: Sequence[Placed], proposed: Sequence[Question], version: str) -> bool:
        key = stored.publication.id
        with writing(self._engine) as connection:
            lock(connection)
            if not is_present(connection, stored):
                return False
            for question in proposed:
                _propose(connection, question)
            _replace_variants(connection, key, placed)
            for one in placed:
                _settle(connection, key_of(one.variant.text), one.question)
            connection.execute(delete(QUESTION_FINDS).where(_found.publication == key))
            row = {"publication": key, "version": version, "sequence": stored.sequence}
            connection.execute(insert(QUESTION_FINDS).values(**row))
        return True

    def homes(self) -> dict[str, str]:
        with reading(self._engine) as connection:
            return {row[0]: row[1] for row in connection.execute(select(_home.wording, _home.question))}

    def move(self, homes: Mapping[str, str], proposed: Sequence[Question]) -> None:
        with writing(self._engine) as connection:
            lock(connection)
            for question in proposed:
                _propose(connection, question)
            former = {key: _home_of(connection, key) for key in homes}
            involved = {*homes.values(), *filter(None, former.values())}
            held = connection.execute(select(_q.id).where(_q.id.in_(involved))).scalars()
            free = {key for key in held.all() if not _get(connection, key).edited}
            touched = set()
            for wording, home in homes.items():
                source = former[wording]
                if source is not None and source != home and {source, home} <= free:
                    these = (_var.question == source) & (_var.wording == wording) & _var.publication.is_not(None)
                    connection.execute(update(QUESTION_VARIANTS).where(these).values(question=home))
                    _settle(connection, wording, home)
                    touched |= {source, home}
            for question_id in sorted(touched):
                _touch(connection, question_id)

    def keep(self, gathered: Mapping[str, tuple[str, str]]) -> None:
        with writing(self._engine) as connection:
            lock(connection)
            held = connection.execute(select(_q.id).where(_q.id.in_(gathered))).scalars().all()
            connection.execute(delete(QUESTION_GATHERED).where(_kept.question.in_(held)))
            rows = [{"question": key, "stamp": gathered[key][0], "document": gathered[key][1]} for key in held]
            if rows:
                connection.execute(insert(QUESTION_GATHERED), rows)

    def kept(self, question: str) -> tuple[str, str] | None:
        with reading(self._engine) as connection:
            query = select(_kept.stamp, _kept.document).where(_kept.question == question)
            row = connection.execute(query).one_or_none()
        return (row.stamp, row.document) if row else None

    @property
    def settled(self) -> int:
        with reading(self._engine) as connection:
            return connection.execute(select(_settled.sequence)).scalar() or 0

    def settle(self, sequence: int) -> None:
        with writing(self._engine) as connection:
            lock(connection)
            connection.execute(delete(QUESTION_SETTLED))
            connection.execute(insert(QUESTION_SETTLED).values(name="gathered", sequence=sequence))


class SqlQuestions:
    """The `Questions` contract. Every change is atomic."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.findings = SqlFindings(engine)

    @property
    def revision(self) -> int:
        with reading(self._engine) as connection:
            return _revision(connection)

    def all(self) -> tuple[Question, ...]:
        whole = []
        for document, key, variants in self._documents():
            try:
                whole.append(_read(document, key, variants))
            except LibraryDamaged as error:
                _log.warning("Passed over: %s", error)
        return ordered(whole)

    def faults(self) -> Iterator[str]:
        """Of `Library.faults`: every question that cannot be read."""
        for document, key, variants in self._documents():
            try:
                _read(document, key, variants)
            except LibraryDamaged as error:
                yield str(error)

    def _documents(self) -> Iterator[tuple[str, str, Sequence[str]]]:
        """Each question's, its id, and those of its variants."""
        variants: dict[str, list[str]] = defaultdict(list)
        with reading(self._engine) as connection:
            held = connection.execute(select(_q.id, _q.document).order_by(_q.number)).all()
            for row in connection.execute(select(_var.question, _var.document).order_by(_var.id)):
                variants[row.question].append(row.document)
        return ((row.document, row.id, variants[row.id]) for row in held)

    def get(self, key: str) -> Question:
        with reading(self._engine) as connection:
            return _get(connection, _id_of(connection, key))

    def save(self, question: Question) -> Question:
        with writing(self._engine) as connection:
            lock(connection)
            return _save(connection, question)

    def merge(self, source: str, into: str) -> Question:
        with writing(self._engine) as connection:
            lock(connection)
            old, new = _id_of(connection, source), _id_of(connection, into)
            if old == new:
                raise EditRefused(f"“{source}” and “{into}” are one question already.")
            former = _get(connection, old)
            for table in (QUESTION_VARIANTS, QUESTION_HOMES, QUESTION_SLUGS):
                connection.execute(update(table).where(table.c.question == old).values(question=new))
            _settle(connection, key_of(former.wording), new)
            connection.execute(delete(QUESTION_GATHERED).where(_kept.question == old))
            addresses = [{"slug": address, "question": new} for address in dict.fromkeys((former.slug, old))]
            connection.execute(insert(QUESTION_SLUGS), addresses)
            connection.execute(delete(QUESTIONS).where(_q.id == old))
            return _save(connection, _get(connection, new))

    def split(self, key: str, wordings: Sequence[str], question: Question) -> Question:
        with writing(self._engine) as connection:
            lock(connection)
            whole = _get(connection, _id_of(connection, key))
            left, moved = divided(whole, wordings)
            new = _save(connection, question.model_copy(update={"variants": moved}))
            going = {key_of(variant.text) for variant in moved}
            these = (_var.question == whole.id) & _var.wording.in_(going)
            connection.execute(delete(QUESTION_VARIANTS).where(these & _var.publication.is_(None)))
            connection.execute(update(QUESTION_VARIANTS).where(these).values(question=new.id))
            for wording in going:
                _settle(connection, wording, new.id)
            _save(connection, left, stating=False)
            return _get(connection, new.id)


def _propose(connection: Connection, question: Question) -> None:
    if connection.execute(select(_q.id).where(_q.id == question.id)).scalar_one_or_none() is None:
        slug = OF_QUESTIONS.free(connection, question.slug, question.id)
        _insert(connection, question.model_copy(update={"slug": slug}))


def _insert(connection: Connection, question: Question) -> None:
    number = (connection.execute(select(func.max(_q.number))).scalar() or 0) + 1
    row = {"id": question.id, "number": number, "changed": _revision(connection) + 1, **_columns(question)}
    connection.execute(insert(QUESTIONS).values(**row))


def _columns(question: Question) -> dict[str, object]:
    document = bared(question).model_dump_json(exclude={"url", "variants"})
    return {"slug": question.slug, "position": question.position, "document": document}


def _replace_variants(connection: Connection, publication: str, placed: Sequence[Placed]) -> None:
    """Questions are only touched when what is asked of them is not what it was."""
    rows = [_variant_row(one.variant, one.question) for one in placed]
    query = select(_var.question, _var.document).where(_var.publication == publication).order_by(_var.id)
    former = [(row.question, row.document) for row in connection.execute(query)]
    if former == [(row["question"], row["document"]) for row in rows]:
        return
    connection.execute(delete(QUESTION_VARIANTS).where(_var.publication == publication))
    if rows:
        connection.execute(insert(QUESTION_VARIANTS), rows)
    for question in {key for key, _ in former} | {one.question for one in placed}:
        _touch(connection, question)


def _variant_row(variant: Variant, question: str) -> dict[str, object]:
    return {
        "question": question,
        "publication": variant.publication,
        "wording": key_of(variant.text),
        "document": variant.model_dump_json(),
    }


def _touch(connection: Connection, question: str) -> None:
    number = _revision(connection) + 1
    connection.execute(update(QUESTIONS).where(_q.id == question).values(changed=number))


def _home_of(connection: Connection, wording: str) -> str | None:
    return connection.execute(select(_home.question).where(_home.wording == wording)).scalar_one_or_none()


def _settle(connection: Connection, wording: str, question: str) -> None:
    connection.execute(delete(QUESTION_HOMES).where(_home.wording == wording))
    connection.execute(insert(QUESTION_HOMES).values(wording=wording, question=question))


def _save(connection: Connection, question: Question, *, stating: bool = True) -> Question:
    """`stating`: its wording, and those no publication holds, are its own from now on."""
    slug = OF_QUESTIONS.free(connection, question.slug, question.id)
    edited = question.model_copy(update={"slug": slug, "edited": True})
    former = connection.execute(select(_q.slug).where(_q.id == question.id)).scalar_one_or_none()
    connection.execute(delete(QUESTION_SLUGS).where(_slug.slug == slug))
    if former is None:
        _insert(connection, edited)
    else:
        if former != slug:
            connection.execute(insert(QUESTION_SLUGS).values(slug=former, question=question.id))
        connection.execute(update(QUESTIONS).where(_q.id == question.id).values(**_columns(edited)))
        _touch(connection, question.id)
    these = (_var.question == question.id) & _var.publication.is_(None)
    connection.execute(delete(QUESTION_VARIANTS).where(these))
    rows = [_variant_row(variant, question.id) for variant in ours(question)]
    if rows:
        connection.execute(insert(QUESTION_VARIANTS), rows)
    for wording in stated(question) if stating else ():
        _settle(connection, key_of(wording), question.id)
    return _get(connection, question.id)


def _revision(connection: Connection) -> int:
    return connection.execute(select(func.max(_q.changed))).scalar() or 0


def _get(connection: Connection, key: str) -> Question:
    document = connection.execute(select(_q.document).where(_q.id == key)).scalar_one()
    query = select(_var.document).where(_var.question == key).order_by(_var.id)
    return _read(document, key, connection.execute(query).scalars().all())


def _read(document: str, key: str, variants: Sequence[str]) -> Question:
    try:
        question = Question.model_validate_json(document)
        read = tuple(Variant.model_validate_json(one) for one in variants)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise LibraryDamaged(
            f"The question {key} cannot be read from the database: {first['msg']}. Put the last backup of the folder "
            f"in its place."
        ) from error
    return question.model_copy(update={"variants": read})


def _id_of(connection: Connection, key: str) -> str:
    found = OF_QUESTIONS.find(connection, key)
    if found is None:
        raise QuestionMissing(key)
    return found

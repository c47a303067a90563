"""What editors decided of links, in a SQL database: a row a pair of publications, the one of the lower id first."""

from datetime import UTC, datetime

from sqlalchemy import Engine, Row, func, insert, or_, select, update

from filrouge.errors import PublicationMissing
from filrouge.library.database import reading, writing
from filrouge.library.rows import aware, lock
from filrouge.library.tables import LINK_DECISIONS, PUBLICATIONS
from filrouge.model import Decision, Standing

_decision = LINK_DECISIONS.c


class SqlDecisions:
    """The `Decisions` contract."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def decide(self, one: str, other: str, standing: Standing, words: str | None = None) -> Decision:
        first, second = Decision.ends(one, other)
        with writing(self._engine) as connection:
            lock(connection)
            for key in (first, second):
                if connection.execute(select(PUBLICATIONS.c.id).where(PUBLICATIONS.c.id == key)).first() is None:
                    raise PublicationMissing(key)
            same = (_decision.first == first) & (_decision.second == second)
            before = connection.execute(select(LINK_DECISIONS).where(same)).one_or_none()
            said = (before.words if before else "") if words is None else words
            said = "" if standing is Standing.FOUND else said
            decided = Decision(first=first, second=second, standing=standing, words=said, at=datetime.now(UTC))
            number = (connection.execute(select(func.max(_decision.number))).scalar() or 0) + 1
            values = {"standing": standing.value, "words": decided.words, "number": number, "at": decided.at}
            if before:
                connection.execute(update(LINK_DECISIONS).where(same).values(**values))
            else:
                connection.execute(insert(LINK_DECISIONS).values(first=first, second=second, **values))
        return decided

    def of(self, publication: str) -> dict[str, Decision]:
        query = select(LINK_DECISIONS).where(
            or_(_decision.first == publication, _decision.second == publication),
            _decision.standing != Standing.FOUND.value,
        )
        with reading(self._engine) as connection:
            found = [_read(row) for row in connection.execute(query.order_by(_decision.number))]
        return {one.other(publication): one for one in found}

    def all(self) -> tuple[Decision, ...]:
        query = select(LINK_DECISIONS).where(_decision.standing != Standing.FOUND.value).order_by(_decision.number)
        with reading(self._engine) as connection:
            return tuple(_read(row) for row in connection.execute(query))

    @property
    def revision(self) -> int:
        with reading(self._engine) as connection:
            return connection.execute(select(func.max(_decision.number))).scalar() or 0


def _read(row: Row[tuple[object, ...]]) -> Decision:
    return Decision(
        first=row.first, second=row.second, standing=Standing(row.standing), words=row.words, at=aware(row.at)
    )

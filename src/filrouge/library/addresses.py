"""By what things are named in the tables: an address leads to one thing only, and for good."""

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, select

from filrouge.library.merge import free_slug, slug_base
from filrouge.library.tables import FORMER_SLUGS, PUBLICATIONS, QUESTION_SLUGS, QUESTIONS


class Addresses(NamedTuple):
    """Of one kind of things. `former`: slugs that they had, `owner` the ids of those that had them."""

    id: ColumnElement[Any]
    slug: ColumnElement[Any]
    former: ColumnElement[Any]
    owner: ColumnElement[Any]

    def find(self, connection: Connection, key: str) -> str | None:
        """The id of what has this id, this slug or, failing that, this former slug."""
        for query in (
            select(self.id).where(self.id == key),
            select(self.id).where(self.slug == key),
            select(self.owner).where(self.former == key),
        ):
            found: str | None = connection.execute(query).scalar_one_or_none()
            if found is not None:
                return found
        return None

    def free(self, connection: Connection, wanted: str, owner: str) -> str:
        """That slug, or with a number what no other than `owner` has as its slug, former slug or id."""
        base = slug_base(wanted)
        near, *others = (
            select(column).where(column.startswith(base, autoescape=True), of != owner)
            for column, of in ((self.slug, self.id), (self.id, self.id), (self.former, self.owner))
        )
        return free_slug(wanted, set(connection.execute(near.union(*others)).scalars()))


OF_PUBLICATIONS = Addresses(PUBLICATIONS.c.id, PUBLICATIONS.c.slug, FORMER_SLUGS.c.slug, FORMER_SLUGS.c.publication)
OF_QUESTIONS = Addresses(QUESTIONS.c.id, QUESTIONS.c.slug, QUESTION_SLUGS.c.slug, QUESTION_SLUGS.c.question)

"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _publications()
    op.create_table(
        "revisions",
        sa.Column("publication", sa.String(120), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("origin", sa.String(20), nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("publication", "number", name="pk_revisions"),
        sa.ForeignKeyConstraint(["publication"], ["publications.id"], name="fk_revisions_publication"),
    )
    op.create_table(
        "former_slugs",
        sa.Column("slug", sa.String(120), nullable=False),
        sa.Column("publication", sa.String(120), nullable=False),
        sa.PrimaryKeyConstraint("slug", name="pk_former_slugs"),
        sa.ForeignKeyConstraint(["publication"], ["publications.id"], name="fk_former_slugs_publication"),
    )
    op.create_index("ix_former_slugs_publication", "former_slugs", ["publication"])
    counter = op.create_table(
        "counter",
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("value", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counter"),
    )
    op.bulk_insert(counter, [{"name": "changes", "value": 0}])


def _publications() -> None:
    op.create_table(
        "publications",
        sa.Column("id", sa.String(120), nullable=False),
        sa.Column("slug", sa.String(120), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("language", sa.String(40), nullable=False),
        sa.Column("date", sa.Date),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("source", sa.Text),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("imported", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_publications"),
        sa.UniqueConstraint("slug", name="uq_publications_slug"),
        sa.UniqueConstraint("source", name="uq_publications_source"),
        sa.UniqueConstraint("sequence", name="uq_publications_sequence"),
    )
    for column in ("kind", "date", "status"):
        op.create_index(f"ix_publications_{column}", "publications", [column])


def downgrade() -> None:
    for table in ("counter", "former_slugs", "revisions", "publications"):
        op.drop_table(table)

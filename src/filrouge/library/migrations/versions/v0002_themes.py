"""Themes: what each publication was found to speak of."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "themes",
        sa.Column("publication", sa.String(120), nullable=False),
        sa.Column("concept", sa.Text, nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("weight", sa.Float, nullable=False),
        sa.Column("strength", sa.Float, nullable=False),
        sa.Column("best", sa.Float, nullable=False),
        sa.Column("given", sa.Boolean, nullable=False),
        sa.Column("shown", sa.Boolean, nullable=False),
        sa.Column("passages", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("publication", "concept", name="pk_themes"),
        sa.ForeignKeyConstraint(["publication"], ["publications.id"], name="fk_themes_publication"),
    )
    op.create_index("ix_themes_concept", "themes", ["concept"])
    op.create_table(
        "tagged",
        sa.Column("publication", sa.String(120), nullable=False),
        sa.Column("version", sa.String(160), nullable=False),
        sa.Column("filed", sa.String(64), nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("publication", name="pk_tagged"),
        sa.ForeignKeyConstraint(["publication"], ["publications.id"], name="fk_tagged_publication"),
    )


def downgrade() -> None:
    for table in ("tagged", "themes"):
        op.drop_table(table)

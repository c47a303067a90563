"""Links: what editors decided of them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "link_decisions",
        sa.Column("first", sa.String(120), nullable=False),
        sa.Column("second", sa.String(120), nullable=False),
        sa.Column("standing", sa.String(20), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("first", "second", name="pk_link_decisions"),
        sa.UniqueConstraint("number", name="uq_link_decisions_number"),
        sa.ForeignKeyConstraint(["first"], ["publications.id"], name="fk_link_decisions_first"),
        sa.ForeignKeyConstraint(["second"], ["publications.id"], name="fk_link_decisions_second"),
    )
    op.create_index("ix_link_decisions_second", "link_decisions", ["second"])


def downgrade() -> None:
    op.drop_table("link_decisions")

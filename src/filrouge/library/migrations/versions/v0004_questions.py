"""Questions: those found and those editors made, their wordings, their addresses, and what was gathered around them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "questions",
        sa.Column("id", sa.String(120), nullable=False),
        sa.Column("slug", sa.String(120), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("changed", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer),
        sa.Column("document", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
        sa.UniqueConstraint("slug", name="uq_questions_slug"),
        sa.UniqueConstraint("number", name="uq_questions_number"),
    )
    op.create_index("ix_questions_changed", "questions", ["changed"])
    op.create_table(
        "question_slugs",
        sa.Column("slug", sa.String(120), nullable=False),
        sa.Column("question", sa.String(120), nullable=False),
        sa.PrimaryKeyConstraint("slug", name="pk_question_slugs"),
        sa.ForeignKeyConstraint(["question"], ["questions.id"], name="fk_question_slugs_question"),
    )
    op.create_index("ix_question_slugs_question", "question_slugs", ["question"])
    _variants()
    op.create_table(
        "question_homes",
        sa.Column("wording", sa.Text, nullable=False),
        sa.Column("question", sa.String(120), nullable=False),
        sa.PrimaryKeyConstraint("wording", name="pk_question_homes"),
        sa.ForeignKeyConstraint(["question"], ["questions.id"], name="fk_question_homes_question"),
    )
    op.create_index("ix_question_homes_question", "question_homes", ["question"])
    _found()


def _variants() -> None:
    op.create_table(
        "question_variants",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=True),
        sa.Column("question", sa.String(120), nullable=False),
        sa.Column("publication", sa.String(120)),
        sa.Column("wording", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_question_variants"),
        sa.ForeignKeyConstraint(["question"], ["questions.id"], name="fk_question_variants_question"),
        sa.ForeignKeyConstraint(["publication"], ["publications.id"], name="fk_question_variants_publication"),
    )
    op.create_index("ix_question_variants_question", "question_variants", ["question"])
    op.create_index("ix_question_variants_publication", "question_variants", ["publication"])


def _found() -> None:
    op.create_table(
        "question_finds",
        sa.Column("publication", sa.String(120), nullable=False),
        sa.Column("version", sa.String(160), nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("publication", name="pk_question_finds"),
        sa.ForeignKeyConstraint(["publication"], ["publications.id"], name="fk_question_finds_publication"),
    )
    op.create_table(
        "question_gathered",
        sa.Column("question", sa.String(120), nullable=False),
        sa.Column("stamp", sa.String(160), nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("question", name="pk_question_gathered"),
        sa.ForeignKeyConstraint(["question"], ["questions.id"], name="fk_question_gathered_question"),
    )
    op.create_table(
        "question_settled",
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_question_settled"),
    )


def downgrade() -> None:
    for table in (
        "question_settled",
        "question_gathered",
        "question_finds",
        "question_homes",
        "question_variants",
        "question_slugs",
        "questions",
    ):
        op.drop_table(table)

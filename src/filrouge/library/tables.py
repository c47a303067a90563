"""The tables of the store: the publication as a document, and beside it the columns that are queried."""

from sqlalchemy import Boolean, Column, Date, DateTime, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text

VERSION = "0004"
"""The migration that makes these tables; a test holds it to the last one."""

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

PUBLICATIONS = Table(
    "publications",
    METADATA,
    Column("id", String(120), primary_key=True),
    Column("slug", String(120), nullable=False, unique=True),
    Column("kind", String(20), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("language", String(40), nullable=False),
    Column("date", Date, index=True),
    Column("status", String(20), nullable=False, index=True),
    Column("source", Text, unique=True),  # NULL, of which there may be many, for what has no source
    Column("sequence", Integer, nullable=False, unique=True),
    Column("document", Text, nullable=False),
    Column("imported", Text, nullable=False),  # what the source last gave: the base of the three-way merge
    Column("digest", String(64), nullable=False),  # of `imported`
    Column("created", DateTime(timezone=True), nullable=False),
    Column("updated", DateTime(timezone=True), nullable=False),
)

REVISIONS = Table(
    "revisions",
    METADATA,
    Column("publication", String(120), ForeignKey("publications.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("origin", String(20), nullable=False),
    Column("document", Text, nullable=False),
)

FORMER_SLUGS = Table(
    "former_slugs",
    METADATA,
    Column("slug", String(120), primary_key=True),
    Column("publication", String(120), ForeignKey("publications.id"), nullable=False, index=True),
)

COUNTER = Table(
    "counter",
    METADATA,
    Column("name", String(20), primary_key=True),
    Column("value", Integer, nullable=False),
)
"""One row, `changes`. A writer locks it first, so changes are numbered in the order in which they are committed."""

THEMES = Table(
    "themes",
    METADATA,
    Column("publication", String(120), ForeignKey("publications.id"), primary_key=True),
    Column("concept", Text, primary_key=True),  # its address
    Column("rank", Integer, nullable=False),
    Column("weight", Float, nullable=False),
    Column("strength", Float, nullable=False),
    Column("best", Float, nullable=False),  # strength of the first of `passages`; 0 when there is none
    Column("given", Boolean, nullable=False),
    Column("shown", Boolean, nullable=False),
    Column("passages", Text, nullable=False),
)
Index("ix_themes_concept", THEMES.c.concept)

TAGGED = Table(
    "tagged",
    METADATA,
    Column("publication", String(120), ForeignKey("publications.id"), primary_key=True),
    Column("version", String(160), nullable=False),  # of the thesaurus and of the rules that read with it
    Column("filed", String(64), nullable=False),  # digest of what the index files it under
    Column("sequence", Integer, nullable=False),  # the publication's, when it was read
)

LINK_DECISIONS = Table(
    "link_decisions",
    METADATA,
    Column("first", String(120), ForeignKey("publications.id"), primary_key=True),
    Column("second", String(120), ForeignKey("publications.id"), primary_key=True, index=True),
    Column("standing", String(20), nullable=False),
    Column("words", Text, nullable=False),
    Column("number", Integer, nullable=False, unique=True),  # of the decision: the highest of all is the revision
    Column("at", DateTime(timezone=True), nullable=False),
)

QUESTIONS = Table(
    "questions",
    METADATA,
    Column("id", String(120), primary_key=True),
    Column("slug", String(120), nullable=False, unique=True),
    Column("number", Integer, nullable=False, unique=True),  # in which they came
    Column("changed", Integer, nullable=False, index=True),  # the highest of all is the revision
    Column("position", Integer),
    Column("document", Text, nullable=False),  # without its variants
)

QUESTION_SLUGS = Table(
    "question_slugs",
    METADATA,
    Column("slug", String(120), primary_key=True),  # former slugs, and the ids of merged questions
    Column("question", String(120), ForeignKey("questions.id"), nullable=False, index=True),
)

QUESTION_VARIANTS = Table(
    "question_variants",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("question", String(120), ForeignKey("questions.id"), nullable=False, index=True),
    Column("publication", String(120), ForeignKey("publications.id"), index=True),  # NULL: typed or written
    Column("wording", Text, nullable=False),  # its key
    Column("document", Text, nullable=False),
)

QUESTION_HOMES = Table(
    "question_homes",
    METADATA,
    Column("wording", Text, primary_key=True),
    Column("question", String(120), ForeignKey("questions.id"), nullable=False, index=True),
)

QUESTION_FINDS = Table(
    "question_finds",
    METADATA,
    Column("publication", String(120), ForeignKey("publications.id"), primary_key=True),
    Column("version", String(160), nullable=False),
    Column("sequence", Integer, nullable=False),  # the publication's, when its questions were looked for
)

QUESTION_GATHERED = Table(
    "question_gathered",
    METADATA,
    Column("question", String(120), ForeignKey("questions.id"), primary_key=True),
    Column("stamp", String(160), nullable=False),
    Column("document", Text, nullable=False),
)

QUESTION_SETTLED = Table(
    "question_settled",
    METADATA,
    Column("name", String(20), primary_key=True),
    Column("sequence", Integer, nullable=False),  # the library's, up to which all that is kept was gathered
)
"""One row at most, `gathered`."""

"""What Alembic runs: the steps, on the connection and in the transaction that the store hands over."""

from alembic import context

from filrouge.library.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,  # SQLite alters a table by making it anew
)
context.run_migrations()

"""Alembic's entry point: migrate on the connection that ``runner`` hands over, inside its transaction."""

from __future__ import annotations

from alembic import context

from directory.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite alters a table by copying it
    compare_type=True,
)
context.run_migrations()

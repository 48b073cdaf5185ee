"""What all tables share: predictable constraint names (migrations need them) and the column types."""

from __future__ import annotations

from typing import Annotated, Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, MetaData, String
from sqlalchemy.orm import DeclarativeBase, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

# UUIDs as text: the same in SQLite, in PostgreSQL, in a URL and in an export.
Key = Annotated[str, mapped_column(String(36), primary_key=True)]
OfService = Annotated[str, mapped_column(String(36), ForeignKey("service.id", ondelete="CASCADE"), index=True)]
Json = Annotated[Any, mapped_column(JSON)]


class Base(DeclarativeBase):
    """The tables of the directory. Rows beside ``fact`` are drawn from the facts by ``directory.projection``."""

    metadata = MetaData(naming_convention=NAMING)


def one_of(column: str, *values: str) -> CheckConstraint:
    """A check that keeps a column to a closed list, in SQL that every database reads."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)

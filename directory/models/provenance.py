"""How we know: sources, the facts they state, ids that moved, and what the database remembers about itself."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from directory.models.base import Base, Json, Key, OfService, one_of


class Source(Base):
    """Where facts of one service were found. ``as_of``: YYYY, YYYY-MM, YYYY-MM-DD or NULL (undated).

    Never changed once written: the same page read again at a later date is another source.
    """

    __tablename__ = "source"

    id: Mapped[Key]
    service_id: Mapped[OfService]
    url: Mapped[str]
    as_of: Mapped[str | None] = mapped_column(String(10))
    kind: Mapped[str] = mapped_column(String(20))
    confidence: Mapped[str] = mapped_column(String(8))
    priority: Mapped[int]


class Fact(Base):
    """One statement: this field of this entity has this value, says this source. Rows are only ever added.

    ``field`` is a name of ``directory.facts`` ("phones", "doors.<door key>.street"). The statement in force has no
    ``superseded_at`` (ISO time, UTC). ``recorded_by`` names a role or a program, never a person.
    """

    __tablename__ = "fact"
    __table_args__ = (
        one_of("origin", "shipped", "edit", "import"),
        Index("ix_fact_entity_id_field", "entity_id", "field"),
        Index("ix_fact_superseded_at", "superseded_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entity: Mapped[str] = mapped_column(String(20))
    entity_id: Mapped[str] = mapped_column(String(36))
    field: Mapped[str] = mapped_column(String(250))
    value: Mapped[Json]
    source_id: Mapped[str | None] = mapped_column(String(36), ForeignKey("source.id"))
    as_of: Mapped[str | None] = mapped_column(String(10))
    origin: Mapped[str] = mapped_column(String(8))
    recorded_at: Mapped[str] = mapped_column(String(32))
    recorded_by: Mapped[str | None] = mapped_column(String(80))
    superseded_at: Mapped[str | None] = mapped_column(String(32))
    note: Mapped[str | None]


class Redirect(Base):
    """An id that was merged into another; links to it stay good. ``key``: what the id was made of, where known."""

    __tablename__ = "redirect"

    id: Mapped[Key]
    target_id: Mapped[str] = mapped_column(String(36))
    key: Mapped[str | None] = mapped_column(String(200))


class Meta(Base):
    """What the database remembers about itself, such as the version of the shipped files it last read."""

    __tablename__ = "meta"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str]

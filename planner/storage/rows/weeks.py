"""Planned weeks, every version of them: a sheet on somebody's wall belongs to one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from planner.storage.base import Base, Id, JsonText, Long, Ref, Word

NAMES_OWN: Final = {
    "sqlite": sql("instr(text, '\"own-') > 0"),
    "postgresql": sql("strpos(text, '\"own-') > 0"),
}
"""A week that holds an exercise of somebody's own, by the database's name. Few do, and the texts are long: an index."""


class WeekRow(Base):
    """``edits`` is what was pinned, moved or lost, as JSON; ``notes`` a practitioner's words by exercise."""

    __tablename__ = "weeks"
    __table_args__ = (
        UniqueConstraint("person_id", "start", "sequence"),
        Index(
            "ix_weeks_with_own_exercises",
            "person_id",
            sqlite_where=NAMES_OWN["sqlite"],
            postgresql_where=NAMES_OWN["postgresql"],
        ),
    )

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(Ref, ForeignKey("persons.id", ondelete="CASCADE"))
    start: Mapped[date]
    sequence: Mapped[int]
    text: Mapped[Long]
    sheet_sha256: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime]
    made_by: Mapped[Word] = mapped_column(default="person")
    edits: Mapped[Long] = mapped_column(default="{}")
    notes: Mapped[Any] = mapped_column(JsonText, nullable=False, default=dict)
    signed_by: Mapped[str | None]
    signed_at: Mapped[datetime | None]

"""The outbox: one row a letter, from the moment it is queued until long after it is done."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from planner.storage.base import Address, Base, Id, JsonText, Ref, Word

NOT_DONE = text("done_at IS NULL")


class OutboxRow(Base):
    """``next_at`` serves due date, retry and lease: claiming moves it forward, so that the letters of a worker
    that died fall due again by themselves."""

    __tablename__ = "outbox"
    __table_args__ = (
        # Partial, or every poll would walk all the letters ever sent.
        Index("ix_outbox_due", "next_at", sqlite_where=NOT_DONE, postgresql_where=NOT_DONE),
        Index("ix_outbox_person", "person_id", "done_at"),
        CheckConstraint("(done_at IS NULL) = (outcome IS NULL)", name="done_has_outcome"),
    )

    id: Mapped[Id]
    once_key: Mapped[str] = mapped_column(String(255), unique=True)
    kind: Mapped[Word]
    person_id: Mapped[int | None] = mapped_column(Ref, ForeignKey("persons.id", ondelete="SET NULL"))
    to_address: Mapped[Address]
    parameters: Mapped[Any] = mapped_column(JsonText, nullable=False)
    next_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    attempts: Mapped[int]
    claimed_by: Mapped[str | None] = mapped_column(String(64))
    done_at: Mapped[datetime | None]
    outcome: Mapped[Word | None]
    last_error: Mapped[str | None]
    message_id: Mapped[str] = mapped_column(String(255), unique=True)
    created_at: Mapped[datetime]

"""People with a back, and what they agreed to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from planner.storage.base import Base, Id, Long, Ref, Secret, Word


class PersonRow(Base):
    __tablename__ = "persons"

    id: Mapped[Id]
    key: Mapped[Secret]
    name: Mapped[str]
    time_zone: Mapped[str] = mapped_column(String(64))
    answers: Mapped[Long]
    state: Mapped[Word]
    stop_message: Mapped[str | None]
    feed_secret: Mapped[Secret]
    created_at: Mapped[datetime]


class ConsentRow(Base):
    """One row each time someone agrees (SCR-01); the newest counts."""

    __tablename__ = "consents"

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(Ref, ForeignKey("persons.id", ondelete="CASCADE"), index=True)
    version: Mapped[Word]
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

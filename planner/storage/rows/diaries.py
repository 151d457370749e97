"""What people wrote down after a session, on a day and at the end of a week."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from planner.storage.base import Base, Id, JsonText, Ref, Word


class SessionDiaryRow(Base):
    """``entry`` holds the keys of ``diary.yaml`` beside week and session."""

    __tablename__ = "session_diaries"
    __table_args__ = (UniqueConstraint("person_id", "week_start", "session"),)

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(Ref, ForeignKey("persons.id", ondelete="CASCADE"))
    week_start: Mapped[date]
    session: Mapped[Word]
    entry: Mapped[Any] = mapped_column(JsonText, nullable=False)
    recorded_at: Mapped[datetime]


class WeekCheckInRow(Base):
    __tablename__ = "week_check_ins"
    __table_args__ = (UniqueConstraint("person_id", "week_start"),)

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(Ref, ForeignKey("persons.id", ondelete="CASCADE"))
    week_start: Mapped[date]
    entry: Mapped[Any] = mapped_column(JsonText, nullable=False)
    recorded_at: Mapped[datetime]


class DayLogRow(Base):
    """One calendar day in the person's own time zone; ``entry`` is a ``DayLog`` without its day."""

    __tablename__ = "day_logs"

    person_id: Mapped[int] = mapped_column(Ref, ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    entry: Mapped[Any] = mapped_column(JsonText, nullable=False)
    recorded_at: Mapped[datetime]

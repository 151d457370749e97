"""What each person wants to be reminded of, in their own wall time."""

from __future__ import annotations

from datetime import time
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from planner.storage.base import Address, Base, JsonText, Ref


class ReminderRow(Base):
    __tablename__ = "reminders"

    person_id: Mapped[int] = mapped_column(Ref, ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True)
    email: Mapped[Address | None]
    session_minutes_before: Mapped[int | None]
    weekly_day: Mapped[str | None] = mapped_column(String(3))
    weekly_at: Mapped[time | None]
    posture_every_minutes: Mapped[int | None]
    posture_from: Mapped[time | None]
    posture_to: Mapped[time | None]
    quiet_from: Mapped[time | None]
    quiet_to: Mapped[time | None]
    letters: Mapped[Any] = mapped_column(JsonText, nullable=True)

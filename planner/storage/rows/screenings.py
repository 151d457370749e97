"""The log of every screening (SCR-04): what came out and when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from planner.storage.base import Base, Id, JsonText, Ref, Word


class ScreeningRow(Base):
    """``person_id`` is empty where somebody was stopped before anything about them was kept."""

    __tablename__ = "screenings"

    id: Mapped[Id]
    person_id: Mapped[int | None] = mapped_column(Ref, ForeignKey("persons.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    state: Mapped[Word]
    flags: Mapped[Any] = mapped_column(JsonText, nullable=False)
    conditions: Mapped[Any] = mapped_column(JsonText, nullable=False)
    message: Mapped[str]

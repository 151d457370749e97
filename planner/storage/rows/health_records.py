"""The person's own record: treatments, blood results and outcome measures."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from planner.storage.base import Base, Id, JsonText, Ref, Word


class TreatmentMarkRow(Base):
    """What became of the B12 treatment that was due on a day."""

    __tablename__ = "treatment_marks"

    person_id: Mapped[int] = mapped_column(Ref, ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True)
    due: Mapped[date] = mapped_column(primary_key=True)
    state: Mapped[Word]
    moved_to: Mapped[date | None]
    noted_at: Mapped[datetime]


class BloodResultRow(Base):
    """``value`` in the canonical unit ``unit``; ``typed`` as the person wrote it."""

    __tablename__ = "blood_results"
    __table_args__ = (Index(None, "person_id", "taken"),)

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(Ref, ForeignKey("persons.id", ondelete="CASCADE"))
    test: Mapped[Word]
    taken: Mapped[date]
    value: Mapped[float]
    unit: Mapped[Word]
    typed: Mapped[str]
    recorded_at: Mapped[datetime]


class OutcomeScoreRow(Base):
    """One outcome measure on one day; taken again on the same day it is replaced."""

    __tablename__ = "outcome_scores"
    __table_args__ = (Index(None, "person_id", "measure", "day", unique=True),)

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(Ref, ForeignKey("persons.id", ondelete="CASCADE"))
    measure: Mapped[Word]
    day: Mapped[date]
    score: Mapped[float | None]
    answers: Mapped[Any] = mapped_column(JsonText, nullable=False)
    recorded_at: Mapped[datetime]

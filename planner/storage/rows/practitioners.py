"""Clinicians who hand out programmes, and where they work."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from planner.storage.base import Base, Id, Ref


class PracticeRow(Base):
    __tablename__ = "practices"

    id: Mapped[Id]
    name: Mapped[str]


class PractitionerRow(Base):
    __tablename__ = "practitioners"

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(Ref, ForeignKey("accounts.id", ondelete="CASCADE"), unique=True)
    practice_id: Mapped[int | None] = mapped_column(Ref, ForeignKey("practices.id", ondelete="SET NULL"), index=True)
    name: Mapped[str]
    profession: Mapped[str]

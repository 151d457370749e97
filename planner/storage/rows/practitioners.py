"""Clinicians who hand out programmes, where they work, and what they keep there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from planner.storage.base import Address, Base, Id, Long, Ref, Secret, Word


class PracticeRow(Base):
    """``telephone`` and ``logo`` (PNG or SVG, a few kilobytes) head the sheets."""

    __tablename__ = "practices"

    id: Mapped[Id]
    name: Mapped[str]
    telephone: Mapped[str] = mapped_column(default="")
    logo: Mapped[bytes | None] = mapped_column(LargeBinary)
    logo_type: Mapped[str | None] = mapped_column(String(32))


class PractitionerRow(Base):
    """A removed practitioner keeps the row, so that what they signed still has a name."""

    __tablename__ = "practitioners"

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(Ref, ForeignKey("accounts.id", ondelete="CASCADE"), unique=True)
    practice_id: Mapped[int | None] = mapped_column(Ref, ForeignKey("practices.id", ondelete="SET NULL"), index=True)
    name: Mapped[str]
    profession: Mapped[str]
    role: Mapped[Word] = mapped_column(default="member")
    removed_at: Mapped[datetime | None]


class InvitationRow(Base):
    """Only a hash of the link is kept."""

    __tablename__ = "invitations"

    id: Mapped[Id]
    practice_id: Mapped[int] = mapped_column(Ref, ForeignKey("practices.id", ondelete="CASCADE"), index=True)
    email: Mapped[Address]
    role: Mapped[Word]
    token_sha256: Mapped[Secret]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class PracticePersonRow(Base):
    """A practice looks after a person; all its practitioners may."""

    __tablename__ = "practice_person"

    practice_id: Mapped[int] = mapped_column(Ref, ForeignKey("practices.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(
        Ref, ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    since: Mapped[datetime]


class AccessLogRow(Base):
    """Who looked at or changed whose record. ``who`` stays readable when the account is gone."""

    __tablename__ = "access_log"
    __table_args__ = (Index(None, "person_id", "at"),)

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(Ref, ForeignKey("persons.id", ondelete="CASCADE"))
    account_id: Mapped[int | None] = mapped_column(Ref, ForeignKey("accounts.id", ondelete="SET NULL"))
    who: Mapped[str]
    what: Mapped[str]
    at: Mapped[datetime]


class HandoutLinkRow(Base):
    """A link that opens a person's week without an account, until it is revoked. Only a hash is kept."""

    __tablename__ = "handout_links"

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(Ref, ForeignKey("persons.id", ondelete="CASCADE"), index=True)
    token_sha256: Mapped[Secret]
    made_by: Mapped[str]
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class TemplateRow(Base):
    """A week or a handout kept to be used again; ``practice_id`` empty: its maker's own."""

    __tablename__ = "templates"

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(Ref, ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    practice_id: Mapped[int | None] = mapped_column(Ref, ForeignKey("practices.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    kind: Mapped[Word]
    text: Mapped[Long]
    created_at: Mapped[datetime]


class OwnExerciseRow(Base):
    """An exercise of a practitioner's own, or one brought along. ``text`` is its YAML file as in ``exercises/``,
    or, while ``state`` is unreviewed, what is known of it as JSON."""

    __tablename__ = "own_exercises"
    __table_args__ = (Index(None, "account_id", "exercise", unique=True),)

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(Ref, ForeignKey("accounts.id", ondelete="CASCADE"))
    practice_id: Mapped[int | None] = mapped_column(Ref, ForeignKey("practices.id", ondelete="CASCADE"), index=True)
    exercise: Mapped[str] = mapped_column(String(80))
    state: Mapped[Word]
    text: Mapped[Long]
    licence: Mapped[str]
    author: Mapped[str]
    source: Mapped[str]
    picture: Mapped[bytes | None] = mapped_column(LargeBinary)
    picture_type: Mapped[str | None] = mapped_column(String(32))
    created_at: Mapped[datetime]

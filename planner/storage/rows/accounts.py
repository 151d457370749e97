"""Accounts and whom they look after. The columns are those that Flask-Security reads, written out here
because its ready-made mixins would bring Flask into storage."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, ForeignKey, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.storage.base import Base, Id, Ref, Secret, Word

accounts_roles = Table(
    "accounts_roles",
    Base.metadata,
    Column("account_id", Ref, ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("role_id", Ref, ForeignKey("roles.id", ondelete="CASCADE"), primary_key=True),
)


class RoleRow(Base):
    """What an account may do for the whole installation (the host); not its access to one person."""

    __tablename__ = "roles"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(80), unique=True)
    description: Mapped[str | None]


class AccountRow(Base):
    """``email`` is normalised. No sign-in is tracked: no addresses, no counters."""

    __tablename__ = "accounts"

    id: Mapped[Id]
    email: Mapped[str] = mapped_column(String(320), unique=True)
    active: Mapped[bool]
    fs_uniquifier: Mapped[Secret]
    confirmed_at: Mapped[datetime | None]
    password: Mapped[str | None]
    us_totp_secrets: Mapped[str | None]
    us_phone_number: Mapped[str | None] = mapped_column(String(128), unique=True)
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None]
    created_at: Mapped[datetime]
    roles: Mapped[list[RoleRow]] = relationship(secondary=accounts_roles)


class AccountPersonRow(Base):
    """One account may look after many people, one person may be looked after by many accounts or none."""

    __tablename__ = "account_person"

    account_id: Mapped[int] = mapped_column(Ref, ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(
        Ref, ForeignKey("persons.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    role: Mapped[Word]
    since: Mapped[datetime]

"""Where an account is signed in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from planner.storage.base import Base, Id, Ref, Secret


class DeviceRow(Base):
    """One browser that is signed in. Only a hash of its secret is kept; no address is."""

    __tablename__ = "devices"

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(Ref, ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    secret_sha256: Mapped[Secret]
    label: Mapped[str]
    since: Mapped[datetime]
    last_seen: Mapped[datetime]

"""Addresses that mail does not reach any more."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from planner.storage.base import Base


class SuspendedAddressRow(Base):
    """``reason`` is what the mail server said. The address is normalised."""

    __tablename__ = "suspended_addresses"

    address: Mapped[str] = mapped_column(String(320), primary_key=True)
    since: Mapped[datetime]
    reason: Mapped[str]

"""Links that sign somebody in once. Only a hash is kept: whoever reads the table cannot sign in with it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from planner.storage.base import Base, Id, Ref, Secret


class SignInLinkRow(Base):
    __tablename__ = "sign_in_links"

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(Ref, ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    token_sha256: Mapped[Secret]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]

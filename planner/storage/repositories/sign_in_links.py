"""Links that sign somebody in once."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from planner.domain.account import AccountId
from planner.storage.rows import SignInLinkRow


def _hash(token: str) -> str:
    # The token has 256 random bits, so a plain fast hash cannot be searched backwards.
    return hashlib.sha256(token.encode()).hexdigest()


class SignInLinks:
    def __init__(self, session: Session) -> None:
        self._session = session

    def make(self, account: AccountId, now: datetime, valid_for: timedelta) -> str:
        """A new token; it is nowhere but in the returned text."""
        token = secrets.token_urlsafe(32)
        self._session.add(
            SignInLinkRow(account_id=account, token_sha256=_hash(token), created_at=now, expires_at=now + valid_for)
        )
        self._session.flush()
        return token

    def find(self, token: str, now: datetime) -> AccountId | None:
        """Whose link this is, if it can still be used; changes nothing (mail scanners follow links)."""
        row = self._session.scalar(
            select(SignInLinkRow).where(
                SignInLinkRow.token_sha256 == _hash(token),
                SignInLinkRow.used_at.is_(None),
                SignInLinkRow.expires_at > now,
            )
        )
        return None if row is None else AccountId(row.account_id)

    def use(self, token: str, now: datetime) -> AccountId | None:
        """Uses the link up. Of two at the same moment one gets the account, the other None."""
        account = self._session.scalar(
            update(SignInLinkRow)
            .where(
                SignInLinkRow.token_sha256 == _hash(token),
                SignInLinkRow.used_at.is_(None),
                SignInLinkRow.expires_at > now,
            )
            .values(used_at=now)
            .returning(SignInLinkRow.account_id)
            .execution_options(synchronize_session=False)
        )
        return None if account is None else AccountId(account)

    def use_all(self, account: AccountId, now: datetime) -> None:
        """Makes every link of an account useless."""
        self._session.execute(
            update(SignInLinkRow)
            .where(SignInLinkRow.account_id == account, SignInLinkRow.used_at.is_(None))
            .values(used_at=now)
        )

    def forget_expired(self, before: datetime) -> None:
        """Deletes links that ran out before ``before``."""
        self._session.execute(delete(SignInLinkRow).where(SignInLinkRow.expires_at < before))

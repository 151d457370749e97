"""The random word that stands for an account in a signed session; changing it signs the account out everywhere."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.domain.account import Account, AccountId
from planner.storage.rows import AccountRow


class SignInKeys:
    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, account: AccountId) -> str:
        return self._session.get_one(AccountRow, account).fs_uniquifier

    def find_account(self, key: str) -> Account | None:
        row = self._session.scalar(select(AccountRow).where(AccountRow.fs_uniquifier == key))
        return None if row is None else Account(AccountId(row.id), row.email, row.active)

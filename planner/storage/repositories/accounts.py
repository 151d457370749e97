"""Accounts, and which of them looks after which person."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from planner.domain.account import Access, AccessRole, Account, AccountId, normalised_email
from planner.domain.person import PersonId
from planner.storage.rows import AccountPersonRow, AccountRow

# Asked by every page about a person, and put together once.
_ACCESS: Final = select(AccountPersonRow.person_id).where(
    AccountPersonRow.account_id == bindparam("account"), AccountPersonRow.person_id == bindparam("person")
)


def _account(row: AccountRow) -> Account:
    return Account(AccountId(row.id), row.email, row.active)


class Accounts:
    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, account: AccountId) -> Account | None:
        row = self._session.get(AccountRow, account)
        return None if row is None else _account(row)

    def find_by_email(self, email: str) -> Account | None:
        row = self._session.scalar(select(AccountRow).where(AccountRow.email == normalised_email(email)))
        return None if row is None else _account(row)

    def add(self, email: str, now: datetime) -> Account:
        """A new account; its address must not have one yet."""
        row = AccountRow(
            email=normalised_email(email), active=True, fs_uniquifier=secrets.token_hex(32), created_at=now
        )
        self._session.add(row)
        self._session.flush()
        return _account(row)

    def get_or_add(self, email: str, now: datetime) -> Account:
        return self.find_by_email(email) or self.add(email, now)

    def give_access(self, account: AccountId, person: PersonId, role: AccessRole, now: datetime) -> None:
        """Lets ``account`` look after ``person``; an access that is there already keeps its role."""
        if self._session.get(AccountPersonRow, (account, person)) is None:
            self._session.add(AccountPersonRow(account_id=account, person_id=person, role=role.value, since=now))
            self._session.flush()

    def end_access(self, account: AccountId, person: PersonId) -> None:
        row = self._session.get(AccountPersonRow, (account, person))
        if row is not None:
            self._session.delete(row)
            self._session.flush()

    def delete(self, account: AccountId) -> None:
        """The account, its devices and links; the people it looked after stay with whoever else does."""
        self._session.delete(self._session.get_one(AccountRow, account))
        self._session.flush()

    def who_may_see(self, person: PersonId) -> tuple[AccountId, ...]:
        """Every account that looks after a person, oldest access first."""
        rows = self._session.scalars(
            select(AccountPersonRow.account_id)
            .where(AccountPersonRow.person_id == person)
            .order_by(AccountPersonRow.since, AccountPersonRow.account_id)
        )
        return tuple(AccountId(account) for account in rows)

    def renew_uniquifier(self, account: AccountId) -> None:
        """Ends every session of the account, wherever it is signed in."""
        self._session.get_one(AccountRow, account).fs_uniquifier = secrets.token_hex(32)
        self._session.flush()

    def access_of(self, account: AccountId) -> tuple[Access, ...]:
        """The people this account looks after, oldest access first."""
        rows = self._session.scalars(
            select(AccountPersonRow)
            .where(AccountPersonRow.account_id == account)
            .order_by(AccountPersonRow.since, AccountPersonRow.person_id)
        )
        return tuple(Access(account, PersonId(r.person_id), AccessRole(r.role)) for r in rows)

    def may_see(self, account: AccountId, person: PersonId) -> bool:
        return self._session.scalar(_ACCESS, {"account": account, "person": person}) is not None

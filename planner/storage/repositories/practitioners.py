"""Practitioners."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.domain.account import AccountId, PracticeId, Practitioner, PractitionerId
from planner.storage.rows import PracticeRow, PractitionerRow


def _practitioner(row: PractitionerRow) -> Practitioner:
    practice = None if row.practice_id is None else PracticeId(row.practice_id)
    return Practitioner(PractitionerId(row.id), AccountId(row.account_id), row.name, row.profession, practice)


class Practitioners:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add_practice(self, name: str) -> PracticeId:
        row = PracticeRow(name=name)
        self._session.add(row)
        self._session.flush()
        return PracticeId(row.id)

    def add(self, account: AccountId, name: str, profession: str, practice: PracticeId | None = None) -> Practitioner:
        row = PractitionerRow(account_id=account, name=name, profession=profession, practice_id=practice)
        self._session.add(row)
        self._session.flush()
        return _practitioner(row)

    def find_by_account(self, account: AccountId) -> Practitioner | None:
        row = self._session.scalar(select(PractitionerRow).where(PractitionerRow.account_id == account))
        return None if row is None else _practitioner(row)

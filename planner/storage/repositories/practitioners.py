"""Practitioners."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.domain.account import AccountId, PracticeId, PracticeRole, Practitioner, PractitionerId
from planner.storage.rows import PractitionerRow


def _practitioner(row: PractitionerRow) -> Practitioner:
    practice = None if row.practice_id is None else PracticeId(row.practice_id)
    return Practitioner(
        PractitionerId(row.id),
        AccountId(row.account_id),
        row.name,
        row.profession,
        practice,
        PracticeRole(row.role),
        row.removed_at,
    )


class Practitioners:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self,
        account: AccountId,
        name: str,
        profession: str,
        practice: PracticeId | None = None,
        role: PracticeRole = PracticeRole.MEMBER,
    ) -> Practitioner:
        row = PractitionerRow(
            account_id=account, name=name, profession=profession, practice_id=practice, role=role.value
        )
        self._session.add(row)
        self._session.flush()
        return _practitioner(row)

    def find_by_account(self, account: AccountId) -> Practitioner | None:
        row = self._session.scalar(select(PractitionerRow).where(PractitionerRow.account_id == account))
        return None if row is None else _practitioner(row)

    def of_practice(self, practice: PracticeId) -> tuple[Practitioner, ...]:
        """Removed ones too, in the order in which they came."""
        rows = self._session.scalars(
            select(PractitionerRow).where(PractitionerRow.practice_id == practice).order_by(PractitionerRow.id)
        )
        return tuple(_practitioner(row) for row in rows)

    def remove(self, practitioner: PractitionerId, now: datetime) -> None:
        self._session.get_one(PractitionerRow, practitioner).removed_at = now
        self._session.flush()

    def join(
        self, practitioner: PractitionerId, practice: PracticeId, role: PracticeRole, name: str, profession: str
    ) -> None:
        """Comes to a practice, or back to it."""
        row = self._session.get_one(PractitionerRow, practitioner)
        row.practice_id, row.role, row.removed_at = practice, role.value, None
        row.name, row.profession = name, profession
        self._session.flush()

"""Addresses that mail does not reach any more."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.domain.account import normalised_email
from planner.domain.person import PersonId
from planner.domain.reminder import Suspension
from planner.storage.rows import ReminderRow, SuspendedAddressRow


class Addresses:
    def __init__(self, session: Session) -> None:
        self._session = session

    def suspend(self, address: str, reason: str, now: datetime) -> None:
        """An address that is suspended already keeps its first reason."""
        if self.find_suspension(address) is None:
            self._session.add(SuspendedAddressRow(address=normalised_email(address), since=now, reason=reason))
            self._session.flush()

    def find_suspension(self, address: str) -> Suspension | None:
        row = self._session.get(SuspendedAddressRow, normalised_email(address))
        return None if row is None else Suspension(row.address, row.since, row.reason)

    def suspension_of(self, person: PersonId) -> Suspension | None:
        """Of the address that letters about a person's plan go to."""
        row = self._session.scalar(
            select(SuspendedAddressRow)
            .join(ReminderRow, ReminderRow.email == SuspendedAddressRow.address)
            .where(ReminderRow.person_id == person)
        )
        return None if row is None else Suspension(row.address, row.since, row.reason)

    def lift_suspension(self, address: str) -> None:
        row = self._session.get(SuspendedAddressRow, normalised_email(address))
        if row is not None:
            self._session.delete(row)
            self._session.flush()

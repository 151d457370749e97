"""Where accounts are signed in."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from planner.domain.account import AccountId, Device
from planner.storage.rows import DeviceRow


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _device(row: DeviceRow) -> Device:
    return Device(row.id, AccountId(row.account_id), row.label, row.since, row.last_seen)


class Devices:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, account: AccountId, secret: str, label: str, now: datetime) -> Device:
        """Only a hash of ``secret``, which the browser keeps, is kept here."""
        row = DeviceRow(account_id=account, secret_sha256=_hash(secret), label=label, since=now, last_seen=now)
        self._session.add(row)
        self._session.flush()
        return _device(row)

    def find(self, secret: str) -> Device | None:
        row = self._session.scalar(select(DeviceRow).where(DeviceRow.secret_sha256 == _hash(secret)))
        return None if row is None else _device(row)

    def seen(self, device: int, now: datetime) -> None:
        self._session.execute(update(DeviceRow).where(DeviceRow.id == device).values(last_seen=now))

    def of_account(self, account: AccountId) -> tuple[Device, ...]:
        """Last seen first."""
        rows = self._session.scalars(
            select(DeviceRow)
            .where(DeviceRow.account_id == account)
            .order_by(DeviceRow.last_seen.desc(), DeviceRow.id.desc())
        )
        return tuple(_device(row) for row in rows)

    def remove(self, account: AccountId, device: int) -> None:
        self._session.execute(delete(DeviceRow).where(DeviceRow.account_id == account, DeviceRow.id == device))

    def remove_all(self, account: AccountId) -> None:
        self._session.execute(delete(DeviceRow).where(DeviceRow.account_id == account))

    def forget_unseen(self, before: datetime) -> None:
        """Deletes browsers that were last seen before ``before``: their session has ended by itself."""
        self._session.execute(delete(DeviceRow).where(DeviceRow.last_seen < before))

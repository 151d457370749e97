"""Signing out: here, on one other device, or everywhere at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from planner.domain.account import AccountId, Device
from planner.storage.unit_of_work import Storage


@dataclass(frozen=True, slots=True)
class SignedInAt:
    """``here`` is the browser that asks."""

    device: Device
    here: bool


def devices_of(storage: Storage, account: AccountId, secret: str) -> tuple[SignedInAt, ...]:
    """Where the account is signed in, last seen first; ``secret`` is that of the browser that asks."""
    with storage.reading() as uow:
        here = uow.devices.find(secret)
        devices = uow.devices.of_account(account)
    return tuple(SignedInAt(device, here is not None and device.id == here.id) for device in devices)


def forget_device(storage: Storage, account: AccountId, secret: str) -> None:
    """Signs the browser with this secret out."""
    with storage.writing() as uow:
        device = uow.devices.find(secret)
        if device is not None:
            uow.devices.remove(account, device.id)
            uow.commit()


def sign_out_device(storage: Storage, account: AccountId, device: int) -> None:
    """Signs one of the account's own devices out; a number that is not its own changes nothing."""
    with storage.writing() as uow:
        uow.devices.remove(account, device)
        uow.commit()


def sign_out_everywhere(storage: Storage, account: AccountId, now: datetime) -> None:
    """Ends every session, and makes links that wait in a mailbox useless."""
    with storage.writing() as uow:
        uow.devices.remove_all(account)
        uow.accounts.renew_uniquifier(account)
        uow.sign_in_links.use_all(account, now)
        uow.commit()

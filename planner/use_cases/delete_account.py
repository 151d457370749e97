"""Delete an account and everything that only it kept; really, and at once."""

from __future__ import annotations

from dataclasses import dataclass

from planner.domain.account import AccountId
from planner.storage.unit_of_work import Storage
from planner.use_cases.own_record import Gone, let_go
from planner.use_cases.sign_in import is_host


@dataclass(frozen=True, slots=True)
class AccountGone:
    """``people`` were deleted with it; ``addresses`` are those that letters went to."""

    people: int
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HostStays:
    """The account of whoever runs the program on this machine cannot be deleted from a page."""


def delete_account(storage: Storage, account: AccountId) -> AccountGone | HostStays | None:
    """People whom somebody else looks after stay with them; all others go with their letters, weeks and logs."""
    with storage.writing() as uow:
        found = uow.accounts.find(account)
        if found is None:
            return None
        if is_host(found):
            return HostStays()
        ended = [let_go(uow, account, access.person) for access in uow.accounts.access_of(account)]
        gone = [outcome for outcome in ended if isinstance(outcome, Gone)]
        addresses = {found.email, *(address for outcome in gone for address in outcome.addresses)}
        uow.outbox.forget_address(found.email)
        uow.addresses.lift_suspension(found.email)
        uow.accounts.delete(account)
        uow.commit()
    return AccountGone(len(gone), tuple(sorted(addresses)))

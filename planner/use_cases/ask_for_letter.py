"""Send the letter of the week ahead once more, because the person asks for it on the page of the week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from planner.domain.account import AccountId
from planner.domain.kept import KeptPerson, PersonState
from planner.domain.person import PersonId
from planner.domain.reminder import LetterKind, NewLetter
from planner.storage.unit_of_work import Storage, UnitOfWork
from planner.use_cases.intake import is_open
from planner.use_cases.look_after import find_own
from planner.use_cases.sign_in import HOST_ADDRESS

_USEFUL = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LetterAsked:
    """The letter waits for the next round of the sender."""

    address: str


@dataclass(frozen=True, slots=True)
class AskedAlready:
    """It went out, or waits to, in this hour of the clock already."""

    address: str


@dataclass(frozen=True, slots=True)
class NoAddress:
    """The person has given no address for letters, and the account that asks has none either."""


def ask_for_letter(
    storage: Storage, account: AccountId, person: PersonId, start: date, now: datetime, message_domain: str
) -> LetterAsked | AskedAlready | NoAddress | None:
    """Queues the week that starts on ``start`` for the person's address, else for the one they signed in with [D].

    At most once in each hour of the clock (UTC) [D]. None where it is not this account's person, there is no such
    week, or no letter about a plan may go out to them now.
    """
    with storage.writing() as uow:
        found = find_own(uow, account, person)
        kept = None if found is None else uow.weeks.find_current(person, start)
        if found is None or kept is None or found.state is not PersonState.ACTIVE or is_open(found):
            return None
        address = _address(uow, account, found)
        if address is None:
            return NoAddress()
        key = f"{LetterKind.WEEK_AHEAD.value}-asked/{person}/{start}/{now:%Y-%m-%dT%H}"
        if uow.outbox.find(key, now) is not None:
            return AskedAlready(address)
        letter = NewLetter(key, LetterKind.WEEK_AHEAD, address, now, now + _USEFUL, person, {"week": kept.id})
        uow.outbox.put(letter, now, message_domain)
        uow.commit()
    return LetterAsked(address)


def _address(uow: UnitOfWork, account: AccountId, person: KeptPerson) -> str | None:
    chosen = uow.reminders.of_person(person.id).email
    if chosen is not None:
        return chosen
    own = uow.accounts.find(account)
    return None if own is None or own.email == HOST_ADDRESS else own.email

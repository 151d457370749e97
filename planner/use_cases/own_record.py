"""What only the person's own account may do, not a practice: see who looked, take consent back, delete."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from planner.domain.account import AccessEntry, AccountId, Practice
from planner.domain.kept import Consent, KeptPerson, PersonState
from planner.domain.person import Clearance, Override, PersonId
from planner.storage.unit_of_work import Storage, UnitOfWork
from planner.use_cases.care_person import CarePerson, find_care_person


@dataclass(frozen=True, slots=True)
class AllowedByClinician:
    """``until`` is the last day on which an agreement and what it allows count; ``lapsed`` after it."""

    clearance: Clearance | None
    overrides: tuple[Override, ...]
    until: date | None
    lapsed: bool


@dataclass(frozen=True, slots=True)
class RecordView:
    person: KeptPerson
    consents: tuple[Consent, ...]
    practices: tuple[Practice, ...]
    looks: tuple[AccessEntry, ...]
    allowed: AllowedByClinician | None
    others: int
    """How many other accounts look after the same person."""


@dataclass(frozen=True, slots=True)
class Gone:
    """Nothing of the person is kept any more. ``addresses`` are those that letters of theirs went to."""

    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LetGo:
    """Somebody else looks after the person: only this account's access has ended."""


def find_owned(uow: UnitOfWork, account: AccountId, person: PersonId) -> KeptPerson | None:
    """The person, where the account itself looks after them; working in a practice that does is not enough."""
    return uow.persons.find(person) if uow.accounts.may_see(account, person) else None


def show_record(
    storage: Storage, account: AccountId, person: PersonId, lapses_after_days: int, today: date
) -> RecordView | None:
    with storage.reading() as uow:
        found = find_owned(uow, account, person)
        if found is None:
            return None
        care = find_care_person(uow, account, person, today)
        return RecordView(
            person=found,
            consents=uow.persons.consents(person),
            practices=uow.practices.practices_of(person),
            looks=uow.practices.access_log(person),
            allowed=_allowed(care, lapses_after_days, today) if isinstance(care, CarePerson) else None,
            others=len(uow.accounts.who_may_see(person)) - 1,
        )


def withdraw_consent(storage: Storage, account: AccountId, person: PersonId, now: datetime) -> bool:
    """From now on nothing is planned or sent. What is kept stays until it is deleted or consent is given again."""
    with storage.writing() as uow:
        found = find_owned(uow, account, person)
        if found is None:
            return False
        uow.persons.withdraw_consent(person, now)
        if found.state is not PersonState.STOPPED:
            uow.persons.change_state(person, PersonState.PAUSED)
        uow.outbox.cancel_plan_letters(person, now)
        uow.commit()
    return True


def delete_person(storage: Storage, account: AccountId, person: PersonId) -> Gone | LetGo | None:
    """Deletes everything about a person, letters and logs too. None where it is not this account's person.

    Somebody who is cared for and whom another account or a practice looks after too stays with them. [D]
    """
    with storage.writing() as uow:
        if find_owned(uow, account, person) is None:
            return None
        outcome = let_go(uow, account, person)
        uow.commit()
    return outcome


def let_go(uow: UnitOfWork, account: AccountId, person: PersonId) -> Gone | LetGo:
    """The same inside a transaction of the caller's, who commits."""
    is_self = any(access.person == person and access.role.value == "self" for access in uow.accounts.access_of(account))
    others = len(uow.accounts.who_may_see(person)) > 1 or bool(uow.practices.practices_of(person))
    if others and not is_self:
        uow.accounts.end_access(account, person)
        return LetGo()
    email = uow.reminders.of_person(person).email
    uow.persons.delete(person)
    if email is not None:
        uow.addresses.lift_suspension(email)
    return Gone(() if email is None else (email,))


def _allowed(care: CarePerson, lapses_after_days: int, today: date) -> AllowedByClinician | None:
    clearance, overrides = care.profile.clearance, care.profile.overrides
    if clearance is None and not overrides:
        return None
    until = None if clearance is None else clearance.date + timedelta(days=lapses_after_days)
    return AllowedByClinician(clearance, overrides, until, until is not None and today > until)

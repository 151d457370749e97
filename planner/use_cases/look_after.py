"""Whom an account looks after. Every page about a person goes through here, so that each query carries its owner."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Final

from planner.domain.account import AccessRole, AccountId
from planner.domain.kept import KeptPerson, PersonState
from planner.domain.person import PersonId
from planner.domain.reminder import Suspension
from planner.storage.unit_of_work import Storage, UnitOfWork
from planner.use_cases.sign_in import HOST_ADDRESS

CONSENT_VERSION: Final = "2026-11"
"""Names the words of the consent page; changed words ask everyone again."""
TOLD_A_CLINICIAN: Final = f"{CONSENT_VERSION}, told a clinician"
"""The same words, agreed to across a desk: the practice may go on by it, and the person is still asked themselves."""


def find_person(storage: Storage, account: AccountId, person: PersonId) -> KeptPerson | None:
    """The person, or None where this account has no business with them, or there is no such person."""
    with storage.reading() as uow:
        return find_own(uow, account, person)


def find_own(uow: UnitOfWork, account: AccountId, person: PersonId) -> KeptPerson | None:
    """The person, where the account looks after them itself or works in a practice that does."""
    may_see = uow.accounts.may_see(account, person) or uow.practices.works_for(account, person)
    return uow.persons.find(person) if may_see else None


def people_of(storage: Storage, account: AccountId) -> tuple[KeptPerson, ...]:
    with storage.reading() as uow:
        return uow.persons.of_account(account)


def has_consented(storage: Storage, person: PersonId) -> bool:
    """To the words in force now, and not taken back."""
    with storage.reading() as uow:
        consent = uow.persons.find_consent(person)
    in_force = (CONSENT_VERSION, TOLD_A_CLINICIAN)
    return consent is not None and consent.version in in_force and consent.withdrawn is None


class ConsentNeeded(Enum):
    """Nothing of the person's may be shown to this account before."""

    AGAIN = "again"
    """It was given once and withdrawn since; nothing is planned either."""
    THEIR_OWN = "their own"
    """A clinician recorded it. On the first visit of the person's own account it is asked there. [D]"""


def consent_needed(storage: Storage, account: AccountId, person: PersonId) -> ConsentNeeded | None:
    with storage.reading() as uow:
        consent = uow.persons.find_consent(person)
        if consent is None:
            return None
        if consent.withdrawn is not None:
            return ConsentNeeded.AGAIN
        own = consent.version == TOLD_A_CLINICIAN and uow.accounts.may_see(account, person)
        return ConsentNeeded.THEIR_OWN if own else None


def suspension_of(storage: Storage, person: PersonId) -> Suspension | None:
    """Mail about this person's plan does not arrive. The caller has made sure that the person is theirs."""
    with storage.reading() as uow:
        return uow.addresses.suspension_of(person)


def begin_person(storage: Storage, account: AccountId, now: datetime) -> PersonId:
    """A new person with consent given (SCR-01) and no answers yet. Paused until the intake has its end."""
    with storage.writing() as uow:
        # [D] The first person of an account is taken to be its owner, any other somebody they care for.
        role = AccessRole.CARER if uow.accounts.access_of(account) else AccessRole.SELF
        person = uow.persons.add("", "UTC", "{}", now).id
        uow.accounts.give_access(account, person, role, now)
        uow.persons.change_state(person, PersonState.PAUSED)
        uow.persons.give_consent(person, CONSENT_VERSION, now)
        uow.commit()
    return person


def let_host_look_after(storage: Storage, person: PersonId, now: datetime) -> None:
    """Gives the account of whoever runs this program access to a person whom they added at the terminal."""
    with storage.writing() as uow:
        host = uow.accounts.get_or_add(HOST_ADDRESS, now)
        uow.accounts.give_access(host.id, person, AccessRole.CARER, now)
        uow.commit()


def give_consent(storage: Storage, account: AccountId, person: PersonId, now: datetime) -> bool:
    """Consent to the words in force, for a person who is kept already. False where they are not this account's."""
    with storage.writing() as uow:
        own = find_own(uow, account, person) is not None
        if own:
            uow.persons.give_consent(person, CONSENT_VERSION, now)
            uow.commit()
    return own

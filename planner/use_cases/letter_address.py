"""Whether an address that was typed into the questions may be used at once, or asks its owner first."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from planner.domain.account import normalised_email
from planner.domain.kept import KeptPerson
from planner.domain.person import ReminderChoices
from planner.domain.reminder import LetterKind
from planner.storage.unit_of_work import UnitOfWork
from planner.use_cases.account_letters import put_account_letter
from planner.use_cases.sign_in import is_host


def with_known_address(
    uow: UnitOfWork, person: KeptPerson, choices: ReminderChoices, now: datetime, message_domain: str
) -> ReminderChoices:
    """Inside a transaction of the caller's, who commits.

    Known is the address that letters go to already, and that of an account which looks after the person: its owner
    has signed in by it. Whoever runs the program answers for what they type. Any other address first gets a letter
    with a link, and until that is opened letters go where they went before: else anybody could have somebody else's
    inbox filled, and be told there what they should not know. [D]
    """
    if choices.email is None:
        return choices
    address, before = normalised_email(choices.email), uow.reminders.of_person(person.id).email
    accounts = [uow.accounts.find(account) for account in uow.accounts.who_may_see(person.id)]
    own = [account for account in accounts if account is not None]
    if address == before or any(is_host(account) or account.email == address for account in own):
        return replace(choices, email=address)
    put_account_letter(
        uow, person, LetterKind.CONFIRM, now.isoformat(), now, message_domain, address=address, address_to_use=address
    )
    return replace(choices, email=before)

"""Letters about the account: they go out to paused and stopped people too, once for each occasion."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from planner.domain.kept import KeptPerson
from planner.domain.reminder import LetterKind, NewLetter
from planner.storage.unit_of_work import UnitOfWork

_USEFUL: Final = timedelta(days=3)
CONFIRM_WITHIN: Final = timedelta(days=7)


def put_account_letter(
    uow: UnitOfWork,
    person: KeptPerson,
    kind: LetterKind,
    occasion: str,
    now: datetime,
    message_domain: str,
    *,
    address: str | None = None,
    **parameters: str | int,
) -> bool:
    """Inside a transaction of the caller's, who commits: queues the letter of this ``occasion`` unless there is one.

    It goes to the person's own address or to ``address``. False where there is none, or mail does not reach it.
    """
    to = address or uow.reminders.of_person(person.id).email
    if to is None or (address is None and uow.addresses.find_suspension(to) is not None):
        return False
    useful = CONFIRM_WITHIN if kind is LetterKind.CONFIRM else _USEFUL
    letter = NewLetter(
        once_key=f"{kind.value}/{person.id}/{occasion}",
        kind=kind,
        to_address=to,
        due=now,
        expires=now + useful,
        person=person.id,
        parameters=parameters,
    )
    return uow.outbox.put_once(letter, now, message_domain)

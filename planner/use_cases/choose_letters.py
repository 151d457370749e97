"""What somebody wants to be reminded of: choosing, pausing, going on, and the address that letters go to."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from planner.care.schedule import is_treated
from planner.domain.account import AccountId, normalised_email
from planner.domain.kept import KeptPerson, MadeBy, PersonState
from planner.domain.person import PersonId, ReminderChoices
from planner.domain.reminder import LetterChoices, LetterKind, Suspension, header_text
from planner.exchange.profile_file import profile_from_text
from planner.mail.message import UnusableAddress, ascii_address
from planner.storage.unit_of_work import Storage, UnitOfWork
from planner.use_cases.account_letters import put_account_letter
from planner.use_cases.intake import is_open
from planner.use_cases.letter_calendar import week_ahead_at
from planner.use_cases.letter_facts import local_day, read_week
from planner.use_cases.look_after import find_own
from planner.use_cases.queue_week_letters import put_week_letters

LONGEST_PAUSE: Final = timedelta(days=365)
_CONFIRM_LETTERS: Final = 5
_CONFIRM_WINDOW: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ReminderView:
    """``suspended``: mail to the address does not arrive any more. ``for_life``: say B12-10 before treatment
    reminders are turned off. ``to_confirm``: a letter was sent there, and the address is used once its link has
    been opened."""

    person: KeptPerson
    choices: ReminderChoices
    letters: LetterChoices
    suspended: Suspension | None
    for_life: bool
    to_confirm: str | None = None


@dataclass(frozen=True, slots=True)
class BadAddress:
    """What was typed cannot be a mail address."""


@dataclass(frozen=True, slots=True)
class TooManyLetters:
    """Enough confirmation letters for one day."""


@dataclass(frozen=True, slots=True)
class Paused:
    """``until`` is the first day on which letters come again."""

    until: date


@dataclass(frozen=True, slots=True)
class NotPausable:
    """No plan is under way, or the day is not between tomorrow and a year from now."""


def reminder_view(storage: Storage, account: AccountId, person: PersonId, now: datetime) -> ReminderView | None:
    """The choices as they stand; None where it is not this account's person."""
    with storage.reading() as uow:
        found = find_own(uow, account, person)
        return None if found is None else _view(uow, found, now)


def choose_reminders(
    storage: Storage,
    account: AccountId,
    person: PersonId,
    choices: ReminderChoices,
    letters: LetterChoices,
    now: datetime,
    message_domain: str,
) -> ReminderView | BadAddress | TooManyLetters | None:
    """Keeps the choices and brings the queue in line with them.

    A new address is not used before the link in the letter that goes there was opened; until then letters go to the
    old one. A pause and the confirmation in ``letters`` are not changed here.
    """
    address = None if choices.email is None else normalised_email(choices.email)
    if address is not None and not _is_usable(address):
        return BadAddress()
    with storage.writing() as uow:
        found = find_own(uow, account, person)
        if found is None:
            return None
        before, old = uow.reminders.of_person(person), uow.reminders.letters_of(person)
        is_new = address is not None and address != before.email
        if is_new and address is not None and not _ask_to_confirm(uow, found, address, now, message_domain):
            return TooManyLetters()
        kept = dataclasses.replace(choices, email=before.email if is_new else address)
        uow.reminders.choose(person, kept)
        uow.reminders.choose_letters(
            person,
            dataclasses.replace(
                letters,
                max_a_day=max(1, letters.max_a_day),
                paused_until=old.paused_until,
                address_confirmed=old.address_confirmed and kept.email is not None,
            ),
        )
        _renew_letters(uow, found, now, message_domain)
        view = dataclasses.replace(_view(uow, found, now), to_confirm=address if is_new else None)
        uow.commit()
    return view


def pause_letters(
    storage: Storage, account: AccountId, person: PersonId, until: date, now: datetime, message_domain: str
) -> Paused | NotPausable | None:
    """No letter about the plan before the local day ``until``; that day it goes on by itself."""
    with storage.writing() as uow:
        found = find_own(uow, account, person)
        if found is None:
            return None
        today = local_day(found, now)
        if found.state is PersonState.STOPPED or is_open(found) or not today < until <= today + LONGEST_PAUSE:
            return NotPausable()
        uow.persons.change_state(person, PersonState.PAUSED)
        letters = uow.reminders.letters_of(person)
        uow.reminders.choose_letters(person, dataclasses.replace(letters, paused_until=until))
        uow.outbox.cancel_plan_letters(person, now)
        put_account_letter(uow, found, LetterKind.PAUSED, now.isoformat(), now, message_domain, until=until.isoformat())
        uow.commit()
    return Paused(until)


def resume_letters(
    storage: Storage, account: AccountId, person: PersonId, now: datetime, message_domain: str
) -> bool | None:
    """Ends a pause. False where there is none; None where it is not this account's person."""
    with storage.writing() as uow:
        found = find_own(uow, account, person)
        if found is None:
            return None
        if found.state is not PersonState.PAUSED or is_open(found):
            return False
        resume(uow, found, now, message_domain)
        uow.commit()
    return True


def resume(uow: UnitOfWork, person: KeptPerson, now: datetime, message_domain: str) -> None:
    """Ends a pause inside a transaction of the caller's, who commits: state, letters, and a word about it."""
    uow.persons.change_state(person.id, PersonState.ACTIVE)
    letters = uow.reminders.letters_of(person.id)
    uow.reminders.choose_letters(person.id, dataclasses.replace(letters, paused_until=None))
    active = uow.persons.get(person.id)
    put_account_letter(uow, active, LetterKind.RESUMED, now.isoformat(), now, message_domain)
    _renew_letters(uow, active, now, message_domain)


def renew_feed(storage: Storage, account: AccountId, person: PersonId) -> str | None:
    """A new secret address for the calendar feed; the old one is dead. None where it is not this account's person."""
    with storage.writing() as uow:
        secret = None if find_own(uow, account, person) is None else uow.persons.renew_feed_secret(person)
        uow.commit()
    return secret


def lift_suspension(storage: Storage, account: AccountId, person: PersonId, now: datetime, message_domain: str) -> bool:
    """The person says that mail arrives again: a letter with a link goes there, and the link lifts the suspension.
    False where nothing is suspended, or enough such letters went out today."""
    with storage.writing() as uow:
        found = find_own(uow, account, person)
        email = None if found is None else uow.reminders.of_person(person).email
        if found is None or email is None or uow.addresses.find_suspension(email) is None:
            return False
        asked = _ask_to_confirm(uow, found, email, now, message_domain)
        uow.commit()
    return asked


def take_address(uow: UnitOfWork, person: KeptPerson, address: str, now: datetime, message_domain: str) -> None:
    """The link of a confirmation letter was opened; inside a transaction of the caller's, who commits."""
    choices, letters = uow.reminders.of_person(person.id), uow.reminders.letters_of(person.id)
    uow.reminders.choose(person.id, dataclasses.replace(choices, email=address))
    uow.reminders.choose_letters(person.id, dataclasses.replace(letters, address_confirmed=True))
    uow.addresses.lift_suspension(address)
    _renew_letters(uow, person, now, message_domain)


def treated_for_life(person: KeptPerson, day: date) -> bool:
    """B12-10: an absorption problem that is being treated."""
    profile = profile_from_text(person.answers, day)
    return not isinstance(profile, tuple) and profile.b12.cause == "absorption" and is_treated(profile.b12)


def _view(uow: UnitOfWork, person: KeptPerson, now: datetime) -> ReminderView:
    choices = uow.reminders.of_person(person.id)
    suspended = None if choices.email is None else uow.addresses.find_suspension(choices.email)
    for_life = treated_for_life(person, local_day(person, now))
    return ReminderView(person, choices, uow.reminders.letters_of(person.id), suspended, for_life)


def _is_usable(address: str) -> bool:
    try:
        domain = ascii_address(header_text(address)).rpartition("@")[2]
    except (UnusableAddress, ValueError):
        return False
    return len(address) <= 254 and "." in domain.strip(".") and not any(c in ',;<>"()' for c in address)


def _ask_to_confirm(uow: UnitOfWork, person: KeptPerson, address: str, now: datetime, message_domain: str) -> bool:
    number = uow.rate_limits.count(f"confirm:{person.id}", now, _CONFIRM_WINDOW)
    if number > _CONFIRM_LETTERS:
        return False
    occasion = f"{now.isoformat()}/{number}"
    return put_account_letter(
        uow, person, LetterKind.CONFIRM, occasion, now, message_domain, address=address, address_to_use=address
    )


def _renew_letters(uow: UnitOfWork, person: KeptPerson, now: datetime, message_domain: str) -> None:
    """Brings the unsent letters of the weeks under way in line with what was chosen."""
    choices, today = uow.reminders.of_person(person.id), local_day(person, now)
    for kept in uow.weeks.of_person(person.id):
        if today < kept.start + timedelta(days=7):
            by_clock = kept.made_by is MadeBy.CLOCK
            ahead_at = week_ahead_at(kept.start, choices, ZoneInfo(person.time_zone)) if by_clock else None
            put_week_letters(uow, person, read_week(kept), kept, choices, now, message_domain, ahead_at=ahead_at)

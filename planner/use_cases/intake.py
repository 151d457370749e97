"""The intake of one person: answers kept as they come, stopped at once where they must be, ending in a kept week."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from planner.domain.account import AccountId
from planner.domain.kept import KeptPerson, KeptWeek, PersonState, ScreeningEntry
from planner.domain.person import PersonId, Profile
from planner.domain.week import Stopped, StopState, Week
from planner.exchange.profile_file import profile_from_text
from planner.exchange.reminder_answers import reminder_answers
from planner.generator.outcome import NoWeekPossible, Planned
from planner.storage.unit_of_work import Storage, UnitOfWork
from planner.strict_yaml import Mistake
from planner.use_cases.keep_week import keep_answered_week
from planner.use_cases.letter_address import with_known_address
from planner.use_cases.look_after import find_own
from planner.use_cases.make_week import Content, make_week

Draft = dict[str, Any]
"""Profile keys, and what the forms keep beside them until the end."""
_FINISHED: Final = "red_flags"
_DRAFT_ONLY: Final = ("signs", "severe_signs")
_SLIP_LIFE: Final = timedelta(hours=1)
_EASILY_REOPENED: Final = (StopState.CLEARANCE, StopState.OUT_OF_SCOPE)


@dataclass(frozen=True, slots=True)
class NotOpen:
    """Not this account's person, or not in the middle of the questions."""


@dataclass(frozen=True, slots=True)
class WeekKept:
    week: Week
    kept: KeptWeek


def draft_of(person: KeptPerson) -> Draft:
    draft: Draft = json.loads(person.answers)
    return draft


def is_open(person: KeptPerson) -> bool:
    """In the middle of the questions: begun, and neither finished nor stopped."""
    return person.state is PersonState.PAUSED and _FINISHED not in draft_of(person)


def save_answers(
    storage: Storage, account: AccountId, person: PersonId, answers: Mapping[str, Any]
) -> KeptPerson | NotOpen:
    """Puts the answers of one step into the draft."""
    with storage.writing() as uow:
        found = find_own(uow, account, person)
        if found is None or not is_open(found):
            return NotOpen()
        kept = _keep_draft(uow, found, draft_of(found) | dict(answers))
        uow.commit()
    return kept


def stop_at_signs(
    storage: Storage,
    account: AccountId,
    person: PersonId,
    answers: Mapping[str, Any],
    content: Content,
    today: date,
    now: datetime,
) -> Stopped | None:
    """Screens on the warning signs alone, before anything else is asked; logs and keeps a stop (SCR-04).

    ``answers`` is a whole profile in which everything not asked yet has a harmless answer; ``today`` is the
    person's own calendar day.
    """
    from planner.screening.gate import screen

    profile = profile_from_text(json.dumps(dict(answers)), today, content.library)
    if isinstance(profile, tuple):
        raise ValueError("; ".join(map(str, profile)))
    outcome = screen(profile, content.library, content.safety, today)
    if not isinstance(outcome, Stopped):
        return None
    with storage.writing() as uow:
        found = find_own(uow, account, person)
        if found is not None:
            stop_plan(uow, found, outcome, now)
            uow.commit()
    return outcome


def finish_intake(
    storage: Storage,
    account: AccountId,
    person: PersonId,
    profile_answers: Mapping[str, Any],
    content: Content,
    start: date,
    now: datetime,
    message_domain: str,
) -> WeekKept | Stopped | NoWeekPossible | NotOpen | tuple[Mistake, ...]:
    """Screens and plans, then keeps answers, week, log and letters in one transaction.

    Planning runs before the transaction, so that nobody waits for the database meanwhile; answers that changed
    in that time make the outcome NotOpen. ``start`` is the first day of the week.
    """
    with storage.reading() as uow:
        found = find_own(uow, account, person)
    if found is None or not is_open(found):
        return NotOpen()
    text = json.dumps(dict(profile_answers), ensure_ascii=False)
    profile = profile_from_text(text, start, content.library, file="answers")
    if isinstance(profile, tuple):
        return profile
    outcome = make_week(profile, content, start)
    with storage.writing() as uow:
        same = find_own(uow, account, person)
        if same is None or same.answers != found.answers or not is_open(same):
            return NotOpen()
        ending: WeekKept | Stopped | NoWeekPossible
        match outcome:
            case Planned(week):
                ending = WeekKept(week, _keep_week(uow, same, profile, text, week, now, message_domain))
            case Stopped():
                stop_plan(uow, same, outcome, now)
                ending = outcome
            case NoWeekPossible():
                ending = outcome
        uow.commit()
    return ending


def begin_again(storage: Storage, account: AccountId, person: PersonId, now: datetime) -> KeptPerson | NotOpen:
    """Opens the questions again, with the old answers filled in and the warning signs to be answered anew.

    The plan and its letters pause until the end. After an urgent stop this needs a clearance (SCR-05), but for an
    hour in which a slip of the finger may be put right. [D]
    """
    with storage.writing() as uow:
        found = find_own(uow, account, person)
        if found is None or not may_begin_again(uow, found, now):
            return NotOpen()
        kept = reopen(uow, found, draft_of(found), now)
        uow.commit()
    return kept


def may_begin_again(uow: UnitOfWork, person: KeptPerson, now: datetime) -> bool:
    if person.state is not PersonState.STOPPED:
        return True
    last = last_stop(uow, person.id)
    return last is None or StopState(last.state) in _EASILY_REOPENED or now - last.at <= _SLIP_LIFE


def last_stop(uow: UnitOfWork, person: PersonId) -> ScreeningEntry | None:
    stops = {state.value for state in StopState}
    return next((entry for entry in reversed(uow.screenings.of_person(person)) if entry.state in stops), None)


def reopen(uow: UnitOfWork, person: KeptPerson, draft: Draft, now: datetime) -> KeptPerson:
    """Inside a transaction of the caller's, who commits: ``draft`` without the warning signs, everything paused.

    The questions about reminders begin from what was chosen on their own page since.
    """
    if _FINISHED in draft:
        draft["reminders"] = reminder_answers(uow.reminders.of_person(person.id))
    for key in (_FINISHED, *_DRAFT_ONLY):
        draft.pop(key, None)
    _keep_draft(uow, person, draft)
    uow.persons.change_state(person.id, PersonState.PAUSED)
    uow.outbox.cancel_plan_letters(person.id, now)
    return uow.persons.get(person.id)


def _keep_draft(uow: UnitOfWork, person: KeptPerson, draft: Draft) -> KeptPerson:
    name, zone = draft.get("name", person.name), draft.get("time_zone", person.time_zone)
    return uow.persons.change_answers(person.id, name, zone, json.dumps(draft, ensure_ascii=False))


def stop_plan(uow: UnitOfWork, person: KeptPerson, stopped: Stopped, now: datetime) -> None:
    """Inside a transaction of the caller's, who commits: logs the stop, keeps its message, cancels the letters."""
    uow.screenings.add(person.id, stop_entry(stopped, now))
    uow.persons.change_state(person.id, PersonState.STOPPED, stopped.message)
    uow.outbox.cancel_plan_letters(person.id, now)


def stop_entry(stopped: Stopped, now: datetime) -> ScreeningEntry:
    return ScreeningEntry(now, stopped.state.value, stopped.flags, message=stopped.message)


def _keep_week(
    uow: UnitOfWork, person: KeptPerson, profile: Profile, text: str, week: Week, now: datetime, message_domain: str
) -> KeptWeek:
    uow.persons.change_answers(person.id, profile.name, profile.time_zone, text)
    uow.persons.change_state(person.id, PersonState.ACTIVE)
    active = uow.persons.get(person.id)
    choices = with_known_address(uow, active, profile.reminders, now, message_domain)
    return keep_answered_week(uow, active, week, choices, now, message_domain)[0]

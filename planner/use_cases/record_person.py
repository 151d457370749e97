"""Keep a person with their account, consent, screening, week and letters: all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from planner.domain.account import AccessRole
from planner.domain.kept import KeptPerson, KeptWeek, PersonState
from planner.domain.person import Profile
from planner.domain.week import Stopped, Week
from planner.storage.unit_of_work import Storage, UnitOfWork
from planner.use_cases.intake import stop_entry, stop_plan
from planner.use_cases.keep_week import keep_answered_week
from planner.use_cases.queue_week_letters import QueuedLetters


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """``answers`` is the profile as JSON text. ``consent_version`` names the words that were agreed to (SCR-01); None
    where they were agreed to before."""

    profile: Profile
    answers: str
    week: Week
    consent_version: str | None


@dataclass(frozen=True, slots=True)
class Recorded:
    person: KeptPerson
    week: KeptWeek
    letters: QueuedLetters


def record_person(storage: Storage, entry: PersonEntry, now: datetime, message_domain: str) -> Recorded:
    """Keeps the person and the week and queues the letters.

    Somebody with the same name under the same address is the same person: the answers are replaced, the week is a
    new version, and letters that went out do not go out again. A person without an address has no account and is
    always a new one. [D]
    """
    with storage.writing() as unit:
        person = _keep_person(unit, entry.profile, entry.answers, now)
        if entry.consent_version is not None:
            unit.persons.give_consent(person.id, entry.consent_version, now)
        week, letters = keep_answered_week(unit, person, entry.week, entry.profile.reminders, now, message_domain)
        unit.commit()
    return Recorded(person, week, letters)


def record_stop(storage: Storage, profile: Profile, stopped: Stopped, now: datetime) -> KeptPerson | None:
    """Logs a stop (SCR-04). Somebody who is kept already is stopped: no letter about the plan goes out any more.

    Nobody is kept because of a stop: a stranger is only counted in the log, without a name, and None comes back.
    """
    with storage.writing() as unit:
        person = _find_person(unit, profile)
        if person is None:
            unit.screenings.add(None, stop_entry(stopped, now))
        else:
            stop_plan(unit, person, stopped, now)
            person = unit.persons.get(person.id)
        unit.commit()
    return person


def _find_person(unit: UnitOfWork, profile: Profile) -> KeptPerson | None:
    email = profile.reminders.email
    account = None if email is None else unit.accounts.find_by_email(email)
    people = () if account is None else unit.persons.of_account(account.id)
    return next((person for person in people if person.name == profile.name), None)


def _keep_person(unit: UnitOfWork, profile: Profile, answers: str, now: datetime) -> KeptPerson:
    known = _find_person(unit, profile)
    if known is not None:
        unit.persons.change_answers(known.id, profile.name, profile.time_zone, answers)
        if known.state is PersonState.STOPPED:
            # They passed the questions again; a pause of their own choosing stays.
            unit.persons.change_state(known.id, PersonState.ACTIVE)
        return unit.persons.get(known.id)
    person = unit.persons.add(profile.name, profile.time_zone, answers, now)
    if profile.reminders.email is not None:
        account = unit.accounts.get_or_add(profile.reminders.email, now)
        first = not unit.accounts.access_of(account.id)
        unit.accounts.give_access(account.id, person.id, AccessRole.SELF if first else AccessRole.CARER, now)
    return person

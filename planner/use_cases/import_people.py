"""Bring people along: profile files as in the contract, each with a week, into a practice."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from planner.domain.account import AccessRole, AccountId
from planner.domain.person import PersonId, Profile
from planner.domain.week import Stopped, Week
from planner.exchange.profile_file import profile_from_text
from planner.generator.outcome import NoWeekPossible, Planned
from planner.storage.unit_of_work import Storage
from planner.strict_yaml import Document, Mistake, Mode, read_text
from planner.use_cases.keep_week import keep_answered_week
from planner.use_cases.look_after import TOLD_A_CLINICIAN
from planner.use_cases.make_week import Content, make_week
from planner.use_cases.practice import NotAllowed, practising_of

MOST_FILES: Final = 20
"""At once: each takes a second or two to plan."""
OVERRIDE_ALONE: Final = "It admits an exercise without a clearance that this could lapse with: add the clearance."


@dataclass(frozen=True, slots=True)
class Imported:
    person: PersonId
    name: str


@dataclass(frozen=True, slots=True)
class NotImported:
    """Nothing of this file was kept. ``why`` are sentences."""

    why: tuple[str, ...]


def import_people(
    storage: Storage,
    account: AccountId,
    files: Mapping[str, bytes],
    content: Content,
    start: date,
    now: datetime,
    message_domain: str,
) -> tuple[tuple[str, Imported | NotImported], ...] | NotAllowed:
    """What became of each file, by its name. Each is kept as a whole or not at all.

    Whoever brings them along answers for the consent (SCR-01), until the person's own first visit asks for it. The
    people are new ones, even where the program knows somebody of that name: a file must not change the record of a
    person whom the practice does not look after.
    """
    with storage.reading() as uow:
        if practising_of(uow, account) is None:
            return NotAllowed()
    taken = list(files.items())[:MOST_FILES]
    return tuple(
        (name, _one(storage, account, name, data, content, start, now, message_domain)) for name, data in taken
    )


def _one(
    storage: Storage,
    account: AccountId,
    name: str,
    data: bytes,
    content: Content,
    start: date,
    now: datetime,
    message_domain: str,
) -> Imported | NotImported:
    profile = profile_from_text(data, start, content.library, file=name)
    document = read_text(data, Mode.ANSWERS, file=name)
    if isinstance(profile, tuple) or not isinstance(document, Document):
        return NotImported(tuple(str(mistake) for mistake in _mistakes(profile, document)))
    if profile.overrides and profile.clearance is None:
        return NotImported((OVERRIDE_ALONE,))
    outcome = make_week(profile, content, start)
    match outcome:
        case Stopped():
            return NotImported((outcome.message,))
        case NoWeekPossible():
            return NotImported(outcome.in_words)
        case Planned(week):
            answers = json.dumps(document.value, default=str, ensure_ascii=False)
            person = _keep(storage, account, profile, answers, week, now, message_domain)
            return NotImported(()) if person is None else Imported(person, profile.name)


def _mistakes(*read: object) -> tuple[Mistake, ...]:
    return next(part for part in read if isinstance(part, tuple))


def _keep(
    storage: Storage,
    account: AccountId,
    profile: Profile,
    answers: str,
    week: Week,
    now: datetime,
    message_domain: str,
) -> PersonId | None:
    with storage.writing() as uow:
        me = practising_of(uow, account)
        if me is None:
            return None
        person = uow.persons.add(profile.name, profile.time_zone, answers, now)
        uow.practices.give_access(me.practice.id, person.id, now)
        uow.practices.log_access(person.id, account, me.in_log, "brought along", now)
        if profile.reminders.email is not None:
            own = uow.accounts.get_or_add(profile.reminders.email, now)
            uow.accounts.give_access(own.id, person.id, AccessRole.SELF, now)
        uow.persons.give_consent(person.id, TOLD_A_CLINICIAN, now)
        keep_answered_week(uow, person, week, profile.reminders, now, message_domain)
        uow.commit()
    return person.id

"""A link that opens a person's week without an account, takes "done" and pain, and can be revoked."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from planner.domain.account import AccountId, HandoutLink
from planner.domain.diary import SessionDiary
from planner.domain.kept import KeptPerson, PersonState
from planner.domain.person import PersonId
from planner.domain.week import SessionId, Week
from planner.exchange.week_file import week_from_json
from planner.storage.unit_of_work import Storage, UnitOfWork
from planner.use_cases.look_after import find_own
from planner.use_cases.practice import practising_of
from planner.use_cases.show_week import pick_start


@dataclass(frozen=True, slots=True)
class SharedWeek:
    """What the link opens: the week of today, else the next, else the last. ``done`` has what was said of a session."""

    person: KeptPerson
    week: Week
    done: dict[SessionId, SessionDiary]
    today: date


@dataclass(frozen=True, slots=True)
class SharedStop:
    """Screening has stopped the plan (SCR-04); the message is the person's own."""

    message: str


def make_link(storage: Storage, account: AccountId, person: PersonId, now: datetime) -> str | None:
    """The token, shown once; only a hash is kept. None where it is not this account's person, or who is stopped."""
    token = secrets.token_urlsafe(24)
    with storage.writing() as uow:
        found = find_own(uow, account, person)
        if found is None or found.state is PersonState.STOPPED:
            return None
        me = practising_of(uow, account)
        who = "" if me is None else me.signature
        uow.practices.add_link(person, token, who, now)
        uow.commit()
    return token


def links_of(storage: Storage, account: AccountId, person: PersonId) -> tuple[HandoutLink, ...]:
    """Those that still open."""
    with storage.reading() as uow:
        found = () if find_own(uow, account, person) is None else uow.practices.links(person)
    return tuple(link for link in found if link.revoked is None)


def revoke_link(storage: Storage, account: AccountId, person: PersonId, link: int, now: datetime) -> bool:
    with storage.writing() as uow:
        own = find_own(uow, account, person) is not None
        if own:
            uow.practices.revoke_link(person, link, now)
            uow.commit()
    return own


def find_shared(storage: Storage, token: str, now: datetime) -> SharedWeek | SharedStop | None:
    """None for a link that does not open: wrong, revoked, or to somebody without a week."""
    with storage.reading() as uow:
        return _open(uow, token, now)


def mark_shared(
    storage: Storage, token: str, session: SessionId, done: bool, pain: int | None, now: datetime
) -> SharedWeek | SharedStop | None:
    """Keeps "done" or "not done" and the highest pain (0 to 10) of one session of the week; later words replace them.

    What somebody wrote down in more detail stays.
    """
    with storage.writing() as uow:
        shared = _open(uow, token, now)
        if not isinstance(shared, SharedWeek) or session not in {s.id for _day, s in shared.week.sessions}:
            return shared if isinstance(shared, SharedStop) else None
        entry = shared.done.get(session) or SessionDiary(shared.week.start, session, "none")
        partly = done and entry.done not in ("none", "all", {})
        told = replace(entry, done=entry.done if partly else "all" if done else "none", pain_during=pain)
        uow.diaries.record_session(shared.person.id, told, now)
        uow.commit()
    with storage.reading() as uow:
        return _open(uow, token, now)


def _open(uow: UnitOfWork, token: str, now: datetime) -> SharedWeek | SharedStop | None:
    link = uow.practices.find_link(token)
    person = None if link is None else uow.persons.find(link.person)
    if person is None:
        return None
    if person.state is PersonState.STOPPED:
        return SharedStop(person.stop_message or "")
    today = now.astimezone(ZoneInfo(person.time_zone)).date()
    start = pick_start(uow.weeks.starts(person.id), today)
    chosen = None if start is None else uow.weeks.find_current(person.id, start)
    week = None if chosen is None else week_from_json(chosen.text)
    if week is None or isinstance(week, tuple):
        return None
    entries = uow.diaries.of_week(person.id, week.start)
    return SharedWeek(person, week, {entry.session: entry for entry in entries}, today)

"""A link that opens a person's week without an account, takes "done" and pain, and can be revoked."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime

from planner.domain.account import AccountId, HandoutLink
from planner.domain.diary import SessionDiary
from planner.domain.kept import KeptPerson, PersonState
from planner.domain.person import PersonId
from planner.domain.week import Day, Session, SessionId, Stopped, Week
from planner.screening.daily_gate import ShortQuestion
from planner.storage.unit_of_work import Storage, UnitOfWork
from planner.use_cases.daily_gate import (
    Gate,
    SignAnswers,
    answer_gate,
    asked_of,
    gate_that_holds,
    session_of,
    stop_or_tell,
)
from planner.use_cases.intake import is_open, stop_plan
from planner.use_cases.letter_facts import local_day, read_week
from planner.use_cases.look_after import find_own
from planner.use_cases.make_week import Content
from planner.use_cases.practice import practising_of
from planner.use_cases.rescreening import due_now
from planner.use_cases.show_week import pick_start
from planner.use_cases.today_session import TodaySession, fit_for_today


@dataclass(frozen=True, slots=True)
class SharedWeek:
    """What the link opens: the week of today, else the next, else the last. ``done`` has what was said of a session;
    ``asked`` is the short form before each (SCR-08)."""

    person: KeptPerson
    week: Week
    done: dict[SessionId, SessionDiary]
    today: date
    asked: tuple[ShortQuestion, ...]


@dataclass(frozen=True, slots=True)
class SharedSession:
    """``today`` is the session as it fits now; None until the questions before it are answered."""

    shared: SharedWeek
    day: Day
    planned: Session
    today: TodaySession | None


@dataclass(frozen=True, slots=True)
class SharedStop:
    """No plan for now: screening has stopped it (SCR-04), or the questions are to be answered first. ``message`` is
    the person's own."""

    message: str
    stopped: bool


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


def find_shared(storage: Storage, token: str, content: Content, now: datetime) -> SharedWeek | SharedStop | None:
    """None for a link that does not open: wrong, revoked, or to somebody without a week or without consent."""
    with storage.reading() as uow:
        return _open(uow, token, content, now)


def find_shared_session(
    storage: Storage, token: str, session: SessionId, content: Content, now: datetime
) -> SharedSession | SharedStop | None:
    """One session of the week; its exercises only behind the questions of the day, as in the application (SCR-08)."""
    with storage.reading() as uow:
        shared = _open(uow, token, content, now)
        place = session_of(shared.week, session) if isinstance(shared, SharedWeek) else None
        if not isinstance(shared, SharedWeek) or place is None:
            return shared if isinstance(shared, SharedStop) else None
        gate = gate_that_holds(uow, shared.person, shared.week.start, session, now)
    if gate is None:
        return SharedSession(shared, *place, None)
    person, start = shared.person, shared.week.start
    today = fit_for_today(storage, person, start, session, gate.pain, gate.tiredness, content, shared.today)
    if isinstance(today, Stopped):
        with storage.writing() as uow:
            stop_plan(uow, person, today, now)
            uow.commit()
        return SharedStop(today.message, stopped=True)
    return SharedSession(shared, *place, today) if isinstance(today, TodaySession) else None


def begin_shared(
    storage: Storage,
    token: str,
    session: SessionId,
    pain: int,
    tiredness: int,
    signs: SignAnswers,
    content: Content,
    now: datetime,
) -> SharedSession | SharedStop | None:
    """Keeps the answers of the day, pain and tiredness from 0 to 10; a warning sign stops the plan."""
    with storage.writing() as uow:
        shared = _open(uow, token, content, now)
        if isinstance(shared, SharedWeek) and session_of(shared.week, session) is not None:
            gate = Gate(shared.person.id, shared.week.start, session, pain, tiredness, now)
            answer_gate(uow, shared.person, gate, shared.asked, signs, content)
            uow.commit()
    return find_shared_session(storage, token, session, content, now)


def mark_shared(
    storage: Storage,
    token: str,
    session: SessionId,
    done: bool,
    pain: int | None,
    signs: SignAnswers,
    content: Content,
    now: datetime,
) -> SharedWeek | SharedStop | None:
    """Keeps "done" or "not done" and the highest pain (0 to 10) of one session of the week; later words replace them.

    What somebody wrote down in more detail stays. A warning sign that came up stops the plan (CHK-01).
    """
    with storage.writing() as uow:
        shared = _open(uow, token, content, now)
        if not isinstance(shared, SharedWeek) or session_of(shared.week, session) is None:
            return shared if isinstance(shared, SharedStop) else None
        entry = shared.done.get(session) or SessionDiary(shared.week.start, session, "none")
        partly = done and entry.done not in ("none", "all", {})
        told = replace(
            entry,
            done=entry.done if partly else "all" if done else "none",
            pain_during=pain,
            new_symptoms=tuple(dict.fromkeys((*entry.new_symptoms, *signs.reported))),
        )
        uow.diaries.record_session(shared.person.id, told, now)
        stop_or_tell(uow, shared.person, shared.asked, signs, content, now)
        uow.commit()
    with storage.reading() as uow:
        return _open(uow, token, content, now)


def _open(uow: UnitOfWork, token: str, content: Content, now: datetime) -> SharedWeek | SharedStop | None:
    link = uow.practices.find_link(token)
    person = None if link is None else uow.persons.find(link.person)
    consent = None if person is None else uow.persons.find_consent(person.id)
    if person is None or (consent is not None and consent.withdrawn is not None):
        return None
    if person.state is PersonState.STOPPED:
        return SharedStop(person.stop_message or "", stopped=True)
    if is_open(person):
        return SharedStop(content.safety.messages["MSG-PAUSE"], stopped=False)
    today = local_day(person, now)
    due = due_now(uow, person, content.safety, today)
    if due is not None:
        return SharedStop(due.text, stopped=False)
    start = pick_start(uow.weeks.starts(person.id), today)
    chosen = None if start is None else uow.weeks.find_current(person.id, start)
    if chosen is None:
        return None
    week = read_week(chosen)
    entries = uow.diaries.of_week(person.id, week.start)
    asked = asked_of(week, content)
    return SharedWeek(person, week, {entry.session: entry for entry in entries}, today, asked)

"""Through the gate to what is right today: the short form, then the session fitted to pain and tiredness."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from planner.domain.account import AccountId
from planner.domain.week import Stopped
from planner.screening.rescreen import RescreenDue
from planner.storage.unit_of_work import Storage
from planner.use_cases.daily_gate import Gate, SessionView, SignAnswers, answer_gate
from planner.use_cases.intake import stop_plan
from planner.use_cases.letter_facts import local_day
from planner.use_cases.look_after import find_own
from planner.use_cases.make_week import Content
from planner.use_cases.show_week import NotNow
from planner.use_cases.today_session import TodaySession, today_session


@dataclass(frozen=True, slots=True)
class Begun:
    """The gate is passed, and ``today`` is the session as it fits its answers."""

    gate: Gate
    today: TodaySession


def begin_session(
    storage: Storage,
    account: AccountId,
    view: SessionView,
    pain: int,
    tiredness: int,
    signs: SignAnswers,
    content: Content,
    now: datetime,
) -> Begun | Stopped | RescreenDue | NotNow | None:
    """Keeps the answers of the gate, pain and tiredness from 0 to 10.

    What screening finds by itself today, a clearance that lapsed say, stops the plan as well, and is logged. None
    where it is not this account's person any more.
    """
    with storage.writing() as uow:
        found = find_own(uow, account, view.person.id)
        if found is None:
            return None
        gate = Gate(found.id, view.start, view.session.id, pain, tiredness, now)
        outcome = answer_gate(uow, found, gate, view.asked, signs, content)
        uow.commit()
    if not isinstance(outcome, Gate):
        return outcome
    today = session_for_today(storage, account, view, outcome, content, now)
    if not isinstance(today, Stopped):
        return Begun(outcome, today) if isinstance(today, TodaySession) else today
    with storage.writing() as uow:
        found = find_own(uow, account, view.person.id)
        if found is not None:
            stop_plan(uow, found, today, now)
            uow.commit()
    return today


def session_for_today(
    storage: Storage, account: AccountId, view: SessionView, gate: Gate, content: Content, now: datetime
) -> TodaySession | Stopped | NotNow | None:
    """The session as it fits the answers of the gate."""
    day = local_day(view.person, now)
    return today_session(
        storage, account, view.person.id, view.start, view.session.id, gate.pain, gate.tiredness, content, day
    )

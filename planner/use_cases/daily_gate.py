"""The daily gate before a session (SCR-08): pain and tiredness now, and whether anything is new."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Final

from planner.domain.account import AccountId
from planner.domain.diary import DayLog, SessionDiary
from planner.domain.kept import KeptPerson, PersonState
from planner.domain.person import Answer, PersonId
from planner.domain.week import Day, Session, SessionId, Stopped, Week
from planner.screening.daily_gate import ShortQuestion, judge, questions
from planner.screening.rescreen import News, RescreenDue
from planner.storage.unit_of_work import Storage, UnitOfWork
from planner.use_cases.intake import draft_of, is_open, stop_plan
from planner.use_cases.letter_facts import local_day, read_week
from planner.use_cases.look_after import find_own
from planner.use_cases.make_week import Content
from planner.use_cases.rescreening import due_now, report_news
from planner.use_cases.show_week import NotNow

GATE_RECORD: Final = "SCR-08"
"""Beside the outcome measures: the answers of each day's last gate."""
GATE_HOLDS: Final = timedelta(hours=4)
"""A session that begins later is asked again. [D]"""


@dataclass(frozen=True, slots=True)
class SignAnswers:
    """The short form: an answer for each warning sign that was asked, and those of the higher of two tiers.

    ``told`` is whether anything new was reported at all; ``words`` what it is, in the person's own words.
    """

    told: bool = False
    answers: Mapping[str, Answer | None] = field(default_factory=dict)
    severe: Collection[str] = ()
    words: str = ""

    @property
    def reported(self) -> tuple[str, ...]:
        """For the diary: the signs that are not a no, then the person's words."""
        signs = tuple(flag for flag, answer in self.answers.items() if answer is not Answer.NO)
        return (*signs, self.words) if self.words else signs


@dataclass(frozen=True, slots=True)
class Gate:
    """The answers of the gate, 0 to 10, and when and for which session they were given."""

    person: PersonId
    week: date
    session: SessionId
    pain: int
    tiredness: int
    at: datetime


@dataclass(frozen=True, slots=True)
class SessionView:
    """A session of the week that began on ``start``. ``due``: the safety questions come first; ``written``: what the
    diary has already; ``gate``: the answers that still hold for it today."""

    person: KeptPerson
    start: date
    day: Day
    session: Session
    asked: tuple[ShortQuestion, ...]
    due: RescreenDue | None
    written: SessionDiary | None
    gate: Gate | None

    @property
    def may_begin(self) -> bool:
        """Neither stopped nor in the middle of the questions (SCR-04)."""
        return self.person.state is not PersonState.STOPPED and not is_open(self.person)


def find_session(
    storage: Storage,
    account: AccountId,
    person: PersonId,
    start: date,
    session: SessionId,
    content: Content,
    now: datetime,
) -> SessionView | None:
    """None where it is not this account's person, or there is no such session.

    A stopped plan's sessions are found too, for a diary that comes late: see ``may_begin``.
    """
    with storage.reading() as uow:
        found = find_own(uow, account, person)
        week = None if found is None else week_of(uow, person, start)
        place = None if week is None else session_of(week, session)
        if found is None or week is None or place is None:
            return None
        today = local_day(found, now)
        due = due_now(uow, found, content.safety, today)
        written = uow.diaries.find_session(person, start, session)
        gate = gate_that_holds(uow, found, start, session, now)
    return SessionView(found, start, *place, asked_of(week, content), due, written, gate)


def answer_gate(
    uow: UnitOfWork,
    person: KeptPerson,
    gate: Gate,
    asked: tuple[ShortQuestion, ...],
    signs: SignAnswers,
    content: Content,
) -> Gate | Stopped | RescreenDue | NotNow:
    """Keeps pain and tiredness; a warning sign stops the plan as in the intake.

    Something new that is none of the warning signs makes the whole questions due before this session. [D]
    Inside a transaction of the caller's, who commits and may act for this person.
    """
    if person.state is PersonState.STOPPED or is_open(person):
        return NotNow(person)
    ending = stop_or_tell(uow, person, asked, signs, content, gate.at)
    _keep_in_day(uow, person, gate)
    due = None if ending else due_now(uow, person, content.safety, local_day(person, gate.at))
    if not ending and not due:
        _keep_gate(uow, person, gate)
    return ending or due or gate


def gate_that_holds(uow: UnitOfWork, person: KeptPerson, start: date, session: SessionId, now: datetime) -> Gate | None:
    """The answers that open this session now."""
    gate = _gate_of(uow, person.id, local_day(person, now))
    holds = gate is not None and (gate.week, gate.session) == (start, session) and now - gate.at < GATE_HOLDS
    return gate if holds else None


def _keep_gate(uow: UnitOfWork, person: KeptPerson, gate: Gate) -> None:
    """It opens this session, for a while."""
    answers = {
        "week": gate.week.isoformat(),
        "session": gate.session,
        "pain": gate.pain,
        "tiredness": gate.tiredness,
        "at": gate.at.isoformat(),
    }
    uow.records.add_outcome(person.id, GATE_RECORD, local_day(person, gate.at), None, answers, gate.at)


def _keep_in_day(uow: UnitOfWork, person: KeptPerson, gate: Gate) -> None:
    """As the day's own numbers, where the morning gave none."""
    today = local_day(person, gate.at)
    log = day_log(uow, person.id, today)
    first = replace(
        log,
        pain=gate.pain if log.pain is None else log.pain,
        tiredness=gate.tiredness if log.tiredness is None else log.tiredness,
    )
    if first != log:
        uow.diaries.record_day(person.id, first, gate.at)


def _gate_of(uow: UnitOfWork, person: PersonId, today: date) -> Gate | None:
    kept = next((o.answers for o in uow.records.outcomes(person, GATE_RECORD) if o.day == today), None)
    if kept is None:
        return None
    return Gate(
        person,
        date.fromisoformat(kept["week"]),
        SessionId(kept["session"]),
        kept["pain"],
        kept["tiredness"],
        datetime.fromisoformat(kept["at"]),
    )


def stop_or_tell(
    uow: UnitOfWork,
    person: KeptPerson,
    asked: tuple[ShortQuestion, ...],
    signs: SignAnswers,
    content: Content,
    now: datetime,
) -> Stopped | None:
    """Inside a transaction of the caller's, who commits: the stop that the signs call for, logged and in force.

    Anything else that is new is reported, so that the questions are due.
    """
    if not signs.told:
        return None
    stop = judge(signs.answers, asked, content.safety, draft_of(person).get("country"), severe=signs.severe)
    if stop is None:
        report_news(uow, person, (News.NEW_SYMPTOM,), now)
    else:
        stop_plan(uow, person, stop, now)
    return stop


def asked_of(week: Week, content: Content) -> tuple[ShortQuestion, ...]:
    """The short form for whoever this week was made for."""
    return questions(content.safety, week.screening.conditions, week.screening.flags)


def session_of(week: Week, session: SessionId) -> tuple[Day, Session] | None:
    return next(((day, one) for day, one in week.sessions if one.id == session), None)


def week_of(uow: UnitOfWork, person: PersonId, start: date) -> Week | None:
    """The newest version of the week that began on ``start``."""
    kept = uow.weeks.find_current(person, start)
    return None if kept is None else read_week(kept)


def day_log(uow: UnitOfWork, person: PersonId, day: date) -> DayLog:
    """What was written down about the day; an empty log where nothing was."""
    return next(iter(uow.diaries.days(person, day, day)), DayLog(day))

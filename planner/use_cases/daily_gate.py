"""The daily gate before a session (SCR-08): pain and tiredness now, and whether anything is new."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from planner.domain.account import AccountId
from planner.domain.diary import DayLog, SessionDiary
from planner.domain.kept import KeptPerson, PersonState
from planner.domain.person import Answer, PersonId
from planner.domain.week import Day, Session, SessionId, Stopped, Week
from planner.screening.daily_gate import ShortQuestion, judge, questions
from planner.screening.rescreen import News, RescreenDue
from planner.storage.unit_of_work import Storage, UnitOfWork
from planner.use_cases.intake import draft_of, is_open, stop_plan
from planner.use_cases.look_after import find_own
from planner.use_cases.make_week import Content
from planner.use_cases.rescreening import due_now, report_news
from planner.use_cases.show_week import NotNow, ShownWeek, find_week


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
class SessionView:
    """A session of a kept week. ``due``: the safety questions come first; ``written``: what the diary has already;
    ``log``: what was written down about today."""

    shown: ShownWeek
    day: Day
    session: Session
    asked: tuple[ShortQuestion, ...]
    due: RescreenDue | None
    written: SessionDiary | None
    log: DayLog | None


@dataclass(frozen=True, slots=True)
class GateOpen:
    """The session may begin."""

    log: DayLog


def find_session(
    storage: Storage,
    account: AccountId,
    person: PersonId,
    start: date,
    session: SessionId,
    content: Content,
    today: date,
) -> SessionView | NotNow | None:
    """None where it is not this account's person, or there is no such session."""
    shown = find_week(storage, account, person, today, start)
    if shown is None or isinstance(shown, NotNow):
        return shown
    place = session_of(shown.week, session)
    if place is None:
        return None
    with storage.reading() as uow:
        due = due_now(uow, shown.person, content.safety, today)
        written = uow.diaries.find_session(person, start, session)
        log = day_log(uow, person, today)
    return SessionView(shown, *place, asked_of(shown.week, content), due, written, log)


def pass_gate(
    storage: Storage,
    account: AccountId,
    person: PersonId,
    view: SessionView,
    pain: int,
    tiredness: int,
    signs: SignAnswers,
    content: Content,
    today: date,
    now: datetime,
) -> GateOpen | Stopped | RescreenDue | NotNow | None:
    """Keeps pain and tiredness of today, 0 to 10; a warning sign stops the plan as in the intake.

    Something new that is none of the warning signs makes the whole questions due before this session. [D]
    """
    with storage.writing() as uow:
        found = find_own(uow, account, person)
        if found is None:
            return None
        if found.state is PersonState.STOPPED or is_open(found):
            return NotNow(found)
        ending = stop_or_tell(uow, found, view.asked, signs, content, now)
        log = replace(day_log(uow, person, today) or DayLog(today), pain=pain, tiredness=tiredness)
        uow.diaries.record_day(person, log, now)
        due = None if ending else due_now(uow, found, content.safety, today)
        uow.commit()
    return ending or due or GateOpen(log)


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


def day_log(uow: UnitOfWork, person: PersonId, day: date) -> DayLog | None:
    return next(iter(uow.diaries.days(person, day, day)), None)

"""The session of today, fitted to today's pain and tiredness before it begins (SCR-08, D4, D5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from planner.domain.account import AccountId
from planner.domain.kept import KeptPerson
from planner.domain.person import PersonId
from planner.domain.week import Session, SessionId, Stopped
from planner.generator.edited import edited_problem
from planner.generator.today import Feeling, fit_today
from planner.progression.facts import usual_pain
from planner.progression.level import level_for
from planner.screening.gate import screen
from planner.screening.outcome import Pace
from planner.storage.unit_of_work import Storage, UnitOfWork
from planner.use_cases.edit_week import OpenWeek, open_week_of
from planner.use_cases.look_after import find_own
from planner.use_cases.make_week import Content, week_problem
from planner.use_cases.show_week import NotNow

TIRED: Final = 4
"""FAT-02 begins here."""
VERY_TIRED: Final = 9
DAYS_RUNNING: Final = 3
SEE_YOUR_CLINIC: Final = (
    "If such tiredness is new for you, or this is the third day of it, please tell your clinic before you exercise "
    "again (RED-10b)."
)


@dataclass(frozen=True, slots=True)
class TodaySession:
    """``session`` is None where nothing but rest is right today; ``changed`` whether it differs from the plan."""

    session: Session | None
    told: tuple[str, ...]
    changed: bool


def today_session(
    storage: Storage,
    account: AccountId,
    person: PersonId,
    start: date,
    session: SessionId,
    pain_now: int,
    tiredness_now: int,
    content: Content,
    today: date,
) -> TodaySession | Stopped | NotNow | None:
    """What to do of a planned session today. Nothing is kept: the week stays as it is.

    ``pain_now`` and ``tiredness_now`` are 0 to 10; the warning signs are asked before (SCR-08). None where it is not
    this account's person, or there is no such session. Raises ValueError for numbers outside 0 to 10.
    """
    with storage.reading() as uow:
        found = find_own(uow, account, person)
    if found is None:
        return None
    return fit_for_today(storage, found, start, session, pain_now, tiredness_now, content, today)


def fit_for_today(
    storage: Storage,
    person: KeptPerson,
    start: date,
    session: SessionId,
    pain_now: int,
    tiredness_now: int,
    content: Content,
    today: date,
) -> TodaySession | Stopped | NotNow | None:
    """The same for somebody whom the caller may act for."""
    if not (0 <= pain_now <= 10 and 0 <= tiredness_now <= 10):
        raise ValueError("pain and tiredness are numbers from 0 to 10")
    with storage.reading() as uow:
        found = open_week_of(uow, person, start, today, content)
        days_running = _very_tired_before(uow, person.id, today) if isinstance(found, OpenWeek) else 0
        not_settled = any(log.back_to_usual is False for log in uow.diaries.days(person.id, today, today))
    if not isinstance(found, OpenWeek):
        return found
    planned = next(((n, s) for n, d in enumerate(found.week.days) for s in d.sessions if s.id == session), None)
    if planned is None:
        return None
    number, wanted = planned
    problem = week_problem(found.profile, content, start, found.history)
    if isinstance(problem, Stopped):
        return problem
    profile, history = found.profile, found.history
    level = level_for(history.weeks, history.diary, profile, start)
    if not_settled:
        # CHK-02: the morning after is not back to usual, so today is shorter, as if tired. [D]
        tiredness_now = max(tiredness_now, TIRED)
    now = replace(profile, level=level, tiredness=tiredness_now, back_pain=replace(profile.back_pain, now=pain_now))
    passed = screen(now, content.library, content.safety, today)
    if isinstance(passed, Stopped):
        return passed
    feeling = Feeling(pain_now, tiredness_now, usual_pain(profile))
    fitted = fit_today(edited_problem(problem, found.week), passed, wanted, feeling, number)
    told = fitted.told
    if passed.pace is Pace.RED and days_running + 1 != 2:  # new today, or the third day running
        told = (*told, SEE_YOUR_CLINIC)
    if not_settled:
        told = (content.safety.messages["MSG-HELP-DAY2"], *told)
    return TodaySession(fitted.session, told, fitted.changed)


def _very_tired_before(uow: UnitOfWork, person: PersonId, today: date) -> int:
    """On how many days just before today the diary says 9 or 10, counted up to two."""
    logs = {log.day: log for log in uow.diaries.days(person, today - timedelta(days=DAYS_RUNNING - 1), today)}
    count = 0
    for back in range(1, DAYS_RUNNING):
        log = logs.get(today - timedelta(days=back))
        if log is None or log.tiredness is None or log.tiredness < VERY_TIRED:
            break
        count += 1
    return count

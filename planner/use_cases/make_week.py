"""Screen a person and plan their week."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from planner.care.plan import care_for_week
from planner.domain.diary import Diary
from planner.domain.library import Library
from planner.domain.person import Profile
from planner.domain.week import Stopped, Week
from planner.generator.check import check_week
from planner.generator.outcome import Breach, NoWeekPossible, Planned
from planner.generator.problem import WeekProblem
from planner.generator.solve import plan_week
from planner.progression.prescribe import prescribe
from planner.screening.gate import screen
from planner.screening.outcome import Passed
from planner.screening.tables import SafetyTables


@dataclass(frozen=True, slots=True)
class Content:
    """What the program may choose from, and the tables that say for whom."""

    library: Library
    safety: SafetyTables


@dataclass(frozen=True, slots=True)
class History:
    """Earlier weeks, oldest first, and what was written down about them."""

    weeks: tuple[Week, ...] = ()
    diary: Diary = field(default_factory=Diary)


NO_HISTORY = History()


def make_week(
    profile: Profile, content: Content, start: date, history: History = NO_HISTORY
) -> Planned | NoWeekPossible | Stopped:
    """The best week that starts on ``start``; or the limits that clash; or the stop that screening gives."""
    passed = screen(profile, content.library, content.safety, start)
    if isinstance(passed, Stopped):
        return passed
    return plan_week(_problem(profile, passed, content, start, history))


def judge_week(
    week: Week, profile: Profile, content: Content, history: History = NO_HISTORY
) -> tuple[Breach, ...] | Stopped:
    """Every breach of a limit in a week, hand-edited ones too; no solver is used."""
    passed = screen(profile, content.library, content.safety, week.start)
    if isinstance(passed, Stopped):
        return passed
    return check_week(week, _problem(profile, passed, content, week.start, history))


def _problem(profile: Profile, passed: Passed, content: Content, start: date, history: History) -> WeekProblem:
    care = care_for_week(profile, passed, start)
    prescription = prescribe(history.weeks, history.diary, profile, passed, content.library, start)
    return WeekProblem.of(profile, passed, content.library, care, prescription, start)

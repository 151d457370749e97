"""Screen a person and plan their week."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from planner.care.plan import care_for_week
from planner.care.treatments import with_marks
from planner.domain.diary import Diary
from planner.domain.health_record import TreatmentMark
from planner.domain.library import Library
from planner.domain.person import Profile
from planner.domain.week import Stopped, Week
from planner.generator.check import check_week
from planner.generator.outcome import Breach, NoWeekPossible, Planned
from planner.generator.problem import WeekProblem
from planner.generator.solve import plan_week
from planner.progression.level import level_for
from planner.progression.prescribe import prescribe
from planner.screening.gate import screen
from planner.screening.tables import SafetyTables


@dataclass(frozen=True, slots=True)
class Content:
    """What the program may choose from, and the tables that say for whom."""

    library: Library
    safety: SafetyTables


@dataclass(frozen=True, slots=True)
class History:
    """Earlier weeks, oldest first, what was written down about them, and what became of the B12 treatments."""

    weeks: tuple[Week, ...] = ()
    diary: Diary = field(default_factory=Diary)
    treatments: tuple[TreatmentMark, ...] = ()


NO_HISTORY = History()


def make_week(
    profile: Profile, content: Content, start: date, history: History = NO_HISTORY
) -> Planned | NoWeekPossible | Stopped:
    """The best week that starts on ``start``; or the limits that clash; or the stop that screening gives."""
    problem = week_problem(profile, content, start, history)
    return problem if isinstance(problem, Stopped) else plan_week(problem)


def judge_week(
    week: Week, profile: Profile, content: Content, history: History = NO_HISTORY
) -> tuple[Breach, ...] | Stopped:
    """Every breach of a limit in a week, hand-edited ones too; no solver is used."""
    problem = week_problem(profile, content, week.start, history)
    return problem if isinstance(problem, Stopped) else check_week(week, problem)


def week_problem(profile: Profile, content: Content, start: date, history: History) -> WeekProblem | Stopped:
    """Everything the week of ``start`` has to fit, before any solving; or the stop that screening gives."""
    # The history overrides the profile's level, and screening filters by it.
    had = [mark for mark in history.treatments if (mark.moved_to or mark.due) <= start]
    level = level_for(history.weeks, history.diary, profile, start)
    person = replace(profile, level=level, b12=with_marks(profile.b12, had))
    passed = screen(person, content.library, content.safety, start)
    if isinstance(passed, Stopped):
        return passed
    earlier = sum(week.start < start for week in history.weeks)
    prescription = prescribe(history.weeks, history.diary, person, passed, content.library, start)
    care = care_for_week(person, passed, start, weeks_before=earlier, avoid=prescription.avoid)
    return WeekProblem.of(person, passed, content.library, care, prescription, start)

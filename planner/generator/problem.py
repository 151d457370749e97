"""Everything one week has to fit, frozen and checked before any solving."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Final

from planner.care.walking import WalkPlan
from planner.care.week import CareWeek
from planner.domain.exercise import Exercise, ExerciseId, Level
from planner.domain.library import Library
from planner.domain.person import Profile, Weekday, weekday_of
from planner.generator.held import NOTHING_HELD, Held
from planner.progression.prescription import Prescription
from planner.screening.outcome import Pace, Passed, UsableExercise

if TYPE_CHECKING:
    from planner.domain.week import Session
    from planner.generator.facts import SessionFacts
    from planner.generator.pieces import Traits

DAYS_IN_WEEK: Final = 7
MOST_SESSION_DAYS: Final = 6
"""WEEK-02: at least one full rest day."""
EARLY_UNTIL: Final = time(9, 0)
"""[D] SAFE-07 speaks of the first hour after getting up, which nobody is asked; sessions before nine count as early."""
ORANGE_MINUTES: Final = 10
RED_MINUTES: Final = 5
BALANCE_AGE: Final = 65
DayKind = tuple[int, bool, bool, bool]
"""Minutes, early, restorative, evening."""


@dataclass(frozen=True, slots=True)
class DaySlot:
    """One day of the week. ``budget_minutes`` is 0 where the person offers nothing.

    ``early``: SAFE-07 holds. ``restorative``: AMB-24 or REG-03 leave restorative work only.
    """

    number: int
    date: date
    weekday: Weekday
    at: time | None
    offered_minutes: int
    budget_minutes: int
    early: bool
    restorative: bool
    after_injection: bool

    @property
    def kind(self) -> DayKind:
        """Days of one kind have the same sessions to choose from."""
        evening = self.at is not None and self.at >= time(17, 0)
        return (self.budget_minutes, self.early, self.restorative, evening)


@dataclass(frozen=True, slots=True)
class WeekProblem:
    """One person's week to plan. Make it with ``of``; it raises ValueError for parts that do not belong together."""

    profile: Profile
    passed: Passed
    library: Library
    care: CareWeek
    prescription: Prescription
    start: date
    slots: tuple[DaySlot, ...]
    walks: WalkPlan
    held: Held = NOTHING_HELD
    """What stands already; see ``planner.generator.edited``."""
    traits: dict[ExerciseId, Traits] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Kept by ``planner.generator.pieces.traits_of``."""
    facts: dict[int, tuple[Session, SessionFacts]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """By the session's ``id``; kept by ``planner.generator.facts.facts_of``."""

    @classmethod
    def of(
        cls,
        profile: Profile,
        passed: Passed,
        library: Library,
        care: CareWeek,
        prescription: Prescription,
        start: date,
    ) -> WeekProblem:
        """Puts the parts together. Raises ValueError where they were not made for the same week and library."""
        if care.start != start or len(care.days) != DAYS_IN_WEEK:
            raise ValueError("care was planned for another week")
        unknown = [e for e in passed.exercises.usable if e not in library.exercises]
        if unknown:
            raise ValueError(f"screened with another library: {unknown[0]}")
        slots = tuple(_slot(profile, passed, prescription, care, start, number) for number in range(DAYS_IN_WEEK))
        walks = care.walks.asked_for(prescription.walk_days, prescription.walk_minutes)
        return cls(profile, passed, library, care, prescription, start, slots, walks)

    @property
    def level(self) -> Level:
        return self.prescription.level

    @property
    def pace(self) -> Pace:
        return self.prescription.pace

    @property
    def usable(self) -> Mapping[ExerciseId, UsableExercise]:
        return self.passed.exercises.usable

    @property
    def breathing_only(self) -> bool:
        """FAT-04: nothing but breathing."""
        return self.pace is Pace.RED

    @property
    def low_energy(self) -> bool:
        """FAT-03: short sessions of the named routines only."""
        return self.pace is Pace.ORANGE

    @property
    def wants_balance(self) -> bool:
        """Q-01 and the daily conditions: every session carries balance work."""
        return self.passed.daily_balance or self.profile.age >= BALANCE_AGE

    @property
    def special(self) -> bool:
        """The week's content is prescribed by tiredness or by SCR-10/SCR-11, so usual minimums give way."""
        return self.breathing_only or self.low_energy or self.passed.breathing_and_easy_walk_only

    @property
    def days_with_walks(self) -> int:
        """How many days of the week hold a walk: those already walked, and as many of the rest as are planned."""
        walked, ahead = len(self.held.walked), DAYS_IN_WEEK - self.held.first_open
        return walked + min(ahead, max(0, min(DAYS_IN_WEEK, self.walks.days) - walked))

    @property
    def longest_session(self) -> int | None:
        """Minutes, by the caps, tiredness and FAT-06; None is no limit but the offered time."""
        return _longest(self.passed, self.prescription)

    def disliked(self, exercise: Exercise) -> bool:
        """A dislike names an exercise, a category or a routine; only the first two forbid an exercise."""
        words = self.profile.dislikes
        return exercise.id in words or exercise.category.value in words

    def may_use(self, exercise_id: ExerciseId, *, early: bool = False) -> bool:
        """Usable, not disliked, not set aside by the diary, and no end-range bending early (SAFE-07)."""
        usable = self.usable.get(exercise_id)
        if usable is None or self.disliked(usable.exercise) or exercise_id in self.prescription.avoid:
            return False
        return not (early and bends_to_the_end(usable.exercise))


def bends_to_the_end(exercise: Exercise) -> bool:
    """End-range bending in the sense of SAFE-07."""
    return exercise.tags is not None and any(tag.value == "FLEX_END" for tag in exercise.tags)


def _slot(
    profile: Profile, passed: Passed, prescription: Prescription, care: CareWeek, start: date, number: int
) -> DaySlot:
    day = start + timedelta(days=number)
    offer = profile.days.get(weekday_of(day))
    restorative = max(passed.restorative_days, prescription.restorative_days)
    return DaySlot(
        number=number,
        date=day,
        weekday=weekday_of(day),
        at=offer.at if offer else None,
        offered_minutes=offer.minutes if offer else 0,
        budget_minutes=_budget(offer.minutes, passed, prescription) if offer else 0,
        early=offer is not None and is_early(offer.at),
        restorative=number < restorative,
        after_injection=day in care.b12_dates or day - timedelta(days=1) in care.b12_dates,
    )


def is_early(at: time) -> bool:
    """Whether SAFE-07 holds for a session at this hour."""
    return at < EARLY_UNTIL


def _budget(offered: int, passed: Passed, prescription: Prescription) -> int:
    longest = _longest(passed, prescription)
    return max(0, offered if longest is None else min(offered, longest))


def _longest(passed: Passed, prescription: Prescription) -> int | None:
    of_pace = {Pace.ORANGE: ORANGE_MINUTES, Pace.RED: RED_MINUTES}.get(prescription.pace)
    caps = (passed.caps.session_minutes, of_pace, prescription.session_minutes)
    return min((most for most in caps if most is not None), default=None)

"""The next week's walks: days first, then minutes, then pace (PROG-08), a tenth more at most (PROG-04)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from planner.domain.exercise import ExerciseId, Level
from planner.progression.facts import WeekFacts

SHORT_TOTAL_MINUTES: Final = 50
SHORT_RISE_MINUTES: Final = 5
"""PROG-04: under 50 minutes a week, at most 5 more."""
SHORTEST_WALK_MINUTES: Final = 5
MOST_DAYS: Final = 5
LONGEST_WALK_MINUTES: Final = {Level.BEGINNER: 15, Level.INTERMEDIATE: 30, Level.ADVANCED: 30}
"""DOSE-09: intermediate builds towards 30; five of 30 are the 150 of WEEK-01, and more is up to the person [D]."""
WALKED_SHARE: Final = 0.9
"""So much of the asked minutes counts as walked [D]."""
WEEKS_LOOKED_AT: Final = 4
"""A reduced week is no yardstick: the best of the last four is [D]."""


@dataclass(frozen=True, slots=True)
class Walks:
    """``minutes`` a walk on ``days`` days."""

    days: int
    minutes: int
    exercise: ExerciseId | None = None

    @property
    def total(self) -> int:
        return self.days * self.minutes

    def words(self) -> str:
        return f"{self.days} × {self.minutes} min"


def walks_of(week: WeekFacts) -> Walks | None:
    """The walks of an earlier week; None where it had none."""
    items = [item for item in week.walks if item.minutes is not None]
    if not items:
        return None
    longest = max(items, key=lambda item: item.minutes or 0)
    return Walks(len(items), round(sum(item.minutes or 0 for item in items) / len(items)), longest.exercise)


def most_total(total: int) -> int:
    """PROG-04: the largest weekly total in minutes after one of ``total``."""
    if total < SHORT_TOTAL_MINUTES:
        return total + SHORT_RISE_MINUTES
    return total + total // 10


def more_walking(walks: Walks, level: Level) -> Walks | None:
    """One variable further, None where days and minutes have reached their end and only pace is left.

    A day more may shorten the single walk, so that the total stays within the tenth.
    """
    limit, longest = most_total(walks.total), LONGEST_WALK_MINUTES[level]
    if walks.days < MOST_DAYS:
        days = walks.days + 1
        minutes = min(walks.minutes, limit // days)
        if minutes >= SHORTEST_WALK_MINUTES and days * minutes >= walks.total:
            return Walks(days, minutes, walks.exercise)
    minutes = min(longest, limit // walks.days)
    return Walks(walks.days, minutes, walks.exercise) if minutes > walks.minutes else None


def less_walking(walks: Walks, factor: float) -> Walks:
    """The same days with shorter walks, 5 minutes at least; then fewer days where they are short already."""
    minutes = max(SHORTEST_WALK_MINUTES, int(walks.minutes * factor))
    days = max(1, min(walks.days, int(walks.total * factor) // minutes))
    return Walks(days, minutes, walks.exercise)


def yardstick(weeks: Sequence[WeekFacts]) -> Walks | None:
    """The walks to build on: the largest total of the last four weeks, the latest of equals."""
    found = [walks for week in weeks[-WEEKS_LOOKED_AT:] if (walks := walks_of(week)) is not None]
    return max(reversed(found), key=lambda walks: walks.total) if found else None


def walked(week: WeekFacts) -> bool:
    """The check-in says that the asked minutes were walked; not said is not walked [D]."""
    asked = walks_of(week)
    if asked is None or week.check_in is None or week.check_in.walk_minutes is None:
        return False
    return week.check_in.walk_minutes >= WALKED_SHARE * asked.total

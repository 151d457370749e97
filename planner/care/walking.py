"""Walks outside the offered minutes: how long, how often, and how gently (WEEK-02, DOSE-09, D4, Q-08)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from planner.domain.exercise import ExerciseId


@dataclass(frozen=True, slots=True)
class WalkPlan:
    """So many minutes a walk on so many days; zero days where no walking is possible.

    ``most_minutes`` and ``most_days`` are what this person may be asked for this week; ``effort`` 0 to 10.
    """

    minutes: int
    days: int
    exercise: ExerciseId | None
    text: str
    effort: int
    rule: str
    article: tuple[str, ...]
    most_minutes: int
    most_days: int

    def asked_for(self, days: int | None, minutes: int | None) -> WalkPlan:
        """The same walks with the numbers that progression asks for, never more than is allowed this week."""
        if self.days == 0:
            return self
        return replace(
            self,
            days=self.days if days is None else min(days, self.most_days),
            minutes=self.minutes if minutes is None else min(minutes, self.most_minutes),
        )

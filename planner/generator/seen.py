"""What a limit is shown when it judges a session or an item."""

from __future__ import annotations

from dataclasses import dataclass

from planner.domain.week import Session
from planner.generator.facts import SessionFacts
from planner.generator.problem import DaySlot, WeekProblem


@dataclass(frozen=True, slots=True)
class SeenOn:
    """The day an item stands on, and whose week it is."""

    slot: DaySlot
    problem: WeekProblem


@dataclass(frozen=True, slots=True)
class Seen(SeenOn):
    """A session on its day, with what was counted in it."""

    session: Session
    facts: SessionFacts

"""The small change of the offered time that would let a week hold all of WEEK-03."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time
from typing import Final

from planner.generator.feasible import Tally, most_of_week_three
from planner.generator.menu import Menu
from planner.generator.problem import DaySlot, WeekProblem, is_early
from planner.generator.words import DAY_NAMES, plural

MORE_MINUTES: Final = (5, 10, 15)
NEW_DAY_MINUTES: Final = (10, 15)
KINDS_TRIED: Final = 8
"""Sessions have to be put together for each kind of day that is tried, so only so many are."""
USUAL_HOUR: Final = time(10)


@dataclass(frozen=True, slots=True)
class MoreTime:
    words: str
    problem: WeekProblem


def change_for_week_three(problem: WeekProblem, menu: Menu) -> str | None:
    """``10 minutes on Thursday would do.``; or what would bring the week nearer, where one change is not enough.

    None where more time does not help.
    """
    now = most_of_week_three(problem, menu)
    nearer: str | None = None
    best = _sum(now)
    for change in _few_kinds(problem, _changes(problem)):
        reached = most_of_week_three(change.problem, menu)
        if reached.whole:
            return f"{change.words} would do."
        if _sum(reached) > best:
            best, nearer = _sum(reached), f"{change.words} would bring it nearer."
    return nearer


def _sum(tally: Tally) -> int:
    return tally.core + tally.soft + tally.aerobic


def _changes(problem: WeekProblem) -> Iterator[MoreTime]:
    """The smallest first: a little more on a day that is offered, then one more day, then more of both."""
    offered = sorted((s for s in problem.slots if _may_grow(problem, s)), key=lambda s: (s.budget_minutes, s.number))
    free = sorted((s for s in problem.slots if _may_be_offered(problem, s)), key=lambda s: _crowded(problem, s))
    steps = [(minutes, False) for minutes in MORE_MINUTES] + [(minutes, True) for minutes in NEW_DAY_MINUTES]
    for minutes, new in sorted(steps):
        for slot in free if new else offered:
            words = f"{minutes} minutes" if new else plural(minutes, "more minute")
            yield MoreTime(f"{words} on {DAY_NAMES[slot.weekday]}", with_more(problem, slot, minutes))


def _crowded(problem: WeekProblem, slot: DaySlot) -> tuple[int, int]:
    """Days far from the others come first: there is rest between them."""
    distances = [abs(slot.number - other.number) for other in problem.slots if other.budget_minutes]
    return -min(distances, default=0), slot.number


def _may_grow(problem: WeekProblem, slot: DaySlot) -> bool:
    return slot.budget_minutes > 0 and slot.number not in problem.held.settled


def _may_be_offered(problem: WeekProblem, slot: DaySlot) -> bool:
    edits = problem.held.edits
    lost = edits is not None and (slot.date in edits.lost or any(m.origin == slot.date for m in edits.moved))
    return slot.at is None and not lost and slot.number >= problem.held.first_open


def with_more(problem: WeekProblem, slot: DaySlot, minutes: int) -> WeekProblem:
    """So many minutes more on this day, as far as the longest session allows; a new day takes a usual hour."""
    slots = list(problem.slots)
    most = problem.longest_session
    budget = slot.budget_minutes + minutes if most is None else min(most, slot.budget_minutes + minutes)
    at = slot.at or next((s.at for s in problem.slots if s.at is not None), USUAL_HOUR)
    changed = replace(slot, at=at, budget_minutes=budget, offered_minutes=slot.offered_minutes + minutes)
    slots[slot.number] = replace(changed, early=is_early(at))
    return replace(problem, slots=tuple(slots))


def _few_kinds(problem: WeekProblem, changes: Iterator[MoreTime]) -> Iterator[MoreTime]:
    known = {slot.kind for slot in problem.slots}
    first = len(known)
    for change in changes:
        new = {slot.kind for slot in change.problem.slots} - known
        if change.problem.slots == problem.slots or len(known | new) - first > KINDS_TRIED:
            continue
        known |= new
        yield change

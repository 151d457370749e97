"""Time: minutes that are offered, and sums that are right."""

from __future__ import annotations

from collections.abc import Iterator

from planner.domain.exercise import work_seconds
from planner.domain.week import Day, Item, Week
from planner.generator.limits.base import ItemLimit, SessionLimit
from planner.generator.outcome import Breach
from planner.generator.problem import DaySlot, WeekProblem
from planner.generator.seen import Seen, SeenOn

HALF_A_TENTH = 0.05001
"""``minutes`` has one decimal, so up to half a tenth may be lost."""


class WithinTheMinutesOffered(SessionLimit):
    """Q-10 and the caps on a session's length (HB-02, FAT-03)."""

    id = "BUDGET"
    sentence = "Every session fits into the time you offer and the longest that is safe for you."

    def faults(self, seen: Seen) -> Iterator[str]:
        most = seen.slot.budget_minutes
        if seen.session.budget_minutes > most:
            yield f"{seen.session.budget_minutes} minutes are allowed for in the file, {most} are there."
        if seen.facts.minutes > most:
            yield f"The session takes {seen.facts.minutes:.1f} minutes; {most} are there."

    def breaches(self, week: Week, problem: WeekProblem) -> tuple[Breach, ...]:
        days = zip(problem.slots, week.days, strict=False)
        over = (self._whole_day(slot, day) for slot, day in days)
        return (*super().breaches(week, problem), *(found for found in over if found))

    def _whole_day(self, slot: DaySlot, day: Day) -> Breach | None:
        together = round(sum(session.minutes for session in day.sessions), 1)
        if len(day.sessions) > 1 and together > slot.offered_minutes:
            text = f"The sessions take {together:.1f} minutes together; {slot.offered_minutes} are offered."
            return self.breach(day.weekday, text)
        return None


class MinutesAddUp(SessionLimit):
    """Contract, "Seconds": items, 15 s between them, SAFE-06 for each getting up."""

    id = "MINUTES"
    sentence = "The minutes of each session are the sum of its exercises, the changes and the getting up."

    def faults(self, seen: Seen) -> Iterator[str]:
        if abs(seen.session.minutes - seen.facts.seconds / 60) > HALF_A_TENTH:
            yield f"{seen.session.minutes:.1f} minutes are written, {seen.facts.minutes:.1f} counted."


class SecondsAddUp(ItemLimit):
    """Contract, "Seconds": sets × sides × reps × (hold + 3, or 4) + rests; timed items minutes × 60."""

    id = "SECONDS"
    sentence = "The seconds of each exercise follow from its sets, repeats, holds and rests."

    def item_faults(self, item: Item, seen: SeenOn) -> Iterator[str]:
        wrong = _shape_of_dose(item)
        if wrong:
            yield wrong
            return
        exercise = seen.problem.library.exercises.get(item.exercise)
        if exercise is not None and item.sides != exercise.sides:
            yield f"it has {exercise.sides} side(s), the file says {item.sides}."
        counted = work_seconds(item.dose, item.sides, item.rest_seconds)
        if counted != item.seconds:
            yield f"{item.seconds} seconds are written, {counted} counted."


def _shape_of_dose(item: Item) -> str | None:
    if item.rest_seconds < 0 or not 0 <= item.effort <= 10:
        return "rest or effort is out of range."
    if item.minutes is not None:
        plain = item.sets == 1 and item.reps is None and item.hold_seconds is None and item.minutes > 0
        return None if plain else "a timed exercise has one set, no repeats and no hold."
    if item.reps is None or item.sets < 1:
        return "it needs sets and repeats, or minutes."
    reps = item.dose.reps_of_sets()
    if len(reps) != item.sets or min(reps) < 1 or (item.hold_seconds is not None and item.hold_seconds < 1):
        return "its sets, repeats and hold do not fit together."
    return None

"""Which day gets the harder session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.person import WEEKDAYS
from planner.domain.week import Week
from planner.generator.draft import Draft, total
from planner.generator.facts import SessionFacts, facts_of
from planner.generator.problem import DAYS_IN_WEEK, WeekProblem
from planner.generator.wishes.base import Wish
from planner.generator.words import DAY_NAMES

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar


class HardestOnTheBestDay(Wish):
    """WEEK-06: the hardest session, by effort times minutes, on the day marked as best."""

    id = "BEST-DAY"
    weight = 1
    sentence = "The hardest session is on your best day."

    def post(self, draft: Draft) -> None:
        best = _best(draft.problem)
        if best is None or not draft.chosen[best]:
            return
        highest = max(option.facts.load for _, _, option in draft.indexed())
        over = draft.whole_number(highest, "harder_than_the_best_day")
        hardest = draft.whole_number(highest, "hardest_session")
        second = _second_rest(draft)
        least = {day: min(option.facts.load for option in found) for day, found in enumerate(draft.options) if found}
        for day in least:
            load = draft.amount(day, _load)
            if second is not None:
                # Says what follows anyway, so that the estimate is better: while only this day rests, all the others
                # have sessions. Else the estimate lets each day rest a little and so be a little less hard.
                others = max(load for other, load in least.items() if other != day)
                load += others * (draft.rests[day] - second)
            draft.add(load <= hardest)
        draft.add(hardest - draft.amount(best, _load) <= over)
        draft.cost(self.weight, over)

    def gave_way(self, week: Week, problem: WeekProblem) -> str | None:
        best = _best(problem)
        if best is None:
            return None
        loads = [sum(facts_of(problem, s).load for s in day.sessions) for day in week.days]
        if not loads or loads[best] >= max(loads):
            return None
        if not week.days[best].sessions:
            return "Your best day has no session this week."
        return "The hardest session is on another day: your best day has less time or comes beside a strength day."


def _load(facts: SessionFacts) -> int:
    return facts.load


def _second_rest(draft: Draft) -> IntVar | None:
    """1 where more than one day rests. None where fewer than seven days are open: then none has to."""
    if len(draft.rests) < DAYS_IN_WEEK:
        return None
    second, rests = draft.flag("second_day_rests"), total(list(draft.rests.values()))
    draft.add(rests <= 1 + (DAYS_IN_WEEK - 1) * second)
    draft.add(second <= rests - 1)
    return second


def _best(problem: WeekProblem) -> int | None:
    if problem.profile.best_day is None or problem.profile.best_day not in WEEKDAYS:
        return None
    return next(slot.number for slot in problem.slots if slot.weekday == problem.profile.best_day)


class LightAfterAnInjection(Wish):
    """FAT-08: a light option on the day of an injection and the day after; nothing has to change."""

    id = "FAT-08"
    weight = 8
    sentence = "No strength work on the day of an injection or the day after."
    article = ("A2",)

    def post(self, draft: Draft) -> None:
        for slot in draft.problem.slots:
            if slot.after_injection and draft.chosen[slot.number]:
                draft.cost(self.weight, draft.holds(slot.number, lambda f: f.strength))

    def gave_way(self, week: Week, problem: WeekProblem) -> str | None:
        days = [
            DAY_NAMES[slot.weekday]
            for slot, day in zip(problem.slots, week.days, strict=False)
            if slot.after_injection and any(facts_of(problem, s).strength for s in day.sessions)
        ]
        if not days:
            return None
        return f"There is strength work on {days[0]}, by your injection. Take it lightly if you are sore or tired."

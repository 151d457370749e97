"""Using the offered days and minutes well."""

from __future__ import annotations

from planner.domain.week import Week
from planner.generator.draft import Draft
from planner.generator.problem import MOST_SESSION_DAYS, WeekProblem
from planner.generator.timing import ENOUGH_MINUTES
from planner.generator.wishes.base import Wish
from planner.generator.words import DAY_NAMES, and_list
from planner.screening.outcome import Pace

EASY_WEEK_WEIGHT = 4
WELL_USED = 0.8
WELL_USED_WHEN_TIRED = 0.65


class ASessionOnEveryOfferedDay(Wish):
    """Q-10: the person asked for these days."""

    id = "OFFERED-DAYS"
    weight = 150
    sentence = "Every day you offer has its session."

    def post(self, draft: Draft) -> None:
        # REG-04: an easy week has fewer sets, not fewer days.
        weight = self.weight * (EASY_WEEK_WEIGHT if draft.problem.prescription.easy_week else 1)
        for rests in draft.rests.values():
            draft.cost(weight, rests)

    def gave_way(self, week: Week, problem: WeekProblem) -> str | None:
        offered = [slot for slot in problem.slots if slot.offered_minutes]
        empty = [slot for slot in offered if not week.days[slot.number].sessions]
        if not empty:
            return None
        names = and_list([DAY_NAMES[slot.weekday] for slot in empty])
        if len(offered) > MOST_SESSION_DAYS and len(empty) == 1:
            return f"You offer all seven days; {names} is your rest day."
        if problem.prescription.easy_week:
            return f"No session on {names}: an easy week has fewer sets."
        if problem.breathing_only:
            return f"No session on {names}: this week is for rest."
        if all(slot.restorative for slot in empty):
            return f"No session on {names}: the first days of a flare are for rest."
        return f"No session on {names}: nothing that is safe fits into the time."


class MinutesUsedWell(Wish):
    """Near but under the budget; the points of each option carry it into the model."""

    id = "MINUTES-USED"
    weight = 1
    sentence = "The sessions use the time you offer, without padding."

    def post(self, draft: Draft) -> None:
        """Also carries how well the blocks suit the person (RT-02): both are known before solving."""
        for day, number, option in draft.indexed():
            if option.points:
                draft.cost(self.weight * option.points, draft.chosen[day][number])

    def gave_way(self, week: Week, problem: WeekProblem) -> str | None:
        if problem.special:
            return None
        short = [(d, s) for d, s in week.sessions if s.minutes < _share(problem) * _useful(s.budget_minutes, problem)]
        if not short:
            return None
        if problem.prescription.volume_factor < 1:
            return "The sessions are shorter on purpose: this is a lighter week."
        day, shortest = min(short, key=lambda found: found[1].minutes / found[1].budget_minutes)
        return (
            f"The session on {DAY_NAMES[day.weekday]} takes {shortest.whole_minutes} of {shortest.budget_minutes} "
            "minutes: more of what suits you did not fit."
        )


def _share(problem: WeekProblem) -> float:
    return WELL_USED if problem.pace is Pace.GREEN else WELL_USED_WHEN_TIRED


def _useful(budget: int, problem: WeekProblem) -> int:
    return min(budget, ENOUGH_MINUTES[problem.level])

"""How much of WEEK-03 the offered time can hold: an exact count over the week, without a solver.

Day after day it keeps every reachable tally of core days, stretch or yoga days and aerobic days, under the limits that
tie days together (rest day, strength not two days running, no two hard days running, the ceiling on sets). Both the
solver's limit and the checker ask it, so that "no week could keep it" means the same to both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from planner.generator.facts import SessionFacts
from planner.generator.menu import Menu
from planner.generator.problem import MOST_SESSION_DAYS, WeekProblem

CORE_DAYS: Final = 2
SOFT_DAYS: Final = 2
AEROBIC_DAYS: Final = 3


@dataclass(frozen=True, slots=True)
class Tally:
    """Days of the week that hold core or strength, stretch or yoga, and aerobic work, up to what WEEK-03 asks."""

    core: int
    soft: int
    aerobic: int

    @property
    def whole(self) -> bool:
        return self.core >= CORE_DAYS and self.soft >= SOFT_DAYS and self.aerobic >= AEROBIC_DAYS


class _Features(NamedTuple):
    core: bool
    soft: bool
    aerobic: bool
    strength: bool
    hard: bool


_State = tuple[int, int, int, int, bool, bool]


def most_of_week_three(problem: WeekProblem, menu: Menu) -> Tally:
    """The most of WEEK-03 that one week can keep: all of it, else the fullest tally, core first."""
    walked = min(AEROBIC_DAYS, problem.days_with_walks)
    states: dict[_State, int] = {(0, 0, walked, 0, problem.prescription.strength_the_day_before, False): 0}
    for slot in problem.slots:
        fewest = _fewest_sets(tuple(option.facts for option in menu.options(slot)))
        states = _after_day(states, fewest, may_stay_free=slot.number not in problem.held.settled)
    ceiling = problem.prescription.most_sets
    reached = [state for state, sets in states.items() if ceiling is None or sets <= ceiling]
    core, soft, aerobic = max((state[:3] for state in reached), key=lambda t: (sum(t), t))
    return Tally(core, soft, aerobic)


def _fewest_sets(options: tuple[SessionFacts, ...]) -> dict[_Features, int]:
    fewest: dict[_Features, int] = {}
    for facts in options:
        features = _Features(facts.core, facts.soft, facts.aerobic, facts.strength, facts.hard)
        fewest[features] = min(facts.sets, fewest.get(features, facts.sets))
    return fewest


def _after_day(
    states: dict[_State, int], fewest: dict[_Features, int], *, may_stay_free: bool = True
) -> dict[_State, int]:
    after: dict[_State, int] = {}
    for (core, soft, aerobic, days, strength, hard), sets in states.items():
        if may_stay_free or not fewest:
            _keep(after, (core, soft, aerobic, days, False, False), sets)
        if days == MOST_SESSION_DAYS and may_stay_free:
            continue
        for f, more in fewest.items():
            if may_stay_free and ((strength and f.strength) or (hard and f.hard)):
                continue
            state = (
                min(CORE_DAYS, core + f.core),
                min(SOFT_DAYS, soft + f.soft),
                min(AEROBIC_DAYS, aerobic + f.aerobic),
                days + 1,
                f.strength,
                f.hard,
            )
            _keep(after, state, sets + more)
    return after


def _keep(states: dict[_State, int], state: _State, sets: int) -> None:
    states[state] = min(sets, states.get(state, sets))

"""The solver finds the best week there is, the same one every time, and says why when there is none."""

from __future__ import annotations

import itertools
import json
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from planner.domain.library import Library
from planner.domain.person import Bones, Numbness
from planner.domain.week import BlockKind
from planner.generator import solve
from planner.generator.check import check_week
from planner.generator.draft import Draft
from planner.generator.feasible import AEROBIC_DAYS, CORE_DAYS, SOFT_DAYS, most_of_week_three
from planner.generator.menu import Menu, Option
from planner.generator.outcome import NoWeekPossible, Planned
from planner.generator.pieces import GROUPS
from planner.generator.problem import WeekProblem
from planner.generator.solve import draft_of, plan_week
from planner.generator.wishes.familiar import FEW_EXERCISES
from planner.screening.gate import screen
from planner.screening.outcome import Passed
from planner.screening.tables import SafetyTables
from tests.generator.conftest import ProblemOf
from tests.generator.people import NO, START, YES, days, desk_worker, person, varied, very_tired

Choice = Sequence[Option | None]


class SmallMenu(Menu):
    """A few options a day, drawn from the whole menu, so that every week can be tried."""

    def __init__(self, problem: WeekProblem, seed: int, size: int) -> None:
        super().__init__(problem)
        dice = random.Random(seed)
        self.kept = {
            slot.number: self._some(super(SmallMenu, self).options(slot), dice, size) for slot in problem.slots
        }

    @staticmethod
    def _some(options: tuple[Option, ...], dice: random.Random, size: int) -> tuple[Option, ...]:
        return tuple(dice.sample(options, min(size, len(options))))

    def options(self, slot: object) -> tuple[Option, ...]:  # type: ignore[override]
        return self.kept[slot.number]  # type: ignore[attr-defined]


def keeps_the_limits(choice: Choice, problem: WeekProblem, menu: Menu) -> bool:
    """The limits that tie days together, written a second time."""
    facts = [option.facts if option else None for option in choice]
    if all(facts):
        return False
    for one, two in itertools.pairwise(facts):
        if one and two and ((one.strength and two.strength) or (one.hard and two.hard)):
            return False
    most = most_of_week_three(problem, menu)
    held = [f for f in facts if f]
    return (
        sum(f.core for f in held) >= min(CORE_DAYS, most.core)
        and sum(f.soft for f in held) >= min(SOFT_DAYS, most.soft)
        and sum(f.aerobic for f in held) + min(AEROBIC_DAYS, problem.walks.days) >= most.aerobic
    )


def points_of(choice: Choice, problem: WeekProblem) -> int:
    """The wishes' points against a week, written a second time; for people without likes and steps up."""
    offered = [n for n, slot in enumerate(problem.slots) if slot.budget_minutes]
    held = [option for option in choice if option]
    facts = [option.facts for option in held]
    points = 150 * (len(offered) - len(held)) + sum(option.points for option in held)
    sorts = [sum(f.sorts[s] for f in facts) for s in range(4)]
    sorts[1] += 60 * problem.walks.days * problem.walks.minutes
    for sort, percent in enumerate((40, 30, 20)):
        points += 2 * max(0, -(-(percent * sum(sorts) - 100 * sorts[sort]) // 6000))
    points += 24 * sum(all(group not in f.groups for f in facts) for group in GROUPS)
    wanted = len(offered)
    points += 30 * max(0, min(3, wanted) - sum(f.solid_core for f in facts))
    points += 18 * max(0, min(2, wanted) - sum(f.strength for f in facts))
    points += 20 * max(0, min(2, wanted) - sum(BlockKind.STRETCH in f.kinds for f in facts))
    points += 30 * max(0, min(1, wanted) - sum(BlockKind.YOGA in f.kinds for f in facts))
    different = len({exercise for f in facts for exercise in f.exercises})
    points += 2 * different + 4 * max(0, different - FEW_EXERCISES[problem.level])
    for days_running in zip(offered, offered[1:], offered[2:], strict=False):
        three = [choice[day] for day in days_running]
        shared = set.intersection(*(set(option.routines) if option else set() for option in three))
        points += 9 * sum(":" not in routine for routine in shared)
    best = next((s.number for s in problem.slots if s.weekday == problem.profile.best_day), None)
    if best in offered:
        loads = [option.facts.load if option else 0 for option in choice]
        points += max(0, *(load - loads[best] for load in loads))
    for slot in problem.slots:
        option = choice[slot.number]
        points += 8 * bool(slot.after_injection and option and option.facts.strength)
    return points


@pytest.mark.parametrize("seed", range(6))
def test_trying_every_week_finds_no_better_one(problem_of: ProblemOf, seed: int) -> None:
    people = (
        person(days=days(mon=20, tue=15, thu=20, sat=25), best_day="sat"),
        desk_worker(),
        person(age=58, bones=Bones(YES, NO, NO, NO), numbness=Numbness(("feet",), "same", YES)),
    )
    problem = problem_of(people[seed % 3])
    menu = SmallMenu(problem, seed, size=5)
    sets = [[None, *menu.options(slot)] for slot in problem.slots]
    best = min(
        points_of(choice, problem)
        for choice in itertools.product(*sets)
        if any(choice) and keeps_the_limits(choice, problem, menu)
    )
    found = solve._solved(draft_of(problem, menu))
    assert found is not None
    chosen, status, _, _ = found
    assert status == "optimal"
    assert keeps_the_limits(chosen, problem, menu)
    assert points_of(chosen, problem) == best


@pytest.mark.parametrize("seed", range(6))
def test_the_count_of_what_a_week_can_hold_agrees_with_trying_every_week(problem_of: ProblemOf, seed: int) -> None:
    problem = problem_of(person(days=days(mon=10, tue=8, wed=12, fri=5)))
    menu = SmallMenu(problem, seed, size=4)
    most = most_of_week_three(problem, menu)
    reached = set()
    for choice in itertools.product(*[[None, *menu.options(slot)] for slot in problem.slots]):
        facts = [option.facts if option else None for option in choice]
        if any(a and b and a.strength and b.strength for a, b in itertools.pairwise(facts)):
            continue
        held = [f for f in facts if f]
        reached.add((min(2, sum(f.core for f in held)), min(2, sum(f.soft for f in held))))
    assert (most.core, most.soft) == max(reached, key=lambda t: (sum(t), t))


def test_no_option_of_a_menu_breaks_a_limit_on_its_own(problem_of: ProblemOf, monkeypatch: pytest.MonkeyPatch) -> None:
    forbidden = []

    def note(draft: Draft, day: int, number: int) -> None:
        forbidden.append(draft.options[day][number].session.title)

    monkeypatch.setattr(Draft, "forbid", note)
    for profile in (person(), desk_worker(), very_tired(), person(age=70, bones=Bones(YES, NO, NO, NO))):
        problem = problem_of(profile)
        draft_of(problem, Menu(problem))
    assert forbidden == []


@pytest.mark.parametrize("seed", range(100, 130))
def test_whatever_the_solver_returns_passes_the_checker(
    seed: int, library: Library, safety: SafetyTables, problem_of: ProblemOf
) -> None:
    profile = varied(seed)
    if not isinstance(screen(profile, library, safety, START), Passed):
        pytest.skip("screening stops this person")
    problem = problem_of(profile)
    outcome = plan_week(problem)
    if isinstance(outcome, NoWeekPossible):
        assert outcome.clashes
        assert not any(Menu(problem).options(slot) for slot in problem.slots)
        return
    assert isinstance(outcome, Planned)
    assert check_week(outcome.week, problem) == ()
    assert outcome.week.solver.status == "optimal"


def test_no_day_offered_says_so_and_what_would_do(problem_of: ProblemOf) -> None:
    outcome = plan_week(problem_of(person(days={})))
    assert isinstance(outcome, NoWeekPossible)
    assert outcome.clashes[0].id == "OFFERED"
    assert "10 minutes" in outcome.nearest_change


def test_a_single_minute_is_too_little_and_the_week_says_how_much_more_would_do(problem_of: ProblemOf) -> None:
    problem = problem_of(person(days=days(thu=1)))
    outcome = plan_week(problem)
    assert isinstance(outcome, NoWeekPossible)
    assert outcome.clashes[0].id == "BUDGET"
    more = int(outcome.nearest_change.split()[0])
    assert "Thursday" in outcome.nearest_change
    assert isinstance(plan_week(problem_of(person(days=days(thu=1 + more)))), Planned)


WEEK_AS_TEXT = """
import json, sys
sys.path.insert(0, {root!r})
from dataclasses import replace
from pathlib import Path
from planner.care.plan import care_for_week
from planner.exchange.week_file import week_to_json
from planner.generator.problem import WeekProblem
from planner.generator.solve import plan_week
from planner.library.load import load_library
from planner.library.safety import load_safety
from planner.progression.prescription import Prescription
from planner.screening.gate import screen
from tests.generator.people import START, varied
exercises = Path({root!r}) / "exercises"
library, safety = load_library(exercises), load_safety(exercises / "safety")
profile = varied(11)
passed = screen(profile, library, safety, START)
care = care_for_week(profile, passed, START)
problem = WeekProblem.of(profile, passed, library, care, Prescription(passed.level, passed.pace), START)
week = json.loads(week_to_json(plan_week(problem).week))
week["solver"].pop("seconds")
print(json.dumps(week))
"""


def test_the_same_input_gives_the_same_week_under_any_hash_seed() -> None:
    root = str(Path(__file__).parents[2])
    found = []
    for seed in ("0", "4711"):
        environment = os.environ | {"PYTHONHASHSEED": seed}
        code = WEEK_AS_TEXT.format(root=root)
        run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        found.append(json.loads(run.stdout))
    assert found[0] == found[1]

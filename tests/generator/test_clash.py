"""When not everything can hold: the smallest set that clashes, in words, and the nearest change that would do."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations

import pytest

from planner.domain.edits import LoseDay, Pin, Replan
from planner.domain.exercise import ExerciseId
from planner.domain.person import DayOffer
from planner.domain.week import Week
from planner.generator.check import check_week
from planner.generator.clash import clash_of
from planner.generator.edit import Edited, change_week
from planner.generator.hands import retimed
from planner.generator.held import Held
from planner.generator.menu import Menu
from planner.generator.more_time import change_for_week_three
from planner.generator.outcome import NoWeekPossible, Planned
from planner.generator.problem import WeekProblem
from planner.generator.smallest import smallest_clash
from planner.generator.solve import plan_week
from planner.generator.words import DAY_NAMES, liking
from tests.generator.conftest import ProblemOf, WeekOf
from tests.generator.people import START, days, person


def impossible(problem: WeekProblem) -> NoWeekPossible:
    outcome = plan_week(problem)
    assert isinstance(outcome, NoWeekPossible), outcome
    return outcome


@pytest.mark.parametrize("seed", range(30))
def test_the_smallest_clash_is_as_small_as_trying_every_set_says(seed: int) -> None:
    dice = random.Random(seed)
    names = tuple("abcdefg"[: dice.randint(2, 7)])
    cores = [frozenset(dice.sample(names, dice.randint(1, len(names)))) for _ in range(dice.randint(1, 5))]

    def can_hold(chosen: frozenset[str]) -> bool:
        return not any(core <= chosen for core in cores)

    found = smallest_clash(names, can_hold)
    smallest = next(
        set(some) for n in range(len(names) + 1) for some in combinations(names, n) if not can_hold(frozenset(some))
    )
    assert found is not None
    assert len(found) == len(smallest)
    assert not can_hold(frozenset(found))


def test_what_can_hold_together_does_not_clash() -> None:
    assert smallest_clash(("a", "b"), lambda _: True) is None


def test_too_few_minutes_alone_are_the_clash_even_where_much_is_disliked(problem_of: ProblemOf) -> None:
    outcome = impossible(problem_of(person(days=days(thu=1), dislikes=(ExerciseId("bridge"), ExerciseId("plank")))))
    assert [clash.id for clash in outcome.clashes] == ["BUDGET"]
    assert "Thursday" in outcome.nearest_change


def test_dislikes_that_leave_nothing_are_named_and_one_taken_back_would_do(problem_of: ProblemOf) -> None:
    everything = ("core", "stretch", "yoga", "mobility", "balance", "posture", "aerobic")
    profile = person(days=days(thu=20), dislikes=everything)
    problem = problem_of(profile)
    outcome = impossible(problem)
    assert {clash.id for clash in outcome.clashes} == {"DISLIKE"}
    first = outcome.nearest_change.removeprefix("Taking back that you do not like ").removesuffix(" would do.")
    left = tuple(word for word in everything if liking(problem.library, word) != first)
    assert len(left) == len(everything) - 1
    assert isinstance(plan_week(problem_of(replace(profile, dislikes=left))), Planned)


def test_two_pinned_strength_days_running_clash_and_letting_one_go_would_do(week_of: WeekOf) -> None:
    week, problem = week_of(person(days=days(mon=20, tue=20, thu=20, sat=20)))
    strong = next(s for _, s in week.sessions if _strength(s.items, problem))
    both = replace(problem, held=Held(sessions={0: strong, 1: strong}, pinned=frozenset({0, 1})))
    outcome = impossible(both)
    assert {clash.id for clash in outcome.clashes} == {"PINNED", "WEEK-04"}
    assert len(outcome.clashes) == 3
    assert outcome.nearest_change in (
        "Letting the session on Monday change would do.",
        "Letting the session on Tuesday change would do.",
    )
    freed = replace(both, held=replace(both.held, pinned=frozenset({1})))
    assert isinstance(plan_week(freed), Planned)


def _strength(items: object, problem: WeekProblem) -> bool:
    return any(problem.library.exercises[item.exercise].is_strength for item in items)  # type: ignore[attr-defined]


def test_pins_that_leave_no_room_for_week_03_clash_with_it(week_of: WeekOf) -> None:
    week, problem = week_of(person(days=days(mon=20, thu=20)))
    # Both days hold core work only, so that nothing is stretched.
    sessions = {
        number: retimed(problem, replace(s, blocks=tuple(b for b in s.blocks if b.kind.value in ("warm-up", "core"))))
        for number, day in enumerate(week.days)
        for s in day.sessions
    }
    held = Held(sessions=sessions, pinned=frozenset(sessions))
    outcome = impossible(replace(problem, held=held))
    assert "WEEK-03" in {clash.id for clash in outcome.clashes}
    assert "PINNED" in {clash.id for clash in outcome.clashes}
    assert outcome.nearest_change.endswith("would do.")


def test_a_week_that_is_possible_has_no_clash(week_of: WeekOf) -> None:
    _, problem = week_of(person())
    assert clash_of(problem, Menu(problem)) is None


def test_pins_and_lost_days_in_the_way_of_an_edit_are_told_in_words(week_of: WeekOf) -> None:
    week, problem = week_of(person(days=days(mon=20, thu=20)))
    for name in [s.id for _, s in week.sessions]:
        outcome = change_week(week, Pin(name), problem, START)
        assert isinstance(outcome, Edited)
        week = outcome.week
    again = change_week(week, Replan(), problem, START)
    assert isinstance(again, Edited)
    assert [s for _, s in again.week.sessions] == [s for _, s in week.sessions]
    lost = change_week(week, LoseDay(START), problem, START)
    assert isinstance(lost, Edited)
    assert check_week(lost.week, problem) == ()


@pytest.mark.parametrize("offers", [days(mon=10), days(wed=20), days(fri=45), days(mon=5, tue=6)])
def test_too_little_time_gives_the_best_week_and_a_change_that_really_brings_the_rest(
    offers: dict[str, DayOffer], problem_of: ProblemOf
) -> None:
    profile = person(days=offers)
    problem = problem_of(profile)
    outcome = plan_week(problem)
    assert isinstance(outcome, Planned)
    assert check_week(outcome.week, problem) == ()
    law = _week_03(outcome.week)
    if law.kept:
        return
    change = change_for_week_three(problem, Menu(problem))
    assert change is not None
    assert law.text.endswith(change)
    minutes, day = int(change.split()[0]), next(k for k, name in DAY_NAMES.items() if name in change)
    before = offers[day].minutes if day in offers else 0
    more = {**offers, day: DayOffer(before + minutes, next(iter(offers.values())).at)}
    with_it = plan_week(problem_of(replace(profile, days=more)))
    assert isinstance(with_it, Planned)
    assert _week_03(with_it.week).kept == change.endswith("would do.")


def _week_03(week: Week):  # type: ignore[no-untyped-def]
    return next(law for law in week.laws if law.id == "WEEK-03")


def test_without_anything_to_warm_up_with_there_is_still_a_week(problem_of: ProblemOf) -> None:
    """A short stroll is no whole warm-up; that it is there must not take away what would be possible without it."""
    rare = ("yoga", "mobility", "aerobic")
    for dislikes in (rare, (*rare, "posture")):
        problem = problem_of(person(dislikes=dislikes))
        outcome = plan_week(problem)
        assert isinstance(outcome, Planned), dislikes
        assert check_week(outcome.week, problem) == ()


def test_somebody_very_tired_without_a_seat_is_told_of_a_chair(problem_of: ProblemOf) -> None:
    """Nothing to sit on, to lie on or to hold on to: then no easy session is left, and a chair brings the first."""
    tired = person(tiredness=8, equipment=frozenset({"stick"}))
    assert impossible(problem_of(tired)).nearest_change == (
        "A heavy, stable chair would allow the first seated exercises."
    )
    assert isinstance(plan_week(problem_of(replace(tired, equipment=frozenset({"stick", "chair"})))), Planned)

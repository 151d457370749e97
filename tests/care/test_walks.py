from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from planner.care.walking import WalkPlan, walk_plan
from planner.domain.exercise import Level
from planner.domain.person import (
    B12,
    Activity,
    Answer,
    BackPain,
    EverySchedule,
    Falls,
    Haemoglobin,
    Numbness,
    Profile,
    WorseWith,
)
from planner.screening.outcome import Passed
from tests.care.people import a_person
from tests.people import START

NO, YES, NOT_SURE = Answer.NO, Answer.YES, Answer.NOT_SURE
Screened = Callable[[Profile], Passed]


def walks(passed: Screened, **changes: Any) -> WalkPlan:
    person = a_person(**changes)
    return walk_plan(person, passed(person))


@pytest.mark.parametrize(
    ("level", "activity", "days", "minutes"),
    [
        (Level.BEGINNER, None, 3, 5),
        (Level.BEGINNER, Activity(1, 29), 3, 5),
        (Level.BEGINNER, Activity(1, 30), 3, 10),
        (Level.INTERMEDIATE, Activity(3, 149), 4, 15),
        (Level.INTERMEDIATE, Activity(3, 150), 4, 20),
        (Level.ADVANCED, None, 5, 30),
    ],
)
def test_the_first_week_follows_the_level(
    passed: Screened, level: Level, activity: Activity | None, days: int, minutes: int
) -> None:
    plan = walks(passed, level=level, activity=activity)
    assert (plan.days, plan.minutes, plan.rule) == (days, minutes, "WEEK-02")


@pytest.mark.parametrize(
    ("tiredness", "days", "minutes", "rule"),
    [
        (3, 3, 10, "WEEK-02"),
        (4, 3, 7, "FAT-02"),
        (6, 3, 7, "FAT-02"),
        (7, 3, 5, "FAT-03"),
        (8, 3, 5, "FAT-03"),
        (9, 0, 0, "FAT-04"),
    ],
)
def test_tiredness_shortens_walks_and_at_last_ends_them(
    passed: Screened, tiredness: int, days: int, minutes: int, rule: str
) -> None:
    plan = walks(passed, tiredness=tiredness)
    assert (plan.days, plan.minutes, plan.rule) == (days, minutes, rule)


def test_effort_never_passes_the_cap(passed: Screened) -> None:
    assert walks(passed).effort == 5
    assert walks(passed, tiredness=5).effort <= 5
    assert walks(passed, tiredness=7).effort == 3
    pale = walks(passed, haemoglobin=Haemoglobin(95, START - timedelta(days=10)))
    assert pale.effort == 4
    assert pale.most_minutes <= 10


@pytest.mark.parametrize("answer", [NO, NOT_SURE])
def test_who_cannot_stand_or_walk_ten_minutes_starts_with_the_shortest_walk(passed: Screened, answer: Answer) -> None:
    for question in ("stand_10_minutes", "walk_10_minutes"):
        plan = walks(passed, level=Level.INTERMEDIATE, **{question: answer})
        assert (plan.minutes, plan.most_minutes, plan.exercise, plan.rule) == (5, 5, "walk-5", "Q-08")
        assert "easy: you can talk in full sentences" in plan.text
        assert "seats" in plan.text


def test_pain_of_eight_keeps_walks_within_comfort(passed: Screened) -> None:
    pain = BackPain(8, NO, WorseWith.NEITHER, weeks=20)
    plan = walks(passed, back_pain=pain)
    assert (plan.minutes, plan.rule) == (5, "AMB-24")
    assert "comfortable" in plan.text
    assert walks(passed, back_pain=replace(pain, now=7)).rule == "WEEK-02"


def test_worse_when_standing_means_seats_on_the_way(passed: Screened) -> None:
    standing = BackPain(3, NO, WorseWith.ARCHING_OR_STANDING, weeks=20)
    assert "seats" in walks(passed, back_pain=standing).text
    assert "seats" not in walks(passed).text


def test_numb_feet_wear_shoes_and_falls_choose_even_ground(passed: Screened) -> None:
    assert "shoes" in walks(passed, numbness=Numbness(("feet",), "same", YES)).text
    assert "even ground" in walks(passed, falls=Falls(YES, NO)).text


def test_the_first_days_of_treatment_leave_the_easy_walk(passed: Screened) -> None:
    b12 = B12(YES, "diet", "injections", EverySchedule("weeks", 1), START - timedelta(days=2))
    plan = walks(passed, b12=b12, level=Level.INTERMEDIATE)
    assert (plan.exercise, plan.minutes, plan.rule) == ("walk-5", 5, "SCR-11")
    later = replace(b12, started=START - timedelta(days=4))
    assert walks(passed, b12=later).rule == "WEEK-02"


def test_a_disliked_walk_becomes_another_one_and_disliked_aerobic_work_none(passed: Screened) -> None:
    assert walks(passed, dislikes=("walk-5",)).exercise == "walk-10"
    every_walk = ("walk-5", "walk-10", "walk-20", "walk-30")
    plan = walks(passed, dislikes=every_walk)
    assert (plan.exercise, plan.days) == ("seated-march", 3)
    assert walks(passed, dislikes=("aerobic",)).days == 0


def test_asking_for_more_stops_at_what_is_allowed(passed: Screened) -> None:
    plan = walks(passed)
    assert (plan.asked_for(4, 12).days, plan.asked_for(4, 12).minutes) == (4, 12)
    most = plan.asked_for(9, 90)
    assert (most.days, most.minutes) == (plan.most_days, plan.most_minutes) == (5, 15)
    assert "15 minutes" in most.text
    assert plan.asked_for(None, None) == plan


def test_the_exercise_grows_with_the_minutes(passed: Screened) -> None:
    plan = walks(passed, level=Level.INTERMEDIATE)
    assert plan.exercise == "walk-10"
    assert plan.asked_for(None, 20).exercise == "walk-20"
    assert plan.asked_for(None, 5).exercise == "walk-5"


def test_no_walks_stay_no_walks_whatever_is_asked(passed: Screened) -> None:
    assert walks(passed, tiredness=10).asked_for(5, 30).days == 0


def test_every_walk_offered_has_been_screened(passed: Screened) -> None:
    for changes in ({}, {"tiredness": 5}, {"walk_10_minutes": NO}, {"falls": Falls(YES, YES)}):
        person = a_person(**changes)
        outcome = passed(person)
        plan = walk_plan(person, outcome)
        assert plan.exercise in outcome.exercises.usable
        assert all(walk in outcome.exercises.usable for _, walk in plan.ladder)

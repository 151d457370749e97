"""Many made-up people through the gate, judged by a second reading of the tables."""

from __future__ import annotations

import random

import pytest

from planner.domain.week import Stopped
from planner.screening.gate import screen
from planner.screening.outcome import Passed
from tests.screening.sweep import ALWAYS_LEFT, faults_of, someone, too_little_left, with_a_chair

PEOPLE = 700
"""``tests/benchmarks/sweep_people.py`` takes ten thousand."""


@pytest.fixture(scope="module")
def outcomes(clinic, library, safety):
    chance = random.Random(20261123)
    people = [someone(clinic, chance) for _ in range(PEOPLE)]
    return [(person, screen(person, library, safety, clinic.start)) for person in people]


@pytest.fixture(scope="module")
def passes(outcomes):
    return [(person, outcome) for person, outcome in outcomes if isinstance(outcome, Passed)]


def test_the_sweep_meets_people_who_pass_and_people_who_stop(outcomes, passes):
    assert len(passes) > PEOPLE / 3
    assert sum(isinstance(outcome, Stopped) for _, outcome in outcomes) > PEOPLE / 20


def test_nothing_excluded_or_unadapted_is_usable_and_no_cap_is_broken(safety, passes):
    for person, passed in passes:
        assert list(faults_of(person, passed, safety)) == [], person


def test_every_exercise_is_either_usable_or_refused_with_reasons(library, passes):
    for _, passed in passes:
        exercises = passed.exercises
        assert set(exercises.usable) | set(exercises.refused) == set(library.exercises)
        assert not set(exercises.usable) & set(exercises.refused)
        assert all(reasons for reasons in exercises.refused.values())
        assert list(exercises.usable) == [e for e in library.exercises if e in exercises.usable]


def test_replacements_are_usable(passes):
    for _, passed in passes:
        for original, substitutes in passed.exercises.replacements.items():
            assert original in passed.exercises.refused
            assert set(substitutes) <= set(passed.exercises.usable)


def test_something_useful_is_left_for_everyone_who_passes(passes):
    for person, passed in passes:
        assert too_little_left(passed) == "", person


def test_a_chair_and_what_is_in_every_home_are_enough(clinic, library, safety, passes):
    for person, _ in passes[: PEOPLE // 4]:
        passed = screen(with_a_chair(person), library, safety, clinic.start)
        assert isinstance(passed, Passed)
        assert too_little_left(passed) == "", person


def test_only_the_weeks_after_an_operation_and_the_first_days_of_treatment_leave_less(passes):
    """The exact set of people with fewer than eight exercises or no strength."""

    def has_less(passed):
        usable = passed.exercises.usable
        return len(usable) < ALWAYS_LEFT or not any(u.exercise.is_strength for u in usable.values())

    fewer = [passed for _, passed in passes if has_less(passed)]
    assert fewer
    assert all(passed.breathing_and_easy_walk_only for passed in fewer)
    for passed in fewer:
        kinds = {(u.exercise.family, u.exercise.dose_row) for u in passed.exercises.usable.values()}
        assert all(family in ("breath", "walk", "ankle", "rest") or row == "DOSE-11" for family, row in kinds), kinds


def test_the_same_answers_give_the_same_outcome(clinic, library, safety, outcomes):
    for person, outcome in outcomes[:20]:
        again = screen(person, library, safety, clinic.start)
        if isinstance(outcome, Stopped):
            assert again == outcome
        else:
            assert again.messages == outcome.messages
            assert again.exercises.refused == outcome.exercises.refused
            assert again.exercises.usable == outcome.exercises.usable

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner.care.plan import care_for_week
from planner.domain.library import Library
from planner.domain.person import Profile
from planner.domain.week import Week
from planner.generator.outcome import Planned
from planner.generator.problem import WeekProblem
from planner.generator.solve import plan_week
from planner.library.load import load_library
from planner.library.safety import load_safety
from planner.progression.prescription import Prescription
from planner.screening.gate import screen
from planner.screening.outcome import Passed
from planner.screening.tables import SafetyTables
from tests.generator.people import START, person

EXERCISES = Path(__file__).parents[2] / "exercises"
ProblemOf = Callable[..., WeekProblem]
WeekOf = Callable[..., tuple[Week, WeekProblem]]


@pytest.fixture(scope="session")
def library() -> Library:
    loaded = load_library(EXERCISES)
    assert isinstance(loaded, Library), loaded
    return loaded


@pytest.fixture(scope="session")
def safety() -> SafetyTables:
    loaded = load_safety(EXERCISES / "safety")
    assert isinstance(loaded, SafetyTables), loaded
    return loaded


@pytest.fixture(scope="session")
def problem_of(library: Library, safety: SafetyTables) -> ProblemOf:
    """The problem of a profile that passes; keyword arguments change the prescription."""

    def make(profile: Profile, **prescribed: Any) -> WeekProblem:
        passed = screen(profile, library, safety, START)
        assert isinstance(passed, Passed), passed
        care = care_for_week(profile, passed, START)
        prescription = Prescription(**({"level": passed.level, "pace": passed.pace} | prescribed))
        return WeekProblem.of(profile, passed, library, care, prescription, START)

    return make


@pytest.fixture(scope="session")
def week_of(problem_of: ProblemOf) -> WeekOf:
    """The planned week of a profile, with its problem; each is solved once."""
    solved: dict[str, tuple[Week, WeekProblem]] = {}

    def make(profile: Profile, **prescribed: Any) -> tuple[Week, WeekProblem]:
        key = repr((profile, prescribed))
        if key not in solved:
            problem = problem_of(profile, **prescribed)
            outcome = plan_week(problem)
            assert isinstance(outcome, Planned), outcome
            solved[key] = (outcome.week, problem)
        return solved[key]

    return make


@pytest.fixture(scope="session")
def plain(week_of: WeekOf) -> tuple[Week, WeekProblem]:
    return week_of(person())

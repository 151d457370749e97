from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from planner.domain.library import Library
from planner.domain.person import Profile
from planner.library.load import load_library
from planner.library.safety import load_safety
from planner.screening.gate import screen
from planner.screening.outcome import Passed
from planner.screening.tables import SafetyTables
from tests.people import START

EXERCISES = Path(__file__).parents[2] / "exercises"


@pytest.fixture(scope="session")
def library() -> Library:
    loaded = load_library(EXERCISES)
    assert isinstance(loaded, Library)
    return loaded


@pytest.fixture(scope="session")
def safety() -> SafetyTables:
    loaded = load_safety(EXERCISES / "safety")
    assert isinstance(loaded, SafetyTables)
    return loaded


@pytest.fixture(scope="session")
def passed(library: Library, safety: SafetyTables) -> Callable[[Profile], Passed]:
    def screened(profile: Profile) -> Passed:
        outcome = screen(profile, library, safety, START)
        assert isinstance(outcome, Passed), outcome
        return outcome

    return screened

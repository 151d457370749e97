from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from planner.domain.library import Library
from planner.domain.person import Profile
from planner.library.safety import load_safety
from planner.screening.gate import screen
from planner.screening.outcome import Passed
from planner.screening.tables import SafetyTables
from tests.people import START
from tests.progression.lives import CHARACTERS, Life, live
from tests.progression.people import a_library

SAFETY = Path(__file__).parents[2] / "exercises" / "safety"


@pytest.fixture(scope="session")
def safety() -> SafetyTables:
    loaded = load_safety(SAFETY)
    assert isinstance(loaded, SafetyTables)
    return loaded


@pytest.fixture(scope="session")
def library() -> Library:
    return a_library()


@pytest.fixture(scope="session")
def passed(library: Library, safety: SafetyTables) -> Callable[[Profile], Passed]:
    def screened(profile: Profile) -> Passed:
        outcome = screen(profile, library, safety, START)
        assert isinstance(outcome, Passed), outcome
        return outcome

    return screened


@pytest.fixture(scope="session")
def lives(library: Library, safety: SafetyTables) -> dict[str, Life]:
    """Months of every character, each lived once."""
    return {name: live(character, safety, library) for name, character in CHARACTERS.items()}

"""Every exercise that ships gets a sound dose at each level, however tired, whatever the cap."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from planner.domain.exercise import Level, work_seconds
from planner.domain.library import Library
from planner.library.load import load_library
from planner.progression.dose import base_dose, scaled
from planner.screening.outcome import Pace

CODES = ("AD-04", "AD-05", "AD-12", "AD-16", "AD-20")


@pytest.fixture(scope="module")
def shipped() -> Library:
    loaded = load_library(Path(__file__).parents[2] / "exercises")
    assert isinstance(loaded, Library)
    return loaded


def test_every_dose_can_be_done(shipped: Library) -> None:
    for exercise in shipped.exercises.values():
        for level, pace, cap, codes in product(Level, Pace, (None, 10, 15, 20), ((), CODES)):
            found = base_dose(exercise, level, 70, pace, cap, 6, codes, ("ANA",))
            dose, where = found.dose, (exercise.id, level, pace, cap, codes)
            assert dose.sets >= 1, where
            assert 0 <= found.effort <= 6, where
            assert found.rest_seconds >= 0, where
            if dose.minutes is not None:
                assert (dose.sets, dose.reps, dose.hold_seconds) == (1, None, None), where
                assert dose.minutes > 0, where
                continue
            assert len(dose.reps_of_sets()) == dose.sets, where
            assert all(reps >= 1 for reps in dose.reps_of_sets()), where
            assert isinstance(dose.reps, int) or dose.sets > 1, where
            assert cap is None or (dose.hold_seconds or 0) <= cap, where


def test_less_is_less_for_every_dose(shipped: Library) -> None:
    for exercise in shipped.exercises.values():
        for level, factor in product(Level, (0.5, 0.75)):
            dose = base_dose(exercise, level, 40, Pace.GREEN, None, None).dose
            assert work_seconds(scaled(dose, factor), exercise.sides, 0) <= work_seconds(dose, exercise.sides, 0)

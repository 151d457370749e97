"""A made-up clinic: people with plain defaults, exercises that carry just a test's tags, and the shipped tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass, replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from planner.domain.exercise import Category, Dose, DoseRow, Exercise, ExerciseId, FamilyId, Position, Tag
from planner.domain.library import Library
from planner.domain.person import (
    B12,
    Activity,
    Answer,
    BackPain,
    BloodPressure,
    Bones,
    Clearance,
    DayOffer,
    Falls,
    HipReplacement,
    Numbness,
    Pregnancy,
    Profile,
    RedFlagAnswer,
    Spine,
    WorseWith,
)
from planner.domain.week import Stopped
from planner.library.load import load_library
from planner.library.safety import load_safety
from planner.resources import data_folder
from planner.screening.gate import screen
from planner.screening.outcome import Passed
from planner.screening.tables import SafetyTables

START = date(2026, 11, 23)
NO, YES, NOT_SURE = Answer.NO, Answer.YES, Answer.NOT_SURE

WELL = Profile(
    name="Ada",
    age=50,
    days={"mon": DayOffer(20, time(9))},
    back_pain=BackPain(now=3, below_knee=NO, worse_with=WorseWith.NEITHER),
    floor=YES,
    stand_10_minutes=YES,
    walk_10_minutes=YES,
    tiredness=2,
    numbness=Numbness(areas=(), change=None, assessed=None),
    b12=B12(low=NO),
    falls=Falls(NO, NO),
    blood_pressure=BloodPressure(NO, NO),
    bones=Bones(NO, NO, NO, NO),
    spine=Spine(NO, NO, NO),
    surgery_within_12_weeks=NO,
    hip_replacement=HipReplacement(NO),
    pregnancy=Pregnancy(NO),
    red_flags=(),
    country="GB",
    activity=Activity(4, 200),
    equipment=frozenset(
        ("chair", "wall", "worktop", "mat", "pillow", "band", "strap", "block", "bolster", "step", "stick", "table",
         "light weight", "exercise bike")
    ),
)  # fmt: skip
"""Nothing wrong, everything at home but a bed."""


class Clinic:
    """Makes people and exercises, and screens them on ``START``."""

    start = START

    def __init__(self, safety: SafetyTables) -> None:
        self.safety = safety

    def person(self, **changes: Any) -> Profile:
        """The well person with changes; a mapping changes a part: ``bones={"thin": YES}``."""
        parts = {}
        for key, value in changes.items():
            old = getattr(WELL, key)
            parts[key] = replace(old, **value) if is_dataclass(old) and isinstance(value, Mapping) else value
        return replace(WELL, **parts)

    def cleared(self, *covers: str, days_ago: int = 7, role: str = "physiotherapist", allows: Any = ()) -> Clearance:
        return Clearance(START - timedelta(days=days_ago), role, "", covers, tuple(allows))

    def flag(self, flag: str, *, severe: bool = False, answer: Answer = YES) -> RedFlagAnswer:
        return RedFlagAnswer(flag, answer, severe)

    def exercise(self, *tags: Tag, **changes: Any) -> Exercise:
        """An easy seated core exercise without needs, carrying these tags only."""
        base = Exercise(
            id=ExerciseId("made-up"),
            name="Made up",
            category=Category.CORE,
            position=Position.SEATED_CHAIR,
            targets=("back",),
            regions=("low-back",),
            tags=frozenset(tags),
            equipment=(),
            level=1,
            family=FamilyId("made-up"),
            step=1,
            dose=Dose(1, 8, 5),
            sides=1,
            dose_row=DoseRow("DOSE-02"),
            setup="",
            steps=(),
            breathing="",
            feel="",
            mistakes=(),
            stop_if=(),
            evidence=(),
            figure={},
        )
        return replace(base, **changes)

    def screen(self, profile: Profile, *exercises: Exercise) -> Passed | Stopped:
        library = Library({e.id: e for e in exercises}, {}, "test")
        return screen(profile, library, self.safety, START)

    def passed(self, profile: Profile, *exercises: Exercise) -> Passed:
        outcome = self.screen(profile, *exercises)
        assert isinstance(outcome, Passed), outcome
        return outcome

    def stopped(self, profile: Profile) -> Stopped:
        outcome = self.screen(profile)
        assert isinstance(outcome, Stopped), outcome
        return outcome

    def refusals(self, profile: Profile, exercise: Exercise) -> tuple[str, ...]:
        """Rules that refuse this exercise; empty when it is usable."""
        reasons = self.passed(profile, exercise).exercises.refused.get(exercise.id, ())
        return tuple(reason.rule for reason in reasons)

    def adaptations(self, profile: Profile, exercise: Exercise) -> tuple[str, ...]:
        return tuple(a.code for a in self.passed(profile, exercise).exercises.usable[exercise.id].adaptations)


@pytest.fixture(scope="session")
def safety_folder() -> Path:
    return data_folder("exercises") / "safety"


@pytest.fixture(scope="session")
def safety(safety_folder: Path) -> SafetyTables:
    tables = load_safety(safety_folder)
    assert isinstance(tables, SafetyTables), "\n".join(map(str, tables))
    return tables


@pytest.fixture(scope="session")
def clinic(safety: SafetyTables) -> Clinic:
    return Clinic(safety)


@pytest.fixture(scope="session")
def library() -> Library:
    loaded = load_library(data_folder("exercises"))
    assert isinstance(loaded, Library), "\n".join(map(str, loaded))
    return loaded

"""A plain person, for the tests of several layers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

from planner.domain.person import (
    B12,
    Answer,
    BackPain,
    BloodPressure,
    Bones,
    DayOffer,
    Falls,
    HipReplacement,
    Numbness,
    Pregnancy,
    Profile,
    Spine,
    WorseWith,
)

START = date(2026, 11, 23)
"""A Monday."""
NO, YES = Answer.NO, Answer.YES


def a_person(**changes: Any) -> Profile:
    """Forty, usual pain 3, not tired, beginner."""
    plain = Profile(
        name="Someone",
        age=40,
        days={"mon": DayOffer(20, time(9)), "wed": DayOffer(20, time(18)), "sat": DayOffer(30, time(10))},
        back_pain=BackPain(3, NO, WorseWith.NEITHER, weeks=20, worst=5, average=3),
        floor=YES,
        stand_10_minutes=YES,
        walk_10_minutes=YES,
        tiredness=2,
        numbness=Numbness((), None, YES),
        b12=B12(NO),
        falls=Falls(NO, NO),
        blood_pressure=BloodPressure(NO, NO),
        bones=Bones(NO, NO, NO, NO),
        spine=Spine(NO, NO, NO),
        surgery_within_12_weeks=NO,
        hip_replacement=HipReplacement(NO),
        pregnancy=Pregnancy(NO),
        red_flags=(),
    )
    return replace(plain, **changes)

"""What a week should have where it can; one class each. The order is the order of the finished week's laws."""

from __future__ import annotations

from typing import Final

from planner.generator.wishes.balance_of_week import (
    EnoughCoreDays,
    FrontSideBackAndHips,
    GoalWeights,
    StrengthTwice,
    StretchingTwice,
    YogaOnce,
)
from planner.generator.wishes.base import Wish
from planner.generator.wishes.days import HardestOnTheBestDay, LightAfterAnInjection
from planner.generator.wishes.familiar import FewDifferentExercises
from planner.generator.wishes.suited import RoutinesThatSuit
from planner.generator.wishes.taste import NoDullRepeats, StepsUp, WhatYouLike
from planner.generator.wishes.time import ASessionOnEveryOfferedDay, MinutesUsedWell

WISHES: Final[tuple[Wish, ...]] = (
    ASessionOnEveryOfferedDay(),
    MinutesUsedWell(),
    RoutinesThatSuit(),
    GoalWeights(),
    FrontSideBackAndHips(),
    EnoughCoreDays(),
    StrengthTwice(),
    StretchingTwice(),
    YogaOnce(),
    FewDifferentExercises(),
    NoDullRepeats(),
    WhatYouLike(),
    StepsUp(),
    HardestOnTheBestDay(),
    LightAfterAnInjection(),
)

__all__ = ["WISHES", "Wish"]

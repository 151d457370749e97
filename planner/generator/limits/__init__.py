"""What every week must keep; one class each. The order is the order of the finished week's laws."""

from __future__ import annotations

from typing import Final

from planner.generator.limits.base import Limit
from planner.generator.limits.blocks import BlocksHoldTheirKind, NamesOfTheLibrary
from planner.generator.limits.care import CareStaysSmall
from planner.generator.limits.content import (
    CoreStretchAndWalkingEveryWeek,
    SetsGrowSlowly,
    WalkingNeverReplacesStrength,
)
from planner.generator.limits.daily import BackWorkEveryDay, BalanceInEverySession, BalanceWorkEveryDay
from planner.generator.limits.left_out import EverythingRefusedIsListed
from planner.generator.limits.order import BlocksInOrder, FewFloorChanges, NothingTwiceInASession, WarmUpLongEnough
from planner.generator.limits.safety import (
    Adapted,
    CapsHeld,
    DoseOfTheLevel,
    EffortAndRestOfTheDose,
    EquipmentAtHand,
    LevelHeld,
    NoEndRangeBendingEarly,
    NothingDisliked,
    NothingSetAside,
    OnlyScreenedExercises,
)
from planner.generator.limits.shape import ScreeningAsItStands, SessionsOnOfferedDays, SevenDaysFromTheStart
from planner.generator.limits.spacing import NotTwoHardDaysInARow, OneRestDay, RestBetweenStrengthDays
from planner.generator.limits.time import MinutesAddUp, SecondsAddUp, WithinTheMinutesOffered
from planner.generator.limits.tiredness import BreathingAndEasyWalkOnly, PaceOfTheWeek, RestorativeDays

LIMITS: Final[tuple[Limit, ...]] = (
    SevenDaysFromTheStart(),
    SessionsOnOfferedDays(),
    ScreeningAsItStands(),
    OneRestDay(),
    WithinTheMinutesOffered(),
    MinutesAddUp(),
    SecondsAddUp(),
    CoreStretchAndWalkingEveryWeek(),
    RestBetweenStrengthDays(),
    WalkingNeverReplacesStrength(),
    NotTwoHardDaysInARow(),
    BackWorkEveryDay(),
    BalanceWorkEveryDay(),
    BalanceInEverySession(),
    CareStaysSmall(),
    BlocksInOrder(),
    BlocksHoldTheirKind(),
    WarmUpLongEnough(),
    FewFloorChanges(),
    NothingTwiceInASession(),
    NamesOfTheLibrary(),
    OnlyScreenedExercises(),
    EverythingRefusedIsListed(),
    LevelHeld(),
    EquipmentAtHand(),
    Adapted(),
    CapsHeld(),
    DoseOfTheLevel(),
    EffortAndRestOfTheDose(),
    NoEndRangeBendingEarly(),
    NothingSetAside(),
    NothingDisliked(),
    PaceOfTheWeek(),
    RestorativeDays(),
    BreathingAndEasyWalkOnly(),
    SetsGrowSlowly(),
)

__all__ = ["LIMITS", "Limit"]

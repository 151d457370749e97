"""People for the planner's tests: one plain person to change, and as many varied ones as wanted from a seed."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from planner.domain.exercise import ExerciseId, Level
from planner.domain.person import (
    B12,
    WEEKDAYS,
    Answer,
    BackPain,
    BloodPressure,
    Bones,
    DayOffer,
    EverySchedule,
    Falls,
    Haemoglobin,
    HipReplacement,
    JointPain,
    Numbness,
    Pregnancy,
    Profile,
    Spine,
    Weekday,
    WorseWith,
)

START = date(2026, 11, 23)
YES, NO = Answer.YES, Answer.NO
FULL_HOME = frozenset({"chair", "wall", "worktop", "mat", "bed", "pillow"})
EXTRAS = ("band", "strap", "block", "bolster", "step", "light weight", "stick", "table", "exercise bike")


def person(**changes: Any) -> Profile:
    """Forty, no conditions, four days of 15 to 30 minutes; with ``changes``."""
    plain = Profile(
        name="Pat",
        age=40,
        days={
            "mon": DayOffer(20, time(7, 30)),
            "tue": DayOffer(15, time(18)),
            "thu": DayOffer(20, time(7, 30)),
            "sat": DayOffer(30, time(10)),
        },
        back_pain=BackPain(now=3, below_knee=NO, worse_with=WorseWith.NEITHER, weeks=20),
        floor=YES,
        stand_10_minutes=YES,
        walk_10_minutes=YES,
        tiredness=2,
        numbness=Numbness((), "same", YES),
        b12=B12(NO),
        falls=Falls(NO, NO),
        blood_pressure=BloodPressure(NO, NO),
        bones=Bones(NO, NO, NO, NO),
        spine=Spine(NO, NO, NO),
        surgery_within_12_weeks=NO,
        hip_replacement=HipReplacement(NO),
        pregnancy=Pregnancy(NO),
        red_flags=(),
        equipment=FULL_HOME,
    )
    return replace(plain, **changes)


def days(**minutes: int) -> dict[Weekday, DayOffer]:
    """``days(mon=20, sat=30)``, all at ten in the morning."""
    return {day: DayOffer(minutes[day], time(10)) for day in WEEKDAYS if day in minutes}


def desk_worker() -> Profile:
    """Intermediate, no conditions, five days."""
    offers = days(mon=25, tue=15, wed=25, fri=20, sat=40)
    return person(
        level=Level.INTERMEDIATE, age=38, days=offers, best_day="sat", equipment=FULL_HOME | {"band", "strap"}
    )


def very_tired() -> Profile:
    """Anaemic, tiredness 8, nothing but a bed, a pillow and a chair."""
    return person(
        age=51,
        sex="female",
        tiredness=8,
        haemoglobin=Haemoglobin(92, START - timedelta(days=22)),
        days=days(mon=15, wed=15, fri=15, sun=15),
        equipment=frozenset({"chair", "bed", "pillow"}),
        stand_10_minutes=NO,
        walk_10_minutes=NO,
        floor=NO,
        b12=B12(YES, "absorption", "injections", EverySchedule("weeks", 8), date(2026, 6, 1), date(2026, 10, 10)),
    )


def varied(seed: int) -> Profile:
    """Someone of any age, home, level, tiredness and mix of conditions; the same one for the same seed."""
    dice = random.Random(seed)

    def maybe(chance: float) -> Answer:
        return YES if dice.random() < chance else NO

    offered = dice.sample(WEEKDAYS, dice.randint(1, 7))
    offers: dict[Weekday, DayOffer] = {
        day: DayOffer(dice.choice((5, 8, 10, 12, 15, 20, 25, 30, 45)), time(dice.choice((7, 10, 18)), 0))
        for day in WEEKDAYS
        if day in offered
    }
    home = frozenset(thing for thing in sorted(FULL_HOME) if dice.random() < 0.8)
    home |= {thing for thing in EXTRAS if dice.random() < 0.3}
    numb = dice.random() < 0.25
    conditions = {c for c in ("glaucoma", "reflux", "vertigo", "dizzy_on_standing", "epilepsy") if dice.random() < 0.1}
    return person(
        age=dice.randint(18, 88),
        sex=dice.choice(("female", "male", "not said")),
        level=dice.choice(tuple(Level)),
        days=offers,
        best_day=dice.choice((None, *offered)),
        back_pain=BackPain(dice.randint(0, 8), maybe(0.15), dice.choice(tuple(WorseWith)[:4]), dice.randint(1, 200)),
        floor=maybe(0.7),
        stand_10_minutes=maybe(0.85),
        walk_10_minutes=maybe(0.85),
        tiredness=dice.choice((1, 2, 3, 4, 5, 6, 7, 8, 9)),
        numbness=Numbness(("feet",) if numb else (), "same", YES),
        falls=Falls(maybe(0.15), maybe(0.15)),
        blood_pressure=BloodPressure(maybe(0.2), NO),
        bones=Bones(maybe(0.2), NO, NO, maybe(0.08)),
        joint_pain=JointPain(*(dice.choice((0, 0, 0, 2, 6)) for _ in range(4))),
        conditions=frozenset(conditions),
        equipment=home,
        likes=tuple(
            dice.sample(("yoga", "stretch", "walk-10", "bridge", "core-five", "yoga-chair"), dice.randint(0, 2))
        ),
        dislikes=tuple(
            ExerciseId(e)
            for e in dice.sample(
                ("bird-dog", "bridge", "yoga", "clamshell", "plank-wall", "core-five"), dice.randint(0, 2)
            )
        ),
    )

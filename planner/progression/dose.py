"""How much of an exercise this person should do: the file's dose, fitted to level, tiredness, caps and adaptations.

The rule, one for all levels: **the exercise's own dose, moved into the range of its line of D1**. Sets, repeats and
holds outside the line's range go to the nearest end. The start is therefore low in the range, and progression
works upwards inside it. Exceptions, each because the line describes another kind of work than the exercise [D]:

- DOSE-01 at intermediate and advanced uses D1's falling sets (6-4-2, 8-6-4).
- A moving exercise (no hold in its file) gets no hold.
- Yoga poses and balance drills without a hold, or with one of 5 s or less, are flows: they keep their own repeats
  and hold, and only the sets follow D1.
- Strength with a hold of 5 s or more (wall sits) keeps its own repeats: D1's 8-12 means movements.
- Mobility held for more than 3 s (propping, lying over a roll) keeps its own repeats and hold.
- ISO_LONG exercises are defined by their long hold; they keep it unless AD-16 or a cap shortens it.
- Timed exercises keep their minutes, up to the line's end.

Then, in this order: tiredness (D4), adaptations that name a number (AD-04, 05, 12, 16, 20), the hold cap (LOC-03).
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from planner.domain.exercise import HOLD_OVERHEAD_SECONDS, REP_SECONDS, Dose, Exercise, Level, Tag
from planner.progression.dose_table import Range, Row, row_of
from planner.progression.prescription import Prescription
from planner.screening.outcome import Pace, Passed, UsableExercise

MOST_REPEATS_FOR_TIME: Final = 6
"""LOC-03: repeats may grow to this many when a hold is shortened."""
FLOW_HOLD_SECONDS: Final = 5
OVERHEAD_HOLD_SECONDS: Final = 20
SHORT_HOLD_SECONDS: Final = 10
EFFORT_CAP_OF_PACE: Final = {Pace.YELLOW: 5, Pace.ORANGE: 3, Pace.RED: 1}
LYING_SECONDS: Final = {"AD-04": 120, "AD-05": 300}
"""Longest stay in the position (AD-04 on the front, AD-05 on the back)."""


@dataclass(frozen=True, slots=True)
class BaseDose:
    """A dose with the rest after each set and side in seconds, and the effort it may reach, 0 to 10."""

    dose: Dose
    rest_seconds: int
    effort: int


def _into(value: int, limits: Range) -> int:
    return min(max(value, limits[0]), limits[1])


def _first_reps(dose: Dose) -> int:
    reps = dose.reps_of_sets()
    return reps[0] if reps else 1


def keeps_own_repeats(exercise: Exercise) -> bool:
    """D1 says nothing of such repeats: flows, drills, wall sits, propped rests (see the module's text)."""
    hold = exercise.dose.hold_seconds or 0
    match exercise.dose_row:
        case "DOSE-06" | "DOSE-08":
            return hold <= FLOW_HOLD_SECONDS
        case "DOSE-03":
            return hold >= FLOW_HOLD_SECONDS
        case "DOSE-07":
            return hold > 3
        case _:
            return False


def level_dose(exercise: Exercise, level: Level, age: int) -> Dose:
    """The dose at full energy and without limits, by D1 (see the module's text for the rule)."""
    own, row = exercise.dose, row_of(exercise.dose_row, level, age)
    if own.minutes is not None:
        most = row.minutes[1] if row.minutes else own.minutes
        return replace(own, minutes=min(own.minutes, most))
    if exercise.has(Tag.ISO_LONG):
        return own
    if row.falling is not None:
        return Dose(len(row.falling), row.falling, _hold_into(own.hold_seconds, row))
    sets, reps = _into(own.sets, row.sets), _first_reps(own)
    if keeps_own_repeats(exercise):
        return Dose(sets, reps, own.hold_seconds)
    return Dose(sets, _into(reps, row.reps), _hold_into(own.hold_seconds, row))


def _hold_into(hold: int | None, row: Row) -> int | None:
    return hold if hold is None or row.hold is None else _into(hold, row.hold)


def total_work(dose: Dose) -> float:
    """Minutes of a timed dose, else repeats, times the seconds they are held: for comparing doses of one exercise."""
    return dose.minutes or sum(dose.reps_of_sets()) * (dose.hold_seconds or 1)


def with_sets(dose: Dose, sets: int) -> Dose:
    """The same dose with so many sets; falling sets lose their last ones, or repeat the last one."""
    reps = dose.reps
    if isinstance(reps, tuple):
        reps = (reps + (reps[-1],) * sets)[:sets]
        if sets == 1:
            reps = reps[0]
    return replace(dose, sets=sets, reps=reps)


def scaled(dose: Dose, factor: float) -> Dose:
    """About ``factor`` of the work, never more: sets first, then repeats, then minutes; at least one of each."""
    if factor >= 1:
        return dose
    if dose.minutes is not None:
        return replace(dose, minutes=max(1.0, math.floor(dose.minutes * factor * 2) / 2))
    target = sum(dose.reps_of_sets()) * factor
    sets = dose.sets
    while sets > 1 and sum(with_sets(dose, sets).reps_of_sets()) > target:
        sets -= 1
    fewer = with_sets(dose, sets)
    if sets == 1 and _first_reps(fewer) > target:
        return replace(fewer, reps=max(1, math.floor(target)))
    return fewer


def paced(dose: Dose, pace: Pace) -> Dose:
    """FAT-02 drops one set, FAT-03 leaves one; one-set exercises and timed ones stay as they are."""
    if pace is Pace.YELLOW and dose.sets > 1:
        return with_sets(dose, dose.sets - 1)
    if pace in (Pace.ORANGE, Pace.RED) and dose.sets > 1:
        return with_sets(dose, 1)
    return dose


def shortened(dose: Dose, most_hold_seconds: int) -> Dose:
    """LOC-03: a shorter hold and more repeats, so that the time held stays the same; at most six repeats.

    Where the exercise already has more than six repeats they stay.
    """
    hold = dose.hold_seconds
    if hold is None or hold <= most_hold_seconds:
        return dose
    before = dose.reps_of_sets()
    after = tuple(max(r, min(MOST_REPEATS_FOR_TIME, math.ceil(r * hold / most_hold_seconds))) for r in before)
    held = min(most_hold_seconds, max(1, min(r * hold // n for r, n in zip(before, after, strict=True))))
    reps = after[0] if len(set(after)) == 1 else after
    return replace(dose, reps=reps, hold_seconds=held)


def _within(dose: Dose, sides: int, seconds: int) -> Dose:
    if dose.minutes is not None:
        return replace(dose, minutes=min(dose.minutes, seconds / 60))
    rep = REP_SECONDS if dose.hold_seconds is None else dose.hold_seconds + HOLD_OVERHEAD_SECONDS
    while dose.sets > 1 and sides * sum(dose.reps_of_sets()) * rep > seconds:
        dose = with_sets(dose, dose.sets - 1)
    most = max(1, seconds // (sides * rep))
    return replace(dose, reps=min(_first_reps(dose), most)) if dose.sets == 1 else dose


def adapted(dose: Dose, exercise: Exercise, hold_cap_seconds: int | None, adaptations: Collection[str]) -> Dose:
    """The dose after the adaptations that name a number, and the hold cap."""
    if "AD-20" in adaptations and dose.minutes is None:
        dose = Dose(1, 6, None)
    if "AD-12" in adaptations:
        dose = shortened(dose, OVERHEAD_HOLD_SECONDS)
    if "AD-16" in adaptations:
        dose = shortened(dose, SHORT_HOLD_SECONDS)
    if hold_cap_seconds is not None:
        dose = shortened(dose, hold_cap_seconds)
    for code, seconds in LYING_SECONDS.items():
        if code in adaptations:
            dose = _within(dose, exercise.sides, seconds)
    return dose


def _effort(exercise: Exercise, row: Row, pace: Pace, effort_cap: int | None) -> int:
    # A timed yoga pose is a rest: the low end of its line [D].
    resting = exercise.dose_row == "DOSE-06" and exercise.dose.minutes is not None
    effort = 2 if resting else row.effort
    caps = (effort_cap, EFFORT_CAP_OF_PACE.get(pace))
    return min([effort, *(cap for cap in caps if cap is not None)])


def _rest(row: Row, dose: Dose, pace: Pace, conditions: Collection[str]) -> int:
    """Seconds of rest: D1, half as long again when yellow, as long as the work when orange or with ANA (C3)."""
    if (pace in (Pace.ORANGE, Pace.RED) or "ANA" in conditions) and dose.minutes is None:
        rep = REP_SECONDS if dose.hold_seconds is None else dose.hold_seconds + HOLD_OVERHEAD_SECONDS
        return max(row.rest_seconds, max(dose.reps_of_sets()) * rep)
    return round(row.rest_seconds * 1.5) if pace is Pace.YELLOW else row.rest_seconds


def base_dose(
    exercise: Exercise,
    level: Level,
    age: int,
    pace: Pace,
    hold_cap_seconds: int | None,
    effort_cap: int | None,
    adaptations: Collection[str] = (),
    conditions: Collection[str] = (),
    *,
    instead: Dose | None = None,
) -> BaseDose:
    """The dose of a first week, or ``instead`` of D1's dose one that progression arrived at.

    ``adaptations`` are codes (``AD-16``), ``conditions`` codes of the matrix, ``age`` in years.
    """
    row = row_of(exercise.dose_row, level, age)
    full = level_dose(exercise, level, age) if instead is None else instead
    dose = adapted(paced(full, pace), exercise, hold_cap_seconds, adaptations)
    return BaseDose(dose, _rest(row, dose, pace, conditions), _effort(exercise, row, pace, effort_cap))


def fitted_dose(
    usable: UsableExercise, passed: Passed, age: int, level: Level, pace: Pace, instead: Dose | None = None
) -> BaseDose:
    """``base_dose`` with everything screening found out about this person."""
    return base_dose(
        usable.exercise,
        level,
        age,
        pace,
        usable.hold_cap_seconds,
        passed.caps.effort,
        tuple(adaptation.code for adaptation in usable.adaptations),
        passed.conditions,
        instead=instead,
    )


def prescribed_dose(usable: UsableExercise, passed: Passed, age: int, prescription: Prescription) -> BaseDose:
    """The dose of this week: what ``prescription`` says, else the base dose. The one call a planner needs."""
    base = fitted_dose(usable, passed, age, prescription.level, prescription.pace)
    dose = prescription.doses.get(usable.exercise.id)
    if dose is None:
        return base
    row = row_of(usable.exercise.dose_row, prescription.level, age)
    return BaseDose(dose, _rest(row, dose, prescription.pace, passed.conditions), base.effort)

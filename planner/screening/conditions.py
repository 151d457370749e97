"""Answers to condition codes, line by line as the contract's paragraph "Conditions" has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from planner.domain.person import Answer, Profile, WorseWith
from planner.screening.answers import counts_as_yes, within_days
from planner.screening.haemoglobin import counted_value
from planner.screening.tables import SafetyTables

_BENDING: Final = (WorseWith.BENDING_OR_SITTING, WorseWith.BOTH, WorseWith.NOT_SURE)
_ARCHING: Final = (WorseWith.ARCHING_OR_STANDING, WorseWith.BOTH, WorseWith.NOT_SURE)
UNKNOWN_JOINT_PAIN: Final = 10
"""Pain that was answered "not sure" (contract: the answer that restricts more)."""


def condition_codes(profile: Profile, tables: SafetyTables, today: date) -> tuple[str, ...]:
    """Codes of section C2 that hold for this person, in matrix order.

    Raises KeyError for a condition of the tables that nobody here knows: no condition is passed over (SAFE-02).
    """
    return tuple(code for code in tables.conditions if _HOLDS[code](profile, tables, today))


def named(profile: Profile, *words: str) -> bool:
    """One of these conditions or medicines was answered yes or not sure."""
    told = profile.conditions | profile.conditions_not_sure | profile.medicines | profile.medicines_not_sure
    return any(word in told for word in words)


def leg_pain_with_arching(profile: Profile) -> bool:
    """Below the knee and worse with arching: EXT with NEURAL adapted, and no SCI (AMB-11)."""
    pain = profile.back_pain
    return counts_as_yes(pain.below_knee) and pain.worse_with is WorseWith.ARCHING_OR_STANDING


def joint_pain(profile: Profile, joint: str) -> int:
    """Pain of the day, 0 to 10, in knee, wrist, shoulder or neck."""
    pain: int | None = getattr(profile.joint_pain, joint)
    return UNKNOWN_JOINT_PAIN if pain is None else pain


def recent_hip(profile: Profile, tables: SafetyTables, today: date) -> bool:
    """A hip replacement within 12 weeks, which is surgery too.

    Without a date the question about surgery within 12 weeks tells [D].
    """
    hip = profile.hip_replacement
    if not counts_as_yes(hip.had):
        return False
    if hip.date is None:
        return counts_as_yes(profile.surgery_within_12_weeks)
    return within_days(hip.date, tables.limits.recent_operation_days, today)


def recent_surgery(profile: Profile, tables: SafetyTables, today: date) -> bool:
    return counts_as_yes(profile.surgery_within_12_weeks) or recent_hip(profile, tables, today)


def numb(profile: Profile, *areas: str) -> bool:
    """Numb in one of these areas; "not sure where" counts as everywhere."""
    told = profile.numbness.areas
    return told is None or any(area in told for area in areas)


def pregnant_weeks(profile: Profile) -> int | None:
    """Weeks of a pregnancy, or None where there is none or the weeks are unknown."""
    return profile.pregnancy.weeks if counts_as_yes(profile.pregnancy.pregnant) else None


def _op(profile: Profile, _tables: SafetyTables, _today: date) -> bool:
    bones = profile.bones
    told = (bones.thin, bones.small_fall_fracture, bones.lost_height)
    return any(counts_as_yes(answer) for answer in told) or named(profile, "steroid_over_3_months")


def _sci(profile: Profile, _tables: SafetyTables, _today: date) -> bool:
    pain = profile.back_pain
    return pain.worse_with in _BENDING or (counts_as_yes(pain.below_knee) and not leg_pain_with_arching(profile))


def _htn(profile: Profile, tables: SafetyTables, _today: date) -> bool:
    pressure = profile.blood_pressure
    high = tables.limits.pressure_high.reached_by(pressure.systolic, pressure.diastolic)
    return high or counts_as_yes(pressure.high)


def _preg(profile: Profile, tables: SafetyTables, _today: date) -> bool:
    weeks = profile.pregnancy.weeks
    known_early = weeks is not None and weeks < tables.limits.pregnancy_condition_week
    return counts_as_yes(profile.pregnancy.pregnant) and not known_early


def _ana(profile: Profile, tables: SafetyTables, today: date) -> bool:
    value = counted_value(profile.haemoglobin, tables.haemoglobin, today)
    # Below 80 with the clinic's agreement counts as 80 to 99: it is no better than that [D].
    upper = tables.haemoglobin.bands[1].below[profile.sex]
    return (value is not None and value < upper) or profile.tiredness >= tables.limits.anaemia_tiredness


def _thr(profile: Profile, tables: SafetyTables, today: date) -> bool:
    hip = profile.hip_replacement
    if not counts_as_yes(hip.had):
        return False
    known_old = hip.date is not None and not recent_hip(profile, tables, today)
    return not known_old or hip.limits is not Answer.NO


def _fal(profile: Profile, _tables: SafetyTables, _today: date) -> bool:
    return counts_as_yes(profile.falls.last_12_months) or counts_as_yes(profile.falls.afraid)


def _sore(profile: Profile, tables: SafetyTables, joint: str) -> bool:
    return joint_pain(profile, joint) >= tables.limits.joint_pain_from


_HOLDS: Final[Mapping[str, Callable[[Profile, SafetyTables, date], bool]]] = {
    "OP": _op,
    "VF": lambda p, _s, _d: counts_as_yes(p.bones.spine_fracture),
    "MYE": lambda p, _s, _d: counts_as_yes(p.spine.myelopathy),
    "PN": lambda p, _s, _d: numb(p, "feet", "legs"),
    "SCI": _sci,
    "EXT": lambda p, _s, _d: p.back_pain.worse_with in _ARCHING,
    "HTN": _htn,
    "PREG": _preg,
    "KOA": lambda p, s, _d: _sore(p, s, "knee"),
    "WRI": lambda p, s, _d: _sore(p, s, "wrist"),
    "SHO": lambda p, s, _d: _sore(p, s, "shoulder"),
    "NEC": lambda p, s, _d: _sore(p, s, "neck"),
    "VER": lambda p, _s, _d: named(p, "vertigo"),
    "ORT": lambda p, _s, _d: named(p, "dizzy_on_standing") or counts_as_yes(p.blood_pressure.low),
    "ANA": _ana,
    "SUR": recent_surgery,
    "THR": _thr,
    "GLA": lambda p, _s, _d: named(p, "glaucoma", "diabetic_eye_disease", "eye_surgery_within_12_weeks"),
    "GER": lambda p, _s, _d: named(p, "reflux"),
    "FAL": _fal,
}

KNOWN_CONDITIONS: Final = frozenset(_HOLDS)
KNOWN_WORDS: Final = frozenset(
    ("glaucoma", "diabetic_eye_disease", "eye_surgery_within_12_weeks", "reflux", "vertigo", "dizzy_on_standing",
     "diabetes", "diabetes_insulin", "heart", "lung", "kidney", "epilepsy", "bleeding_disorder",
     "nsaid", "blood_thinner", "steroid_over_3_months", "bp_tablets", "acid_reducer", "metformin")
)  # fmt: skip
"""Words of Q-23 and Q-24 that screening knows. Any other word is a mistake of the caller (SAFE-02)."""

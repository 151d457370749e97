"""What a person told us: the answers of the intake (Q-01 … Q-24), as given, doubt included.

How a missing or doubtful answer counts is the business of ``planner.screening``; nothing here decides.
A person is not an account: one account may look after many people, and a person need not have one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Literal, NewType

from planner.domain.exercise import ExerciseId, Level

Diet = Literal["any", "vegetarian", "vegan"]
PersonId = NewType("PersonId", int)

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def weekday_of(day: date) -> Weekday:
    return WEEKDAYS[day.weekday()]


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_SURE = "not sure"


class WorseWith(StrEnum):
    BENDING_OR_SITTING = "bending_or_sitting"
    ARCHING_OR_STANDING = "arching_or_standing"
    BOTH = "both"
    NEITHER = "neither"
    NOT_SURE = "not sure"


@dataclass(frozen=True, slots=True)
class DayOffer:
    """Minutes offered on one weekday and the local wall time the session should start."""

    minutes: int
    at: time


@dataclass(frozen=True, slots=True)
class BackPain:
    """Q-02 … Q-05. Pain 0 to 10; ``weeks`` since it began."""

    now: int
    below_knee: Answer
    worse_with: WorseWith
    weeks: int | None = None
    worst: int | None = None
    average: int | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """Q-06: days a week, and minutes a week, over the last three months."""

    days: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Numbness:
    """Q-12. ``areas`` is None when the person is not sure where, or whether, it is numb."""

    areas: tuple[Literal["feet", "legs", "hands"], ...] | None
    change: Literal["same", "better", "worse", "not sure"] | None
    assessed: Answer | None


@dataclass(frozen=True, slots=True)
class EverySchedule:
    """``{every_days: N}`` and its like; month ends clamp to the last day of a shorter month.

    ``weeks`` is how long it lasts before the next phase begins; None is for good.
    """

    unit: Literal["days", "weeks", "months"]
    every: int
    weeks: int | None = None


@dataclass(frozen=True, slots=True)
class LoadingPhase:
    """So many treatments a week for so many weeks, before the regular interval."""

    times_per_week: int
    weeks: int


@dataclass(frozen=True, slots=True)
class PhasedSchedule:
    phases: tuple[LoadingPhase | EverySchedule, ...]


B12Schedule = EverySchedule | PhasedSchedule


@dataclass(frozen=True, slots=True)
class B12:
    """Q-13 … Q-16, as the clinic set it; the program never proposes or changes a treatment (B12-01)."""

    low: Answer
    cause: Literal["absorption", "diet", "medicine", "not_known"] | None = None
    treatment: Literal["injections", "tablets", "both", "nasal", "not_yet"] | None = None
    schedule: B12Schedule | None = None
    started: date | None = None
    last_injection: date | None = None


@dataclass(frozen=True, slots=True)
class Haemoglobin:
    """Q-17, in g/L whatever unit was typed (a number below 25 is read as g/dL and multiplied by 10)."""

    grams_per_litre: float
    measured: date | None


@dataclass(frozen=True, slots=True)
class Falls:
    last_12_months: Answer
    afraid: Answer


@dataclass(frozen=True, slots=True)
class BloodPressure:
    """Q-19; readings in mmHg."""

    high: Answer
    low: Answer
    systolic: int | None = None
    diastolic: int | None = None


@dataclass(frozen=True, slots=True)
class Bones:
    thin: Answer
    small_fall_fracture: Answer
    lost_height: Answer
    spine_fracture: Answer


@dataclass(frozen=True, slots=True)
class Spine:
    diagnosis: Answer
    surgery: Answer
    myelopathy: Answer


@dataclass(frozen=True, slots=True)
class HipReplacement:
    had: Answer
    date: date | None = None
    approach: Literal["posterior", "anterior", "unknown"] = "unknown"
    limits: Answer | None = None


@dataclass(frozen=True, slots=True)
class Pregnancy:
    """``weeks`` of pregnancy, or weeks since birth."""

    pregnant: Answer
    weeks: int | None = None
    birth_weeks_ago: int | None = None


@dataclass(frozen=True, slots=True)
class JointPain:
    """Today's pain 0 to 10 in each joint; None stands for "not sure" and counts as 10."""

    knee: int | None = 0
    wrist: int | None = 0
    shoulder: int | None = 0
    neck: int | None = 0


@dataclass(frozen=True, slots=True)
class RedFlagAnswer:
    """A red flag answered yes or not sure; ``severe`` picks the higher of two tiers."""

    id: str
    answer: Answer
    severe: bool = False


@dataclass(frozen=True, slots=True)
class Clearance:
    """A clinician's agreement (SCR-05): valid from ``date`` for 84 days, for the ids in ``covers`` only."""

    date: date
    role: str
    limits: str
    covers: tuple[str, ...]
    allows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Override:
    """A practitioner admits one excluded exercise for this person, with a written reason."""

    exercise: ExerciseId
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class QuietHours:
    start: time
    end: time


@dataclass(frozen=True, slots=True)
class PostureBreaks:
    every_minutes: int
    start: time
    end: time


@dataclass(frozen=True, slots=True)
class ReminderChoices:
    """What the person wants to be reminded of, in local wall time."""

    email: str | None = None
    session_minutes_before: int | None = None
    weekly_day: Weekday | None = None
    weekly_at: time | None = None
    posture: PostureBreaks | None = None
    quiet: QuietHours | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """One person's answers. ``country`` is an ISO 3166-1 code; ``time_zone`` an IANA name."""

    name: str
    age: int
    days: Mapping[Weekday, DayOffer]
    back_pain: BackPain
    floor: Answer
    stand_10_minutes: Answer
    walk_10_minutes: Answer
    tiredness: int
    numbness: Numbness
    b12: B12
    falls: Falls
    blood_pressure: BloodPressure
    bones: Bones
    spine: Spine
    surgery_within_12_weeks: Answer
    hip_replacement: HipReplacement
    pregnancy: Pregnancy
    red_flags: tuple[RedFlagAnswer, ...]
    sex: Literal["female", "male", "not said"] = "not said"
    country: str | None = None
    time_zone: str = "UTC"
    paper: Literal["A4", "Letter"] = "A4"
    language: str = "en-GB"
    level: Level = Level.BEGINNER
    best_day: Weekday | None = None
    activity: Activity | None = None
    equipment: frozenset[str] = frozenset()
    haemoglobin: Haemoglobin | None = None
    conditions: frozenset[str] = frozenset()
    conditions_not_sure: frozenset[str] = frozenset()
    joint_pain: JointPain = field(default_factory=JointPain)
    medicines: frozenset[str] = frozenset()
    medicines_not_sure: frozenset[str] = frozenset()
    clearance: Clearance | None = None
    overrides: tuple[Override, ...] = ()
    likes: tuple[str, ...] = ()
    dislikes: tuple[str, ...] = ()
    diet: Diet = "any"
    """What food ideas respect."""
    reminders: ReminderChoices = field(default_factory=ReminderChoices)

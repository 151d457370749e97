"""The safety tables: what ``exercises/safety/*.yaml`` says, as frozen values. Screening reads nothing else.

Every number, word and cell that a clinician may want to review is here; the classes in ``planner.screening.rules``
hold only logic. ``planner.library.safety`` fills the tables and refuses incomplete ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from planner.domain.exercise import Category, Exercise, ExerciseId, Level, Position, Tag
from planner.domain.week import Caps


class Cell(StrEnum):
    """A cell of the matrix (section C2)."""

    EXCLUDE = "E"
    ADAPT = "A"
    ALLOW = "."


class Tier(StrEnum):
    """How urgent a red flag is (section B2)."""

    EMERGENCY = "EMERG"
    SAME_DAY = "SAMEDAY"
    CLEARANCE = "CLEAR"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which exercises a note or an exclusion concerns: everything that is named must fit, nothing named fits all."""

    families: frozenset[str] = frozenset()
    from_step: int = 0
    except_families: frozenset[str] = frozenset()
    positions: frozenset[Position] = frozenset()
    tags: frozenset[Tag] = frozenset()
    without_equipment: frozenset[str] = frozenset()

    def covers(self, exercise: Exercise) -> bool:
        if self.families and (exercise.family not in self.families or exercise.step < self.from_step):
            return False
        if exercise.family in self.except_families:
            return False
        if self.positions and exercise.position not in self.positions:
            return False
        if self.tags and not (exercise.tags and self.tags & exercise.tags):
            return False
        return not any(self.without_equipment & group for group in exercise.equipment)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that go with an exercise for one condition (section C3, extra rules)."""

    scope: Scope
    text: str


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """An exclusion besides the matrix (section C3). It falls away where one of ``unless_owned`` is at hand."""

    rule: str
    scope: Scope
    text: str
    unless_owned: frozenset[str] = frozenset()


NO_CAPS = Caps()


@dataclass(frozen=True, slots=True)
class Restriction:
    """What one condition or flag asks of the exercises: its column of the matrix, its caps and its extra rules.

    ``code`` stands behind the slash of a reason (``FLEX_END/OP``); ``told_us`` follows "because you told us about".
    Exercises or families in ``admits`` are free of its exclusions (AMB-10 after a birth, with clearance).
    """

    code: str
    told_us: str
    cells: Mapping[Tag, Cell] = field(default_factory=dict)
    caps: Caps = NO_CAPS
    leave_out: tuple[LeaveOut, ...] = ()
    cues: tuple[Cue, ...] = ()
    admits: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """A condition of the matrix. ``title`` and ``extra_rules`` are the reference's words, for reviewers."""

    restriction: Restriction
    title: str
    extra_rules: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AdaptationRow:
    """A row of section C4.

    ``limits`` caps the dose; ``notes`` adds words for single conditions; without one of ``needs`` it does not fit.
    """

    code: str
    tags: tuple[Tag, ...]
    replaces: bool
    words: str
    evidence: tuple[str, ...]
    instead: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    hold_seconds: int | None = None
    minutes: float | None = None
    sets: int | None = None
    reps: int | None = None


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A row of section B2, in its words. ``severe_tier`` is the higher tier of a two-tier flag."""

    id: str
    question: str
    tier: Tier
    reason: str
    evidence: tuple[str, ...]
    severe_tier: Tier | None = None
    severe_when: str | None = None
    after_birth: str | None = None

    def tier_when(self, *, severe: bool) -> Tier:
        return self.severe_tier if severe and self.severe_tier is not None else self.tier


@dataclass(frozen=True, slots=True)
class Amber:
    """A row of section B4; ``message`` is for the person and serves ``article``."""

    id: str
    trigger: str
    action: str
    message: str
    article: tuple[str, ...]
    restrictions: Mapping[str, Restriction]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StopCause:
    """A state that stops without a red flag. A valid clearance naming one of ``cleared_by`` answers it."""

    flags: tuple[str, ...]
    reason: str
    cleared_by: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Whom to call in one country, as the messages name it."""

    emergency: str
    urgent: str


@dataclass(frozen=True, slots=True)
class HaemoglobinBand:
    """``below`` in g/L, by sex."""

    id: str
    below: Mapping[Literal["female", "male", "not said"], int]
    caps: Caps
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HaemoglobinTable:
    """HB-01 to HB-05; ``fresh_months`` is the age from which a reading is old, ``kept_below`` in g/L."""

    bands: tuple[HaemoglobinBand, ...]
    same_day_below: int
    fresh_months: int
    kept_below: int
    unknown_id: str


@dataclass(frozen=True, slots=True)
class Pressure:
    """Blood pressure in mmHg; a reading reaches the mark when either number does."""

    systolic: int
    diastolic: int

    def reached_by(self, systolic: int | None, diastolic: int | None) -> bool:
        return (systolic is not None and systolic >= self.systolic) or (
            diastolic is not None and diastolic >= self.diastolic
        )


@dataclass(frozen=True, slots=True)
class PaceRow:
    """FAT-01 to FAT-04, from a tiredness of ``start``."""

    start: int
    caps: Caps


@dataclass(frozen=True, slots=True)
class Limits:
    """Numbers and short lists behind the rules; ``limits.yaml`` names the id of each."""

    adult_age: int
    clearance_days: int
    recent_operation_days: int
    pressure_stop: Pressure
    pressure_needs_clearance: Pressure
    pressure_high: Pressure
    pressure_controlled_hold_seconds: int
    fracture_reviewed_level: int
    anaemia_tiredness: int
    pain_restorative_from: int
    restorative_days: int
    joint_pain_from: int
    joint_pain_excludes_from: int
    together: tuple[str, ...]
    together_least: int
    together_level: int
    pregnancy_condition_week: int
    after_birth_weeks: int
    active_days: int
    active_minutes: int
    b12_first_days: int
    b12_first_weeks_days: int
    tiredness: Mapping[str, PaceRow]
    operation_allows: tuple[str, ...]
    first_b12_days_allow: tuple[str, ...]
    first_b12_days_allow_dose_rows: tuple[str, ...]
    short_walk_families: tuple[str, ...]
    short_walk_highest_step: int
    get_up_seconds: int
    get_up_seconds_slow: int
    get_up_slow_for: tuple[str, ...]
    floor_changes: int
    floor_changes_few: int
    floor_changes_few_for: tuple[str, ...]
    daily_extensors_for: tuple[str, ...]
    daily_balance_for: tuple[str, ...]
    rescreen_days: int
    rescreen_days_off: int
    daily_gate: tuple[str, ...]
    daily_gate_also: Mapping[str, tuple[str, ...]]
    fewest_usable: int
    fallback: tuple[ExerciseId, ...]
    hold_cap_categories: tuple[Category, ...]
    hold_cap_yoga_from_effort: int
    yoga_effort: Mapping[Level, int]
    everywhere: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SafetyTables:
    """All of ``exercises/safety``. ``conditions`` is in matrix order, ``red_flags`` and ``ambers`` in id order."""

    conditions: Mapping[str, ConditionRow]
    adaptations: Mapping[str, AdaptationRow]
    red_flags: Mapping[str, RedFlag]
    ambers: Mapping[str, Amber]
    stop_states: Mapping[str, StopCause]
    messages: Mapping[str, str]
    numbers: Mapping[str, Numbers]
    numbers_elsewhere: Numbers
    tag_words: Mapping[Tag, str]
    haemoglobin: HaemoglobinTable
    limits: Limits
    sources: Mapping[str, str]

    def adaptation_for(self, tag: Tag) -> AdaptationRow | None:
        """The row that adapts this tag; the loader sees to it that no tag has two."""
        return next((row for row in self.adaptations.values() if tag in row.tags), None)

    def numbers_for(self, country: str | None) -> Numbers:
        """Emergency and urgent number of a country; a neutral sentence for one that is not in the table."""
        return self.numbers.get(country, self.numbers_elsewhere) if country else self.numbers_elsewhere

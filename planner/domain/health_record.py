"""The person's own record beside the exercise: treatments, blood results, outcome measures. Kept, never judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class TreatmentState(StrEnum):
    DONE = "done"
    MISSED = "missed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class TreatmentMark:
    """What became of the B12 treatment that was due on ``due``; ``moved_to`` is set where it was moved."""

    due: date
    state: TreatmentState
    moved_to: date | None = None
    noted: datetime | None = None


class BloodTest(StrEnum):
    B12 = "b12"
    HAEMOGLOBIN = "haemoglobin"
    FERRITIN = "ferritin"
    FOLATE = "folate"


@dataclass(frozen=True, slots=True)
class BloodResult:
    """``value`` is in the canonical ``unit`` of the test; ``typed`` is what the person wrote."""

    id: int
    test: BloodTest
    taken: date
    value: float
    unit: str
    typed: str


@dataclass(frozen=True, slots=True)
class OutcomeScore:
    """One outcome measure (``OUT-02``) on one day; ``score`` is None where it has no single number."""

    id: int
    measure: str
    day: date
    score: float | None
    answers: Mapping[str, Any]

"""What a person wrote down after the sessions (contract, "Diary file")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from planner.domain.exercise import ExerciseId
from planner.domain.week import SessionId


@dataclass(frozen=True, slots=True)
class ItemDone:
    """How much of one exercise was done; None where the person did not say."""

    sets: int | None = None
    reps: int | tuple[int, ...] | None = None
    hold_seconds: int | None = None
    minutes: float | None = None


@dataclass(frozen=True, slots=True)
class ItemNote:
    """Pain 0 to 10 in one exercise, repeats of its last set, and whether it had settled by morning."""

    pain: int | None = None
    last_set_reps: int | None = None
    settled_by_morning: bool | None = None


@dataclass(frozen=True, slots=True)
class SessionDiary:
    """One session of the week that began on ``week``; effort, pain and tiredness 0 to 10."""

    week: date
    session: SessionId
    done: Literal["all", "none"] | Mapping[ExerciseId, ItemDone]
    skipped: tuple[ExerciseId, ...] = ()
    effort: int | None = None
    pain_during: int | None = None
    pain_next_morning: int | None = None
    tiredness: int | None = None
    tiredness_next_morning: int | None = None
    new_symptoms: tuple[str, ...] = ()
    exercises: Mapping[ExerciseId, ItemNote] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WeekDiary:
    """The weekly check-in (CHK-03)."""

    week: date
    walk_minutes: int | None = None
    b12_done: bool | None = None
    falls: bool | None = None
    painkiller_days: int | None = None
    tiredness_average: float | None = None
    pain_average: float | None = None


@dataclass(frozen=True, slots=True)
class DayLog:
    """One calendar day in the person's own time zone: the paper diary and the morning check-in (CHK-02).

    Pain, tiredness and steadiness 0 to 10; ``back_to_usual`` is whether pain had settled by the morning;
    ``foods`` is portions by food id; ``painkillers`` whether any were taken, never which.
    """

    day: date
    pain: int | None = None
    tiredness: int | None = None
    steadiness: int | None = None
    walk_minutes: int | None = None
    back_to_usual: bool | None = None
    painkillers: bool | None = None
    foods: Mapping[str, float] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Diary:
    sessions: tuple[SessionDiary, ...] = ()
    weeks: tuple[WeekDiary, ...] = ()

"""A finished week, the shape of ``week.json`` (contract, "Week file")."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from math import ceil
from typing import TYPE_CHECKING, Literal, NewType

from planner.domain.exercise import Dose, ExerciseId, Level
from planner.domain.person import Weekday
from planner.domain.routine import RoutineId

if TYPE_CHECKING:
    from planner.domain.edits import Edits

SessionId = NewType("SessionId", str)
"""Weekday and number, ``mon-1``."""

WEEK_FORMAT = "planner.week/1"


class PassState(StrEnum):
    PASS = "PASS"
    PASS_RESTRICTED = "PASS_RESTRICTED"


class StopState(StrEnum):
    EMERGENCY = "STOP_EMERG"
    SAME_DAY = "STOP_SAMEDAY"
    CLEARANCE = "STOP_CLEAR"
    OUT_OF_SCOPE = "OUT_OF_SCOPE"


class BlockKind(StrEnum):
    """In the order in which blocks come within a session (ORD-01)."""

    WARM_UP = "warm-up"
    BALANCE = "balance"
    CORE = "core"
    AEROBIC = "aerobic"
    YOGA = "yoga"
    STRETCH = "stretch"
    BREATHING = "breathing"


class CareKind(StrEnum):
    B12 = "b12"
    POSTURE = "posture"
    WALK = "walk"
    FOOD = "food"
    PAINKILLERS = "painkillers"
    CHECK_IN = "check-in"
    EXERCISE = "exercise"
    """Daily work on a day without a session (contract, "Daily work and rest"); week.json keeps it under posture."""


@dataclass(frozen=True, slots=True)
class Caps:
    """Upper limits; None is no limit. Hold in seconds, effort 0 to 10, session in minutes."""

    hold_seconds: int | None = None
    effort: int | None = None
    level: int | None = None
    session_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """Words for the person from a rule, with the article's statements they serve."""

    id: str
    text: str
    article: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overridden:
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Item:
    """One exercise in a session, with its dose.

    ``seconds`` covers all sets, both sides and the rests between sets. ``effort`` is the upper end,
    0 to 10, after caps. ``minutes`` set means sets 1, reps and hold None.
    ``adaptation_texts`` says each adaptation in words, in the order of ``adaptations``, then what the person's
    conditions add to the instructions.
    """

    exercise: ExerciseId
    name: str
    sets: int
    reps: int | tuple[int, ...] | None
    hold_seconds: int | None
    minutes: float | None
    sides: Literal[1, 2]
    rest_seconds: int
    effort: int
    seconds: int
    adaptations: tuple[str, ...]
    instead_of: ExerciseId | None
    why: str
    adaptation_texts: tuple[str, ...] = ()
    overridden: Overridden | None = None

    @property
    def dose(self) -> Dose:
        return Dose(self.sets, self.reps, self.hold_seconds, self.minutes)


@dataclass(frozen=True, slots=True)
class Block:
    kind: BlockKind
    routine: RoutineId | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Session:
    """``at`` is local wall time; ``minutes`` has one decimal and never exceeds ``budget_minutes``."""

    id: SessionId
    at: time
    budget_minutes: int
    minutes: float
    title: str
    blocks: tuple[Block, ...]

    @property
    def whole_minutes(self) -> int:
        """The length to plan by, as every sheet, page and letter tells it: minutes, rounded up."""
        return ceil(self.minutes)

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for block in self.blocks for item in block.items)


@dataclass(frozen=True, slots=True)
class CareItem:
    """Advice beside the exercise. ``minutes`` is given for walks and daily work."""

    kind: CareKind
    at: time | None
    text: str
    rule: str
    article: tuple[str, ...] = ()
    minutes: float | None = None
    exercise: ExerciseId | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """One idea to read (A21), beside a block kind or care kind of the day."""

    article: tuple[str, ...]
    text: str
    beside: str


@dataclass(frozen=True, slots=True)
class Day:
    """``rest`` means no session."""

    date: date
    weekday: Weekday
    rest: bool
    sessions: tuple[Session, ...]
    care: tuple[CareItem, ...] = ()
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an exercise is left out or changed: rule ``TAG/CODE``, ``LEVEL/CODE``, ``EQUIPMENT``, ``Q-08`` …"""

    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    exercise: ExerciseId
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Law:
    """A limit or wish of the week: kept, or gave way and why."""

    id: str
    kept: bool
    text: str
    article: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """Against the week before; ``from`` and ``to`` in the file."""

    exercise: ExerciseId
    before: str
    after: str
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class SolverReport:
    """``seconds`` is the only key exempt from "same input, same week"."""

    status: Literal["optimal", "feasible"]
    objective: float
    bound: float
    seconds: float


@dataclass(frozen=True, slots=True)
class WeekPerson:
    name: str
    age: int
    level: Level
    time_zone: str
    paper: Literal["A4", "Letter"]


@dataclass(frozen=True, slots=True)
class ScreeningReport:
    state: PassState
    flags: tuple[str, ...]
    conditions: tuple[str, ...]
    caps: Caps
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Week:
    start: date
    library: str
    person: WeekPerson
    screening: ScreeningReport
    days: tuple[Day, ...]
    left_out: tuple[LeftOut, ...]
    laws: tuple[Law, ...]
    changes: tuple[Change, ...]
    solver: SolverReport
    edits: Edits | None = None
    """What was changed by hand and still holds; None where nothing was."""

    @property
    def sessions(self) -> tuple[tuple[Day, Session], ...]:
        return tuple((day, session) for day in self.days for session in day.sessions)


@dataclass(frozen=True, slots=True)
class Stopped:
    """Screening says no: no plan, no sheet, no reminder (SCR-04)."""

    state: StopState
    flags: tuple[str, ...]
    message: str

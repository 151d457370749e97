"""What a person changes in a finished week, and what of it holds for the rest of the week."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Final, Literal

from planner.domain.exercise import Dose, ExerciseId
from planner.domain.person import weekday_of
from planner.domain.week import Session, SessionId

AfterMissChoice = Literal["skip", "shift", "squeeze"]


@dataclass(frozen=True, slots=True)
class Pin:
    """Keep a session as it is, or one exercise in it, whatever is planned again around it."""

    session: SessionId
    exercise: ExerciseId | None = None


@dataclass(frozen=True, slots=True)
class Unpin:
    """Let it go again. Without an exercise the whole session, the exercises pinned in it too."""

    session: SessionId
    exercise: ExerciseId | None = None


@dataclass(frozen=True, slots=True)
class SwapExercise:
    session: SessionId
    old: ExerciseId
    new: ExerciseId


@dataclass(frozen=True, slots=True)
class MoveSession:
    """To another day of the same week; where that day has a session of its own, the two change places."""

    session: SessionId
    to: date


@dataclass(frozen=True, slots=True)
class LoseDay:
    """This day has no time for a session after all."""

    day: date


@dataclass(frozen=True, slots=True)
class RestoreDay:
    """This day is as it usually is: neither lost nor moved."""

    day: date


@dataclass(frozen=True, slots=True)
class SetDose:
    session: SessionId
    exercise: ExerciseId
    dose: Dose


@dataclass(frozen=True, slots=True)
class AfterMiss:
    """What becomes of sessions that did not take place (RET-01 to RET-07): nothing, the next free day, or the rest of
    the week taking over what it can."""

    choice: AfterMissChoice


@dataclass(frozen=True, slots=True)
class Replan:
    """Everything that is not pinned, not done and not over is chosen afresh."""


@dataclass(frozen=True, slots=True)
class UseTemplate:
    """The sessions of a kept week, in order, on the days of this one that are still open.

    ``exact``: they stand as they are. ``around``: other exercises may join them, so that the week keeps every limit.
    ``prefer``: the week is planned afresh and takes their exercises where it can.
    """

    sessions: tuple[Session, ...]
    how: Literal["exact", "around", "prefer"] = "exact"


Edit = Pin | Unpin | SwapExercise | MoveSession | LoseDay | RestoreDay | SetDose | AfterMiss | Replan
"""What a person does to their own week."""


@dataclass(frozen=True, slots=True)
class Moved:
    """The session of ``origin`` is on ``to`` this week, at ``at``, and has ``minutes`` there."""

    origin: date
    to: date
    at: time
    minutes: int


@dataclass(frozen=True, slots=True)
class Edits:
    """What was changed by hand and still holds.

    ``as_of`` is the person's day of the last change: earlier days are over, so their sessions stay as they stand and
    none is added. ``done`` are the sessions of that day and later that were done already.
    """

    as_of: date | None = None
    done: tuple[SessionId, ...] = ()
    pinned: tuple[Pin, ...] = ()
    lost: tuple[date, ...] = ()
    moved: tuple[Moved, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether a reader of the week has to know of them."""
        return self != NO_EDITS

    def is_pinned(self, session: SessionId, exercise: ExerciseId | None = None) -> bool:
        return Pin(session, exercise) in self.pinned

    def pinned_exercises(self, session: SessionId) -> tuple[ExerciseId, ...]:
        return tuple(p.exercise for p in self.pinned if p.session == session and p.exercise is not None)

    def with_pin(self, pin: Pin) -> Edits:
        return self if pin in self.pinned else replace(self, pinned=(*self.pinned, pin))

    def without_pins(self, session: SessionId, exercise: ExerciseId | None = None) -> Edits:
        """Without the pin of one exercise, or without every pin of the session."""
        kept = tuple(p for p in self.pinned if p.session != session or (exercise not in (None, p.exercise)))
        return replace(self, pinned=kept)

    def with_lost(self, day: date) -> Edits:
        """The day lost; what was moved there is lost with it."""
        return replace(self, lost=tuple(sorted({*self.lost, day})))

    def with_restored(self, day: date) -> Edits:
        """The day as usual: neither lost nor moved from, and nothing moved to it."""
        moved = tuple(m for m in self.moved if day not in (m.origin, m.to))
        return replace(self, moved=moved, lost=tuple(d for d in self.lost if d != day))


NO_EDITS: Final = Edits()


def day_of_session(start: date, session: SessionId) -> date | None:
    """The day that a session's id names in the week of ``start``; None for an id that names none."""
    name = session.partition("-")[0]
    days = (start + timedelta(days=number) for number in range(7))
    return next((day for day in days if weekday_of(day) == name), None)

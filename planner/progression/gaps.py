"""Coming back after days missed, an illness or a flare: how much of the usual amount (RET-01 … RET-07, REG-03)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from planner.progression.facts import WeekFacts

FLARE_RISE: Final = 3
FLARE_REST_DAYS: Final = 3
RET_07: Final = "Ready when you are. Today's plan is shorter."
HALF: Final = 0.5
BUILDING_UP: Final = 0.75
"""The second week after a long break, a flare or a fever (RET-04, REG-03; for RET-06 the same [D])."""


@dataclass(frozen=True, slots=True)
class Return:
    """``factor`` of the usual amount; ``step_down``: one step easier; ``restart``: as in a first beginner week."""

    rule: str | None = None
    factor: float = 1.0
    step_down: bool = False
    restart: bool = False
    rescreen: bool = False
    restorative_days: int = 0


def missed_days(weeks: Sequence[WeekFacts], start: date) -> int:
    """Days missed until ``start``: from the first session missed since the last one done, or the end of the last plan.

    Days on which nothing was planned before that are not missed. Without any diary page nothing tells whether
    sessions took place; then only the days after the last planned week count [D].
    """
    if not weeks:
        return 0
    end = weeks[-1].week.start + timedelta(days=7)
    sessions = [session for week in weeks for session in week.sessions if session.day < start]
    if any(session.note is not None for session in sessions):
        last_done = max((session.day for session in sessions if session.done), default=date.min)
        missed = [session.day for session in sessions if session.day > last_done]
        end = min([*missed, end])
    return max(0, (start - end).days)


def _flare(week: WeekFacts, usual: int) -> bool:
    """REG-03: pain 3 or more above usual in a session and still so next morning [D for how 24 hours are seen]."""
    return any(
        note.pain_during is not None
        and note.pain_next_morning is not None
        and min(note.pain_during, note.pain_next_morning) >= usual + FLARE_RISE
        for note in week.notes
    )


def _fever(week: WeekFacts) -> bool:
    return any("fever" in symptom.lower() for symptom in week.symptoms)


def after_gap(days: int) -> Return:
    """RET-01 to RET-05, by days missed."""
    if days > 28:
        return Return("RET-05", 1.0, restart=True, rescreen=True)
    if days >= 15:
        return Return("RET-04", HALF, step_down=True, rescreen=True)
    if days >= 8:
        return Return("RET-03", 0.75, rescreen=days >= 14)
    if days >= 4:
        return Return("RET-02")
    return Return("RET-01") if days >= 1 else Return()


def _week_before(weeks: Sequence[WeekFacts], usual: int) -> Return:
    """What last week's own return still asks for: a second week between the half and the whole amount."""
    earlier = coming_back(weeks[:-1], weeks[-1].week.start, usual, rebuild=False)
    if earlier.rule in ("RET-04", "RET-06", "REG-03"):
        return Return(earlier.rule, BUILDING_UP, step_down=earlier.step_down)
    return Return()


def coming_back(weeks: Sequence[WeekFacts], start: date, usual: int, *, rebuild: bool = True) -> Return:
    """The most careful of: gap, flare, fever, and the rebuilding after last week's.

    ``usual`` is the usual pain, 0 to 10.
    """
    if not weeks:
        return Return()
    found = [after_gap(missed_days(weeks, start))]
    recent = (start - weeks[-1].week.start).days <= 7
    if recent and _flare(weeks[-1], usual):
        found.append(Return("REG-03", HALF, restorative_days=FLARE_REST_DAYS))
    if recent and _fever(weeks[-1]):
        found.append(Return("RET-06", HALF, rescreen=True))
    if rebuild:
        found.append(_week_before(weeks, usual))
    # RET-05 restarts from the beginning, which is less than any part of the usual amount.
    return min(found, key=lambda r: (not r.restart, r.factor, -r.restorative_days))

"""What care asks for in one week; ``planner.care.plan`` fills it, the generator places the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.care.walking import WalkPlan
from planner.domain.exercise import ExerciseId
from planner.domain.week import Card, CareItem, Message


@dataclass(frozen=True, slots=True)
class CareDay:
    """Care items and cards that belong to this date whatever the sessions are."""

    date: date
    items: tuple[CareItem, ...] = ()
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class DailyWork:
    """Work for every day: in each session, and as a care item of at most ``most_minutes`` on days without one.

    ``candidates`` are usable exercises, best first; the care item names one of them.
    """

    purpose: Literal["extensors", "balance"]
    candidates: tuple[ExerciseId, ...]
    most_minutes: float
    text: str
    rule: str
    article: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CareWeek:
    """Seven days from ``start``. ``block_cards`` belong on a day that has the block kind they stand beside."""

    start: date
    days: tuple[CareDay, ...]
    walks: WalkPlan
    daily_work: tuple[DailyWork, ...] = ()
    block_cards: tuple[Card, ...] = ()
    messages: tuple[Message, ...] = ()
    b12_dates: tuple[date, ...] = ()
    """Treatment dates inside the week, for the calendar."""

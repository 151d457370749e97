"""Who needs a clinician's eye first, and why. Nothing here judges; each reason is a fact with its day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from planner.care.schedule import spoken
from planner.care.treatments import overdue_treatment
from planner.domain.health_record import TreatmentMark
from planner.domain.kept import PersonState
from planner.domain.person import Profile

PAIN_ABOVE: Final = 5
"""PAIN-01: from 6 the person has stopped an exercise or eased it."""
PAIN_DAYS: Final = 7
SILENT_DAYS: Final = 7
LAPSE_WARNING_DAYS: Final = 14
"""So many days before a clearance lapses it is worth a call. [D]"""


class TroubleKind(StrEnum):
    STOPPED = "stopped"
    PAIN = "pain"
    CLEARANCE = "clearance"
    B12 = "b12"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Trouble:
    kind: TroubleKind
    since: date
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about one person. Days are the person's own; ``pains`` the highest pain by day, 0 to 10.

    ``profile`` is None while the questions are not finished. ``planned_from`` is the first day of the first week.
    """

    state: PersonState
    profile: Profile | None
    stopped_on: date | None = None
    pains: Mapping[date, int] = field(default_factory=dict)
    last_logged: date | None = None
    planned_from: date | None = None
    marks: tuple[TreatmentMark, ...] = ()


def troubles_of(facts: Facts, today: date, clearance_days: int) -> tuple[Trouble, ...]:
    """Newest first. Somebody who is stopped has that one trouble: nothing else can be acted on before it."""
    if facts.state is PersonState.STOPPED:
        since = facts.stopped_on or today
        return (Trouble(TroubleKind.STOPPED, since, f"Stopped by screening on {spoken(since)}."),)
    found = [*_pain(facts, today), *_clearance(facts, today, clearance_days), *_b12(facts, today)]
    if facts.state is PersonState.ACTIVE:
        found += _silence(facts, today)
    return tuple(sorted(found, key=lambda trouble: trouble.since, reverse=True))


def _pain(facts: Facts, today: date) -> list[Trouble]:
    high = {day: pain for day, pain in facts.pains.items() if pain > PAIN_ABOVE and 0 <= (today - day).days < PAIN_DAYS}
    if not high:
        return []
    day = max(high)
    return [Trouble(TroubleKind.PAIN, day, f"Pain {high[day]} of 10 on {spoken(day)}.")]


def _clearance(facts: Facts, today: date, clearance_days: int) -> list[Trouble]:
    clearance = None if facts.profile is None else facts.profile.clearance
    if clearance is None:
        return []
    last = clearance.date + timedelta(days=clearance_days)
    if last < today:
        return [Trouble(TroubleKind.CLEARANCE, last + timedelta(days=1), f"The clearance lapsed on {spoken(last)}.")]
    warned = last - timedelta(days=LAPSE_WARNING_DAYS)
    return (
        [] if today < warned else [Trouble(TroubleKind.CLEARANCE, warned, f"The clearance lapses on {spoken(last)}.")]
    )


def _b12(facts: Facts, today: date) -> list[Trouble]:
    overdue = None if facts.profile is None else overdue_treatment(facts.profile.b12, facts.marks, today)
    if overdue is None:
        return []
    text = f"B12 treatment was due on {spoken(overdue.due)} and is not marked done."
    return [Trouble(TroubleKind.B12, overdue.due + timedelta(days=1), text)]


def _silence(facts: Facts, today: date) -> list[Trouble]:
    begun = [day for day in (facts.last_logged, facts.planned_from) if day is not None]
    if not begun or (today - max(begun)).days < SILENT_DAYS:
        return []
    last = facts.last_logged
    since = max(begun) + timedelta(days=SILENT_DAYS)
    text = "Nothing written down yet." if last is None else f"Nothing written down since {spoken(last)}."
    return [Trouble(TroubleKind.SILENT, since, text)]

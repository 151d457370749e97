"""What is kept about a person between two weeks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from planner.domain.exercise import ExerciseId
from planner.domain.person import PersonId

WeekId = NewType("WeekId", int)


class PersonState(StrEnum):
    """Only an active person gets letters about the plan; a stopped one gets no sheet either (SCR-04)."""

    ACTIVE = "active"
    PAUSED = "paused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class KeptPerson:
    """``answers`` is the profile as JSON text. ``key`` names the person in calendar files and never changes;
    ``feed_secret`` opens the calendar feed and can be renewed. ``stop_message`` is set where state is stopped."""

    id: PersonId
    key: str
    name: str
    time_zone: str
    answers: str
    state: PersonState
    stop_message: str | None
    feed_secret: str
    created: datetime


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Somebody in a list of names."""

    id: PersonId
    name: str
    state: PersonState


class MadeBy(StrEnum):
    PERSON = "person"
    CLOCK = "clock"
    PRACTITIONER = "practitioner"


@dataclass(frozen=True, slots=True)
class KeptWeek:
    """One version of a week: ``sequence`` counts the versions of the week that starts on ``start``, from 0.

    ``text`` is ``week.json``; ``sheet_sha256`` belongs to the PDF made from it, if one was. ``edits`` is what was
    pinned, moved or lost, as JSON text; ``notes`` are a practitioner's own words, by exercise.
    """

    id: WeekId
    person: PersonId
    start: date
    sequence: int
    text: str
    sheet_sha256: str | None
    created: datetime
    made_by: MadeBy = MadeBy.PERSON
    edits: str = "{}"
    notes: Mapping[ExerciseId, str] = field(default_factory=dict)
    signed_by: str | None = None
    signed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """SCR-01: what was agreed to, by the version of its words, and when."""

    version: str
    given: datetime
    withdrawn: datetime | None = None


@dataclass(frozen=True, slots=True)
class ScreeningEntry:
    """The log of screenings (SCR-04). ``state`` is a PassState or StopState value."""

    at: datetime
    state: str
    flags: tuple[str, ...]
    conditions: tuple[str, ...] = ()
    message: str = ""

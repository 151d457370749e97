"""The diary's questions in the order of the paper sheet; the screen to type it in asks the same in the same order.

Two minutes a day: CHK-02 in the morning, CHK-01 after a session, the rest in the evening, CHK-03 at the week's end.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

from planner.domain.week import CareKind, Week


class FieldKind(StrEnum):
    SCORE = "score"
    """A whole number from 0 (none) to 10 (worst)."""
    MINUTES = "minutes"
    """A whole number of minutes, 0 and up."""
    TICK = "tick"
    """Yes where ticked. On paper an empty box says nothing, so it is not read as no."""
    DONE = "done"
    """How much of the session: all, part or none; on paper A, P or 0."""
    WORDS = "words"


class Moment(StrEnum):
    MORNING = "morning"
    SESSION = "session"
    EVENING = "evening"
    WEEK = "week"


MOMENT_NAMES: Final = {
    Moment.MORNING: "In the morning",
    Moment.SESSION: "After a session",
    Moment.EVENING: "In the evening",
    Moment.WEEK: "At the end of the week",
}


@dataclass(frozen=True, slots=True)
class DiaryField:
    """``key`` is the attribute of the class that keeps it.

    ``kept_in``: ``day`` is DayLog, ``session`` SessionDiary, ``treatment`` a TreatmentMark of the day (done where
    ticked), ``week`` WeekDiary. ``most`` is the highest number that is taken, ``hint`` a few words below the label.
    """

    key: str
    label: str
    kind: FieldKind
    moment: Moment
    kept_in: Literal["day", "session", "treatment", "week"]
    hint: str = ""
    most: int = 10


DAY_FIELDS: Final[tuple[DiaryField, ...]] = (
    DiaryField("pain", "Pain", FieldKind.SCORE, Moment.MORNING, "day", "0 none, 10 worst"),
    DiaryField("tiredness", "Tiredness", FieldKind.SCORE, Moment.MORNING, "day", "0 none, 10 worst"),
    DiaryField("back_to_usual", "Back to usual", FieldKind.TICK, Moment.MORNING, "day", "after yesterday's session"),
    DiaryField("done", "Session done", FieldKind.DONE, Moment.SESSION, "session", "A all, P part, 0 none"),
    DiaryField("effort", "Effort", FieldKind.SCORE, Moment.SESSION, "session", "0 rest, 10 all you have"),
    DiaryField("pain_during", "Highest pain", FieldKind.SCORE, Moment.SESSION, "session", "during the session"),
    DiaryField("walk_minutes", "Walking", FieldKind.MINUTES, Moment.EVENING, "day", "minutes in all", 1440),
    DiaryField("b12", "B12 treatment", FieldKind.TICK, Moment.EVENING, "treatment", "done today"),
    DiaryField("painkillers", "Painkillers", FieldKind.TICK, Moment.EVENING, "day", "taken today"),
)
"""One of each for every day of the week, in this order."""

WEEK_FIELDS: Final[tuple[DiaryField, ...]] = (
    DiaryField("pain_average", "Pain, on average", FieldKind.SCORE, Moment.WEEK, "week"),
    DiaryField("tiredness_average", "Tiredness, on average", FieldKind.SCORE, Moment.WEEK, "week"),
    DiaryField("falls", "A fall this week", FieldKind.TICK, Moment.WEEK, "week"),
)
"""Asked once. Walking, B12 and painkillers of the week follow from the days."""


def day_fields(week: Week, *, treated: bool = False) -> tuple[DiaryField, ...]:
    """``DAY_FIELDS`` for the person of this week: B12 is asked where the week speaks of it, or was ``treated``. [D]

    A week speaks of it to everyone whose B12 is, or may be, low.
    """
    spoken = any(care.kind is CareKind.B12 for day in week.days for care in day.care)
    read = any(card.beside == CareKind.B12.value for day in week.days for card in day.cards)
    asked = treated or spoken or read
    return tuple(field for field in DAY_FIELDS if asked or field.kept_in != "treatment")

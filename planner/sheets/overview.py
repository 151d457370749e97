"""The week at a glance: seven rows, and what holds for every day of them."""

from __future__ import annotations

from dataclasses import dataclass

from planner.domain.dose_words import dose_words
from planner.domain.exercise import ExerciseId
from planner.domain.week import CareKind, Day, Session, Week
from planner.sheets.beside import Beside, CareLine
from planner.sheets.booklet import Booklet
from planner.sheets.dates import BRITISH, DateWords
from planner.sheets.words import BLOCK_NAMES


@dataclass(frozen=True, slots=True)
class Line:
    """One exercise of a session: its number in the booklet, and how much of it."""

    number: int
    exercise: ExerciseId
    name: str
    dose: str
    boxes: int
    block: str
    """The block's name on its first line, empty on the others."""


@dataclass(frozen=True, slots=True)
class SessionView:
    weekday: str
    date: str
    at: str
    minutes: str
    title: str
    effort: int
    lines: tuple[Line, ...]

    def sets_width(self, large: bool) -> float:
        """Room in millimetres for the boxes of the exercise with the most sets."""
        most = max((line.boxes for line in self.lines), default=1)
        return 2 + most * (8.5 if large else 4.6)


@dataclass(frozen=True, slots=True)
class DayView:
    weekday: str
    date: str
    sessions: tuple[SessionView, ...]
    care: tuple[CareLine, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    days: tuple[DayView, ...]
    every_day: tuple[str, ...]
    summary: str

    @property
    def sessions(self) -> tuple[SessionView, ...]:
        return tuple(session for day in self.days for session in day.sessions)


def overview_of(week: Week, booklet: Booklet, beside: Beside, dates: DateWords = BRITISH) -> Overview:
    days = tuple(
        DayView(
            dates.weekday(day.date),
            dates.short(day.date),
            tuple(_session_view(day, session, booklet, dates) for session in day.sessions),
            beside.lines(day),
        )
        for day in week.days
    )
    return Overview(days, beside.every_day, _summary(week))


def _session_view(day: Day, session: Session, booklet: Booklet, dates: DateWords) -> SessionView:
    lines = tuple(
        Line(
            booklet.numbers[item.exercise],
            item.exercise,
            item.name,
            dose_words(item.dose, item.sides),
            item.sets,
            BLOCK_NAMES[block.kind] if item is block.items[0] else "",
        )
        for block in session.blocks
        for item in block.items
    )
    return SessionView(
        dates.weekday(day.date),
        dates.day_and_month(day.date),
        dates.clock(session.at),
        f"{session.whole_minutes} minutes",
        session.title,
        max((item.effort for item in session.items), default=0),
        lines,
    )


def _summary(week: Week) -> str:
    sessions = len(week.sessions)
    walks = [care.minutes or 0 for day in week.days for care in day.care if care.kind is CareKind.WALK]
    parts = [f"{sessions} session{'' if sessions == 1 else 's'}"]
    if walks:
        parts.append(f"{len(walks)} walk{'' if len(walks) == 1 else 's'}")
    return ", ".join(parts)

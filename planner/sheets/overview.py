"""The week at a glance: seven rows, and what holds for every day of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from planner.domain.dose_words import dose_words, minutes_words
from planner.domain.exercise import ExerciseId
from planner.domain.week import CareItem, CareKind, Day, Session, Week
from planner.sheets.booklet import Booklet
from planner.sheets.words import BLOCK_NAMES, day_and_month, day_and_short_month, minutes_of_session, weekday_name

EVERY_DAY_FROM: int = 5
"""Advice repeated on so many days stands once, under "Every day"."""


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
    cards: tuple[str, ...]
    """Ideas to read beside this session."""


@dataclass(frozen=True, slots=True)
class CareLine:
    text: str
    tick: bool
    strong: bool


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


def overview_of(week: Week, booklet: Booklet) -> Overview:
    times = Counter(care.text for day in week.days for care in day.care)
    common = {
        text for text, count in times.items() if count >= EVERY_DAY_FROM and _kind_of(week, text) is not CareKind.WALK
    }
    days = tuple(
        DayView(
            weekday_name(day.date),
            day_and_short_month(day.date),
            tuple(_session_view(day, session, booklet) for session in day.sessions),
            tuple(_care_line(care) for care in day.care if care.text not in common),
        )
        for day in week.days
    )
    every_day = tuple(text for text in times if text in common)
    return Overview(days, every_day, _summary(week))


def _kind_of(week: Week, text: str) -> CareKind:
    return next(care.kind for day in week.days for care in day.care if care.text == text)


def _session_view(day: Day, session: Session, booklet: Booklet) -> SessionView:
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
    kinds = {block.kind.value for block in session.blocks}
    return SessionView(
        weekday_name(day.date),
        day_and_month(day.date),
        f"{session.at.hour}:{session.at.minute:02}",
        minutes_of_session(session.minutes),
        session.title,
        max((item.effort for item in session.items), default=0),
        lines,
        tuple(card.text for card in day.cards if card.beside in kinds),
    )


def _care_line(care: CareItem) -> CareLine:
    if care.kind is CareKind.WALK and care.minutes is not None:
        return CareLine(f"Walk {minutes_words(care.minutes)}", tick=True, strong=True)
    is_task = care.kind in (CareKind.B12, CareKind.EXERCISE, CareKind.CHECK_IN)
    return CareLine(care.text, tick=is_task, strong=care.kind is CareKind.B12)


def _summary(week: Week) -> str:
    sessions = len(week.sessions)
    walks = [care.minutes or 0 for day in week.days for care in day.care if care.kind is CareKind.WALK]
    parts = [f"{sessions} session{'' if sessions == 1 else 's'}"]
    if walks:
        parts.append(f"{len(walks)} walk{'' if len(walks) == 1 else 's'}")
    return ", ".join(parts)

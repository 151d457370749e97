"""Judges before laying out how large the small drawings of the overview may be; laying out twice costs too much.

All lengths in millimetres. The numbers are those of ``templates/sheets/week.css``; tests compare them with real pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Final, Literal

from planner.sheets.overview import DayView, Overview

PAPER_HEIGHT: Final = {"A4": 297.0, "Letter": 279.4}
SIZES: Final = (16, 15, 14, 13, 12, 11, 10, 9, 8, 7)
"""Heights of a small drawing, three quarters of its width."""
MOST_AIR: Final = 2.5
ACROSS_SIZES: Final = (18.5, 17, 15.5, 14, 12.5, 11.5, 11, 10.5, 10, 9.5, 9, 8.5, 8, 7, 6)
_BESIDE_EACH_OTHER: Final = 11.5
"""From this size down two small drawings have room in a column."""
_PAPER_WIDTH: Final = {"A4": 210.0, "Letter": 215.9}

_MARGINS: Final = 20.0
_HEAD: Final = 18.0
_FOOT: Final = 54.0
_PADDING: Final = 3.0
_LINE: Final = 4.6
_PLAN_WIDTH: Final = 110.0
_NUMBER: Final = 5.8
"""The number before a small drawing, and the gap behind."""
_CARE_LINE: Final = 4.4
_CARE_LETTERS: Final = 29
_FREE_CARE_LETTERS: Final = 96
_TITLE_LETTERS: Final = 62
_WIDE_LETTERS: Final = 88


@dataclass(frozen=True, slots=True)
class Fit:
    """Height of a small drawing, the air above and below each day, and whether only things to do stand beside it."""

    thumb: float
    air: float
    brief: bool = False


def fits_of(overview: Overview, paper: Literal["A4", "Letter"], taken: float = 0.0) -> tuple[Fit, ...]:
    """What is worth trying, the largest drawings that are likely to fit first; the last is as small as it gets.

    ``taken`` is the height of what stands above the heading.
    """
    every_day = _LINE * sum(_lines(text, _WIDE_LETTERS) for text in overview.every_day)
    room = PAPER_HEIGHT[paper] - _MARGINS - _HEAD - _FOOT - every_day - taken
    spare = {size: room - sum(_day_height(day, size) for day in overview.days) for size in SIZES}
    best = next((size for size in SIZES if spare[size] >= 0), SIZES[-1])
    air = min(MOST_AIR, max(0.0, spare[best]) / 2 / len(overview.days))
    smaller = tuple(Fit(size, 0) for size in SIZES if size < best)
    return (Fit(best, round(air, 1)), *smaller, Fit(SIZES[-1], 0, brief=True))


def fits_across(overview: Overview, paper: Literal["A4", "Letter"], taken: float = 0.0) -> tuple[Fit, ...]:
    """The same for seven columns on paper turned sideways, small drawings one or two beside each other."""
    room = _PAPER_WIDTH[paper] - _MARGINS - 56 - taken - _LINE * len(overview.every_day)
    best = next(
        (size for size in ACROSS_SIZES if all(_column_height(day, size) <= room for day in overview.days)),
        ACROSS_SIZES[-1],
    )
    smaller = tuple(Fit(size, 0) for size in ACROSS_SIZES if size < best)
    return (Fit(best, 0), *smaller, Fit(ACROSS_SIZES[-1], 0, brief=True))


def _column_height(day: DayView, size: float) -> float:
    care = sum(_CARE_LINE * _lines(line.text, 25) + 0.6 for line in day.care)
    plan = sum(
        _LINE * _lines(f"{s.at} {s.title}", 23) + _LINE + 3 + ceil(len(s.lines) / in_a_column(size)) * size
        for s in day.sessions
    )
    return 2 * _LINE + care + plan


def in_a_column(size: float) -> int:
    """How many small drawings stand beside each other in a column."""
    return 2 if size <= _BESIDE_EACH_OTHER else 1


def in_a_row(count: int, size: float) -> int:
    """How many of ``count`` small drawings stand in a row, so that all rows are about equally long."""
    most = max(1, int(_PLAN_WIDTH // (size * 4 / 3 + _NUMBER)))
    return ceil(count / ceil(count / most)) if count else 1


def fits_in_large_print() -> tuple[Fit, ...]:
    """Large print has no small drawings, and room for what is to be done only."""
    return (Fit(0, 1.4, brief=True), Fit(0, 0, brief=True))


def _day_height(day: DayView, size: float) -> float:
    if day.sessions:
        care = sum(_CARE_LINE * _lines(line.text, _CARE_LETTERS) + 0.6 for line in day.care)
    else:
        ticks = "      ".join(f"[] {line.text}" for line in day.care if line.tick)
        care = sum(_CARE_LINE * _lines(t, _FREE_CARE_LETTERS) + 0.6 for t in (ticks, _untickable(day)) if t)
    plan = sum(
        _LINE * _lines(f"{s.at} {s.title} {s.minutes}", _TITLE_LETTERS)
        + 1
        + ceil(len(s.lines) / in_a_row(len(s.lines), size)) * (size + 0.9)
        for s in day.sessions
        if s.lines
    )
    return max(2 * _LINE + 1, care, plan) + _PADDING


def _untickable(day: DayView) -> str:
    return " ".join(line.text for line in day.care if not line.tick)


def _lines(text: str, letters: int) -> int:
    return max(1, ceil(len(text) / letters))

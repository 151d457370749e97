"""The dose table D1 as data: what each content may be dosed with, by level.

Where D1 gives a range, ``rest_seconds`` is one value inside it: the shorter rest for low loads, the D1 minimum for
strength [D]. ``effort`` is D1's upper end (contract, "Caps").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from planner.domain.exercise import DoseRow, Level

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of D1. ``hold`` in seconds, None where D1 gives none; ``falling`` are repeats set by set."""

    sets: Range
    reps: Range
    hold: Range | None
    rest_seconds: int
    effort: int
    falling: tuple[int, ...] | None = None
    minutes: Range | None = None


_B, _I, _A = Level.BEGINNER, Level.INTERMEDIATE, Level.ADVANCED


def _all_levels(row: Row) -> dict[Level, Row]:
    return {_B: row, _I: row, _A: row}


DOSE_TABLE: Final[Mapping[DoseRow, Mapping[Level, Row]]] = MappingProxyType(
    {
        DoseRow("DOSE-01"): {
            _B: Row((1, 2), (4, 6), (5, 8), 30, 4),
            _I: Row((3, 3), (2, 6), (8, 10), 30, 6, falling=(6, 4, 2)),
            _A: Row((3, 3), (4, 8), (10, 10), 30, 7, falling=(8, 6, 4)),
        },
        DoseRow("DOSE-02"): {
            _B: Row((1, 1), (6, 8), (3, 8), 20, 4),
            _I: Row((2, 2), (8, 8), (3, 8), 30, 5),
            _A: Row((2, 3), (8, 10), (3, 10), 30, 6),
        },
        DoseRow("DOSE-03"): {
            _B: Row((1, 1), (8, 10), None, 60, 5),
            _I: Row((2, 2), (8, 12), None, 60, 7),
            _A: Row((3, 3), (8, 12), None, 120, 8),
        },
        DoseRow("DOSE-04"): {
            _B: Row((1, 1), (6, 8), (3, 5), 20, 4),
            _I: Row((2, 2), (8, 8), (3, 5), 30, 5),
            _A: Row((2, 3), (8, 10), (5, 5), 30, 6),
        },
        DoseRow("DOSE-05"): {
            _B: Row((1, 1), (2, 2), (20, 30), 5, 3),
            _I: Row((1, 1), (2, 3), (30, 30), 5, 3),
            _A: Row((1, 1), (2, 4), (30, 60), 5, 4),
        },
        DoseRow("DOSE-06"): {
            _B: Row((1, 1), (2, 3), (10, 20), 15, 4),
            _I: Row((1, 1), (2, 3), (20, 30), 15, 5),
            _A: Row((1, 2), (2, 4), (30, 45), 10, 6),
        },
        DoseRow("DOSE-07"): _all_levels(Row((1, 1), (6, 10), (1, 3), 5, 3)),
        DoseRow("DOSE-08"): {
            _B: Row((1, 1), (2, 3), (10, 20), 15, 4),
            _I: Row((1, 2), (3, 3), (15, 20), 15, 5),
            _A: Row((2, 2), (3, 3), (20, 20), 15, 6),
        },
        DoseRow("DOSE-09"): {
            _B: Row((1, 1), (1, 1), None, 15, 5, minutes=(1, 15)),
            _I: Row((1, 1), (1, 1), None, 15, 6, minutes=(1, 25)),
            _A: Row((1, 1), (1, 1), None, 15, 6, minutes=(1, 60)),
        },
        DoseRow("DOSE-10"): _all_levels(Row((1, 1), (3, 5), (5, 10), 5, 2)),
        DoseRow("DOSE-11"): _all_levels(Row((1, 1), (6, 10), None, 5, 1)),
        # Impact starts at intermediate; a beginner never meets it, so the beginner's line is the intermediate one.
        DoseRow("DOSE-12"): _all_levels(Row((1, 2), (10, 10), None, 60, 5)),
    }
)

STRETCH_HOLD_FROM_65: Final = {_B: (30, 30), _I: (30, 60), _A: (30, 60)}
"""DOSE-05, people of 65 and over."""


def row_of(dose_row: DoseRow, level: Level, age: int = 0) -> Row:
    """The line of D1 for this content and level; ``age`` in years matters for stretches only.

    Raises KeyError for a row D1 does not have; the library checks every file, so that is a bug.
    """
    row = DOSE_TABLE[dose_row][level]
    if dose_row == "DOSE-05" and age >= 65:
        return Row(row.sets, row.reps, STRETCH_HOLD_FROM_65[level], row.rest_seconds, row.effort)
    return row

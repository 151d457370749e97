"""Where the sessions of a week stand: two columns, a short session below another short one beside a long one.

Lengths are in lines of text, judged before laying out; ``templates/sheets/week.css`` keeps each pair on one page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from math import ceil
from typing import Final

from planner.sheets.overview import Line, SessionView

_LETTERS: Final = 46
"""In a line of a session that is half a page wide."""
_BOX_LETTERS: Final = 2.6
"""What one box at the end takes of them."""
_AROUND: Final = 5
"""Heading, title, the line to write on and the space behind."""
_PAGE: Final = 44
_NOTE_LINES: Final = 2.2
"""One line to write on, in lines of text."""
MOST_NOTES: Final = 10


@dataclass(frozen=True, slots=True)
class Pair:
    """What stands beside each other, down the left side and then down the right."""

    left: tuple[SessionView, ...]
    right: tuple[SessionView, ...]
    notes: int
    """Lines for notes on the right, where no session is."""


def pairs_of(sessions: Sequence[SessionView]) -> tuple[Pair, ...]:
    """All sessions in order; one that is twice as long as its neighbour has two beside it, as far as a page goes."""
    waiting, pairs = list(sessions), []
    while waiting:
        columns = ([waiting.pop(0)], [waiting.pop(0)] if waiting else [])
        while waiting and (shorter := _with_room_for(waiting[0], columns)) is not None:
            shorter.append(waiting.pop(0))
        left, right = columns
        pairs.append(Pair(tuple(left), tuple(right), 0 if right else _notes_beside(left)))
    return tuple(pairs)


def _with_room_for(
    session: SessionView, columns: tuple[list[SessionView], list[SessionView]]
) -> list[SessionView] | None:
    """The shorter column where the session ends above, or a little below, the end of the longer one."""
    shorter, longer = sorted(columns, key=_length)
    ends = _length(shorter) + _length([session])
    return shorter if shorter and ends <= min(_PAGE, _length(longer) + _AROUND) else None


def _length(sessions: Sequence[SessionView]) -> int:
    return len(sessions) * _AROUND + sum(map(_lines, chain.from_iterable(one.lines for one in sessions)))


def _lines(line: Line) -> int:
    return ceil(len(f"{line.name} {line.dose}") / (_LETTERS - _BOX_LETTERS * line.boxes))


def _notes_beside(sessions: Sequence[SessionView]) -> int:
    return min(MOST_NOTES, int((_length(sessions) - 2) / _NOTE_LINES))

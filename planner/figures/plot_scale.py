"""Where a number or a day stands on an axis, and which of them get a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor, log10

_STEPS = (1.0, 2.0, 5.0, 10.0)
_DAYS_APART = (1, 2, 7, 14, 28, 56, 91, 182, 364)


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from ``low`` to ``high`` laid out from ``start`` to ``end``; values beyond stay at the edge."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        if self.high <= self.low:
            return self.start
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def ticks(low: float, high: float, most: int = 5) -> tuple[float, ...]:
    """Round values from ``low`` to ``high``, at most ``most`` + 1 of them."""
    if high <= low:
        return (low,)
    rough = (high - low) / most
    power = 10.0 ** floor(log10(rough))
    step = next(size * power for size in _STEPS if size * power >= rough * 0.999)
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return tuple(round(place * step, 6) for place in range(first, last + 1))


def date_ticks(first: date, last: date, room: float, width: float) -> tuple[date, ...]:
    """Days evenly apart from ``first`` on, whole weeks where weeks fit, so that names of ``width`` do not touch."""
    span = (last - first).days
    most = max(1, int(room / width))
    apart = next((days for days in _DAYS_APART if span / days <= most), max(1, span))
    return tuple(first + timedelta(days=days) for days in range(0, span + 1, apart))


def spread(wanted: Sequence[float], apart: float, top: float, bottom: float) -> list[float]:
    """Heights in order, moved as little as may be so that none is nearer than ``apart`` to the next."""
    placed: list[float] = []
    for y in wanted:
        placed.append(max(y, placed[-1] + apart) if placed else max(y, top))
    limit = bottom
    for place in range(len(placed) - 1, -1, -1):
        placed[place] = min(placed[place], limit)
        limit = placed[place] - apart
    return placed


def number(value: float) -> str:
    """``7``, ``6.5``: one decimal at most where that says it."""
    return f"{round(value, 1):g}" if abs(value) < 100_000 else f"{value:.0f}"

"""Dates and clock times as a reader of British or American English writes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Final

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAY_NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class DateWords:
    """``american`` puts the month first and the clock in halves of the day."""

    american: bool = False

    def weekday(self, day: date) -> str:
        return WEEKDAY_NAMES[day.weekday()]

    def day_and_month(self, day: date) -> str:
        """``23 November``, ``November 23``."""
        return self._with_month(day, MONTHS[day.month - 1])

    def short(self, day: date) -> str:
        """``23 Nov``, ``Nov 23``."""
        return self._with_month(day, MONTHS[day.month - 1][:3])

    def full(self, day: date) -> str:
        """``23 November 2026``, ``November 23, 2026``."""
        return f"{self.day_and_month(day)}{',' if self.american else ''} {day.year}"

    def brief(self, day: date) -> str:
        """``Mon 23 Nov 2026``, ``Mon Nov 23, 2026``."""
        return f"{self.weekday(day)[:3]} {self.short(day)}{',' if self.american else ''} {day.year}"

    def span(self, first: date, last: date) -> str:
        """``23 to 29 November 2026``, ``28 December 2026 to 3 January 2027``; ``November 23 to 29, 2026``."""
        if first.year != last.year:
            return f"{self.full(first)} to {self.full(last)}"
        if first.month != last.month:
            return f"{self.day_and_month(first)} to {self.full(last)}"
        if self.american:
            return f"{self.day_and_month(first)} to {last.day}, {last.year}"
        return f"{first.day} to {self.full(last)}"

    def clock(self, at: time) -> str:
        """``18:05``, ``6:05 PM``."""
        if not self.american:
            return f"{at.hour}:{at.minute:02}"
        return f"{(at.hour - 1) % 12 + 1}:{at.minute:02} {'AM' if at.hour < 12 else 'PM'}"

    def _with_month(self, day: date, month: str) -> str:
        return f"{month} {day.day}" if self.american else f"{day.day} {month}"


BRITISH: Final = DateWords()

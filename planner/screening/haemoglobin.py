"""Which haemoglobin band counts today (HB-01 to HB-05)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Final, Literal

from planner.domain.person import Haemoglobin
from planner.screening.tables import HaemoglobinBand, HaemoglobinTable

GRAMS_PER_DECILITRE_BELOW: Final = 25
"""Q-17: a number below this is in g/dL."""
LOWEST_HAEMOGLOBIN: Final = 15
HIGHEST_HAEMOGLOBIN: Final = 250
"""g/L; anything outside is a slip of the pen [D]."""


def grams_per_litre(value: float) -> float:
    """Haemoglobin in g/L: a number below 25 is in g/dL (contract, "Doubt"; reference, Q-17)."""
    return round(value * 10, 1) if value < GRAMS_PER_DECILITRE_BELOW else float(value)


def is_fresh(reading: Haemoglobin, table: HaemoglobinTable, today: date) -> bool:
    """Under three calendar months old. A reading without a date counts as old [D]."""
    return reading.measured is not None and reading.measured > _months_before(today, table.fresh_months)


def _months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or its last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def counted_value(reading: Haemoglobin | None, table: HaemoglobinTable, today: date) -> float | None:
    """Grams per litre that count today; None for unknown (HB-05): no reading, or an old one of 110 or more."""
    if reading is None:
        return None
    if reading.grams_per_litre >= table.kept_below and not is_fresh(reading, table, today):
        return None
    return reading.grams_per_litre


def band_of(
    value: float | None, table: HaemoglobinTable, sex: Literal["female", "male", "not said"]
) -> HaemoglobinBand | None:
    """The lowest band that the value is below; None when it is unknown or above all bands."""
    if value is None:
        return None
    return next((band for band in table.bands if value < band.below[sex]), None)

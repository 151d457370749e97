"""Blood results as a person types them: kept as their own record, never judged (B12-01, B12-14).

Units are converted only where the clinical reference says how: haemoglobin from g/dL (Q-17). A result in another unit
is refused, with the unit and the range that can be kept. The ranges only catch slips of the pen [D].
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from planner.domain.health_record import BloodTest
from planner.screening.haemoglobin import (
    GRAMS_PER_DECILITRE_BELOW,
    HIGHEST_HAEMOGLOBIN,
    LOWEST_HAEMOGLOBIN,
    grams_per_litre,
)


@dataclass(frozen=True, slots=True)
class BloodReading:
    """``value`` in the canonical ``unit`` of its test; ``typed`` is what the person wrote."""

    test: BloodTest
    value: float
    unit: str
    typed: str


@dataclass(frozen=True, slots=True)
class NotRead:
    """Why a result was not taken, and what would be, in words for the person."""

    text: str


@dataclass(frozen=True, slots=True)
class _Kept:
    """``same`` are other ways to write the unit: the same number, no conversion."""

    name: str
    unit: str
    same: tuple[str, ...]
    low: float
    high: float


_KEPT: Final[Mapping[BloodTest, _Kept]] = {
    BloodTest.B12: _Kept("B12", "ng/L", ("pg/mL",), 10, 20000),
    BloodTest.HAEMOGLOBIN: _Kept("haemoglobin", "g/L", (), LOWEST_HAEMOGLOBIN, HIGHEST_HAEMOGLOBIN),
    BloodTest.FERRITIN: _Kept("ferritin", "µg/L", ("ng/mL",), 1, 20000),
    BloodTest.FOLATE: _Kept("folate", "µg/L", ("ng/mL",), 0.1, 500),
}
_NUMBER: Final = re.compile(r"([0-9]+(?:[.,][0-9]+)?)\s*([^0-9\s].*)?")
_DECILITRES: Final = "g/dl"


def accepted(test: BloodTest) -> str:
    """What can be kept, in words: ``from 10 to 20000 ng/L (or pg/mL, the same number)``."""
    kept = _KEPT[test]
    if test is BloodTest.HAEMOGLOBIN:
        decilitres = f"from {kept.low / 10:g} to below {GRAMS_PER_DECILITRE_BELOW} g/dL"
        return f"from {kept.low:g} to {kept.high:g} g/L, or {decilitres}"
    return f"from {kept.low:g} to {kept.high:g} {kept.unit} (or {kept.same[0]}, the same number)"


def read_result(typed: str, test: BloodTest) -> BloodReading | NotRead:
    """A result such as ``11.2 g/dL`` in the canonical unit of its test, or why it was not taken.

    Haemoglobin may come without a unit, as Q-17 reads it; every other test needs one, so that no figure of another
    unit is taken for ours [D].
    """
    text = " ".join(typed.split())
    match = _NUMBER.fullmatch(text)
    if match is None:
        return NotRead(f"Please write one number with its unit, such as {_example(test)}. We take {accepted(test)}.")
    value, unit = float(match[1].replace(",", ".")), _plain(match[2] or "")
    if test is BloodTest.HAEMOGLOBIN:
        return _haemoglobin(value, unit, text)
    kept = _KEPT[test]
    if unit not in {_plain(word) for word in (kept.unit, *kept.same)}:
        missing = "Please write the unit too." if not unit else f"We cannot convert {match[2]}."
        return NotRead(f"{missing} For {kept.name} we take {accepted(test)}. Your clinic can tell you the figure.")
    return _within(BloodReading(test, value, kept.unit, text))


def _haemoglobin(value: float, unit: str, text: str) -> BloodReading | NotRead:
    in_decilitres = value < GRAMS_PER_DECILITRE_BELOW
    if unit not in ("", "g/l", _DECILITRES) or (unit == _DECILITRES and not in_decilitres):
        return NotRead(f"We cannot take {text}. For haemoglobin we take {accepted(BloodTest.HAEMOGLOBIN)}.")
    return _within(BloodReading(BloodTest.HAEMOGLOBIN, grams_per_litre(value), "g/L", text))


def _within(reading: BloodReading) -> BloodReading | NotRead:
    kept = _KEPT[reading.test]
    if kept.low <= reading.value <= kept.high:
        return reading
    return NotRead(f"We cannot take {reading.typed}. For {kept.name} we take {accepted(reading.test)}.")


def _example(test: BloodTest) -> str:
    return {BloodTest.B12: "320 ng/L", BloodTest.HAEMOGLOBIN: "121 g/L"}.get(test, "45 µg/L")


def _plain(unit: str) -> str:
    """A unit as typed, in one spelling: both micro signs and a plain u, capitals or not."""
    return unit.strip().rstrip(".").casefold().replace(" ", "").replace("μ", "µ").replace("µ", "u").replace("mcg", "ug")

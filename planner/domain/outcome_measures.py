"""The outcome measures (clinical reference, section F) and what a change in them means, in the words of OUT-13.

A person is compared with their own first measurement and with nobody else; no score says what is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal


class Noticed(StrEnum):
    """A change beside the change people usually notice (OUT-13)."""

    SMALLER = "smaller"
    ABOUT = "about"
    LARGER = "larger"


@dataclass(frozen=True, slots=True)
class Measure:
    """``notice`` is the smallest change that people usually notice, in points; ``share`` the same as a share of the
    first score, where the reference gives both. From ``large`` times that change on it is larger."""

    id: str
    low: float
    high: float
    better: Literal["lower", "higher"]
    notice: float | None
    share: float = 0.0
    large: float = 1.5


@dataclass(frozen=True, slots=True)
class Progress:
    """``better`` is None where nothing changed, ``noticed`` where the reference gives no size for it."""

    first: float
    now: float
    better: bool | None
    noticed: Noticed | None


MEASURES: Final[Mapping[str, Measure]] = {
    m.id: m
    for m in (
        Measure("OUT-01", 0, 10, "lower", 2, 0.3),
        # OUT-02 gives 1.3, 2.3 and 2.7 as small, medium and large; larger begins at medium.
        Measure("OUT-02", 0, 10, "higher", 1.3, large=2.3 / 1.3),
        Measure("OUT-03", 0, 24, "lower", 5, 0.3),
        # Typed in by a clinician who has the licence; its questions are not ours to ask.
        Measure("OUT-04", 0, 100, "lower", 10, 0.3),
        Measure("OUT-08", 0, 10, "lower", 2),
        Measure("OUT-09", 0, 10, "lower", 2),
        Measure("OUT-11", 0, 60, "higher", None),
    )
}
"""In the order of the pages. OUT-11's score is the chair stands; its reference names no change."""

_CHAIR_STANDS_BELOW: Final = (
    # From age; men, women: fewer is below the average (CDC STEADI, 30-second chair stand).
    (90, 7, 4),
    (85, 8, 8),
    (80, 10, 9),
    (75, 11, 10),
    (70, 12, 10),
    (65, 12, 11),
    (60, 14, 12),
)
TANDEM_SECONDS: Final = 10
"""OUT-11: standing heel to toe for less than this goes with a higher risk of a fall."""


def progress(measure: Measure, first: float, now: float) -> Progress:
    """From the first measurement to now. Of points and share the greater counts, so that nothing is promised. [D]"""
    difference = now - first
    size = abs(difference)
    better = None if difference == 0 else (difference < 0) is (measure.better == "lower")
    if measure.notice is None:
        return Progress(first, now, better, None)
    notice = max(measure.notice, measure.share * first)
    if size < notice - 1e-9:
        noticed = Noticed.SMALLER
    else:
        noticed = Noticed.ABOUT if size < notice * measure.large - 1e-9 else Noticed.LARGER
    return Progress(first, now, better, noticed)


def is_below_average(stands: int, age: int, sex: str) -> bool | None:
    """Whether so many chair stands are fewer than usual at this age; None below 60 and where the sex is not said."""
    row = next((r for r in _CHAIR_STANDS_BELOW if age >= r[0]), None)
    if row is None or sex not in ("male", "female"):
        return None
    return stands < (row[1] if sex == "male" else row[2])


def needs_review(first: Mapping[str, object], now: Mapping[str, object]) -> bool:
    """OUT-09: any place that is newly numb, or steadiness worse by 2 or more, is for a clinician to look at."""
    before, after = _places(first), _places(now)
    worse = _number(now.get("steadiness")) - _number(first.get("steadiness"))
    return bool(after - before) or worse >= 2


def _places(answers: Mapping[str, object]) -> set[str]:
    places = answers.get("places", ())
    return {str(place) for place in places} if isinstance(places, list | tuple) else set()


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0

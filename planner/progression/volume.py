"""How much of the usual amount a week holds: easy weeks, returns, flares, and the ceiling on sets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Final

from planner.domain.exercise import Dose, Level
from planner.progression.dose import scaled, with_sets
from planner.progression.facts import WeekFacts
from planner.progression.gaps import Return, coming_back
from planner.progression.level import weeks_since_first

EASY_EVERY_WEEKS: Final = 4
EASY_SHARE: Final = 0.6
TIRED_BEGINNER: Final = 5
LEAST_ROOM_SETS: Final = 1
WEEKS_LOOKED_AT: Final = 4
SHORT_SESSION_MINUTES: Final = 15
MORE_MINUTES: Final = 5
WEEKS_A_STEP: Final = 2
LONG_ENOUGH_MINUTES: Final = 30
"""FAT-06: from here on the offered time decides."""


@dataclass(frozen=True, slots=True)
class Volume:
    """``rule`` is None in a usual week."""

    back: Return
    easy: bool = False

    @property
    def factor(self) -> float:
        return min(self.back.factor, EASY_SHARE if self.easy else 1.0)

    @property
    def rule(self) -> str | None:
        if self.back.factor < 1:
            return self.back.rule
        return "REG-04" if self.easy else None

    def of(self, dose: Dose) -> Dose:
        """The dose in a week of this volume; an easy week takes sets only."""
        if self.back.factor < 1:
            return scaled(dose, self.back.factor)
        if self.easy and dose.sets > 1:
            return with_sets(dose, max(1, round(dose.sets * EASY_SHARE)))
        return dose


def is_easy_week(weeks: Sequence[WeekFacts], start: date, level: Level) -> bool:
    """REG-04: every fourth week; for beginners only after a week with an average tiredness of 5 or more.

    A week of low energy (FAT-03) was lighter than that [D].
    """
    if weeks_since_first(weeks, start) % EASY_EVERY_WEEKS != EASY_EVERY_WEEKS - 1 or weeks[-1].low_energy:
        return False
    if level is not Level.BEGINNER:
        return True
    tired = weeks[-1].tiredness
    return tired is not None and tired >= TIRED_BEGINNER


def volume_for(weeks: Sequence[WeekFacts], start: date, level: Level, usual: int) -> Volume:
    """The volume of the week of ``start`` after these weeks; usual where there are none."""
    if not weeks:
        return Volume(Return())
    back = coming_back(weeks, start, usual)
    return Volume(back, easy=back.factor == 1 and not back.restart and is_easy_week(weeks, start, level))


def most_sets(weeks: Sequence[WeekFacts], volume: Volume, *, may_rise: bool) -> int | None:
    """PROG-04 for sets: a tenth more than the largest of the last four weeks; in a lighter week no more than that.

    Weeks of low energy (FAT-03: sessions of 10 minutes) are no yardstick; None where no other week is known. A
    tenth of few sets is less than one set; then one set more is allowed [D]. After a gap the doses themselves are
    smaller, so the ceiling is not lowered a second time. An easy week has 60 % of last week's sets (REG-04); timed
    items, the march and the breath of each session, have none to take off [D].
    """
    if volume.back.restart:
        return None
    usual = [week.sets for week in weeks[-WEEKS_LOOKED_AT:] if not week.low_energy and week.sets]
    if not usual:
        return None
    if volume.easy:
        timed = sum(item.minutes is not None for item in weeks[-1].items)
        return max(1, timed + int(((weeks[-1].sets or max(usual)) - timed) * EASY_SHARE))
    return max(usual) + (max(LEAST_ROOM_SETS, max(usual) // 10) if may_rise else 0)


def longest_session(weeks: Sequence[WeekFacts], start: date) -> int | None:
    """FAT-06: after sessions of 10 to 15 minutes (FAT-03, HB-02) five minutes more every two weeks, up to 30."""
    found = []
    for week in weeks:
        cap, ago = week.week.screening.caps.session_minutes, (start - week.week.start).days // 7
        if cap is not None and cap <= SHORT_SESSION_MINUTES:
            found.append(cap + MORE_MINUTES * ceil(ago / WEEKS_A_STEP))
    most = min(found, default=LONG_ENOUGH_MINUTES)
    return most if most < LONG_ENOUGH_MINUTES else None

"""The plots of the report for a visit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Final

from planner.care.visit_report import VisitReport, VisitWeek
from planner.domain.health_record import BloodResult, BloodTest, TreatmentState
from planner.domain.outcome_measures import MEASURES
from planner.figures.plots import Band, Bar, Mark, Series, bar_plot, line_plot
from planner.figures.style import Style
from planner.sheets.dates import DateWords
from planner.sheets.visit_words import TEST_NAMES

PAGE: Final = 516
"""Width of the print on a page, in points."""
LARGE: Final = 283
"""Drawn across the page, ten of these points come to 18."""
GAP: Final = 12
_MARK_WORDS: Final = {
    TreatmentState.DONE: "B12 treatment done",
    TreatmentState.MISSED: "B12 treatment missed",
    TreatmentState.MOVED: "B12 treatment moved",
    None: "B12 treatment due, not marked",
}
_MOST_MARKS: Final = 16


@dataclass(frozen=True, slots=True)
class Plot:
    """``svg`` under ``name``; ``heading`` stands above it; ``width`` is in points."""

    name: str
    heading: str
    svg: str
    width: int


def visit_plots(report: VisitReport, dates: DateWords, *, grey: bool, height: int, large: bool) -> tuple[Plot, ...]:
    """Those for which something was written down, always in the same order.

    ``height`` is that of the first, in points; it goes across the page, two stand below, blood results share a row.
    In ``large`` print each has a row of its own and letters of 18 points.
    """
    style = Style.GREY if grey else Style.PRINT
    half, low = (LARGE, height) if large else ((PAGE - GAP) // 2, round(height * 0.8))
    plots = []
    if any(week.pain is not None or week.tiredness is not None for week in report.weeks):
        plots.append(_symptoms(report, dates, style, (LARGE if large else PAGE, height)))
    if any(week.done is not None for week in report.weeks):
        plots.append(_adherence(report, dates, style, (half, low)))
    if any(week.walked is not None for week in report.weeks):
        plots.append(_walking(report, dates, style, (half, low)))
    tests = len(report.blood)
    share = LARGE if large else max(120, (PAGE - GAP * (tests - 1)) // max(2, tests))
    plots += [_blood(test, results, dates, style, (share, low)) for test, results in report.blood.items()]
    return tuple(plots)


def _symptoms(report: VisitReport, dates: DateWords, style: Style, size: tuple[int, int]) -> Plot:
    pain = _line("Pain", report.weeks, lambda week: week.pain)
    tired = _line("Tiredness", report.weeks, lambda week: week.tiredness)
    first = next((value for _, value in pain.points if value is not None), None)
    notice = MEASURES["OUT-01"].notice or 0.0
    bands: tuple[Band, ...] = ()
    if first is not None:
        room = max(notice, MEASURES["OUT-01"].share * first)
        bands = (
            Band(max(0.0, first - room), min(10.0, first + room), "Less than the change in pain people usually notice"),
        )
    marks = tuple(Mark(t.on, _MARK_WORDS[t.state], t.state is TreatmentState.DONE) for t in report.treatments)
    svg = line_plot(
        (pain, tired), title="Pain and tiredness", unit="0 none to 10 worst, mean of each week", low=0, high=10,
        bands=bands, marks=marks if len(marks) <= _MOST_MARKS else (), style=style, size=size, day_words=dates.short,
    )  # fmt: skip
    return Plot("plot/symptoms", "Pain, tiredness and B12 treatment", svg, size[0])


def _adherence(report: VisitReport, dates: DateWords, style: Style, size: tuple[int, int]) -> Plot:
    bars = [Bar(dates.short(week.start), week.done, week.planned) for week in report.weeks]
    most = max([4, *(max(week.planned, week.done or 0) for week in report.weeks)])
    svg = bar_plot(
        bars, title="Sessions done of those planned", unit="sessions a week", high=most + 1, of_label="planned",
        style=style, size=size,
    )  # fmt: skip
    return Plot("plot/sessions", "Sessions done of those planned", svg, size[0])


def _walking(report: VisitReport, dates: DateWords, style: Style, size: tuple[int, int]) -> Plot:
    bars = [Bar(dates.short(week.start), week.walked, week.walks_planned or None) for week in report.weeks]
    most = max([20, *(max(week.walked or 0, week.walks_planned) for week in report.weeks)])
    svg = bar_plot(
        bars, title="Walking", unit="minutes a week", high=ceil(most * 1.15 / 10) * 10, of_label="planned",
        style=style, size=size,
    )  # fmt: skip
    return Plot("plot/walking", "Walking", svg, size[0])


def _blood(
    test: BloodTest, results: Sequence[BloodResult], dates: DateWords, style: Style, size: tuple[int, int]
) -> Plot:
    name = TEST_NAMES[test]
    values = [one.value for one in results]
    low, high = _around(min(values), max(values))
    last, unit = f"{results[-1].value:g}", results[0].unit.replace("µg", "micrograms")
    svg = line_plot(
        (Series(last, tuple((one.taken, one.value) for one in results)),), title=name, unit=unit,
        low=low, high=high, style=style, size=size, day_words=dates.short,
    )  # fmt: skip
    return Plot(f"plot/{test.value}", name, svg, size[0])


def _around(least: float, most: float) -> tuple[float, float]:
    """Room above and below, so that no change looks larger than it is: at least a fifth of the value."""
    spare = max(most - least, most * 0.2) * 0.4
    return max(0.0, least - spare), most + spare


def _line(name: str, weeks: Sequence[VisitWeek], value: Callable[[VisitWeek], float | None]) -> Series:
    points: list[tuple[date, float | None]] = [(week.start, value(week)) for week in weeks]
    return Series(name, tuple(points))

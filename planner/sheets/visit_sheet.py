"""The report for a visit on one page: plots, outcome scores, what was progressed and why."""

from __future__ import annotations

from html import unescape
from re import search
from typing import Final

from planner.care.visit_report import VisitReport
from planner.domain.library import Library
from planner.sheets.frame import Frame
from planner.sheets.options import Paper, SheetOptions
from planner.sheets.press import fits_one_page, print_page
from planner.sheets.spelling import Own
from planner.sheets.visit_plots import visit_plots
from planner.sheets.visit_words import (
    MEASURE_NAMES,
    SOURCE,
    adherence_words,
    change_name,
    conditions_words,
    outcome_words,
    treatment_words,
)

_TRIES: Final = ((165, 14, 6), (155, 10, 5), (145, 8, 4), (135, 6, 3), (120, 3, 2), (100, 1, 1))
"""Height of a plot in points, changes and remarks shown; the first that fits one page."""
_LARGE: Final = (170, 12, 6)
LONGEST_REMARK: Final = 220


def report_pdf(report: VisitReport, library: Library, *, options: SheetOptions, paper: Paper = "A4") -> bytes:
    """The report as a tagged PDF, on one page except in large print. ``paper`` is the person's own.

    ``options.parts``, ``per_page``, ``landscape`` and ``notes`` have no bearing on it.
    """
    look = options.look(paper)
    frame = Frame(options, look)
    if look.large_print:
        page, drawings = _page(report, library, frame, _LARGE)
        return print_page(page, look, drawings)
    for attempt in _TRIES[:-1]:
        page, drawings = _page(report, library, frame, attempt)
        if fits_one_page(page, look, drawings):
            return print_page(page, look, drawings)
    page, drawings = _page(report, library, frame, _TRIES[-1])
    return print_page(page, look, drawings)


def _page(
    report: VisitReport, library: Library, frame: Frame, attempt: tuple[int, int, int]
) -> tuple[str, dict[str, str | bytes]]:
    height, changes, remarks = attempt
    dates, look = frame.dates, frame.look
    plots = visit_plots(report, dates, grey=look.grey, height=height, large=look.large_print)
    said = [f"Week of {dates.short(day)}, new symptom: {text}" for day, text in reversed(report.symptoms)]
    said += [f"{dates.short(day)}: {text}" for day, text in reversed(report.notes)]
    page = frame.page(
        "report.html",
        name=Own(report.name),
        age=report.age,
        level=report.level,
        span=dates.span(report.first, report.today),
        source=SOURCE,
        conditions=conditions_words(report),
        label=report.label,
        adherence=adherence_words(report),
        treatment=(f"{report.schedule[:1].upper()}{report.schedule[1:]}. " if report.schedule else "")
        + treatment_words(report, dates),
        plots=[
            (plot.name, plot.heading, _heard(plot.svg) or f"{plot.heading}: nothing written down.", plot.width)
            for plot in plots
        ],
        outcomes=[
            (
                MEASURE_NAMES[one.measure],
                dates.short(one.last_day)
                if one.first_day == one.last_day
                else f"{dates.short(one.first_day)} to {dates.short(one.last_day)}",
                outcome_words(one),
            )
            for one in report.outcomes
        ],
        changes=[
            (dates.short(one.start), change_name(one.exercise, library), one.text) for one in report.changes[:changes]
        ],
        more_changes=max(0, len(report.changes) - changes),
        falls=report.falls,
        remarks=[Own(_short(text)) for text in said[:remarks]],
        more_remarks=max(0, len(said) - remarks),
    )
    return page, {**frame.head.drawings, **{plot.name: plot.svg for plot in plots}}


def _heard(svg: str) -> str:
    """What the plot says to those who cannot see it."""
    found = search(r"<desc[^>]*>(.*?)</desc>", svg)
    return unescape(found[1]) if found else ""


def _short(text: str) -> str:
    clean = " ".join(text.split())
    return clean if len(clean) <= LONGEST_REMARK else f"{clean[: LONGEST_REMARK - 1]}…"

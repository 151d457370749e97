"""The report for a visit in words: for its page, and as plain text to paste into a record."""

from __future__ import annotations

from typing import Final

from planner.care.visit_report import VisitOutcome, VisitReport, VisitWeek
from planner.domain.health_record import BloodTest, TreatmentState
from planner.domain.library import Library
from planner.domain.outcome_measures import MEASURES, Noticed
from planner.figures.plot_scale import number
from planner.sheets import words
from planner.sheets.dates import DateWords
from planner.sheets.spelling import american, is_american

MEASURE_NAMES: Final = {
    "OUT-01": "Pain in the last week",
    "OUT-02": "Own activities",
    "OUT-03": "Roland-Morris",
    "OUT-04": "Oswestry index",
    "OUT-08": "Tiredness in the last week",
    "OUT-09": "Unsteadiness",
    "OUT-11": "Chair stands in 30 seconds",
}
TEST_NAMES: Final = {
    BloodTest.B12: "B12",
    BloodTest.HAEMOGLOBIN: "Haemoglobin",
    BloodTest.FERRITIN: "Ferritin",
    BloodTest.FOLATE: "Folate",
}
_NOTICED: Final = {
    Noticed.SMALLER: "smaller than the change people usually notice",
    Noticed.ABOUT: "about the change people usually notice",
    Noticed.LARGER: "larger than the change people usually notice",
}
CONDITION_NAMES: Final = {
    "OP": "thin bones", "VF": "a broken bone in the spine", "MYE": "spinal cord disease, stable",
    "PN": "numb feet or legs",
    "SCI": "leg pain or worse with bending", "EXT": "worse with arching or standing", "HTN": "high blood pressure",
    "PREG": "pregnancy", "KOA": "knee pain", "WRI": "wrist pain", "SHO": "shoulder pain", "NEC": "neck pain",
    "VER": "spinning dizziness", "ORT": "dizzy on standing", "ANA": "low blood count or marked tiredness",
    "SUR": "surgery within 12 weeks", "THR": "hip replacement", "GLA": "glaucoma", "GER": "reflux",
    "FAL": "falls or fear of falling",
}  # fmt: skip
SOURCE: Final = "Written down by the person; not checked by a clinician."
LINE_LENGTH: Final = 92


def outcome_words(outcome: VisitOutcome) -> str:
    """``6 to 3 of 10, better; larger than the change people usually notice``."""
    found, measure = outcome.progress, MEASURES[outcome.measure]
    of = f" of {number(measure.high)}" if measure.notice is not None else ""
    if outcome.first_day == outcome.last_day:
        return f"{number(found.now)}{of}, measured once"
    if found.better is None:
        return f"{number(found.first)} to {number(found.now)}{of}, unchanged"
    moved = f"{number(found.first)} to {number(found.now)}{of}, {'better' if found.better else 'worse'}"
    return f"{moved}; {_NOTICED[found.noticed]}" if found.noticed else moved


def conditions_words(report: VisitReport) -> str:
    """The conditions of the newest week; without a week nothing was taken into account yet."""
    told = words.and_list(tuple(CONDITION_NAMES.get(code, code) for code in report.conditions))
    return told or ("none" if report.weeks else "no week was planned yet")


def adherence_words(report: VisitReport) -> str:
    """Sessions done of those planned in the weeks for which something was written down."""
    told = [week for week in report.weeks if week.done is not None]
    done, planned = sum(week.done or 0 for week in told), sum(week.planned for week in told)
    if not told:
        return "No sessions written down."
    share = f" ({round(100 * done / planned)} %)" if planned else ""
    weeks = f"{len(told)} of {len(report.weeks)} week{'' if len(report.weeks) == 1 else 's'}"
    return f"{done} of {planned} sessions done{share}; {weeks} written down."


def treatment_words(report: VisitReport, dates: DateWords) -> str:
    if not report.treatments:
        return "No B12 treatment dates in these weeks."
    states = {
        TreatmentState.DONE: "done",
        TreatmentState.MISSED: "missed",
        TreatmentState.MOVED: "moved",
        None: "not marked",
    }
    if len(report.treatments) > 8:
        counts = {name: sum(states[t.state] == name for t in report.treatments) for name in states.values()}
        return ", ".join(f"{count} {name}" for name, count in counts.items() if count) + "."
    return "; ".join(f"{dates.short(one.on)} {states[one.state]}" for one in report.treatments) + "."


def report_text(report: VisitReport, library: Library, *, language: str | None = None) -> str:
    """The report as plain text, lines of at most 92 letters, to paste into a record."""
    dates = DateWords(is_american(language))
    lines = [
        "BACK-CARE PLAN: SUMMARY FOR A VISIT",
        f"{report.name}, {report.age}. {dates.span(report.first, report.today)}. {SOURCE}",
        f"Level {report.level}. Taken into account: {conditions_words(report)}.",
        *((report.label,) if report.label else ()),
        f"Adherence: {adherence_words(report)}",
        *_trend("Pain (0-10, mean of the week)", report, "pain"),
        *_trend("Tiredness (0-10, mean of the week)", report, "tiredness"),
        *_trend("Walking (minutes a week)", report, "walked"),
        *_trend("Days with painkillers a week", report, "painkiller_days"),
        f"B12 treatment: {report.schedule + '. ' if report.schedule else ''}{treatment_words(report, dates)}",
    ]
    for test, results in report.blood.items():
        said = "; ".join(f"{number(one.value)} {one.unit} ({dates.full(one.taken)})" for one in results[-6:])
        lines.append(f"{TEST_NAMES[test]}: {said}.")
    lines += [f"{MEASURE_NAMES[one.measure]}: {outcome_words(one)}." for one in report.outcomes]
    if report.falls:
        lines.append(f"Weeks with a fall: {report.falls}.")
    lines += [f"New symptom, week of {dates.short(day)}: {text}" for day, text in report.symptoms]
    if report.changes:
        lines.append("Changes in the programme, newest first:")
        lines += [
            f"- {dates.short(c.start)}, {change_name(c.exercise, library)}: {c.text}" for c in report.changes[:12]
        ]
        if len(report.changes) > 12:
            lines.append(f"- and {len(report.changes) - 12} more")
    text = "\n".join(folded for line in lines for folded in _folded(line)) + "\n"
    return american(text) if dates.american else text


def change_name(exercise: str, library: Library) -> str:
    found = next((one for key, one in library.exercises.items() if key == exercise), None)
    return found.name if found else exercise


def _trend(name: str, report: VisitReport, field: str) -> tuple[str, ...]:
    values = [_shown(week, field) for week in report.weeks]
    return (f"{name}: {', '.join(values)}.",) if any(value != "-" for value in values) else ()


def _shown(week: VisitWeek, field: str) -> str:
    value = getattr(week, field)
    return "-" if value is None else number(value)


def _folded(line: str) -> list[str]:
    from textwrap import wrap

    clean = " ".join(line.split())
    indent = "  " if clean.startswith("- ") else ""
    return wrap(clean, LINE_LENGTH, subsequent_indent=indent) or [""]

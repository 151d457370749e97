"""Which parts, how they lie, in whose language; and pages of weeks made at random."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from planner.domain.diary_fields import DAY_FIELDS, WEEK_FIELDS
from planner.domain.exercise import ExerciseId
from planner.domain.health_record import TreatmentMark, TreatmentState
from planner.domain.library import Library
from planner.domain.person import Answer, EverySchedule, Profile
from planner.domain.week import Card, CareKind
from planner.sheets import words
from planner.sheets.b12_year import b12_year
from planner.sheets.dates import DateWords
from planner.sheets.diary_page import diary_of
from planner.sheets.options import Clinic, Part, SheetOptions
from planner.sheets.overview import Line, SessionView
from planner.sheets.print_week import week_pdf
from planner.sheets.session_columns import pairs_of

from .a_week import LBL_ABS, START, TEN_MINUTES, a_week
from .conftest import Print, Sheet, a_plain_drawing
from .random_weeks import a_random_week
from .well_set import faults_of

LOOKS = (
    {},
    {"paper": "Letter", "grey": True},
    {"large_print": True},
    {"landscape": True, "clinic": Clinic("Backcare Clinic", "01234 567890")},
    {"per_page": 6, "own_page": "https://planner.example.org/people/7/week"},
    {"per_page": 2, "language": "en-US", "screened": False},
)


@pytest.mark.parametrize("seed", range(1002, 1008))
def test_every_page_of_a_random_week_is_well_set(library: Library, print_sheet: Print, seed: int) -> None:
    week = a_random_week(library, seed)
    daily = {care.exercise for day in week.days for care in day.care if care.exercise}
    used = {item.exercise for _, session in week.sessions for item in session.items} | daily
    assert not list(faults_of(print_sheet(week, **LOOKS[seed % len(LOOKS)]).measured, len(used)))


def test_a_landscape_week_has_seven_columns_on_one_page(library: Library, print_sheet: Print) -> None:
    sheet = print_sheet(a_week(library), landscape=True, parts=frozenset({Part.WEEK}))
    (page,) = sheet.measured
    assert page.width > page.height
    found = {w["text"]: w for w in page.extract_words() if w["text"] in words.WEEKDAY_NAMES}
    heights = {round(found[day]["top"]) for day in words.WEEKDAY_NAMES}
    places = [found[day]["x0"] for day in words.WEEKDAY_NAMES]
    assert len(heights) == 1
    assert places == sorted(places)
    assert "Above 5 Too high: stop that exercise." in sheet.flow


def test_the_diary_asks_what_the_screen_asks_in_the_same_order(library: Library, print_sheet: Print) -> None:
    sheet = print_sheet(a_week(library), parts=frozenset({Part.DIARY}))
    places = [sheet.flow.index(field.label) for field in (*DAY_FIELDS, *WEEK_FIELDS)]
    assert places == sorted(places)
    assert sheet.flow.count("due") == 1, "Wednesday's injection"
    assert "Above 5 Too high: stop that exercise." in sheet.flow, "SAFE-03: the pain scale is on every printed sheet"


@pytest.mark.parametrize(
    ("lengths", "left", "right", "notes"),
    [
        ([9, 8, 12, 12], [(9,), (12,)], [(8,), (12,)], [0, 0]),
        ([9, 20, 9, 9, 20, 9], [(9, 9), (9, 9)], [(20,), (20,)], [0, 0]),
        ([20, 4, 4, 5], [(20,)], [(4, 4, 5)], [0]),
        ([9, 9, 14], [(9,), (14,)], [(9,), ()], [0, 7]),
        ([2], [(2,)], [()], [2]),
    ],
    ids=["alike", "short and long", "one long", "odd", "one"],
)
def test_short_sessions_stand_below_one_another_beside_a_long_one(
    lengths: list[int], left: list[tuple[int, ...]], right: list[tuple[int, ...]], notes: list[int]
) -> None:
    line = Line(1, ExerciseId("bridge"), "Bridge", "8 times", 1, "")
    sessions = [SessionView("Monday", "23 November", "7:30", "20 minutes", "Core", 4, (line,) * n) for n in lengths]
    pairs = pairs_of(sessions)
    assert [tuple(len(s.lines) for s in pair.left) for pair in pairs] == left
    assert [tuple(len(s.lines) for s in pair.right) for pair in pairs] == right
    assert [pair.notes for pair in pairs] == notes


def test_b12_is_asked_of_those_whose_week_speaks_of_it(library: Library) -> None:
    week = a_week(library)
    days = tuple(replace(day, care=tuple(c for c in day.care if c.kind is not CareKind.B12)) for day in week.days)
    told = replace(days[0], cards=(*days[0].cards, Card((), "Enough B12 comes first.", CareKind.B12.value)))
    for about, known in ((week, True), (replace(week, days=days), False), (replace(week, days=(told,)), True)):
        labels = [field.label for rows in diary_of(about).rows for field in rows.fields]
        assert ("B12 treatment" in labels) is known
        assert len(labels) == len(DAY_FIELDS) - (not known)


def test_the_diary_knows_on_which_days_a_session_is_planned(library: Library) -> None:
    page = diary_of(a_week(library))
    assert [day.session for day in page.days] == [True, True, False, True, False, True, False]
    assert [day.treatment for day in page.days] == [False, False, True, False, False, False, False]


def test_the_b12_sheet_holds_the_dates_of_the_clinic_and_the_label(
    library: Library, profile: Profile, tmp_path: Path
) -> None:
    year = b12_year(profile, START)
    options = SheetOptions(parts=frozenset({Part.B12}))
    pdf = week_pdf(a_week(library), library, a_plain_drawing, options=options, b12=year)
    (tmp_path / "b12.pdf").write_bytes(pdf)
    sheet = Sheet(pdf, tmp_path / "b12.pdf")
    assert len(sheet.measured) == 1
    for text in ("Mon 7 Dec 2026", "Mon 8 Nov 2027", LBL_ABS, "Salmon, Atlantic, cooked", "every 12 weeks"):
        assert text in sheet.flow
    assert "Target met" not in sheet.flow
    assert "micrograms" in sheet.flow
    assert "µ" not in sheet.text
    assert not list(faults_of(sheet.measured))


def test_a_treatment_every_day_becomes_a_table_of_months(profile: Profile) -> None:
    daily = replace(profile, b12=replace(profile.b12, schedule=EverySchedule("days", 1)))
    year = b12_year(daily, START)
    assert year is not None
    assert year.listed == ()
    assert [len(row.days) for row in year.months][:3] == [30, 31, 31]
    assert year.months[0].days[:22] == (False,) * 22


def test_marks_show_on_the_b12_sheet_and_liver_is_no_food_in_pregnancy(profile: Profile) -> None:
    marks = (TreatmentMark(date(2026, 12, 7), TreatmentState.DONE),)
    year = b12_year(replace(profile, pregnancy=replace(profile.pregnancy, pregnant=Answer.YES)), START, marks=marks)
    assert year is not None
    assert [one.text for one in year.listed if one.done] == ["Mon 7 Dec 2026"]
    assert not any("liver" in food.name for food in year.foods)
    assert b12_year(replace(profile, b12=replace(profile.b12, low=Answer.NO)), START) is None


def test_dates_are_written_as_the_reader_writes_them(library: Library, print_sheet: Print) -> None:
    american = DateWords(american=True)
    assert american.span(date(2026, 11, 23), date(2026, 11, 29)) == "November 23 to 29, 2026"
    assert american.span(date(2026, 12, 28), date(2027, 1, 3)) == "December 28, 2026 to January 3, 2027"
    sheet = print_sheet(a_week(library, {"mon": TEN_MINUTES}), language="en-US", parts=frozenset({Part.WEEK}))
    assert "12:00 PM" in sheet.flow
    assert "Nov 23" in sheet.flow
    with pikepdf.open(sheet.path) as pdf:
        assert str(pdf.Root.Lang) == "en-US"


def test_a_practitioners_note_stands_on_the_card(library: Library, print_sheet: Print) -> None:
    week = a_week(library, {"mon": TEN_MINUTES})
    notes = {ExerciseId("bridge"): "Only as high as is easy."}
    sheet = print_sheet(week, notes=notes, parts=frozenset({Part.EXERCISES}))
    assert "A word from your practitioner: Only as high as is easy." in sheet.flow


def test_a_document_without_any_part_is_refused(library: Library, print_sheet: Print) -> None:
    with pytest.raises(ValueError, match="Nothing is left"):
        print_sheet(a_week(library), parts=frozenset({Part.B12}))

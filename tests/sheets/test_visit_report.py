from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from planner.care.visit_report import VisitReport, visit_report
from planner.domain.diary import DayLog, Diary, SessionDiary, WeekDiary
from planner.domain.health_record import BloodResult, BloodTest, OutcomeScore, TreatmentMark, TreatmentState
from planner.domain.library import Library
from planner.domain.outcome_measures import Noticed
from planner.domain.person import Profile
from planner.domain.week import Week
from planner.exchange.profile_file import read_profile
from planner.sheets.options import Clinic, SheetOptions
from planner.sheets.visit_sheet import report_pdf
from planner.sheets.visit_words import LINE_LENGTH, report_text

from .a_week import a_week
from .conftest import Sheet
from .test_hostile_text import HOSTILE

TODAY = date(2026, 11, 25)
FIRST = date(2026, 9, 7)
BLOOD = (
    BloodResult(1, BloodTest.HAEMOGLOBIN, date(2026, 3, 1), 98, "g/L", "9.8"),
    BloodResult(2, BloodTest.HAEMOGLOBIN, date(2026, 10, 20), 121, "g/L", "121"),
    BloodResult(3, BloodTest.FERRITIN, date(2026, 10, 20), 22, "µg/L", "22"),
)
SCORES = (
    OutcomeScore(1, "OUT-01", FIRST, 6, {}),
    OutcomeScore(2, "OUT-01", TODAY, 3, {}),
    OutcomeScore(3, "OUT-11", TODAY, 11, {}),
)
MARKS = (TreatmentMark(date(2026, 9, 14), TreatmentState.DONE),)


@pytest.fixture(scope="module")
def profile() -> Profile:
    read = read_profile(Path(__file__).parents[2] / "profile.example.yaml", TODAY)
    assert isinstance(read, Profile)
    return read


@pytest.fixture(scope="module")
def weeks(library: Library) -> tuple[Week, ...]:
    one = a_week(library)
    starts = [FIRST + timedelta(weeks=n) for n in range(12)]
    return tuple(
        replace(one, start=s, days=tuple(replace(d, date=s + timedelta(days=n)) for n, d in enumerate(one.days)))
        for s in starts
    )


def a_report(profile: Profile, weeks: Sequence[Week], note: str = "", **changes: Any) -> VisitReport:
    days = [DayLog(FIRST + timedelta(days=n), pain=6 - n // 20, tiredness=5, walk_minutes=10) for n in range(0, 80, 2)]
    days[-1] = replace(days[-1], note=note)
    sessions = tuple(
        SessionDiary(week.start, session.id, "all", effort=4) for week in weeks[1:] for _, session in week.sessions[:3]
    )
    given: dict[str, Any] = {"days": days, "diary": Diary(sessions), "blood": BLOOD, "outcomes": SCORES, "marks": MARKS}
    given |= changes
    return visit_report(
        profile, weeks, given["diary"], given["days"], given["marks"], given["blood"], given["outcomes"], TODAY
    )


def test_a_week_counts_the_sessions_of_the_plan_and_means_of_the_days(
    profile: Profile, weeks: tuple[Week, ...]
) -> None:
    report = a_report(profile, weeks)
    assert [week.done for week in report.weeks] == [None] + [3] * 11
    assert [week.planned for week in report.weeks] == [4] * 11 + [3]
    assert report.weeks[0].pain == 6
    assert report.weeks[0].walked == 40
    assert report.weeks[0].walks_planned == 40


def test_without_days_the_weekly_check_in_speaks_and_without_that_the_sessions(
    profile: Profile, weeks: tuple[Week, ...]
) -> None:
    sessions = (SessionDiary(weeks[1].start, weeks[1].sessions[0][1].id, "none", pain_next_morning=7),)
    diary = Diary(sessions, (WeekDiary(weeks[0].start, walk_minutes=25, falls=True, pain_average=3.5),))
    report = a_report(profile, weeks, diary=diary, days=[])
    assert (report.weeks[0].pain, report.weeks[0].walked, report.falls) == (3.5, 25, 1)
    assert (report.weeks[1].pain, report.weeks[1].done) == (7, 0)
    assert report.weeks[2].pain is None


def test_a_score_is_compared_with_the_persons_own_first_one(profile: Profile, weeks: tuple[Week, ...]) -> None:
    pain, stands = a_report(profile, weeks).outcomes
    assert (pain.progress.better, pain.progress.noticed) == (True, Noticed.LARGER)
    assert stands.first_day == stands.last_day


@pytest.mark.parametrize("planned", [0, 1])
def test_nothing_written_down_is_still_a_report_and_draws_no_empty_plot(
    profile: Profile, weeks: tuple[Week, ...], library: Library, tmp_path: Path, planned: int
) -> None:
    empty = visit_report(profile, weeks[-planned:] if planned else (), Diary(), (), (), (), (), TODAY)
    assert len(empty.weeks) == planned
    text = report_text(empty, library)
    assert "No sessions written down." in text
    assert ("Taken into account: no week was planned yet." in text) is (planned == 0)
    (tmp_path / "empty.pdf").write_bytes(report_pdf(empty, library, options=SheetOptions()))
    sheet = Sheet(b"", tmp_path / "empty.pdf")
    assert sheet.structure.count("Figure") == 0
    assert "No pain, tiredness, sessions, walks or blood results were written down" in sheet.flow


@pytest.mark.parametrize("options", [{}, {"paper": "Letter", "grey": True, "language": "en-US"}], ids=["A4", "Letter"])
def test_the_report_is_one_page_with_words_for_every_plot(
    profile: Profile, weeks: tuple[Week, ...], library: Library, tmp_path: Path, options: dict[str, Any]
) -> None:
    report = a_report(profile, weeks, HOSTILE)
    clinic = Clinic("Hill Practice", "01234 567890")
    pdf = report_pdf(report, library, options=SheetOptions(clinic=clinic, **options))
    (tmp_path / "report.pdf").write_bytes(pdf)
    sheet = Sheet(pdf, tmp_path / "report.pdf")
    assert len(sheet.measured) == 1
    assert "larger than the change people usually notice" in sheet.flow
    assert "Absorption problem: food cannot replace your injections" in sheet.flow
    assert sheet.structure.count("Figure") == 5
    assert "Bridge went well twice" in sheet.flow
    assert "root:" not in sheet.text
    assert ("Hemoglobin" in sheet.flow) == (options.get("language") == "en-US")
    assert "No syntax or stream encoding errors found" in sheet.tool("qpdf", "--check", str(sheet.path))


def test_the_plain_text_can_be_pasted_into_a_record(
    profile: Profile, weeks: tuple[Week, ...], library: Library
) -> None:
    text = report_text(a_report(profile, weeks), library)
    assert max(map(len, text.splitlines())) <= LINE_LENGTH
    assert "Haemoglobin: 98 g/L (1 March 2026); 121 g/L (20 October 2026)." in text
    assert "Pain in the last week: 6 to 3 of 10, better; larger than the change people usually notice." in text
    assert "Adherence: 33 of 43 sessions done (77 %); 11 of 12 weeks written down." in text
    assert "Not a diagnosis" not in text
    assert "not checked" in text

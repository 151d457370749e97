from __future__ import annotations

from datetime import date, timedelta

import pytest

from planner.care.b12 import (
    LBL_ABS,
    OVERDUE,
    b12_items,
    in_first_days,
    next_date,
    overdue_date,
    reminder_dates,
    review_date,
)
from planner.care.schedule import treatment_dates
from planner.domain.person import B12, Answer, EverySchedule, LoadingPhase, PhasedSchedule, Pregnancy
from tests.care.people import a_person
from tests.people import START

YES = Answer.YES
LONG_AGO, FAR_AHEAD = date(2020, 1, 1), date(2029, 1, 1)


def injections(schedule: object, *, started: date | None = None, last: date | None = None) -> B12:
    return B12(YES, "absorption", "injections", schedule, started, last)  # type: ignore[arg-type]


def test_weeks_count_from_the_last_injection() -> None:
    b12 = injections(EverySchedule("weeks", 12), started=date(2025, 3, 3), last=date(2026, 9, 14))
    assert treatment_dates(b12, START, date(2027, 3, 31)) == (date(2026, 12, 7), date(2027, 3, 1))


def test_without_a_last_injection_they_count_from_the_first_and_include_it() -> None:
    b12 = injections(EverySchedule("days", 10), started=date(2026, 11, 20))
    assert treatment_dates(b12, date(2026, 11, 20), date(2026, 12, 10)) == (
        date(2026, 11, 20),
        date(2026, 11, 30),
        date(2026, 12, 10),
    )


def test_month_ends_clamp_and_spring_back() -> None:
    b12 = injections(EverySchedule("months", 1), last=date(2026, 12, 31))
    dates = treatment_dates(b12, date(2027, 1, 1), date(2027, 5, 31))
    assert [d.isoformat() for d in dates] == ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31"]


def test_a_leap_year_gives_february_its_29th() -> None:
    b12 = injections(EverySchedule("months", 3), last=date(2027, 11, 30))
    assert treatment_dates(b12, date(2028, 1, 1), date(2028, 3, 31)) == (date(2028, 2, 29),)


def test_three_times_a_week_for_two_weeks_and_then_every_three_months() -> None:
    schedule = PhasedSchedule((LoadingPhase(3, 2), EverySchedule("months", 3)))
    b12 = injections(schedule, started=date(2026, 11, 23))
    dates = treatment_dates(b12, LONG_AGO, date(2027, 7, 1))
    loading = [date(2026, 11, 23) + timedelta(days=n) for n in (0, 2, 4, 7, 9, 11)]
    assert list(dates) == [*loading, date(2027, 3, 4), date(2027, 6, 4)]


def test_after_loading_the_interval_runs_from_the_last_injection() -> None:
    schedule = PhasedSchedule((LoadingPhase(3, 2), EverySchedule("months", 2)))
    b12 = injections(schedule, started=date(2026, 1, 5), last=date(2026, 10, 31))
    assert next_date(b12, START) == date(2026, 12, 31)


def test_a_second_loading_phase_begins_when_the_first_has_run() -> None:
    schedule = PhasedSchedule((LoadingPhase(7, 1), LoadingPhase(1, 4), EverySchedule("months", 1)))
    b12 = injections(schedule, started=date(2026, 11, 2))
    dates = treatment_dates(b12, LONG_AGO, date(2026, 12, 31))
    assert dates[6] == date(2026, 11, 8)
    weekly = [date(2026, 11, 9) + timedelta(weeks=n) for n in range(4)]
    assert list(dates[7:]) == [*weekly, date(2026, 12, 30)]


def test_phases_that_end_stay_ended() -> None:
    b12 = injections(PhasedSchedule((LoadingPhase(2, 1),)), started=date(2026, 11, 23))
    assert treatment_dates(b12, LONG_AGO, FAR_AHEAD) == (date(2026, 11, 23), date(2026, 11, 26))


@pytest.mark.parametrize(
    "b12",
    [
        B12(Answer.NO),
        B12(YES, "diet", "not_yet", EverySchedule("days", 1), date(2026, 1, 1)),
        B12(YES, "diet", "tablets"),
        B12(YES, "diet", "tablets", EverySchedule("days", 1)),
    ],
)
def test_there_are_no_dates_without_treatment_or_a_day_to_count_from(b12: B12) -> None:
    assert treatment_dates(b12, LONG_AGO, FAR_AHEAD) == ()


def test_a_date_is_overdue_the_day_after_it_and_not_on_it() -> None:
    b12 = injections(EverySchedule("weeks", 10), last=date(2026, 9, 14))
    assert overdue_date(b12, date(2026, 11, 23)) is None
    assert overdue_date(b12, date(2026, 11, 24)) == date(2026, 11, 23)


def test_a_schedule_without_a_last_injection_is_taken_as_kept() -> None:
    assert overdue_date(injections(EverySchedule("weeks", 1), started=date(2026, 1, 1)), START) is None


def test_reminders_come_a_week_before_on_the_day_and_three_days_after() -> None:
    due = date(2026, 12, 7)
    assert reminder_dates(due) == (date(2026, 11, 30), due, date(2026, 12, 10))


def test_an_overdue_treatment_speaks_on_the_first_day_in_the_exact_words() -> None:
    person = a_person(b12=injections(EverySchedule("weeks", 10), last=date(2026, 9, 1)))
    items = b12_items(person, START)
    assert list(items) == [START]
    assert [(item.text, item.rule) for item in items[START]] == [(OVERDUE, "B12-09")]
    assert OVERDUE == (
        "Your next B12 treatment date has passed. Please contact your clinic to rebook. "
        "Do not take extra to catch up unless they tell you."
    )


def test_a_treatment_due_in_the_week_stands_on_its_day_with_a_question_three_days_later() -> None:
    person = a_person(b12=injections(EverySchedule("weeks", 12), last=date(2026, 9, 1)))
    items = b12_items(person, START)
    assert [item.text for item in items[date(2026, 11, 24)]] == [
        "B12 injection today, as your clinic set it. Tick it off when it is done."
    ]
    assert "If not" in items[date(2026, 11, 27)][0].text


def test_the_first_and_the_last_day_of_the_week_count_and_the_days_around_do_not() -> None:
    for day, inside in ((-1, False), (0, True), (6, True), (7, False)):
        due = START + timedelta(days=day)
        person = a_person(b12=injections(EverySchedule("weeks", 12), last=due - timedelta(weeks=12)))
        found = [d for d, items in b12_items(person, START).items() for i in items if "injection today" in i.text]
        assert found == ([due] if inside else [])


def test_a_word_a_week_ahead_is_for_treatments_far_apart() -> None:
    far = a_person(b12=injections(EverySchedule("weeks", 12), last=date(2026, 9, 10)))
    assert b12_items(far, START)[date(2026, 11, 26)][0].text.endswith("in a week, on Thursday 3 December.")
    near = a_person(b12=injections(EverySchedule("weeks", 1), last=date(2026, 11, 19)))
    assert list(b12_items(near, START)) == [date(2026, 11, 26)]


def test_a_week_without_a_date_names_the_next_one() -> None:
    person = a_person(b12=injections(EverySchedule("weeks", 12), last=date(2026, 10, 26)))
    assert b12_items(person, START)[START][0].text == (
        "Your next B12 injection is on Monday 18 January, as your clinic set it."
    )


def test_someone_without_b12_trouble_hears_nothing_about_it() -> None:
    assert b12_items(a_person(), START) == {}


def test_the_clinic_review_is_due_after_three_months_and_after_one_in_pregnancy() -> None:
    b12 = injections(EverySchedule("weeks", 12), started=date(2026, 8, 31))
    assert review_date(a_person(b12=b12)) == date(2026, 11, 30)
    assert review_date(a_person(b12=b12, pregnancy=Pregnancy(YES, weeks=20))) == date(2026, 9, 30)


@pytest.mark.parametrize(("days", "inside"), [(0, True), (3, True), (4, False)])
def test_the_first_hours_of_treatment_end_after_the_third_day(days: int, inside: bool) -> None:
    b12 = injections(EverySchedule("weeks", 1), started=START - timedelta(days=days))
    assert in_first_days(b12, START) is inside


def test_the_absorption_label_has_its_exact_words() -> None:
    assert LBL_ABS == "Absorption problem: food cannot replace your injections or the treatment your clinic set."

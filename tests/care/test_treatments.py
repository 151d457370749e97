"""Marks on the clinic's dates: done, missed, moved, overdue and next; and the words about a schedule and its course."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from planner.care.course import COURSE, REGIMENS, course_text, stages_now
from planner.care.schedule import schedule_words, treatment_dates
from planner.care.treatments import next_treatment, overdue_treatment, treatments, with_marks
from planner.domain.health_record import TreatmentMark, TreatmentState
from planner.domain.person import B12, B12Schedule, EverySchedule, LoadingPhase, PhasedSchedule
from tests.people import START, YES

DONE, MISSED, MOVED = TreatmentState.DONE, TreatmentState.MISSED, TreatmentState.MOVED
TWELVE_WEEKS = EverySchedule("weeks", 12)


def injections(due: date) -> B12:
    """Injections every twelve weeks, the next one on this day."""
    return B12(YES, "absorption", "injections", TWELVE_WEEKS, None, due - timedelta(weeks=12))


def mark(due: date, state: TreatmentState, moved_to: date | None = None) -> TreatmentMark:
    return TreatmentMark(due, state, moved_to)


@pytest.mark.parametrize(("days_ago", "overdue"), [(1, True), (0, False), (-1, False)])
def test_a_treatment_is_overdue_the_day_after_it_and_not_on_it(days_ago: int, overdue: bool) -> None:
    b12 = injections(START - timedelta(days=days_ago))
    assert (overdue_treatment(b12, (), START) is not None) is overdue


def test_what_is_marked_as_done_is_not_overdue_and_the_next_one_counts_from_it() -> None:
    due = START - timedelta(days=3)
    marks = (mark(due, DONE),)
    assert overdue_treatment(injections(due), marks, START) is None
    assert next_treatment(injections(due), marks, START) == due + timedelta(weeks=12)


def test_a_treatment_had_later_moves_those_after_it() -> None:
    due, had = START - timedelta(days=10), START - timedelta(days=3)
    marks = (mark(due, DONE, had),)
    assert with_marks(injections(due), marks).last_injection == had
    assert next_treatment(injections(due), marks, START) == had + timedelta(weeks=12)
    assert overdue_treatment(injections(due), marks, START) is None


def test_an_older_mark_does_not_bring_back_an_older_last_injection() -> None:
    b12 = injections(START)
    assert with_marks(b12, (mark(date(2026, 1, 5), DONE),)) == b12


def test_a_missed_treatment_is_overdue_at_once_until_a_new_date_is_noted() -> None:
    b12 = injections(START)
    assert overdue_treatment(b12, (mark(START, MISSED),), START) is not None
    moved = (mark(START, MOVED, START + timedelta(days=9)),)
    assert overdue_treatment(b12, moved, START) is None
    assert next_treatment(b12, moved, START) == START + timedelta(days=9)


@pytest.mark.parametrize(("days", "overdue"), [(0, False), (1, True)])
def test_a_moved_treatment_is_overdue_when_its_new_day_has_passed(days: int, overdue: bool) -> None:
    due = START - timedelta(days=20)
    moved = (mark(due, MOVED, START - timedelta(days=days)),)
    found = overdue_treatment(injections(due), moved, START)
    assert (found is not None) is overdue


def test_a_missed_treatment_is_not_the_next_one() -> None:
    due = START + timedelta(days=2)
    assert next_treatment(injections(due), (mark(due, MISSED),), START) == due + timedelta(weeks=12)


def test_tablets_of_every_day_are_never_overdue() -> None:
    b12 = B12(YES, "diet", "tablets", EverySchedule("days", 1), START - timedelta(weeks=3), START - timedelta(days=5))
    assert overdue_treatment(b12, (mark(START - timedelta(days=2), MISSED),), START) is None


def test_a_schedule_without_a_last_treatment_or_mark_is_taken_as_kept() -> None:
    b12 = B12(YES, "absorption", "injections", EverySchedule("weeks", 1), START - timedelta(weeks=30))
    assert overdue_treatment(b12, (), START) is None
    kept = (mark(START - timedelta(weeks=2), DONE),)
    late = overdue_treatment(b12, kept, START)
    assert late is not None
    assert late.due == START - timedelta(weeks=1)


def test_each_treatment_says_what_became_of_it() -> None:
    first = START - timedelta(weeks=24)
    b12 = injections(START - timedelta(weeks=24))
    marks = (mark(first, DONE, first + timedelta(days=1)),)
    now = with_marks(b12, marks).last_injection
    assert now == first + timedelta(days=1)
    found = treatments(b12, marks, first, START + timedelta(weeks=1), START)
    assert [(t.on, t.state, t.overdue) for t in found] == [
        (date(2026, 6, 9), DONE, False),
        (date(2026, 9, 1), None, True),
        (date(2026, 11, 24), None, False),
    ]
    moved_to = START + timedelta(days=4)
    others = (mark(START, MISSED), mark(START + timedelta(days=1), MOVED, moved_to))
    found = treatments(injections(START), others, START, START + timedelta(days=3), START)
    assert [(t.due, t.on, t.state) for t in found] == [
        (START, START, MISSED),
        (START + timedelta(days=1), moved_to, MOVED),
    ]


def test_nobody_is_told_anything_without_a_treatment() -> None:
    assert treatments(B12(YES, "diet", "not_yet"), (), START, START + timedelta(days=30), START) == ()
    assert next_treatment(B12(YES, "diet", "not_yet"), (), START) is None


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        (EverySchedule("days", 1), "every day"),
        (EverySchedule("days", 2), "every other day"),
        (EverySchedule("days", 3), "every 3 days"),
        (EverySchedule("weeks", 1), "every week"),
        (EverySchedule("months", 3), "every 3 months"),
        (PhasedSchedule((LoadingPhase(3, 2), EverySchedule("months", 3))),
         "3 times a week for 2 weeks, then every 3 months"),
        (PhasedSchedule((LoadingPhase(7, 1), EverySchedule("days", 2, 2), LoadingPhase(2, 1), LoadingPhase(1, 4))),
         "every day for 1 week, then every other day for 2 weeks, then twice a week for 1 week, "
         "then once a week for 4 weeks"),
    ],
)  # fmt: skip
def test_a_schedule_is_said_in_plain_words(schedule: B12Schedule, words: str) -> None:
    assert schedule_words(schedule) == words


def test_alternate_days_that_end_hand_over_to_the_next_phase() -> None:
    phases = PhasedSchedule((EverySchedule("days", 2, 1), EverySchedule("months", 2)))
    b12 = B12(YES, "absorption", "injections", phases, START)
    dates = treatment_dates(b12, START, START + timedelta(days=70))
    assert [(day - START).days for day in dates[:4]] == [0, 2, 4, 6]
    assert dates[4] == date(2027, 1, 29)


def test_alternate_days_run_on_until_the_clinic_changes_them() -> None:
    b12 = B12(YES, "absorption", "injections", EverySchedule("days", 2), None, START)
    assert len(treatment_dates(b12, START, START + timedelta(days=60))) == 30


def test_a_last_phase_that_ends_stays_ended() -> None:
    phases = PhasedSchedule((EverySchedule("weeks", 1, 4),))
    b12 = B12(YES, "absorption", "nasal", phases, START, START + timedelta(days=21))
    assert len(treatment_dates(b12, START, START + timedelta(days=400))) == 4


@pytest.mark.parametrize("regimen", REGIMENS, ids=lambda r: r.id)
def test_every_usual_regimen_gives_dates(regimen) -> None:  # type: ignore[no-untyped-def]
    b12 = B12(YES, "absorption", regimen.treatment, regimen.schedule, START)
    assert treatment_dates(b12, START, START + timedelta(days=400))


def test_the_usual_regimens_are_those_of_the_sources_each_once() -> None:
    assert {r.rule for r in REGIMENS} >= {f"B12-0{n}" for n in (3, 4, 5, 6, 7)}
    assert len({r.id for r in REGIMENS}) == len({r.schedule for r in REGIMENS}) == len(REGIMENS)


@pytest.mark.parametrize(
    ("weeks", "says", "not_yet"),
    [
        (0, "new red blood cells", "Haemoglobin"),
        (1, "Haemoglobin usually begins to rise", "about 8 weeks"),
        (7, "Haemoglobin usually begins to rise", "about 8 weeks"),
        (8, "about 8 weeks", "begins to rise"),
        (25, "Nerves are slower", "may stay incomplete"),
        (26, "may stay incomplete", "Nerves are slower"),
    ],
)
def test_the_expected_course_goes_by_full_weeks(weeks: int, says: str, not_yet: str) -> None:
    assert says in course_text(weeks)
    assert not_yet not in course_text(weeks)


def test_every_week_has_a_word_on_blood_or_nerves_and_none_promises() -> None:
    for weeks in range(60):
        assert stages_now(weeks)
    words = " ".join(stage.text for stage in COURSE).lower()
    assert not any(word in words for word in ("cure", "will be", "certain", "guarantee"))


def test_before_treatment_the_words_ask_for_it() -> None:
    assert "over 3 months" in course_text(None)

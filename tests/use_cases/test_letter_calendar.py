"""Which letters come on which day."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.diary import DayLog, WeekDiary
from planner.domain.health_record import TreatmentMark, TreatmentState
from planner.domain.kept import MadeBy, PersonState
from planner.domain.person import B12, Answer, EverySchedule, LoadingPhase, PhasedSchedule, QuietHours, ReminderChoices
from planner.domain.reminder import LetterChoices, LetterKind, is_quiet, local_instant
from planner.use_cases.letter_calendar import letters_between, letters_on, week_ahead_at
from planner.use_cases.letter_facts import LetterFacts
from tests.use_cases.letter_cases import MONDAY, TWO, at, done, facts, on, person, plan, sent, week

K = LetterKind
ALL_OFF_BUT_B12 = frozenset(K) - {K.B12}


def kinds(of: LetterFacts, day: int) -> list[LetterKind]:
    return [letter.kind for letter in letters_on(of, on(day)).letters]


# Sessions


def test_a_session_has_a_letter_half_an_hour_before_and_a_day_without_has_none() -> None:
    (letter,) = letters_on(facts(), on(0)).letters
    assert (letter.kind, letter.due, letter.expires) == (K.SESSION, at(0, 7), at(0, 10, 30))
    assert kinds(facts(plans=(plan(week({})),)), 0) == []


@pytest.mark.parametrize("how", ["all", "none"])
def test_a_session_that_was_written_down_has_no_letter_any_more(how: str) -> None:
    assert kinds(facts(sessions=done("mon-1", how=how)), 0) == []


@pytest.mark.parametrize("state", [PersonState.PAUSED, PersonState.STOPPED])
def test_nobody_who_is_paused_or_stopped_gets_letters(state: PersonState) -> None:
    assert letters_between(facts(person=person(state=state)), on(-7), on(20)) == ()


def test_without_an_address_there_are_no_letters() -> None:
    assert letters_between(facts(choices=ReminderChoices()), on(-7), on(20)) == ()


def test_letters_begin_again_on_the_day_that_was_chosen() -> None:
    paused = facts(letters=LetterChoices(paused_until=on(3)))
    assert kinds(paused, 0) == []
    assert kinds(paused, 3) == [K.SESSION]


def test_a_kind_that_was_switched_off_does_not_come() -> None:
    assert kinds(facts(letters=LetterChoices(off=frozenset({K.SESSION}))), 0) == []


def test_letters_come_only_on_the_days_that_were_chosen() -> None:
    chosen = facts(letters=LetterChoices(days=frozenset({"thu"})))
    assert kinds(chosen, 0) == []
    assert kinds(chosen, 3) == [K.SESSION]


@pytest.mark.parametrize(("fixed", "due"), [(time(6), at(0, 6)), (time(7, 30), at(0, 7, 30)), (time(20), at(0, 7))])
def test_a_fixed_hour_is_kept_unless_it_would_come_after_the_session(fixed: time, due: datetime) -> None:
    (letter,) = letters_on(facts(letters=LetterChoices(session_at=fixed)), on(0)).letters
    assert letter.due == due


def test_of_two_weeks_that_overlap_the_newer_one_has_the_letters() -> None:
    newer = plan(week({2: time(9)}, on(2)), number=2)
    both = facts(plans=(plan(week()), newer))
    assert kinds(both, 3) == []
    assert kinds(both, 4) == [K.SESSION]


# How many a day


def test_the_week_ahead_takes_the_place_of_the_session_letter_where_one_a_day_is_enough() -> None:
    sunday = facts(plans=(plan(week(TWO | {6: time(10)})),))
    assert kinds(sunday, 6) == [K.WEEK_AHEAD]
    two = dataclasses.replace(sunday, letters=LetterChoices(max_a_day=2))
    assert kinds(two, 6) == [K.WEEK_AHEAD, K.SESSION]


def test_a_letter_that_went_out_already_keeps_its_place() -> None:
    sunday = facts(plans=(plan(week(TWO | {6: time(10)})),))
    letter = letters_on(dataclasses.replace(sunday, letters=LetterChoices(max_a_day=2)), on(6)).letters[1]
    gone = dataclasses.replace(sunday, sent=sent(letter, at(6, 9, 30)), sessions=done("sun-1"))
    assert kinds(gone, 6) == [K.SESSION]


def test_a_week_that_was_planned_by_hand_had_its_letter_at_once() -> None:
    coming = (plan(week()), plan(week(start=on(7)), MadeBy.PERSON, 2))
    assert K.WEEK_AHEAD not in kinds(facts(plans=coming), 6)


def test_letters_about_treatments_come_on_top() -> None:
    assert kinds(facts(b12=EVERY_12_WEEKS), 0) == [K.B12, K.SESSION]


def test_a_day_never_brings_more_than_was_chosen() -> None:
    busy = facts(
        plans=(plan(week({n: time(8) for n in range(7)})), plan(week({n: time(8) for n in range(7)}, on(7)), number=2)),
        sessions=done("mon-1", "wed-1", "fri-1"),
        b12=EVERY_12_WEEKS,
    )
    for most in (1, 2, 3):
        limited = dataclasses.replace(busy, letters=LetterChoices(max_a_day=most))
        for day in range(14):
            assert sum(kind is not K.B12 for kind in kinds(limited, day)) <= most


# The week ahead


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [(None, None, at(6, 17)), ("sat", time(18), at(5, 18)), ("mon", time(9), at(0, 9)), ("sun", time(22), at(7, 7))],
)
def test_the_week_ahead_comes_at_the_chosen_hour_before_the_week(
    day: Any, hour: time | None, expected: datetime
) -> None:
    quiet = QuietHours(time(21), time(7))
    choices = ReminderChoices("sam@example.org", weekly_day=day, weekly_at=hour, quiet=quiet)
    zone = facts().zone
    assert week_ahead_at(on(7), choices, zone) == expected


# Check-ins


def test_the_weekly_check_in_comes_before_the_next_week_is_made() -> None:
    (letter,) = letters_on(facts(), on(5)).letters
    assert (letter.kind, letter.due) == (K.WEEKLY, at(5, 18))
    assert letter.due < week_ahead_at(on(7), facts().choices, facts().zone)
    assert kinds(facts(weeks={MONDAY: WeekDiary(MONDAY)}), 5) == []


def test_every_fourth_week_asks_more() -> None:
    found = [kinds(facts(plans=(plan(week(start=on(7 * n))),)), 7 * n + 5) for n in range(8)]
    assert [kind for day in found for kind in day] == ([K.WEEKLY] * 3 + [K.FOUR_WEEKLY]) * 2
    measured = facts(plans=(plan(week(start=on(21))),), measured=frozenset({on(25)}))
    assert kinds(measured, 26) == []


def test_a_check_in_rides_in_the_letter_of_a_session_on_its_day() -> None:
    saturday = facts(plans=(plan(week(TWO | {5: time(9)})),))
    found = letters_on(saturday, on(5))
    assert [letter.kind for letter in found.letters] == [K.SESSION]
    assert found.riders == (K.WEEKLY,)


def test_a_check_in_that_rode_in_a_letter_does_not_come_again_when_the_session_is_done() -> None:
    saturday = facts(plans=(plan(week(TWO | {5: time(9)})),))
    (letter,) = letters_on(saturday, on(5)).letters
    after = dataclasses.replace(saturday, sent=sent(letter, at(5, 8, 30)), sessions=done("sat-1"))
    assert K.WEEKLY not in kinds(after, 5)
    early = dataclasses.replace(saturday, sessions=done("sat-1"))
    assert kinds(early, 5) == [K.WEEKLY]


def test_the_morning_after_is_asked_only_after_a_session_that_was_done() -> None:
    assert kinds(facts(sessions=done("mon-1")), 1) == [K.MORNING]
    assert K.MORNING not in kinds(facts(sessions=done("mon-1", how="none")), 1)
    assert K.MORNING not in kinds(facts(), 1)


def test_a_morning_that_was_answered_is_not_asked_again() -> None:
    entries = done("mon-1")
    answered = {key: dataclasses.replace(entry, pain_next_morning=2) for key, entry in entries.items()}
    assert kinds(facts(sessions=answered), 1) == []
    assert kinds(facts(sessions=entries, days={on(1): DayLog(on(1), back_to_usual=True)}), 1) == []


# After a miss


def test_a_miss_has_one_letter_and_never_a_series() -> None:
    every_day = facts(plans=(plan(week({0: time(8), 2: time(8), 4: time(8)})),))
    first, third = (letters_on(every_day, on(day)).letters[0] for day in (1, 3))
    assert [first.kind, third.kind] == [K.MISS, K.MISS]
    assert first.once_key == third.once_key  # the queue sends a key once


def test_after_a_letter_about_a_miss_none_comes_for_two_weeks() -> None:
    before = facts(plans=(plan(week({0: time(8), 2: time(8), 4: time(8)})),))
    (letter,) = letters_on(before, on(1)).letters
    later = dataclasses.replace(before, sent=sent(letter, at(1, 10)), sessions=done("wed-1"))
    assert kinds(later, 5) == [K.WEEKLY]
    without = LetterChoices(off=frozenset({K.WEEKLY}))
    assert kinds(dataclasses.replace(later, letters=without), 5) == []
    assert kinds(dataclasses.replace(later, letters=without, sent={}), 5) == [K.MISS]


def test_no_word_about_a_miss_on_a_day_with_a_session_letter() -> None:
    assert kinds(facts(plans=(plan(week({0: time(8), 1: time(8)})),)), 1) == [K.SESSION]


# Treatments (B12-09)

EVERY_12_WEEKS = B12(
    Answer.YES, "absorption", "injections", EverySchedule("weeks", 12), last_injection=on(0) - timedelta(weeks=12)
)


def treatment_letters(**changes: Any) -> list[tuple[int, str]]:
    of = facts(**{"b12": EVERY_12_WEEKS, "letters": LetterChoices(off=ALL_OFF_BUT_B12)} | changes)
    return [
        ((letter.due.date() - MONDAY).days, str(letter.parameters["step"]))
        for letter in letters_between(of, on(-14), on(14))
    ]


def test_a_treatment_has_a_letter_a_week_before_on_the_day_and_three_days_after() -> None:
    assert treatment_letters() == [(-7, "before"), (0, "day"), (3, "after")]


def test_a_treatment_that_is_done_has_no_more_letters() -> None:
    mark = TreatmentMark(on(0), TreatmentState.DONE)
    assert treatment_letters(treatments={on(0): mark}) == []


def test_a_missed_treatment_is_still_asked_about() -> None:
    mark = TreatmentMark(on(0), TreatmentState.MISSED)
    assert (3, "after") in treatment_letters(treatments={on(0): mark})


def test_a_treatment_that_was_moved_has_its_letters_around_the_new_day() -> None:
    mark = TreatmentMark(on(0), TreatmentState.MOVED, on(5))
    assert treatment_letters(treatments={on(0): mark}) == [(-2, "before"), (5, "day"), (8, "after")]


def test_in_a_loading_phase_only_the_days_themselves_are_reminded_of() -> None:
    schedule = PhasedSchedule((LoadingPhase(3, 2), EverySchedule("months", 2)))
    loading = B12(Answer.YES, "absorption", "injections", schedule, started=on(0))
    found = treatment_letters(b12=loading)
    assert {step for _, step in found} == {"day"}
    assert len(found) == 6


def test_daily_tablets_are_not_reminded_of() -> None:
    tablets = B12(Answer.YES, "diet", "tablets", EverySchedule("days", 1), started=on(-30))
    assert treatment_letters(b12=tablets) == []


# Local time


def test_letters_keep_their_wall_time_over_the_change_of_the_clocks() -> None:
    spring = date(2027, 3, 22)
    of = facts(plans=(plan(week({5: time(10), 6: time(10)}, spring)),), letters=LetterChoices(max_a_day=2))
    due = [letter.due for letter in letters_between(of, spring, spring + timedelta(days=6)) if letter.kind is K.SESSION]
    assert due == [datetime(2027, 3, 27, 9, 30, tzinfo=UTC), datetime(2027, 3, 28, 8, 30, tzinfo=UTC)]


def test_a_new_zone_moves_the_letter_but_it_stays_the_same_letter() -> None:
    (here,) = letters_on(facts(), on(0)).letters
    (there,) = letters_on(facts(person=person("America/New_York")), on(0)).letters
    assert there.once_key == here.once_key
    assert there.due - here.due == timedelta(hours=5)


@given(
    st.sampled_from(sorted(available_timezones() - {"localtime", "Factory"})),
    st.dates(date(2026, 1, 1), date(2030, 12, 31)),
    st.integers(0, 24 * 60 - 1),
    st.integers(0, 120),
    st.sampled_from([None, QuietHours(time(21), time(7)), QuietHours(time(12), time(14))]),
)
@settings(max_examples=150, deadline=None)
def test_in_every_zone_a_session_letter_comes_before_its_session_and_outside_quiet_hours(
    zone: str, start: date, minute: int, before: int, quiet: QuietHours | None
) -> None:
    at_time = time(*divmod(minute, 60))
    of = facts(
        person=person(zone),
        plans=(plan(week({3: at_time}, start, zone)),),
        choices=ReminderChoices("sam@example.org", session_minutes_before=before, quiet=quiet),
        letters=LetterChoices(off=frozenset({K.WEEK_AHEAD})),
    )
    day = start + timedelta(days=3)
    (letter,) = [each for each in letters_on(of, day).letters if each.kind is K.SESSION]
    begins = local_instant(day, at_time, of.zone)
    assert letter.due <= begins
    assert letter.expires == begins + timedelta(hours=3)
    assert quiet is None or not is_quiet(letter.due.astimezone(of.zone).time(), quiet)


def test_quiet_hours_move_a_check_in_to_their_end() -> None:
    late = ReminderChoices("sam@example.org", quiet=QuietHours(time(17), time(8)))
    (letter,) = letters_on(facts(choices=late), on(5)).letters
    assert letter.due == at(6, 8)

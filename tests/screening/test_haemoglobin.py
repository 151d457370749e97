"""HB-01 to HB-05: bands, ages of readings, and RED-10b by numbers."""

from __future__ import annotations

from datetime import date

import pytest

from planner.domain.person import Haemoglobin
from planner.domain.week import Caps, StopState
from planner.screening.haemoglobin import band_of, counted_value, is_fresh

FRESH = date(2026, 11, 1)
OLD = date(2026, 8, 1)


def reading(value: float, measured: date | None = FRESH) -> Haemoglobin:
    return Haemoglobin(value, measured)


@pytest.mark.parametrize(
    ("value", "state"),
    [(69.9, StopState.SAME_DAY), (70, StopState.CLEARANCE), (79.9, StopState.CLEARANCE)],
)
def test_below_80_stops_and_below_70_is_for_today(clinic, value, state):
    stopped = clinic.stopped(clinic.person(haemoglobin=reading(value)))
    assert (stopped.state, stopped.flags) == (state, ("RED-10b",))


@pytest.mark.parametrize(
    ("value", "ana", "amber", "caps"),
    [
        (80, True, True, Caps(hold_seconds=10, effort=4, level=2, session_minutes=15)),
        (99.9, True, True, Caps(hold_seconds=10, effort=4, level=2, session_minutes=15)),
        (100, False, True, Caps(effort=5)),
        (109.9, False, True, Caps(effort=5)),
        (110, False, False, Caps()),
        (150, False, False, Caps()),
    ],
)
def test_each_band_has_its_condition_flag_and_caps(clinic, value, ana, amber, caps):
    passed = clinic.passed(clinic.person(haemoglobin=reading(value)))
    assert ("ANA" in passed.conditions, "AMB-06" in passed.flags, passed.caps) == (ana, amber, caps)


@pytest.mark.parametrize(
    ("sex", "value", "band"),
    [
        ("female", 119.9, "HB-04"), ("female", 120, None),
        ("male", 129.9, "HB-04"), ("male", 130, None),
        ("not said", 129.9, "HB-04"), ("not said", 130, None),
        ("female", 109.9, "HB-03"), ("male", 99.9, "HB-02"), ("male", 79.9, "HB-01"),
    ],
)  # fmt: skip
def test_the_upper_band_depends_on_sex(safety, sex, value, band):
    found = band_of(value, safety.haemoglobin, sex)
    assert (found.id if found else None) == band


@pytest.mark.parametrize(
    ("today", "measured", "fresh"),
    [
        (date(2026, 11, 23), date(2026, 8, 24), True),
        (date(2026, 11, 23), date(2026, 8, 23), False),
        (date(2026, 5, 31), date(2026, 3, 1), True),
        (date(2026, 5, 31), date(2026, 2, 28), False),
        (date(2026, 2, 10), date(2025, 11, 11), True),
        (date(2026, 2, 10), date(2025, 11, 10), False),
        (date(2026, 11, 23), date(2026, 11, 23), True),
    ],
)
def test_a_reading_is_fresh_until_it_is_three_months_old(safety, today, measured, fresh):
    assert is_fresh(reading(120, measured), safety.haemoglobin, today) is fresh


@pytest.mark.parametrize("measured", [OLD, None])
def test_an_old_low_reading_keeps_its_band_and_any_other_is_unknown(clinic, safety, measured):
    assert counted_value(reading(109.9, measured), safety.haemoglobin, clinic.start) == 109.9
    assert counted_value(reading(110, measured), safety.haemoglobin, clinic.start) is None


def test_an_old_reading_below_80_still_stops(clinic):
    assert clinic.stopped(clinic.person(haemoglobin=reading(75, OLD))).flags == ("RED-10b",)


def test_an_unknown_value_stops_nobody_and_nobody_has_to_guess(clinic):
    passed = clinic.passed(clinic.person(haemoglobin=None))
    assert (passed.flags, passed.conditions) == ((), ())


def test_the_clinics_agreement_below_80_leaves_the_limits_of_the_next_band(clinic):
    person = clinic.person(haemoglobin=reading(75), clearance=clinic.cleared("RED-10b"))
    passed = clinic.passed(person)
    assert passed.flags == ("RED-10b", "AMB-06")
    assert passed.conditions == ("ANA",)
    assert (passed.caps.effort, passed.caps.session_minutes) == (4, 15)


def test_no_clearance_opens_a_plan_below_70(clinic):
    person = clinic.person(haemoglobin=reading(69), clearance=clinic.cleared("RED-10b"))
    assert clinic.stopped(person).state is StopState.SAME_DAY

"""Answers that clash and are not refused at the door: the one that restricts more always counts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from planner.domain.person import (
    B12,
    Activity,
    Answer,
    BackPain,
    BloodPressure,
    Haemoglobin,
    HipReplacement,
    Numbness,
    Pregnancy,
    RedFlagAnswer,
    WorseWith,
)
from planner.domain.week import Stopped, StopState
from planner.screening.conditions import leg_pain_with_arching, pregnant_weeks, recent_hip

YES, NO = Answer.YES, Answer.NO


def test_no_operation_and_a_new_hip_last_month_is_an_operation(clinic):
    person = clinic.person(
        surgery_within_12_weeks=NO, hip_replacement=HipReplacement(YES, clinic.start - timedelta(days=30))
    )
    assert clinic.stopped(person).flags == ("RED-19",)


def test_pressure_that_is_not_high_and_a_high_reading_is_high(clinic):
    person = clinic.person(blood_pressure=BloodPressure(NO, NO, 150, 80))
    assert clinic.passed(person).conditions == ("HTN",)


def test_treatment_not_yet_and_a_date_of_treatment_is_not_yet(clinic):
    b12 = B12(YES, "diet", "not_yet", None, clinic.start - timedelta(days=400), clinic.start - timedelta(days=100))
    assert "AMB-07" in clinic.passed(clinic.person(b12=b12)).flags


def test_low_b12_denied_and_treatment_begun_last_week_is_a_beginning(clinic):
    b12 = B12(NO, None, "tablets", None, clinic.start - timedelta(days=7))
    assert "AMB-07" in clinic.passed(clinic.person(b12=b12)).flags


def test_an_injection_before_the_treatment_began_leaves_the_later_beginning(clinic):
    b12 = B12(YES, "diet", "injections", None, clinic.start - timedelta(days=7), clinic.start - timedelta(days=90))
    assert "AMB-07" in clinic.passed(clinic.person(b12=b12)).flags


def test_nothing_numb_and_not_sure_whether_it_grows_stops(clinic):
    person = clinic.person(numbness=Numbness((), "not sure", YES))
    assert clinic.stopped(person).flags == ("RED-04",)


def test_a_warning_sign_about_numbness_stops_whatever_the_map_shows(clinic):
    person = clinic.person(numbness=Numbness((), None, YES), red_flags=(RedFlagAnswer("RED-04b", YES),))
    assert clinic.stopped(person).state is StopState.CLEARANCE


def test_a_warning_sign_of_pregnancy_stops_whoever_says_not_to_be_pregnant(clinic):
    person = clinic.person(pregnancy=Pregnancy(NO), red_flags=(RedFlagAnswer("RED-16", YES),))
    assert clinic.stopped(person).state is StopState.EMERGENCY


@pytest.mark.parametrize("activity", [Activity(0, 200), Activity(7, 0)])
def test_minutes_without_days_and_days_without_minutes_are_inactive(clinic, library, activity):
    person = clinic.person(conditions=frozenset({"heart"}), activity=activity)
    assert isinstance(clinic.screen(person), Stopped)


def test_pain_that_is_less_on_average_than_now_does_not_calm_the_pain_of_now(clinic):
    person = clinic.person(back_pain=BackPain(8, NO, WorseWith.NEITHER, worst=2, average=1))
    assert "AMB-24" in clinic.passed(person).flags


def test_a_word_under_both_sure_and_not_sure_is_a_yes(clinic):
    person = clinic.person(conditions=frozenset({"vertigo"}), conditions_not_sure=frozenset({"vertigo"}))
    assert clinic.passed(person).conditions == ("VER",)


def test_an_operation_elsewhere_is_no_new_hip(clinic):
    person = clinic.person(surgery_within_12_weeks=YES, hip_replacement=HipReplacement(NO))
    assert recent_hip(
        clinic.person(hip_replacement=HipReplacement(YES), surgery_within_12_weeks=YES), clinic.safety, clinic.start
    )
    assert not recent_hip(person, clinic.safety, clinic.start)


def test_weeks_count_only_in_a_pregnancy(clinic):
    assert pregnant_weeks(clinic.person(pregnancy=Pregnancy(YES, 8))) == 8
    assert pregnant_weeks(clinic.person(pregnancy=Pregnancy(NO, 8))) is None


@pytest.mark.parametrize(("below_knee", "counts"), [(YES, True), (Answer.NOT_SURE, True), (NO, False)])
def test_only_pain_below_the_knee_is_leg_pain(clinic, below_knee, counts):
    pain = BackPain(3, below_knee, WorseWith.ARCHING_OR_STANDING)
    assert leg_pain_with_arching(clinic.person(back_pain=pain)) is counts


def test_a_doubt_stays_one_where_the_number_says_the_same(clinic):
    person = clinic.person(
        red_flags=(RedFlagAnswer("RED-10b", Answer.NOT_SURE),),
        haemoglobin=Haemoglobin(75, clinic.start - timedelta(days=7)),
    )
    stopped = clinic.stopped(person)
    assert stopped.state is StopState.CLEARANCE
    assert stopped.message.endswith(clinic.safety.messages["MSG-NOTSURE"])

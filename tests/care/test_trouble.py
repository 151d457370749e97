from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.care.trouble import Facts, TroubleKind, troubles_of
from planner.domain.health_record import TreatmentMark, TreatmentState
from planner.domain.kept import PersonState
from planner.domain.person import B12, Answer, Clearance, EverySchedule, Profile
from tests.people import a_person

TODAY = date(2026, 11, 22)
CLEARANCE_DAYS = 84
ACTIVE = Facts(PersonState.ACTIVE, a_person(), last_logged=TODAY, planned_from=TODAY)


def kinds(facts: Facts) -> list[TroubleKind]:
    return [trouble.kind for trouble in troubles_of(facts, TODAY, CLEARANCE_DAYS)]


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def cleared(days: int) -> Profile:
    return replace(a_person(), clearance=Clearance(days_ago(days), "GP", "none", ("RED-19",)))


def test_somebody_who_does_well_has_no_trouble() -> None:
    assert kinds(ACTIVE) == []


@pytest.mark.parametrize(("pain", "days", "shown"), [(5, 0, False), (6, 0, True), (6, 6, True), (6, 7, False)])
def test_pain_above_five_shows_for_seven_days(pain: int, days: int, shown: bool) -> None:
    assert kinds(replace(ACTIVE, pains={days_ago(days): pain})) == ([TroubleKind.PAIN] if shown else [])


@pytest.mark.parametrize(("days", "shown"), [(6, False), (7, True)])
def test_seven_silent_days_show(days: int, shown: bool) -> None:
    silent = replace(ACTIVE, last_logged=days_ago(days), planned_from=days_ago(30))
    assert kinds(silent) == ([TroubleKind.SILENT] if shown else [])


def test_a_plan_that_has_just_begun_is_not_silent_and_a_paused_one_never_is() -> None:
    assert kinds(replace(ACTIVE, last_logged=None, planned_from=days_ago(6))) == []
    assert kinds(replace(ACTIVE, last_logged=None, planned_from=None)) == []
    paused = replace(ACTIVE, state=PersonState.PAUSED, last_logged=days_ago(60))
    assert kinds(paused) == []


@pytest.mark.parametrize(("days", "text"), [(69, ""), (70, "lapses on"), (84, "lapses on"), (85, "lapsed on")])
def test_a_clearance_shows_two_weeks_before_it_lapses(days: int, text: str) -> None:
    found = troubles_of(replace(ACTIVE, profile=cleared(days)), TODAY, CLEARANCE_DAYS)
    assert [text in trouble.text for trouble in found] == ([True] if text else [])


def test_an_overdue_treatment_shows_until_it_is_marked() -> None:
    b12 = B12(Answer.YES, "absorption", "injections", EverySchedule("weeks", 12), last_injection=days_ago(85))
    person = replace(a_person(), b12=b12)
    assert kinds(replace(ACTIVE, profile=person)) == [TroubleKind.B12]
    done = TreatmentMark(days_ago(1), TreatmentState.DONE)
    assert kinds(replace(ACTIVE, profile=person, marks=(done,))) == []


def test_the_newest_trouble_comes_first() -> None:
    both = replace(ACTIVE, profile=cleared(75), pains={days_ago(2): 8})
    assert kinds(both) == [TroubleKind.PAIN, TroubleKind.CLEARANCE]


def test_a_stop_stands_alone() -> None:
    stopped = replace(ACTIVE, state=PersonState.STOPPED, stopped_on=days_ago(3), pains={TODAY: 9})
    (only,) = troubles_of(stopped, TODAY, CLEARANCE_DAYS)
    assert (only.kind, only.since) == (TroubleKind.STOPPED, days_ago(3))
    assert "Thursday 19 November" in only.text

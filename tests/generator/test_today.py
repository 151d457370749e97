"""Today's session: what pain and tiredness change in it, and that it never becomes more than was planned."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.domain.library import Library
from planner.domain.person import Bones, Profile
from planner.domain.week import Session, Week
from planner.generator.bias import LOW_ENERGY, RESTORATIVE
from planner.generator.facts import facts_of
from planner.generator.pieces import is_breathing
from planner.generator.problem import WeekProblem
from planner.generator.today import Feeling, FittedToday, fit_today
from planner.screening.gate import screen
from planner.screening.outcome import Passed
from planner.screening.tables import SafetyTables
from tests.generator.conftest import WeekOf
from tests.generator.people import NO, START, YES, desk_worker, person

PEOPLE = {
    "plain": person(),
    "desk worker": desk_worker(),
    "thin bones at seventy": person(age=70, bones=Bones(YES, NO, NO, NO)),
}


@pytest.fixture
def fitted(week_of: WeekOf, library: Library, safety: SafetyTables):  # type: ignore[no-untyped-def]
    def make(profile: Profile, pain: int, tiredness: int, usual: int = 3) -> tuple[Session, FittedToday, WeekProblem]:
        week, problem = week_of(profile)
        number, session = last_session(week)
        now = replace(profile, tiredness=tiredness, back_pain=replace(profile.back_pain, now=pain))
        passed = screen(now, library, safety, START)
        assert isinstance(passed, Passed)
        return session, fit_today(problem, passed, session, Feeling(pain, tiredness, usual), number), problem

    return make


def last_session(week: Week) -> tuple[int, Session]:
    return [(number, s) for number, day in enumerate(week.days) for s in day.sessions][-1]


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize(("pain", "tiredness"), [(0, 0), (2, 3), (5, 2)])
def test_an_ordinary_day_leaves_the_session_as_planned(who: str, pain: int, tiredness: int, fitted) -> None:  # type: ignore[no-untyped-def]
    planned, today, _ = fitted(PEOPLE[who], pain, tiredness)
    assert today.session == planned
    assert not today.changed
    assert today.told


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize(("pain", "tiredness"), [(3, 5), (3, 7), (2, 9), (6, 2), (7, 6), (9, 1), (10, 10)])
def test_today_is_never_more_than_was_planned(who: str, pain: int, tiredness: int, fitted) -> None:  # type: ignore[no-untyped-def]
    planned, today, problem = fitted(PEOPLE[who], pain, tiredness)
    assert today.changed
    assert all(text.strip().endswith(".") for text in today.told)
    assert today.session is not None
    before, after = facts_of(problem, planned), facts_of(problem, today.session)
    assert today.session.minutes <= planned.minutes
    assert after.sets <= before.sets
    assert after.load <= before.load
    assert after.strength <= before.strength


@pytest.mark.parametrize("who", PEOPLE)
def test_a_yellow_day_keeps_the_core_at_about_two_thirds_and_effort_five(who: str, fitted) -> None:  # type: ignore[no-untyped-def]
    planned, today, problem = fitted(PEOPLE[who], 3, 5)
    facts = facts_of(problem, today.session)
    assert facts.core
    assert facts.highest_effort <= 5
    assert 0.4 * planned.minutes <= today.session.minutes <= 0.78 * planned.minutes
    assert "FAT-02" in today.told[0]


@pytest.mark.parametrize("who", PEOPLE)
def test_an_orange_day_has_ten_minutes_of_the_easy_routines(who: str, fitted) -> None:  # type: ignore[no-untyped-def]
    _, today, problem = fitted(PEOPLE[who], 3, 8)
    assert today.session.minutes <= 10
    assert facts_of(problem, today.session).highest_effort <= 3
    assert {block.routine for block in today.session.blocks} <= {*LOW_ENERGY, None}
    assert "FAT-03" in today.told[0]


@pytest.mark.parametrize("who", PEOPLE)
def test_a_red_day_is_breathing_only(who: str, fitted, library: Library) -> None:  # type: ignore[no-untyped-def]
    _, today, _ = fitted(PEOPLE[who], 2, 9)
    assert all(is_breathing(library.exercises[item.exercise]) for item in today.session.items)
    assert "FAT-04" in today.told[0]


@pytest.mark.parametrize(("pain", "usual"), [(8, 7), (9, 3), (6, 3), (7, 2)])
def test_a_flare_asks_for_restful_work(pain: int, usual: int, fitted, library: Library) -> None:  # type: ignore[no-untyped-def]
    _, today, _ = fitted(PEOPLE["plain"], pain, 2, usual)
    assert all(
        block.routine in RESTORATIVE or all(is_breathing(library.exercises[i.exercise]) for i in block.items)
        for block in today.session.blocks
    )
    assert "AMB-24" in today.told[0]


def test_pain_above_five_that_is_near_the_usual_makes_a_short_easy_session(fitted) -> None:  # type: ignore[no-untyped-def]
    _, today, problem = fitted(PEOPLE["plain"], 6, 2, 5)
    assert today.session.minutes <= 10
    assert facts_of(problem, today.session).highest_effort <= 3
    assert "PAIN-01" in today.told[0]


def test_a_good_day_in_a_tired_week_brings_no_more_than_the_plan(
    week_of: WeekOf, library: Library, safety: SafetyTables
) -> None:
    tired = person(tiredness=5)
    week, problem = week_of(tired)
    number, session = last_session(week)
    passed = screen(replace(tired, tiredness=0), library, safety, START)
    assert isinstance(passed, Passed)
    assert fit_today(problem, passed, session, Feeling(1, 0, 3), number).session == session

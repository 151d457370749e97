"""A kept week put onto other people's days."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.domain.edits import UseTemplate
from planner.domain.person import DayOffer
from planner.domain.week import Session
from planner.generator.check import check_week
from planner.generator.edit import Edited, change_week
from planner.generator.outcome import NotAllowed
from tests.generator.conftest import WeekOf
from tests.generator.people import NO, START, person, varied


def sessions_of(week_of: WeekOf, **changes: object) -> tuple[Session, ...]:
    week, _problem = week_of(person(**changes))
    return tuple(session for _day, session in week.sessions)


def test_a_persons_own_week_goes_back_on_as_it_is(week_of: WeekOf) -> None:
    week, problem = week_of(person())
    outcome = change_week(week, UseTemplate(sessions_of(week_of)), problem, START)
    assert isinstance(outcome, Edited)
    assert [[i.exercise for i in s.items] for _d, s in outcome.week.sessions] == [
        [i.exercise for i in s.items] for _d, s in week.sessions
    ]
    assert {pin.session for pin in outcome.edits.pinned} == {s.id for _d, s in week.sessions}


def test_what_somebody_should_not_do_gives_way_and_is_told(week_of: WeekOf) -> None:
    sessions = sessions_of(week_of)
    week, problem = week_of(person(floor=NO))
    refused = set(problem.passed.exercises.refused)
    assert refused & {item.exercise for session in sessions for item in session.items}
    outcome = change_week(week, UseTemplate(sessions, "prefer"), problem, START)
    assert isinstance(outcome, Edited)
    assert not refused & {item.exercise for _d, session in outcome.week.sessions for item in session.items}
    assert check_week(outcome.week, problem) == ()


def test_sessions_that_are_too_long_for_the_day_are_cut_and_never_run_over(week_of: WeekOf) -> None:
    sessions = sessions_of(week_of)
    short = {day: replace(offer, minutes=8) for day, offer in person().days.items()}
    week, problem = week_of(person(days=short))
    outcome = change_week(week, UseTemplate(sessions, "around"), problem, START)
    if isinstance(outcome, Edited):
        assert all(session.minutes <= 8 for _d, session in outcome.week.sessions)
        assert check_week(outcome.week, problem) == ()
    else:
        assert isinstance(outcome, NotAllowed)
        assert outcome.breaches


def test_a_template_of_nothing_changes_nothing(week_of: WeekOf) -> None:
    week, problem = week_of(person())
    assert isinstance(change_week(week, UseTemplate(()), problem, START), NotAllowed)


@pytest.mark.parametrize("seed", [3, 11, 24, 37])
def test_preferring_a_template_always_leads_to_a_week_that_passes(week_of: WeekOf, seed: int) -> None:
    sessions = sessions_of(week_of, days={"mon": DayOffer(25, person().days["mon"].at)})
    week, problem = week_of(varied(seed))
    outcome = change_week(week, UseTemplate(sessions, "prefer"), problem, START)
    assert isinstance(outcome, Edited)
    assert check_week(outcome.week, problem) == ()

"""A red flag among the new symptoms of the last week: no plan from the files either."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from planner.domain.diary import Diary, SessionDiary
from planner.domain.person import Clearance, Profile
from planner.domain.week import SessionId, StopState
from planner.exchange.profile_file import read_profile
from planner.use_cases.diary_stop import stop_in_diary
from planner.use_cases.make_week import Content, History
from tests.use_cases.conftest import PROFILE
from tests.use_cases.letter_cases import MONDAY, on, week

NEXT = on(7)


@pytest.fixture
def profile(content: Content) -> Profile:
    read = read_profile(PROFILE, NEXT, content.library)
    assert not isinstance(read, tuple)
    return read


def history(*symptoms: str, of: date = MONDAY) -> History:
    entry = SessionDiary(of, SessionId("mon-1"), "all", new_symptoms=symptoms)
    weeks = (week(), *((week(start=of),) if of != MONDAY else ()))
    return History(weeks, Diary((entry,)))


@pytest.mark.parametrize(
    ("symptoms", "state"),
    [
        (("RED-01",), StopState.EMERGENCY),
        (("a foot that drops (RED-02)",), StopState.SAME_DAY),
        (("RED-08", "RED-15"), StopState.SAME_DAY),
    ],
)
def test_a_red_flag_in_the_diary_of_the_last_week_stops(
    profile: Profile, content: Content, symptoms: tuple[str, ...], state: StopState
) -> None:
    stop = stop_in_diary(profile, content, history(*symptoms), NEXT)
    assert stop is not None
    assert stop.state is state


@pytest.mark.parametrize("symptoms", [(), ("a stiff neck",), ("PAIN-06",), ("RED-99",)])
def test_anything_else_does_not(profile: Profile, content: Content, symptoms: tuple[str, ...]) -> None:
    assert stop_in_diary(profile, content, history(*symptoms), NEXT) is None


def test_an_older_week_was_followed_by_another_screening(profile: Profile, content: Content) -> None:
    told = history("RED-01")
    later = dataclasses.replace(told, weeks=(*told.weeks, week(start=NEXT)))
    assert stop_in_diary(profile, content, told, on(14)) is not None
    assert stop_in_diary(profile, content, later, on(14)) is None


@pytest.mark.parametrize(("day", "covers", "opens"), [(1, "RED-01", True), (-1, "RED-01", False), (1, "RED-02", False)])
def test_a_clearance_after_the_sign_that_names_it_opens_the_plan(
    profile: Profile, content: Content, day: int, covers: str, opens: bool
) -> None:
    agreed = dataclasses.replace(profile, clearance=Clearance(on(day), "doctor", "", (covers,)))
    assert (stop_in_diary(agreed, content, history("RED-01"), NEXT) is None) is opens

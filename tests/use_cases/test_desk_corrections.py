"""What a clinician corrects about a plan under way counts at once: judged again, and the rest of the week with it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from planner.domain.account import AccountId
from planner.domain.edits import Pin, Replan
from planner.domain.exercise import ExerciseId, Level
from planner.domain.kept import MadeBy, PersonState
from planner.domain.week import Stopped
from planner.screening.restrict import may_override
from planner.use_cases.edit_week import WeekChanged, change_week
from planner.use_cases.intake import draft_of
from planner.use_cases.lapse import end_lapsed
from planner.use_cases.letter_facts import read_week
from planner.use_cases.plan_again import PlannedAgain
from planner.use_cases.practice import NotAllowed, found_practice
from planner.use_cases.programme import (
    Corrected,
    NoClearance,
    admit_exercise,
    correct_level,
    record_agreement,
    take_back_exercise,
)
from planner.use_cases.take_clearance import Agreement
from tests.use_cases.conftest import Desk
from tests.use_cases.letter_cases import DOMAIN, MONDAY, at, on
from tests.use_cases.test_lapse import change, refused_of_week

WEDNESDAY = at(2, 9)
SORE = {"knee": 8, "wrist": 8, "shoulder": 8, "neck": 8}
NOTHING_WRONG: dict[str, Any] = {
    "numbness": {"areas": []},
    "b12": {"low": "no"},
    "bones": {"thin": "no", "small_fall_fracture": "no", "lost_height": "no", "spine_fracture": "no"},
    "back_pain": {"now": 1, "below_knee": "no", "worse_with": "neither"},
    "tiredness": 1,
}
AGREED = Agreement(on(0) - timedelta(days=10), "physiotherapist", "")


@pytest.fixture
def ola(desk: Desk) -> AccountId:
    """At work in the practice that looks after Sam."""
    with desk.storage.writing() as uow:
        account = uow.accounts.get_or_add("ola@example.org", desk.now)
        uow.commit()
    me = found_practice(desk.storage, account.id, "High Street", "Ola Berg", "physiotherapist")
    assert not isinstance(me, NotAllowed)
    with desk.storage.writing() as uow:
        uow.practices.give_access(me.practice.id, desk.person, desk.now)
        uow.commit()
    return account.id


def agree(desk: Desk, ola: AccountId, *covers: str, agreement: Agreement = AGREED, now: Any = WEDNESDAY) -> None:
    outcome = record_agreement(
        desk.storage, ola, desk.person, agreement, covers or ("KOA",), (), desk.content, now, DOMAIN
    )
    assert isinstance(outcome, Corrected)
    assert isinstance(outcome.plan, PlannedAgain)


def admit(desk: Desk, ola: AccountId, exercise: str, now: Any = WEDNESDAY) -> Corrected | NoClearance | NotAllowed:
    return admit_exercise(desk.storage, ola, desk.person, ExerciseId(exercise), "went well", desk.content, now, DOMAIN)


def coming(desk: Desk, since: int) -> set[str]:
    """The exercises of the sessions from this day of the week on."""
    return {i.exercise for d, s in read_week(desk.weeks()[-1]).sessions if d.date >= on(since) for i in s.items}


def overrides(desk: Desk) -> list[str]:
    return [o["exercise"] for o in draft_of(desk.kept()).get("overrides") or []]


def test_an_exercise_is_admitted_only_under_a_clearance_that_holds(desk: Desk, ola: AccountId) -> None:
    refused = next(left.exercise for left in read_week(desk.weeks()[-1]).left_out if may_override(left.reasons))
    assert isinstance(admit(desk, ola, refused), NoClearance)
    lapsed = {"date": (on(2) - timedelta(days=85)).isoformat(), "role": "GP", "limits": "", "for": ["KOA"]}
    change(desk, clearance=lapsed)
    assert isinstance(admit(desk, ola, refused), NoClearance)
    assert overrides(desk) == []
    change(desk, clearance=lapsed | {"date": (on(2) - timedelta(days=84)).isoformat()})
    assert isinstance(admit(desk, ola, refused), Corrected)
    assert overrides(desk) == [refused]


def test_a_lower_level_takes_what_is_too_hard_from_the_rest_of_the_week(desk: Desk, ola: AccountId) -> None:
    library = desk.content.library.exercises
    change(desk, **NOTHING_WRONG)
    for level, now in ((Level.ADVANCED, at(0, 6)), (Level.BEGINNER, WEDNESDAY)):
        outcome = correct_level(desk.storage, ola, desk.person, level, desk.content, now, DOMAIN)
        assert isinstance(outcome, Corrected)
        assert outcome.plan == PlannedAgain((MONDAY,))
        levels = {library[ExerciseId(e)].level for e in coming(desk, (now.date() - MONDAY).days)}
        assert (max(levels) > 2) is (level is Level.ADVANCED)
    kept = desk.weeks()[-1]
    assert (kept.made_by, kept.sequence) == (MadeBy.PRACTITIONER, 2)


def test_a_level_that_stays_as_it_is_leaves_the_week_alone(desk: Desk, ola: AccountId) -> None:
    outcome = correct_level(desk.storage, ola, desk.person, Level.BEGINNER, desk.content, WEDNESDAY, DOMAIN)
    assert isinstance(outcome, Corrected)
    assert outcome.plan == PlannedAgain(())
    assert len(desk.weeks()) == 1
    assert desk.weeks()[0].sequence == 0


def test_an_exercise_taken_back_leaves_the_rest_of_the_week(desk: Desk, ola: AccountId) -> None:
    (one, *_) = admitted = sorted(with_overrides(desk))
    assert one in coming(desk, 2)
    outcome = take_back_exercise(desk.storage, ola, desk.person, ExerciseId(one), desk.content, WEDNESDAY, DOMAIN)
    assert isinstance(outcome, Corrected)
    assert one not in coming(desk, 2)
    assert overrides(desk) == admitted[1:]


def test_a_clearance_given_in_the_middle_of_the_week_holds_for_the_rest_of_it(desk: Desk, ola: AccountId) -> None:
    spine = {"diagnosis": "yes", "surgery": "no", "myelopathy": "yes"}
    old = {"date": (MONDAY - timedelta(days=80)).isoformat(), "role": "GP", "limits": "", "for": ["MYE"]}
    change(desk, spine=spine, clearance=old)
    agree(desk, ola, "MYE", agreement=Agreement(on(2), "GP", ""))
    assert desk.kept().state is PersonState.ACTIVE
    again = change_week(desk.storage, desk.account, desk.person, MONDAY, Replan(), desk.content, at(3, 9), DOMAIN)
    assert isinstance(again, WeekChanged)
    assert desk.kept().state is PersonState.ACTIVE


def test_answers_that_pass_no_more_stop_the_plan_at_the_desk_too(desk: Desk, ola: AccountId) -> None:
    change(desk, spine={"diagnosis": "yes", "surgery": "no", "myelopathy": "yes"})
    outcome = correct_level(desk.storage, ola, desk.person, Level.ADVANCED, desk.content, WEDNESDAY, DOMAIN)
    assert isinstance(outcome, Corrected)
    assert isinstance(outcome.plan, Stopped)
    assert desk.kept().state is PersonState.STOPPED
    refused = correct_level(desk.storage, ola, desk.person, Level.BEGINNER, desk.content, WEDNESDAY, DOMAIN)
    assert isinstance(refused, NotAllowed)


def test_a_new_clearance_does_not_bring_back_what_lapsed_with_an_earlier_one(desk: Desk, ola: AccountId) -> None:
    with_overrides(desk, clearance_days_ago=90)
    agree(desk, ola)
    assert overrides(desk) == []
    assert draft_of(desk.kept())["clearance"]["date"] == AGREED.day.isoformat()


def test_a_clearance_renewed_in_time_keeps_what_was_admitted_under_it(desk: Desk, ola: AccountId) -> None:
    admitted = with_overrides(desk, clearance_days_ago=80)
    agree(desk, ola)
    assert set(overrides(desk)) == admitted


def test_a_lapse_reaches_the_week_of_somebody_whom_only_a_practice_looks_after(desk: Desk, ola: AccountId) -> None:
    admitted = with_overrides(desk, clearance_days_ago=85)
    with desk.storage.writing() as uow:
        uow.accounts.end_access(desk.account, desk.person)
        uow.commit()
    assert end_lapsed(desk.storage, desk.content, WEDNESDAY, DOMAIN) == 1
    assert coming(desk, 2)
    assert not coming(desk, 2) & admitted


def test_a_pin_does_not_hold_what_lapsed(desk: Desk, ola: AccountId) -> None:
    admitted = with_overrides(desk, clearance_days_ago=84)
    plan = (desk.storage, desk.account, desk.person, MONDAY)
    assert isinstance(change_week(*plan, Replan(), desk.content, WEDNESDAY, DOMAIN), WeekChanged)
    sessions = [(s.id, i.exercise) for d, s in desk.week().sessions if d.date > on(2) for i in s.items]
    pins = [Pin(session, exercise) for session, exercise in sessions if exercise in admitted]
    assert pins
    pins.append(Pin(pins[0].session))
    assert isinstance(change_week(*plan, pins, desk.content, WEDNESDAY, DOMAIN), WeekChanged)
    assert end_lapsed(desk.storage, desk.content, at(3, 1), DOMAIN) == 1
    assert not coming(desk, 3) & admitted


def with_overrides(desk: Desk, clearance_days_ago: int = 10) -> set[str]:
    """Sore joints leave out some of what the week holds; each of it is admitted. Counted back from Wednesday."""
    change(desk, joint_pain=SORE)
    refused = refused_of_week(desk)
    assert refused
    given = (on(2) - timedelta(days=clearance_days_ago)).isoformat()
    change(
        desk,
        clearance={"date": given, "role": "physiotherapist", "limits": "", "for": ["KOA"]},
        overrides=[{"exercise": e, "reason": "went well", "by": "a physiotherapist"} for e in sorted(refused)],
    )
    return refused

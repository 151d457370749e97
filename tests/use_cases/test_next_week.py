"""The clock makes the next week."""

from __future__ import annotations

import dataclasses
import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from planner.domain.diary import SessionDiary
from planner.domain.exercise import Category
from planner.domain.kept import MadeBy, PersonState, ScreeningEntry
from planner.domain.reminder import LetterKind, LetterState
from planner.domain.week import PassState
from planner.screening.rescreen import News
from planner.use_cases.clock_round import ClockRound, clock_round
from planner.use_cases.next_week import NoWeekMade, RescreenAsked, WeekMade, make_next_weeks
from planner.use_cases.no_week import find_no_week
from planner.use_cases.rescreening import report_news
from tests.use_cases.conftest import Desk
from tests.use_cases.letter_cases import DOMAIN, MONDAY, at, on
from tests.use_cases.test_lapse import change

NOTHING_LIKED: dict[str, Any] = {"likes": [], "dislikes": [category.value for category in Category]}


def make(desk: Desk, now: datetime) -> tuple[object, ...]:
    desk.now = now
    return make_next_weeks(desk.storage, desk.content, now, DOMAIN)


def write_down(desk: Desk, pain: int = 1) -> None:
    """The whole first week."""
    with desk.storage.writing() as uow:
        for _, session in desk.week().sessions:
            entry = SessionDiary(
                MONDAY, session.id, "all", effort=3, pain_during=pain, pain_next_morning=pain, tiredness=2
            )
            uow.diaries.record_session(desk.person, entry, desk.now)
        uow.commit()


def test_the_next_week_is_made_in_time_for_its_letter_and_says_what_changed(desk: Desk) -> None:
    desk.send()
    write_down(desk, pain=7)
    assert make(desk, at(6, 15, 59)) == ()
    (made,) = make(desk, at(6, 16))
    assert isinstance(made, WeekMade)
    assert (made.week.start, made.week.made_by) == (on(7), MadeBy.CLOCK)
    assert made.changes
    assert make(desk, at(6, 17)) == ()
    desk.now = at(6, 17, 59)
    desk.send()
    assert desk.subjects()[1:] == []
    desk.now = at(6, 18)
    desk.send()
    assert desk.subjects()[1:] == ["Your week from Monday 30 November"]
    body = desk.mails()[-1].get_body(("plain",))
    assert body is not None
    told = " ".join(body.get_content().split())
    assert "It was made from what you wrote down." in told
    assert all(change in told for change in made.changes)


def test_a_machine_that_slept_makes_the_week_when_it_wakes_and_only_that_one(desk: Desk) -> None:
    (made,) = make(desk, at(9, 9))
    assert isinstance(made, WeekMade)
    assert made.week.start == on(7)
    assert make(desk, at(9, 10)) == ()
    desk.send()
    waiting = [letter for letter in desk.letters() if letter.kind is LetterKind.SESSION and not letter.done]
    assert all(letter.next_at >= at(9, 9) for letter in waiting)


def test_a_week_that_is_nearly_over_is_not_made_any_more(desk: Desk) -> None:
    write_down(desk)
    assert make(desk, at(11, 9)) == ()
    (made,) = make(desk, at(13, 17))
    assert isinstance(made, WeekMade)
    assert made.week.start == on(14)


@pytest.mark.parametrize("state", [PersonState.PAUSED, PersonState.STOPPED])
def test_nobody_who_is_paused_or_stopped_gets_a_week(desk: Desk, state: PersonState) -> None:
    with desk.storage.writing() as uow:
        uow.persons.change_state(desk.person, state, "Please ask." if state is PersonState.STOPPED else None)
        uow.commit()
    assert make(desk, at(6, 17)) == ()


def test_when_the_questions_are_due_there_is_no_week_but_one_letter(desk: Desk) -> None:
    desk.send()
    with desk.storage.writing() as uow:
        report_news(uow, uow.persons.get(desk.person), (News.FALL,), at(5, 12))
        uow.commit()
    tried: dict[object, datetime] = {}
    for now in (at(6, 16), at(6, 23), at(7, 9), at(13, 17), at(20, 17)):
        desk.now = now
        asked = make_next_weeks(desk.storage, desk.content, now, DOMAIN, tried)  # type: ignore[arg-type]
        assert all(isinstance(each, RescreenAsked) for each in asked)
        desk.send()
    assert len(desk.weeks()) == 1
    assert desk.subjects().count("Some questions before your next week") == 1
    body = desk.mails()[-1].get_body(("plain",))
    assert body is not None
    assert "You told us about a fall." in body.get_content()


def test_after_the_questions_were_answered_the_letter_about_them_is_not_sent(desk: Desk) -> None:
    desk.send()
    with desk.storage.writing() as uow:
        report_news(uow, uow.persons.get(desk.person), (News.FALL,), at(5, 12))
        uow.commit()
    make(desk, at(6, 16))
    with desk.storage.writing() as uow:
        uow.screenings.add(desk.person, ScreeningEntry(at(6, 16, 5), PassState.PASS.value, ()))
        uow.commit()
    desk.now = at(6, 16, 10)
    desk.send()
    assert len(desk.sender.sent) == 1


def test_a_week_that_somebody_planned_by_hand_is_left_alone(desk: Desk) -> None:
    with desk.storage.writing() as uow:
        uow.weeks.add(desk.person, on(7), desk.weeks()[0].text, desk.now)
        uow.commit()
    assert make(desk, at(6, 17)) == ()


def test_where_no_week_is_possible_the_person_is_told_once_with_the_nearest_change(desk: Desk) -> None:
    desk.send()
    write_down(desk)
    change(desk, **NOTHING_LIKED)
    for now in (at(6, 16), at(6, 23), at(7, 9), at(13, 17), at(14, 9)):
        (outcome,) = make(desk, now)
        assert isinstance(outcome, NoWeekMade)
        desk.send()
    assert desk.subjects().count("Your next week could not be made") == 1
    body = desk.mails()[-1].get_body(("plain",))
    assert body is not None
    told = " ".join(body.get_content().split())
    with desk.storage.reading() as uow:
        found = find_no_week(uow, desk.kept())
    assert found is not None
    assert found.start == on(14)
    assert len(found.why) > 1
    assert all(text in told for text in found.why)


def test_who_has_a_week_after_all_is_not_told_that_none_was_possible(desk: Desk) -> None:
    desk.send()
    before = desk.kept()
    change(desk, **NOTHING_LIKED)
    (outcome,) = make(desk, at(6, 16))
    assert isinstance(outcome, NoWeekMade)
    change(desk, **json.loads(before.answers))
    (outcome,) = make(desk, at(6, 17))
    assert isinstance(outcome, WeekMade)
    desk.send()
    assert "Your next week could not be made" not in desk.subjects()
    with desk.storage.reading() as uow:
        assert find_no_week(uow, desk.kept()) is None


def test_answers_given_again_end_the_word_that_no_week_was_possible(desk: Desk) -> None:
    change(desk, **NOTHING_LIKED)
    make(desk, at(6, 16))
    with desk.storage.writing() as uow:
        assert find_no_week(uow, desk.kept()) is not None
        uow.screenings.add(desk.person, ScreeningEntry(at(6, 16, 5), PassState.PASS.value, ()))
        uow.commit()
        assert find_no_week(uow, desk.kept()) is None


def test_answers_that_cannot_be_read_hold_up_nobody_else(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    kept = desk.kept()
    with desk.storage.writing() as uow:
        other = uow.persons.add("Ida", "Europe/London", '{"name": "Ida"}', desk.now)
        uow.weeks.add(other.id, MONDAY, desk.weeks()[0].text, desk.now)
        uow.screenings.add(other.id, ScreeningEntry(desk.now, PassState.PASS.value, ()))
        uow.commit()
    outcomes = make(desk, at(6, 17))
    assert {type(each) for each in outcomes} == {WeekMade, NoWeekMade}
    assert "cannot be made" in caplog.text
    assert kept.id != other.id


def test_a_round_of_the_clock_does_it_all_and_a_step_that_fails_keeps_no_letter(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    write_down(desk)
    memory = ClockRound(desk.storage, desk.content, desk.links, DOMAIN)
    for now in (at(6, 16), at(6, 18)):
        desk.now = now
        clock_round(memory, now, desk.send)
    assert "Your week from Monday 30 November" in desk.subjects()
    broken = dataclasses.replace(memory, content=None, looked_at=None)  # type: ignore[arg-type]
    desk.now = at(13, 18)
    called: list[bool] = []
    clock_round(broken, desk.now, lambda: called.append(True))
    assert called == [True]
    assert "The clock could not make next weeks." in caplog.text


def test_letters_of_the_clock_wait_for_their_hour(desk: Desk) -> None:
    make(desk, at(6, 16))
    (ahead,) = [
        letter for letter in desk.letters() if letter.kind is LetterKind.WEEK_AHEAD and letter.next_at > at(6, 0)
    ]
    assert (ahead.next_at, ahead.state) == (at(6, 18), LetterState.QUEUED)
    assert ahead.expires > at(6, 18) + timedelta(days=1)

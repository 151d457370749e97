"""A session: the gate before it, the exercises, and the diary after it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from planner.domain.diary import SessionDiary
from planner.domain.exercise import ExerciseId
from planner.domain.kept import PersonState
from planner.domain.person import PersonId
from planner.domain.reminder import LetterState
from planner.domain.week import SessionId
from planner.exchange.week_file import week_from_json
from planner.use_cases.rescreening import planned_day
from tests.web.answers import with_answers
from tests.web.conftest import TestServices, Visitor

ANN = PersonId(1)
MONDAY = date(2026, 11, 23)
SESSION = "/people/1/session/2026-11-23/mon-1"
FINE = {"pain": "2", "tiredness": "2", "new": "no"}
ASKED = ("RED-01", "RED-02", "RED-03", "RED-05", "RED-06", "RED-09a", "RED-10a", "RED-12", "RED-15")
ALL_NO = dict.fromkeys(ASKED, "no")


@pytest.fixture
def monday(services: TestServices) -> TestServices:
    services.clock = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    return services


@pytest.fixture
def ready(ann_with_a_week: Visitor, monday: TestServices) -> Visitor:
    del monday
    return ann_with_a_week


def _written(services: TestServices) -> SessionDiary | None:
    with services.storage.reading() as uow:
        return uow.diaries.find_session(ANN, MONDAY, SessionId("mon-1"))


def _state(services: TestServices) -> PersonState:
    with services.storage.reading() as uow:
        return uow.persons.get(ANN).state


def _exercises(page: str) -> list[ExerciseId]:
    return [ExerciseId(name) for name in re.findall(r'name="exercise\.\d+" value="([^"]+)"', page)]


def _form(page: str, **changes: str) -> dict[str, str]:
    """The diary form as a browser without scripts sends it: every exercise done."""
    form = dict(re.findall(r'name="((?:exercise|of)\.\d+)" value="([^"]+)"', page))
    form |= {f"done.{n}": "all" for n in range(len(_exercises(page)))}
    return form | {"effort": "4", "pain_during": "3", "new": "no"} | changes


def _begin(visitor: Visitor, **answers: str) -> str:
    assert visitor.send(SESSION, FINE | answers).status_code == 303
    return visitor.open(visitor.last.headers["Location"]).text


def test_a_session_begins_with_the_gate_and_not_with_an_exercise(ready: Visitor) -> None:
    page = ready.open(SESSION).text
    assert "How is your pain right now?" in page
    assert "Is anything new since your last session?" in page
    assert not _exercises(page)
    assert "Stop and get help if you have chest pain" in page


def test_the_gate_needs_each_answer(ready: Visitor, monday: TestServices) -> None:
    assert ready.send(SESSION, {"pain": "2"}).status_code == 422
    assert ready.last.text.count("Please answer this one.") == 2
    with monday.storage.reading() as uow:
        assert uow.records.outcomes(ANN) == ()


def test_behind_the_gate_are_the_exercises_of_the_week(ready: Visitor, monday: TestServices) -> None:
    page = _begin(ready)
    with monday.storage.reading() as uow:
        week = week_from_json(uow.weeks.of_person(ANN)[0].text)
    assert not isinstance(week, tuple)
    planned = [item.exercise for day, session in week.sessions if session.id == "mon-1" for item in session.items]
    assert _exercises(page) == planned
    assert "Stop and get help if you have chest pain" in page
    assert "0 to 2: carry on" in page


def test_the_gate_is_asked_again_after_four_hours(ready: Visitor, monday: TestServices) -> None:
    assert _exercises(_begin(ready))
    monday.clock += timedelta(hours=4, minutes=1)
    assert not _exercises(ready.open(SESSION).text)


def test_the_gate_of_one_session_opens_no_other(ready: Visitor) -> None:
    _begin(ready)
    assert not _exercises(ready.open(SESSION.replace("mon-1", "thu-1")).text)


def test_great_tiredness_leaves_less_for_today_and_the_week_as_it_is(ready: Visitor, monday: TestServices) -> None:
    usual = _exercises(_begin(ready))
    tired = _begin(ready, tiredness="8")
    assert 0 < len(_exercises(tired)) < len(usual)
    with monday.storage.reading() as uow:
        assert len(uow.weeks.of_person(ANN)) == 1
        assert uow.weeks.of_person(ANN)[0].sequence == 0


@pytest.mark.parametrize("answer", ["yes", "not sure"])
def test_a_warning_sign_at_the_gate_stops_the_plan(ready: Visitor, monday: TestServices, answer: str) -> None:
    response = ready.send(SESSION, FINE | ALL_NO | {"new": answer, "RED-09a": answer}, follow=True)
    assert response.request.path == "/people/1/stopped"
    assert "Please call 999" in response.text
    assert _state(monday) is PersonState.STOPPED
    with monday.storage.reading() as uow:
        assert uow.screenings.of_person(ANN)[-1].flags == ("RED-09a",)
        letters = uow.outbox.list_letters(monday.now(), 100, person=ANN)
    plan = [letter for letter in letters if letter.kind.is_about_the_plan and letter.state is LetterState.QUEUED]
    assert plan == []
    assert ready.get(SESSION).headers["Location"] == "/people/1/stopped"


def test_an_open_line_of_the_short_form_is_asked_for(ready: Visitor, monday: TestServices) -> None:
    assert ready.send(SESSION, FINE | {"new": "yes"}).status_code == 422
    assert _state(monday) is PersonState.ACTIVE


def test_something_new_without_a_warning_sign_brings_the_questions_first(ready: Visitor, monday: TestServices) -> None:
    form = FINE | ALL_NO | {"new": "yes", "new-words": "a stiff shoulder"}
    assert ready.send(SESSION, form).headers["Location"] == "/people/1/safety-questions"
    assert "You told us about a new symptom." in ready.open("/people/1/safety-questions").text
    assert _state(monday) is PersonState.ACTIVE
    assert ready.get(SESSION).headers["Location"] == "/people/1/safety-questions"
    assert "You told us about a new symptom." in ready.open("/people/1/week").text


def test_answering_the_questions_settles_what_was_due(
    ready: Visitor, monday: TestServices, later: Callable[[timedelta], None]
) -> None:
    ready.send(SESSION, FINE | ALL_NO | {"new": "yes"})
    later(timedelta(minutes=5))
    ready.send("/people/1/questions")
    ready.answer(1, with_answers(falls={"bones.thin": "yes"}))
    assert ready.send("/people/1/check", {"start": "today"}).headers["Location"] == "/people/1/week"
    assert "There is nothing to do here" in ready.open("/people/1/safety-questions").text
    assert "How is your pain right now?" in ready.open(SESSION).text


def test_the_questions_are_due_after_fourteen_days_without_a_session(ready: Visitor, monday: TestServices) -> None:
    monday.clock = datetime(2026, 12, 2, 8, 0, tzinfo=UTC)
    assert "There was no session for 14 days" in ready.open("/people/1/safety-questions").text
    monday.clock -= timedelta(days=1)
    assert "There is nothing to do here" in ready.open("/people/1/safety-questions").text


def test_a_done_session_is_kept_as_it_was_done(ready: Visitor, monday: TestServices) -> None:
    page = _begin(ready)
    response = ready.send(SESSION + "/done", _form(page, tiredness="2"))
    assert response.headers["Location"] == "/people/1/session-done"
    assert _written(monday) == SessionDiary(
        MONDAY, SessionId("mon-1"), "all", effort=4, pain_during=3, tiredness=2, new_symptoms=()
    )
    assert "This session is in your diary" in ready.open(SESSION).text
    assert "Thursday 26 November" in ready.open("/people/1/session-done").text


def test_what_was_left_out_and_what_hurt_is_kept_by_exercise(ready: Visitor, monday: TestServices) -> None:
    page = _begin(ready)
    first, second, third, *rest = _exercises(page)
    changes = {"done.0": "none", "done.1": "part", "sets.1": "1", "last.1": "5", "pain.1": "6", "last.2": "12"}
    ready.send(SESSION + "/done", _form(page) | changes)
    written = _written(monday)
    assert written is not None
    assert written.skipped == (first,)
    assert isinstance(written.done, dict)
    assert set(written.done) == {second, third, *rest}
    assert written.done[second].sets == 1
    assert (written.exercises[second].pain, written.exercises[second].last_set_reps) == (6, 5)
    assert written.exercises[third].last_set_reps == 12


def test_a_session_in_which_nothing_was_done_counts_as_not_done(ready: Visitor, monday: TestServices) -> None:
    page = _begin(ready)
    nothing = {f"done.{n}": "none" for n in range(len(_exercises(page)))}
    ready.send(SESSION + "/done", _form(page) | nothing)
    written = _written(monday)
    assert written is not None
    assert written.done == "none"


def test_a_session_made_smaller_for_today_is_not_counted_as_the_whole_one(ready: Visitor, monday: TestServices) -> None:
    page = _begin(ready, tiredness="8")
    ready.send(SESSION + "/done", _form(page))
    written = _written(monday)
    assert written is not None
    assert written.done != "all"
    assert written.skipped


def test_easier_exercises_that_stood_in_for_the_planned_ones_count_as_done(
    ready: Visitor, monday: TestServices
) -> None:
    usual = _exercises(_begin(ready))
    tired = _begin(ready, tiredness="8")
    stood_in = [exercise for exercise in _exercises(tired) if exercise not in usual]
    assert stood_in, "this week has nothing to stand in, so the test shows nothing"
    assert "(FAT-03)" not in tired, "who is about to exercise has no use for the numbers of rules"
    ready.send(f"{SESSION}/done", _form(tired))
    written = _written(monday)
    assert written is not None
    assert not isinstance(written.done, str)
    assert set(stood_in) <= set(written.done)
    assert "Done" in ready.open("/people/1/week").text


def test_an_exercise_that_nobody_knows_is_not_written_down(ready: Visitor, monday: TestServices) -> None:
    form = _form(_begin(ready))
    ready.send(f"{SESSION}/done", form | {"exercise.40": "made-up", "done.40": "all"})
    written = _written(monday)
    assert written is not None
    assert written.done == "all"


def test_an_amount_that_makes_no_sense_is_told_beside_its_exercise(ready: Visitor, monday: TestServices) -> None:
    page = _begin(ready)
    response = ready.send(SESSION + "/done", _form(page) | {"done.1": "part", "sets.1": "many"})
    assert response.status_code == 422
    assert "Please write a whole number" in response.text
    assert _written(monday) is None


def test_sending_a_diary_twice_keeps_one(ready: Visitor, monday: TestServices) -> None:
    page = _begin(ready)
    ready.send(SESSION + "/done", _form(page))
    ready.send(SESSION + "/done", _form(page, effort="7"))
    with monday.storage.reading() as uow:
        assert [d.effort for d in uow.diaries.of_person(ANN).sessions] == [7]


def test_a_warning_sign_after_the_session_stops_the_plan_and_keeps_the_diary(
    ready: Visitor, monday: TestServices
) -> None:
    page = _begin(ready)
    signs = ALL_NO | {"new": "yes", "RED-02": "yes", "RED-02-severe": "no"}
    response = ready.send(SESSION + "/done", _form(page) | signs)
    assert response.headers["Location"] == "/people/1/stopped"
    assert _state(monday) is PersonState.STOPPED
    written = _written(monday)
    assert written is not None
    assert written.new_symptoms == ("RED-02",)


def test_a_script_is_told_where_to_go_and_whether_the_plan_stopped(ready: Visitor) -> None:
    page = _begin(ready)
    form = _form(page) | {"csrf_token": ready._token()}
    answer = ready.client.post(SESSION + "/done", data=form, headers={"Accept": "application/json"})
    assert answer.get_json() == {"next": "/people/1/session-done", "stopped": False}


def test_a_diary_that_comes_late_is_kept_even_when_the_plan_was_stopped_meanwhile(
    ready: Visitor, monday: TestServices
) -> None:
    page = _begin(ready)
    ready.send(SESSION.replace("mon-1", "thu-1"), FINE | ALL_NO | {"new": "yes", "RED-15": "yes"})
    assert _state(monday) is PersonState.STOPPED
    monday.clock += timedelta(days=1)
    assert ready.send(SESSION + "/done", _form(page)).status_code == 303
    assert _written(monday) is not None
    assert _state(monday) is PersonState.STOPPED


def test_a_token_for_a_late_diary_is_only_for_somebody_who_is_signed_in(ready: Visitor, nobody: Visitor) -> None:
    assert ready.get("/session-token").get_json()["token"]
    assert nobody.get("/session-token").headers["Location"].startswith("/sign-in")


def test_the_worker_is_served_from_the_top_and_never_kept(nobody: Visitor) -> None:
    response = nobody.get("/session-worker.js")
    assert response.mimetype == "text/javascript"
    assert response.headers["Cache-Control"] == "no-cache"


def test_the_way_to_the_session_is_the_next_one_that_is_not_written_yet(ready: Visitor) -> None:
    assert ready.get("/people/1/session").headers["Location"] == SESSION
    ready.send(SESSION + "/done", _form(_begin(ready)))
    assert ready.get("/people/1/session").headers["Location"] == SESSION.replace("mon-1", "thu-1")


@pytest.mark.parametrize("path", ["2026-11-23/sun-9", "2026-11-16/mon-1", "monday/mon-1"])
def test_a_session_that_is_not_planned_is_nowhere(ready: Visitor, path: str) -> None:
    assert ready.get(f"/people/1/session/{path}").status_code == 404


def test_a_session_id_names_its_day_whatever_weekday_the_week_begins_on() -> None:
    def day(start: date, name: str) -> date:
        return planned_day(SessionDiary(start, SessionId(name), "all"))

    assert day(date(2026, 11, 23), "mon-1") == date(2026, 11, 23)
    assert day(date(2026, 11, 23), "sun-2") == date(2026, 11, 29)
    assert day(date(2026, 11, 26), "wed-1") == date(2026, 12, 2)


def test_hidden_words_of_the_player_cannot_break_out_of_their_attribute(ready: Visitor) -> None:
    page = _begin(ready)
    words: Any = re.search(r'data-words="([^"]*)"', page)
    assert "&#34;hold&#34;" in words[1]
    assert "<" not in words[1]

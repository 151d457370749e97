"""The diary of a week on one screen, and the short check-ins."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from planner.domain.diary import DayLog, ItemDone, ItemNote, SessionDiary, WeekDiary
from planner.domain.diary_fields import DAY_FIELDS, WEEK_FIELDS
from planner.domain.exercise import ExerciseId
from planner.domain.kept import PersonState
from planner.domain.person import PersonId
from planner.domain.week import SessionId
from planner.web.forms.diary import words
from tests.web.conftest import TestServices, Visitor

ANN = PersonId(1)
MONDAY, TUESDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 29)
DIARY = "/people/1/diary/2026-11-23"
SIGNS = ("RED-01", "RED-02", "RED-03", "RED-05", "RED-06", "RED-09a", "RED-10a", "RED-12", "RED-15")
WEEKLY = {
    "pain_average": "3", "tiredness_average": "4", "walk_minutes": "60", "painkiller_days": "1",
    "falls": "no", "new": "no",
}  # fmt: skip


@pytest.fixture
def sunday(services: TestServices) -> TestServices:
    services.clock = datetime(2026, 11, 29, 18, 0, tzinfo=UTC)
    return services


@pytest.fixture
def writer(ann_with_a_week: Visitor, sunday: TestServices) -> Visitor:
    del sunday
    return ann_with_a_week


def _day(services: TestServices, day: date) -> DayLog | None:
    with services.storage.reading() as uow:
        return next(iter(uow.diaries.days(ANN, day, day)), None)


def _session(services: TestServices, name: str = "mon-1") -> SessionDiary | None:
    with services.storage.reading() as uow:
        return uow.diaries.find_session(ANN, MONDAY, SessionId(name))


def _week(services: TestServices) -> WeekDiary:
    with services.storage.reading() as uow:
        return uow.diaries.of_person(ANN).weeks[0]


def _form(page: str) -> dict[str, str]:
    """What stands in the diary, as a browser would send it."""
    form = {}
    for tag in re.findall(r"<input [^>]+>", page):
        name = re.search(r'name="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and value and ('type="checkbox"' not in tag or " checked" in tag):
            form[name[1]] = value[1]
    for name, options in re.findall(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]+)" selected', options)
        form[name] = chosen[1] if chosen else ""
    form.pop("csrf_token", None)
    return form


def test_the_screen_asks_what_the_paper_sheet_asks(writer: Visitor) -> None:
    page = writer.open(DIARY).text
    for field in DAY_FIELDS:
        if field.kept_in == "treatment":
            assert f'name="2026-11-25.{field.key}"' not in page, "nothing in this week is about B12"
            continue
        if field.kept_in != "session":
            assert f'name="2026-11-25.{field.key}"' in page
        else:
            assert f'name="mon-1.{field.key}"' in page
            assert f'name="tue-1.{field.key}"' not in page
    assert all(f'name="week.{field.key}"' in page for field in WEEK_FIELDS)
    for field in (*DAY_FIELDS, *WEEK_FIELDS):
        assert str(words(field.label)) == field.label


def test_a_typed_day_is_kept_and_shown_again(writer: Visitor, sunday: TestServices) -> None:
    form = {
        "2026-11-24.pain": "3", "2026-11-24.tiredness": "5", "2026-11-24.back_to_usual": "yes",
        "2026-11-24.walk_minutes": "25", "2026-11-24.painkillers": "yes",
    }  # fmt: skip
    assert writer.send(DIARY, form).headers["Location"] == f"{DIARY}?kept=1"
    assert _day(sunday, TUESDAY) == DayLog(
        TUESDAY, pain=3, tiredness=5, walk_minutes=25, back_to_usual=True, painkillers=True
    )
    assert _day(sunday, MONDAY) is None
    page = writer.open(DIARY).text
    assert {k: v for k, v in _form(page).items() if v} == form
    assert _week(sunday) == WeekDiary(MONDAY, walk_minutes=25, painkiller_days=1)


def test_sending_what_is_shown_changes_nothing(writer: Visitor, sunday: TestServices) -> None:
    item = SessionDiary(
        MONDAY,
        SessionId("mon-1"),
        {ExerciseId("cat-camel-worktop"): ItemDone(sets=1)},
        skipped=(ExerciseId("bridge"),),
        effort=5,
        pain_during=2,
        tiredness=3,
        new_symptoms=("a stiff knee",),
        exercises={ExerciseId("cat-camel-worktop"): ItemNote(pain=4, last_set_reps=9)},
    )
    log = DayLog(MONDAY, pain=2, steadiness=1, painkillers=False, foods={"egg": 2.0}, note="rain")
    with sunday.storage.writing() as uow:
        uow.diaries.record_session(ANN, item, sunday.now())
        uow.diaries.record_day(ANN, log, sunday.now())
        uow.commit()
    writer.send(DIARY, _form(writer.open(DIARY).text))
    assert _day(sunday, MONDAY) == log
    after = _session(sunday)
    assert after is not None
    assert (after.done, after.effort, after.pain_during, after.tiredness) == (item.done, 5, 2, 3)
    assert after.new_symptoms == item.new_symptoms
    assert after.exercises == item.exercises


@pytest.mark.parametrize("said", ["all", "none"])
def test_a_session_is_kept_as_done_or_not(writer: Visitor, sunday: TestServices, said: str) -> None:
    writer.send(DIARY, {"mon-1.done": said, "mon-1.effort": "4", "mon-1.pain_during": "2"})
    written = _session(sunday)
    assert written is not None
    assert (written.done, written.effort, written.pain_during) == (said, 4, 2)
    assert _session(sunday, "thu-1") is None


def test_a_part_without_more_counts_as_the_first_half(writer: Visitor, sunday: TestServices) -> None:
    page = writer.open(DIARY).text
    planned = len(re.findall(r'name="mon-1\.left\.\d+"', page))
    writer.send(DIARY, {"mon-1.done": "part"})
    written = _session(sunday)
    assert written is not None
    assert len(written.done) == planned // 2
    assert len(written.skipped) == planned - planned // 2


def test_a_part_with_what_was_left_out_is_all_but_that(writer: Visitor, sunday: TestServices) -> None:
    writer.send(DIARY, {"mon-1.done": "part", "mon-1.left.1": "yes", "mon-1.pain.2": "6"})
    written = _session(sunday)
    assert written is not None
    assert len(written.skipped) == 1
    assert [note.pain for note in written.exercises.values()] == [6]


def test_the_next_morning_belongs_to_the_session_of_the_day_before(writer: Visitor, sunday: TestServices) -> None:
    form = {
        "mon-1.done": "all", "mon-1.pain.0": "4", "2026-11-24.pain": "3", "2026-11-24.tiredness": "6",
        "2026-11-24.back_to_usual": "yes",
    }  # fmt: skip
    writer.send(DIARY, form)
    written = _session(sunday)
    assert written is not None
    assert (written.pain_next_morning, written.tiredness_next_morning) == (3, 6)
    assert [note.settled_by_morning for note in written.exercises.values()] == [True]


@pytest.mark.parametrize(
    ("field", "value"), [("2026-11-24.pain", "11"), ("mon-1.effort", "much"), ("2026-11-24.walk_minutes", "-5")]
)
def test_a_number_that_cannot_be_is_told_and_nothing_is_kept(
    writer: Visitor, sunday: TestServices, field: str, value: str
) -> None:
    response = writer.send(DIARY, {field: value, "2026-11-25.pain": "4", "mon-1.done": "all"})
    assert response.status_code == 422
    assert f'href="#{field}"' in response.text
    assert _day(sunday, date(2026, 11, 25)) is None


def test_effort_without_saying_whether_the_session_was_done_is_asked_back(writer: Visitor) -> None:
    response = writer.send(DIARY, {"mon-1.effort": "5"})
    assert response.status_code == 422
    assert "how much of the session was done" in response.text


def test_a_treatment_is_marked_and_taken_back(writer: Visitor, sunday: TestServices) -> None:
    writer.send(DIARY, {"2026-11-26.b12": "yes"})
    assert 'name="2026-11-25.b12"' in writer.open(DIARY).text, "what is kept is shown"
    with sunday.storage.reading() as uow:
        assert [mark.due for mark in uow.records.treatments(ANN)] == [date(2026, 11, 26)]
    assert _week(sunday).b12_done
    writer.send(DIARY, {})
    with sunday.storage.reading() as uow:
        assert uow.records.treatments(ANN) == ()
    assert _week(sunday).b12_done is None


def test_a_fall_on_the_sheet_makes_the_questions_due(writer: Visitor) -> None:
    writer.send(DIARY, {"week.falls": "yes"})
    assert "You told us about a fall." in writer.open("/people/1/safety-questions").text


def test_the_diary_opens_at_the_week_of_today(writer: Visitor) -> None:
    assert "Monday 23 November – Sunday 29 November" in writer.open("/people/1/diary").text
    assert writer.get("/people/1/diary/2026-11-16").status_code == 404


def test_the_morning_is_kept_and_belongs_to_yesterday(writer: Visitor, sunday: TestServices) -> None:
    sunday.clock = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
    with sunday.storage.writing() as uow:
        uow.diaries.record_session(ANN, SessionDiary(MONDAY, SessionId("mon-1"), "all"), sunday.now())
        uow.commit()
    form = {"pain": "2", "tiredness": "3", "back_to_usual": "yes"}
    assert writer.send("/people/1/check-in/morning", form).status_code == 303
    assert _day(sunday, TUESDAY) == DayLog(TUESDAY, pain=2, tiredness=3, back_to_usual=True)
    written = _session(sunday)
    assert written is not None
    assert written.pain_next_morning == 2
    assert 'value="2" checked' in writer.open("/people/1/check-in/morning").text


def test_the_morning_needs_its_three_answers(writer: Visitor) -> None:
    assert writer.send("/people/1/check-in/morning", {"pain": "2"}).status_code == 422


def test_a_quiet_week_is_kept_and_asks_for_nothing_more(writer: Visitor, sunday: TestServices) -> None:
    with sunday.storage.writing() as uow:
        uow.diaries.record_session(ANN, SessionDiary(MONDAY, SessionId("mon-1"), "all"), sunday.now())
        uow.commit()
    assert writer.send("/people/1/check-in/weekly", WEEKLY).headers["Location"] == "/people/1/progress"
    assert _week(sunday) == WeekDiary(
        MONDAY, walk_minutes=60, falls=False, painkiller_days=1, tiredness_average=4, pain_average=3
    )


def test_the_week_is_filled_in_from_its_days(writer: Visitor, sunday: TestServices) -> None:
    with sunday.storage.writing() as uow:
        uow.diaries.record_day(ANN, DayLog(MONDAY, pain=2, walk_minutes=20), sunday.now())
        uow.diaries.record_day(ANN, DayLog(TUESDAY, pain=4, walk_minutes=15, painkillers=True), sunday.now())
        uow.commit()
    page = writer.open("/people/1/check-in/weekly").text
    assert re.search(r'name="walk_minutes"[^>]*value="35"', page)
    assert re.search(r'name="painkiller_days"[^>]*value="1"', page)
    assert 'name="pain_average" value="3" checked' in page


@pytest.mark.parametrize(
    ("answers", "words_of_it"),
    [
        ({"falls": "yes"}, "You told us about a fall."),
        ({"changes": "operation"}, "You told us about an operation."),
        ({"changes": "pregnancy"}, "You told us about a pregnancy."),
        ({"changes": "medicine_change"}, "You told us that your medicines have changed."),
        (dict.fromkeys(SIGNS, "no") | {"new": "yes", "new-words": "a rash"}, "You told us about a new symptom."),
    ],
)
def test_news_of_the_week_makes_the_questions_due(
    writer: Visitor, sunday: TestServices, answers: dict[str, str], words_of_it: str
) -> None:
    response = writer.send("/people/1/check-in/weekly", WEEKLY | answers, follow=True)
    assert response.request.path == "/people/1/safety-questions"
    assert words_of_it in response.text
    with sunday.storage.reading() as uow:
        assert uow.persons.get(ANN).state is PersonState.ACTIVE


def test_in_the_first_days_of_a_week_the_one_before_is_asked_about(writer: Visitor, sunday: TestServices) -> None:
    with sunday.storage.writing() as uow:
        text = uow.weeks.of_person(ANN)[0].text.replace('"start": "2026-11-23"', '"start": "2026-11-30"')
        text = re.sub(
            r'"date": "2026-11-(2\d)"',
            lambda m: f'"date": "{date(2026, 11, int(m[1])) + timedelta(days=7)}"',
            text,
        )
        uow.weeks.add(ANN, date(2026, 11, 30), text, sunday.now())
        uow.commit()
    sunday.clock = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
    assert "The week from Monday 23 November." in writer.open("/people/1/check-in/weekly").text
    sunday.clock = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)
    assert "The week from Monday 30 November." in writer.open("/people/1/check-in/weekly").text


def test_b12_is_only_asked_of_somebody_it_is_about(writer: Visitor) -> None:
    assert 'name="b12_done"' not in writer.open("/people/1/check-in/weekly").text


def test_a_warning_sign_of_the_week_stops_the_plan(writer: Visitor, sunday: TestServices) -> None:
    answers = WEEKLY | dict.fromkeys(SIGNS, "no") | {"new": "not sure", "RED-12": "not sure"}
    assert writer.send("/people/1/check-in/weekly", answers, follow=True).request.path == "/people/1/stopped"
    with sunday.storage.reading() as uow:
        assert uow.persons.get(ANN).state is PersonState.STOPPED
    assert _week(sunday).pain_average == 3


def test_before_the_first_week_has_begun_there_is_no_week_to_check(
    ann_with_a_week: Visitor, services: TestServices
) -> None:
    del services
    assert ann_with_a_week.get("/people/1/check-in/weekly").status_code == 303

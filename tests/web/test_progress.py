"""Progress in lines and sentences, and the outcome measures beside a person's own first ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from planner.domain.diary import DayLog, SessionDiary
from planner.domain.outcome_measures import MEASURES, Noticed, is_below_average, needs_review, progress
from planner.domain.person import PersonId
from planner.domain.week import SessionId
from planner.web.forms.outcomes import ROLAND_MORRIS
from tests.web.answers import healthy
from tests.web.conftest import TestServices, Visitor

ANN = PersonId(1)
MONDAY = date(2026, 11, 23)
PROGRESS = "/people/1/progress"
MEASURE = "/people/1/check-in/four-weekly"
LEAST = {"pain": "5", "tiredness": "4", "steadiness": "2", "sentences": "no", "test": "no"}


@pytest.fixture
def sunday(services: TestServices) -> TestServices:
    services.clock = datetime(2026, 11, 29, 18, 0, tzinfo=UTC)
    return services


@pytest.fixture
def ann(ann_with_a_week: Visitor, sunday: TestServices) -> Visitor:
    del sunday
    return ann_with_a_week


def test_before_anything_is_written_each_plot_says_so(ann: Visitor) -> None:
    page = ann.open(PROGRESS).text
    assert "There is nothing to show yet." in page
    assert page.count("Nothing is written down yet.") == 3
    assert "<svg" not in page.split("<main")[1].split("plot-drawing")[0]


def test_each_plot_has_a_sentence_that_says_the_same(ann: Visitor, sunday: TestServices) -> None:
    with sunday.storage.writing() as uow:
        for n in range(42):
            day = date(2026, 11, 29) - timedelta(days=41 - n)
            pain = 6 if n < 14 else 3
            uow.diaries.record_day(ANN, DayLog(day, pain=pain, tiredness=4, walk_minutes=10), sunday.now())
        done = SessionDiary(MONDAY, SessionId("mon-1"), "all", effort=5, pain_during=2)
        uow.diaries.record_session(ANN, done, sunday.now())
        uow.commit()
    page = ann.open(PROGRESS).text
    assert "3 on average in the last two weeks; 6 in the two weeks from 19 Oct." in page
    assert "70 minutes in the last week written down." in page
    assert "1 of 3 sessions in the last four weeks. A missed one is not made up for." in page
    assert page.count("plot-drawing") == 5
    assert re.search(r"<svg[^>]*>\s*<title", page)


def test_a_session_of_today_counts_once_it_is_done(ann: Visitor, sunday: TestServices) -> None:
    sunday.clock = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    assert "No session has been due yet." in ann.open(PROGRESS).text
    with sunday.storage.writing() as uow:
        uow.diaries.record_session(ANN, SessionDiary(MONDAY, SessionId("mon-1"), "all"), sunday.now())
        uow.commit()
    assert "1 of 1 sessions" in ann.open(PROGRESS).text


def test_hostile_words_stay_words(ann: Visitor, sunday: TestServices) -> None:
    with sunday.storage.writing() as uow:
        uow.records.add_outcome(ANN, "OUT-02", MONDAY, 4, {"activities": {"<script>": 4}}, sunday.now())
        uow.commit()
    assert "<script>" not in ann.open(MEASURE).text
    assert "&lt;script&gt;" in ann.open(MEASURE).text


def test_the_first_measures_have_nothing_to_be_compared_with(ann: Visitor) -> None:
    form = LEAST | {"activity0": "Putting on shoes", "able0": "4", "activity1": "Gardening", "able1": "5"}
    assert ann.send(MEASURE, form).headers["Location"] == f"{PROGRESS}#measures"
    page = ann.open(PROGRESS).text
    assert page.count("Your first measurement.") == 4
    assert "<strong>4.5</strong>" in page
    assert "Roland-Morris" not in page


def test_later_measures_are_beside_the_first_in_the_words_of_the_reference(
    ann: Visitor, later: Callable[[timedelta], None]
) -> None:
    ann.send(MEASURE, LEAST | {"activity0": "Putting on shoes", "able0": "4"})
    later(timedelta(days=28))
    page = ann.open(MEASURE).text
    assert "How well can you do this: Putting on shoes" in page
    assert 'name="activity0"' not in page
    ann.send(MEASURE, LEAST | {"pain": "3", "tiredness": "3", "able0": "7", "places": ["left-toes"]})
    page = ann.open(PROGRESS).text
    assert "2 better than 5 on 29 Nov: about the change people usually notice." in page
    assert "1 better than 4 on 29 Nov: smaller than the change people usually notice." in page
    assert "3 better than 4 on 29 Nov: larger than the change people usually notice." in page
    assert "The same as on 29 Nov." in page
    assert "This has spread or grown since you began." in page


def test_the_twenty_four_sentences_are_counted(ann: Visitor, sunday: TestServices) -> None:
    page = ann.open(MEASURE).text
    assert all(text in page for text in ROLAND_MORRIS)
    assert len(set(ROLAND_MORRIS)) == 24
    ann.send(MEASURE, LEAST | {"sentences": "yes", "sentences-true": ["1", "3", "24"]})
    with sunday.storage.reading() as uow:
        scores = {o.measure: (o.score, o.answers) for o in uow.records.outcomes(ANN)}
    assert scores["OUT-03"] == (3, {"ticked": ["1", "3", "24"]})


def test_no_sentence_ticked_is_a_score_of_nought(ann: Visitor, sunday: TestServices) -> None:
    ann.send(MEASURE, LEAST | {"sentences": "yes"})
    with sunday.storage.reading() as uow:
        assert [o.score for o in uow.records.outcomes(ANN) if o.measure == "OUT-03"] == [0]


def test_the_chair_and_balance_test_is_kept_and_read(ann: Visitor) -> None:
    ann.send(MEASURE, LEAST | {"test": "yes", "stands": "11", "balance-heel-to-toe": "6"})
    page = ann.open(PROGRESS).text
    assert "<strong>11</strong>" in page
    assert "Heel to toe for under 10 seconds" in page


@pytest.mark.parametrize("answers", [{"bones.spine_fracture": "yes"}, {"falls.afraid": "yes"}])
def test_the_chair_and_balance_test_is_kept_from_those_who_must_not_do_it_alone(
    services: TestServices, visit: Callable[[], Visitor], answers: dict[str, str]
) -> None:
    bob = visit().sign_in("bob@example.org")
    number = bob.consent()
    forms = healthy()
    forms["falls"] |= answers
    bob.answer(number, forms)
    assert bob.finish(number).status_code == 303
    del services
    page = bob.open(f"/people/{number}/check-in/four-weekly").text
    assert 'name="test"' not in page
    assert "A physiotherapist can do it with you." in page
    sent = {**LEAST, "test": "yes", "stands": "11"}
    bob.send(f"/people/{number}/check-in/four-weekly", sent)
    assert "chair in 30 seconds" not in bob.open(f"/people/{number}/progress").text


@pytest.mark.parametrize(
    ("measure", "first", "now", "better", "noticed"),
    [
        ("OUT-01", 5, 4, True, Noticed.SMALLER),
        ("OUT-01", 5, 3, True, Noticed.ABOUT),
        ("OUT-01", 5, 2, True, Noticed.LARGER),
        ("OUT-01", 5, 7, False, Noticed.ABOUT),
        ("OUT-01", 10, 8, True, Noticed.SMALLER),  # 30 % of 10 is more than 2 points
        ("OUT-02", 4, 5.2, True, Noticed.SMALLER),
        ("OUT-02", 4, 5.3, True, Noticed.ABOUT),
        ("OUT-02", 4, 6.3, True, Noticed.LARGER),
        ("OUT-03", 12, 7, True, Noticed.ABOUT),
        ("OUT-03", 20, 15, True, Noticed.SMALLER),
        ("OUT-03", 12, 4, True, Noticed.LARGER),
        ("OUT-08", 4, 4, None, Noticed.SMALLER),
        ("OUT-11", 10, 13, True, None),
    ],
)
def test_a_change_is_measured_against_the_first_score(
    measure: str, first: float, now: float, better: bool | None, noticed: Noticed | None
) -> None:
    change = progress(MEASURES[measure], first, now)
    assert (change.better, change.noticed) == (better, noticed)


def test_numbness_that_spreads_and_steadiness_that_drops_are_for_a_clinician() -> None:
    first = {"places": ["left-toes"], "steadiness": 2}
    assert not needs_review(first, {"places": ["left-toes"], "steadiness": 3})
    assert not needs_review(first, {"places": [], "steadiness": 1})
    assert needs_review(first, {"places": ["left-toes", "left-foot"], "steadiness": 2})
    assert needs_review(first, {"places": [], "steadiness": 4})


def test_chair_stands_are_beside_the_age_and_sex_or_not_judged() -> None:
    assert is_below_average(11, 67, "male")
    assert not is_below_average(11, 67, "female")
    assert is_below_average(3, 92, "female")
    assert is_below_average(5, 59, "male") is None
    assert is_below_average(5, 70, "not said") is None


def test_a_stranger_sees_no_progress(ann: Visitor, visit: Callable[[], Visitor]) -> None:
    del ann
    stranger = visit().sign_in("bob@example.org")
    assert stranger.get(PROGRESS).status_code == 404
    assert stranger.send(MEASURE, LEAST).status_code == 404

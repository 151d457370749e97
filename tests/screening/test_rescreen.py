"""SCR-07: when the safety questions come again. SCR-05: when a clearance lapses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.domain.exercise import ExerciseId
from planner.domain.person import Answer, Override
from planner.domain.week import Stopped
from planner.screening.answers import as_it_stands, without_lapsed
from planner.screening.gate import screen
from planner.screening.outcome import Passed
from planner.screening.rescreen import News, rescreen_due

TODAY = date(2026, 11, 23)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(("days", "due"), [(0, False), (27, False), (28, True), (60, True)])
def test_four_weeks_after_the_last_answers_they_are_due(safety, days, due):
    found = rescreen_due(ago(days), ago(1) if days else TODAY, TODAY, safety)
    assert (found is not None) is due
    if found:
        assert (found.rule, found.cause) == ("SCR-07", "four_weeks")
        assert found.text.startswith(f"Your last answers are {days // 7} weeks old. Please answer the safety questions")


@pytest.mark.parametrize(("days", "due"), [(0, False), (13, False), (14, True), (20, True)])
def test_fourteen_days_without_a_session_ask_before_the_next_one(safety, days, due):
    found = rescreen_due(ago(25), ago(days), TODAY, safety)
    assert (found is not None) is due
    if found:
        assert found.cause == "days_off"
        assert found.text.startswith(f"There was no session for {days} days.")


@pytest.mark.parametrize(("days", "due"), [(13, False), (14, True)])
def test_who_has_not_begun_counts_from_the_answers(safety, days, due):
    assert (rescreen_due(ago(days), None, TODAY, safety) is not None) is due


def test_a_break_before_the_last_answers_asks_for_nothing(safety):
    assert rescreen_due(TODAY, ago(40), TODAY, safety) is None


@pytest.mark.parametrize("news", list(News))
def test_news_asks_at_once_in_its_own_words(safety, news):
    found = rescreen_due(TODAY, TODAY, TODAY, safety, {news})
    assert found.cause == news.value
    assert found.text.startswith("You told us ")
    assert found.text.endswith("before the next session. It takes a few minutes.")


def test_each_news_has_words_of_its_own_and_news_comes_before_the_clock(safety):
    found = [rescreen_due(ago(90), ago(90), TODAY, safety, {news}) for news in News]
    assert len({due.text for due in found}) == len(News)
    assert rescreen_due(ago(90), ago(90), TODAY, safety, {News.FALL, News.NEW_SYMPTOM}).cause == "new_symptom"


def test_no_words_blame_anybody(safety):
    texts = [rescreen_due(ago(30), ago(days), TODAY, safety).text for days in (1, 20)]
    assert not any(word in text.lower() for text in texts for word in ("late", "forgot", "should have", "must"))


@pytest.mark.parametrize(("age", "outcome"), [(84, Passed), (85, Stopped)])
def test_a_clearance_lapses_after_twelve_weeks_to_the_day(clinic, library, safety, age, outcome):
    person = clinic.person(surgery_within_12_weeks=Answer.YES, clearance=clinic.cleared("SUR", days_ago=age))
    assert isinstance(screen(person, library, safety, clinic.start), outcome)


def test_an_override_lapses_with_the_clearance(clinic, library, safety):

    admitted = (Override(ExerciseId("curl-up-prep"), "supervised last week", "physiotherapist"),)

    def usable(days_ago: int) -> bool:
        clearance = clinic.cleared("AMB-01", days_ago=days_ago)
        person = clinic.person(bones={"thin": Answer.YES}, clearance=clearance, overrides=admitted)
        return "curl-up-prep" in screen(person, library, safety, clinic.start).exercises.usable

    assert usable(84)
    assert not usable(85)


def kept(clinic, days_ago):
    admitted = (Override(ExerciseId("bridge"), "supervised last week", "physiotherapist"),)
    return clinic.person(clearance=clinic.cleared("OP", days_ago=days_ago), overrides=admitted)


@pytest.mark.parametrize(("age", "holds"), [(-1, True), (84, True), (85, False)])
def test_answers_without_what_lapsed_hold_neither_clearance_nor_override(clinic, age, holds):
    person = kept(clinic, age)
    left = without_lapsed(person, 84, clinic.start)
    assert left == (person if holds else replace(person, clearance=None, overrides=()))
    alone = replace(person, clearance=None)
    assert without_lapsed(alone, 84, clinic.start) == alone


@pytest.mark.parametrize(
    ("given", "today", "counts_from"),
    [(-3, 3, 0), (-3, 2, -3), (-1, 1, 0), (0, 3, 0), (1, 3, 1), (82, 2, 82), (82, 3, None)],
)
def test_a_clearance_given_during_the_week_counts_for_the_rest_of_it(clinic, given, today, counts_from):
    """``given`` in days before the first day of the week, ``today`` in days after it."""
    day = clinic.start + timedelta(days=today)
    clearance = as_it_stands(kept(clinic, given), 84, clinic.start, day).clearance
    expected = None if counts_from is None else clinic.start - timedelta(days=counts_from)
    assert (None if clearance is None else clearance.date) == expected


def test_without_a_clearance_nothing_is_moved(clinic):
    assert as_it_stands(clinic.person(), 84, clinic.start, clinic.start) == clinic.person()

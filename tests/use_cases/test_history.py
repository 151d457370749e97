"""What earlier weeks and records change in the next week."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from planner.config import Config
from planner.domain.health_record import TreatmentMark, TreatmentState
from planner.domain.person import B12, Answer, EverySchedule
from planner.domain.week import CareKind
from planner.generator.outcome import Planned
from planner.use_cases.make_week import Content, History, make_week
from planner.wiring import open_content
from tests.people import a_person

START = date(2026, 11, 23)
DUE = START - timedelta(days=3)
PERSON = replace(
    a_person(), b12=B12(Answer.YES, "absorption", "injections", EverySchedule("weeks", 12), None, DUE - timedelta(84))
)


@pytest.fixture(scope="module")
def content() -> Content:
    return open_content(Config(Path("unused")))


def b12_words(content: Content, *marks: TreatmentMark) -> str:
    outcome = make_week(PERSON, content, START, History(treatments=marks))
    assert isinstance(outcome, Planned)
    return " ".join(care.text for day in outcome.week.days for care in day.care if care.kind is CareKind.B12)


def test_a_treatment_that_was_had_is_not_overdue_in_the_next_week(content: Content) -> None:
    assert "has passed" in b12_words(content)
    assert "has passed" not in b12_words(content, TreatmentMark(DUE, TreatmentState.DONE))
    assert "has passed" in b12_words(content, TreatmentMark(DUE, TreatmentState.MISSED))


def test_a_mark_after_the_start_changes_nothing_in_the_week(content: Content) -> None:
    later = TreatmentMark(START + timedelta(days=2), TreatmentState.DONE)
    assert b12_words(content, later) == b12_words(content)

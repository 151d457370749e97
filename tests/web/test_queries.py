"""Each page asks the database a bounded number of questions, however long the person has been here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import event

from planner.domain.diary import DayLog, SessionDiary
from planner.domain.person import PersonId
from planner.domain.week import SessionId
from planner.exchange.week_file import week_from_json
from tests.web.conftest import TestServices, Visitor
from tests.web.test_access import VALUES

MOST = 25
"""Statements of one page: who is signed in, whose person it is, what the banners say, and the page itself."""
NOT_A_PAGE = {"weeks.sheet"}
"""The sheet is drawn for seconds; what it asks the database is what the page of the week asks."""


@contextmanager
def _counted(services: TestServices) -> Iterator[list[str]]:
    engine = services.storage.engine
    said: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE")):
            said.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _pages(app: Flask) -> Iterator[str]:
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.rule.startswith("/people/") and rule.endpoint not in NOT_A_PAGE:
            yield re.sub(r"<(?:\w+:)?(\w+)>", lambda match: VALUES[match[1]], rule.rule)


def _questions(visitor: Visitor, app: Flask) -> dict[str, int]:
    counts = {}
    for path in _pages(app):
        with _counted(visitor.services) as said:
            status = visitor.get(path).status_code
        assert status in (200, 303, 404), (path, status)
        counts[path] = len(said)
    return counts


def _live_a_while(services: TestServices, weeks: int) -> None:
    """The same week again and again, with all that a diligent person writes down."""
    person = PersonId(1)
    with services.storage.writing() as unit:
        kept = unit.weeks.of_person(person)[-1]
        week = week_from_json(kept.text)
        assert not isinstance(week, tuple)
        known = set(unit.weeks.starts(person))
        for back in range(1, weeks + 1):
            start = kept.start - timedelta(weeks=back)
            if start in known:
                continue
            unit.weeks.add(person, start, _shifted(kept.text, kept.start, start), services.now())
            for session in ("mon-1", "thu-1", "sat-1"):
                diary = SessionDiary(start, SessionId(session), "all", effort=4, pain_during=2)
                unit.diaries.record_session(person, diary, services.now())
            for day in range(7):
                log = DayLog(start + timedelta(days=day), 3, 4, None, 20, None, None, foods={})
                unit.diaries.record_day(person, log, services.now())
        unit.commit()


def _shifted(text: str, before: date, after: date) -> str:
    """The text of a week with each of its seven days brought to another week."""
    for day in range(7):
        text = text.replace(str(before + timedelta(days=day)), str(after + timedelta(days=day)))
    return text


def test_every_page_of_a_person_asks_a_bounded_number_of_questions(app: Flask, ann_with_a_week: Visitor) -> None:
    counts = _questions(ann_with_a_week, app)
    assert len(counts) >= 15
    assert {path: number for path, number in counts.items() if number > MOST} == {}


def test_a_long_history_asks_no_more_questions(app: Flask, ann_with_a_week: Visitor, services: TestServices) -> None:
    _live_a_while(services, 2)
    before = _questions(ann_with_a_week, app)
    _live_a_while(services, 9)
    after = _questions(ann_with_a_week, app)
    assert {path: (before[path], number) for path, number in after.items() if number > before[path]} == {}


def test_many_people_ask_no_more_questions(ann_with_a_week: Visitor, services: TestServices) -> None:
    with _counted(services) as one:
        ann_with_a_week.get("/people")
    for _ in range(8):
        ann_with_a_week.consent()
    with _counted(services) as many:
        assert ann_with_a_week.get("/people").status_code == 200
    assert len(many) <= len(one) + 1
